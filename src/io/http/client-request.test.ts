import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { placeOf, type RequestWords, redirected, redirectOf, requestBytes } from './client-request.ts';

const WORDS: RequestWords = { method: undefined, line: undefined, headers: [], body: undefined };
const request = (words: Partial<RequestWords>, url = 'http://lab.example:8080/a?b=1#c'): readonly string[] =>
  fromUtf8(requestBytes(placeOf(url), { ...WORDS, ...words }, undefined, 'test')).split('\r\n');

describe('a URL', () => {
  it('says where to connect, and what to ask for', () => {
    expect(placeOf('lab.example/x')).toMatchObject({ address: 'tcp:lab.example:80', host: 'lab.example', target: '/x' });
    expect(placeOf('127.0.0.1:8080')).toMatchObject({ address: 'tcp:127.0.0.1:8080', host: '127.0.0.1:8080', target: '/' });
    expect(placeOf('https://[::1]/')).toMatchObject({ address: 'tls:tcp:[::1]:443', host: '[::1]' });
    expect(placeOf('unix:/run/x.sock:/v1')).toMatchObject({ address: 'unix:/run/x.sock', target: '/v1' });
    expect(placeOf('file:///tmp/a%20b')).toMatchObject({ scheme: 'file', address: '/tmp/a b' });
  });

  it.each(['http://', 'gopher://x/', 'http://user:pw@host/', 'file://host/x'])('%s is refused', (url) => {
    expect(() => placeOf(url)).toThrow(/^get: expected/);
  });
});

describe('a request', () => {
  it('has what a server needs', () => {
    expect(request({}).slice(0, 2)).toEqual(['GET /a?b=1 HTTP/1.1', 'Host: lab.example:8080']);
    expect(request({}).slice(-2)).toEqual(['', '']);
  });

  it('is what was typed', () => {
    const lines = request({ line: 'GET /x', headers: ['host:', 'X: ä', 'X: 2', 'user-agent: me'], body: utf8('ab') });
    expect(lines[0]).toBe('GET /x');
    expect(lines).not.toContain('Host: lab.example:8080');
    expect(lines.filter((line) => /^(X|user-agent):/i.test(line))).toEqual(['X: ä', 'X: 2', 'user-agent: me']);
    expect(lines).toContain('Content-Length: 2');
    expect(lines.at(-1)).toBe('ab');
  });

  it('does not become two', () => {
    expect(() => request({ headers: ['X: a\r\nY: b'] })).toThrow(/^get: expected/);
    expect(() => request({ headers: ['nonsense'] })).toThrow(/^get --header: expected/);
  });
});

describe('a redirect', () => {
  const from = placeOf('https://lab.example/a/b?c');
  it('leads somewhere on the web, and nowhere else', () => {
    expect(redirectOf(from, '../d')).toMatchObject({ url: 'https://lab.example/d' });
    expect(redirectOf(from, '//other.example/')).toMatchObject({ address: 'tls:tcp:other.example:443' });
    for (const url of ['file:///etc/passwd', 'javascript:1', 'http://u:p@x/', 'http://']) expect(redirectOf(from, url)).toBeUndefined();
    expect(redirectOf(placeOf('unix:/x.sock:/a'), 'http://inside/')).toBeUndefined();
  });

  it('keeps method and body where it must, and secrets with their host (RFC 9110 §15.4)', () => {
    const words: RequestWords = { ...WORDS, headers: ['Authorization: x', 'Content-Type: y', 'Z: 1'], body: utf8('b') };
    expect(redirected(words, 307, true)).toMatchObject({ method: 'POST', headers: words.headers, body: words.body });
    expect(redirected(words, 302, false)).toEqual({ method: 'GET', line: undefined, headers: ['Z: 1'], body: undefined });
    expect(redirected({ ...WORDS, method: 'HEAD' }, 303, true)).toMatchObject({ method: 'HEAD' });
  });
});

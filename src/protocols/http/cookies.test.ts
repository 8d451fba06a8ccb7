import { describe, expect, it } from 'vitest';
import { type Cookie, cookieField, parseSetCookie, withCookie } from './cookies.ts';

const HOST = { host: 'www.lab.example', path: '/a/b', secure: false };
const jar = (...lines: readonly string[]): readonly Cookie[] =>
  lines.reduce<readonly Cookie[]>((all, line) => {
    const cookie = parseSetCookie(line, HOST, 0);
    return cookie === undefined ? all : withCookie(all, cookie);
  }, []);

describe('cookies (RFC 6265)', () => {
  it('go back to their host and below their path, the longest path first', () => {
    const all = jar('a=1', 'b=2; Path=/', 'c=3; path=/a/b; HttpOnly');
    expect(cookieField(all, HOST)).toBe('c=3; a=1; b=2');
    expect(cookieField(all, { ...HOST, path: '/other' })).toBe('b=2');
    expect(cookieField(all, { ...HOST, host: 'lab.example' })).toBeUndefined();
  });

  it('go to other hosts where their domain says so, and never to strangers', () => {
    const all = jar('a=1; Domain=.lab.example; Path=/', 'b=2; Domain=example; Path=/', 'c=3; Domain=other.example');
    expect(cookieField(all, { ...HOST, host: 'x.lab.example' })).toBe('a=1');
    expect(all).toHaveLength(1);
  });

  it('are replaced, and forgotten where they are over', () => {
    expect(cookieField(jar('a=1', 'a=2'), HOST)).toBe('a=2');
    expect(jar('a=1', 'a=; Max-Age=0')).toEqual([]);
    expect(jar('a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toEqual([]);
  });

  it('that are secure come and go over TLS alone', () => {
    expect(jar('a=1; Secure')).toEqual([]);
    const cookie = parseSetCookie('a=1; Secure', { ...HOST, secure: true }, 0);
    expect(cookie && cookieField([cookie], HOST)).toBeUndefined();
  });

  it('that are none are not kept', () => {
    expect(jar('novalue', '=x', '')).toEqual([]);
  });
});

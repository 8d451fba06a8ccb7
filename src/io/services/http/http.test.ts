/** The web server: what RFC 9110 and RFC 9112 ask of it, and what it has to bear (T-B3, T-B4). */
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { answerOf, type HttpTalk, httpTalk } from '../../../../test/http-talk.ts';
import { http } from './http.ts';

serviceConformance(http);

/** Of all replies in what came. */
const statuses = (text: string): readonly number[] => [...text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r\n]*\r\nDate: /g)].map((m) => Number(m[1]));

const LONG = 'wire and cat, '.repeat(100);
let talk: HttpTalk;

beforeAll(async () => {
  talk = await httpTalk((root) => {
    mkdirSync(join(root, 'docs/sub'), { recursive: true });
    mkdirSync(join(root, 'empty'));
    mkdirSync(join(root, 'cgi-bin'));
    writeFileSync(join(root, 'index.html'), '<h1>hello</h1>');
    writeFileSync(join(root, 'ten.txt'), '0123456789');
    writeFileSync(join(root, 'long.txt'), LONG);
    writeFileSync(join(root, 'big.bin'), Buffer.alloc(700_000, 'abcdefg'));
    writeFileSync(join(root, 'docs/a & <b>.txt'), 'named');
    writeFileSync(join(root, 'docs/ü.txt'), 'umlaut');
    writeFileSync(join(root, '.env'), 'SECRET');
    writeFileSync(join(root, 'cgi-bin/run'), '#!/bin/sh\necho SECRET', { mode: 0o755 });
    symlinkSync('/etc/passwd', join(root, 'passwd'));
    symlinkSync('/etc', join(root, 'etc'));
    utimesSync(join(root, 'ten.txt'), 784_111_777, 784_111_777);
  });
});
afterAll(() => talk.close());

describe('files', () => {
  it('come with type, length, date and validators', async () => {
    const { status, fields, body } = await talk.ask('GET /ten.txt');
    expect([status, body]).toEqual([200, '0123456789']);
    expect(fields).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '10',
      'last-modified': 'Sun, 06 Nov 1994 08:49:37 GMT',
      'accept-ranges': 'bytes',
      server: 'Wirecat',
      connection: 'close',
    });
    expect(fields['etag']).toMatch(/^"[0-9a-f-]+"$/);
    expect(Math.abs(Date.parse(fields['date'] ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('HEAD is GET without the content', async () => {
    const get = await talk.ask('GET /big.bin');
    const head = await talk.ask('HEAD /big.bin');
    expect(head).toEqual({ ...get, body: '', fields: { ...get.fields, date: head.fields['date'] } });
    expect(get.body.length).toBe(700_000);
  });

  it.each<[string, string, readonly string[]]>([
    ['/docs/%C3%BC.txt', 'umlaut', []],
    ['/docs/a%20&%20%3Cb%3E.txt', 'named', []],
    ['/docs/./../docs/', '404', []],
    ['/', '<h1>hello</h1>', []],
    ['/?a=b', '<h1>hello</h1>', []],
    ['http://other:81/ten.txt', '0123456789', []],
    ['/ten.txt/', '404', []],
    ['/nothing', '404', []],
    ['/.env', '404', []],
    ['/cgi-bin/run', '403', []],
    ['/cgi-bin/none', '404', []],
  ])('GET %s gives %s', async (target, wanted) => {
    const { status, body } = await talk.ask(`GET ${target}`);
    expect(status === 200 ? body : String(status)).toBe(wanted);
  });

  it('a folder without its slash is sent to the one with it', async () => {
    expect(await talk.ask('GET /docs?x=1')).toMatchObject({ status: 301, fields: { location: '/docs/?x=1' } });
    expect(await talk.ask('GET //docs/sub')).toMatchObject({ status: 301, fields: { location: '/docs/sub/' } });
  });
});

describe('folders', () => {
  it('are listed with names escaped', async () => {
    const { body, fields } = await talk.ask('GET /docs/');
    expect(body).toContain('<a href="/docs/a%20%26%20%3Cb%3E.txt">a &#38; &#60;b&#62;.txt</a><td class="n">5<td>');
    expect(body).toMatch(/sub\/<\/a>[\s\S]*a &#38;/);
    expect(fields['content-security-policy']).toContain("default-src 'none'");
    expect((await talk.ask('GET /empty/')).body).toContain('nothing in it');
  });

  it('are sorted as asked', async () => {
    const order = async (query: string): Promise<readonly string[]> =>
      [...(await talk.ask(`GET /docs/${query}`)).body.matchAll(/<td><a[^>]*>([^<]*)<\/a><td class/g)].map((m) => (m[1] ?? '').slice(0, 1));
    expect(await order('?sort=size&down')).toEqual(['s', 'Ã', 'a']);
    expect(await order('?sort=size')).toEqual(['s', 'a', 'Ã']);
  });

  it('are JSON for who would rather have that', async () => {
    const { body, fields } = await talk.ask('GET /docs/', ['Accept: application/json, text/html;q=0.5']);
    expect(fields['content-type']).toBe('application/json; charset=utf-8');
    const { entries } = JSON.parse(Buffer.from(body, 'latin1').toString()) as { entries: readonly { name: string; kind: string }[] };
    expect(entries.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['a & <b>.txt file', 'sub folder', 'ü.txt file']);
  });
});

describe('conditions (RFC 9110 §13)', () => {
  const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
  it.each<[number, readonly string[]]>([
    [304, ['If-None-Match: ETAG']],
    [304, ['If-None-Match: W/ETAG']],
    [304, ['If-None-Match: "x", ETAG']],
    [304, ['If-None-Match: *']],
    [200, ['If-None-Match: "x"']],
    [200, ['If-None-Match: "x"', `If-Modified-Since: ${DATE}`]],
    [304, [`If-Modified-Since: ${DATE}`]],
    [304, ['If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT']],
    [304, ['If-Modified-Since: Sun Nov  6 08:49:37 1994']],
    [200, ['If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT']],
    [200, ['If-Modified-Since: yesterday']],
    [412, ['If-Match: "x"']],
    [412, ['If-Match: W/ETAG']],
    [200, ['If-Match: ETAG']],
    [200, ['If-Match: *', 'If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT']],
    [412, ['If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT']],
    [200, [`If-Unmodified-Since: ${DATE}`]],
  ])('%i for %j', async (wanted, fields) => {
    const etag = (await talk.ask('HEAD /ten.txt')).fields['etag'] ?? '';
    const { status, body } = await talk.ask(
      'GET /ten.txt',
      fields.map((f) => f.replace('ETAG', etag)),
    );
    expect(status).toBe(wanted);
    if (status === 304) expect(body).toBe('');
  });
});

describe('ranges (RFC 9110 §14)', () => {
  it.each<[string, number, string]>([
    ['bytes=0-0', 206, '0'],
    ['bytes=2-4', 206, '234'],
    ['bytes=7-', 206, '789'],
    ['bytes=-3', 206, '789'],
    ['bytes=-99', 206, '0123456789'],
    ['bytes=5-99', 206, '56789'],
    ['bytes=10-', 416, ''],
    ['bytes=-0', 416, ''],
    ['bytes=5-4', 200, '0123456789'],
    ['bytes=x', 200, '0123456789'],
    ['lines=1-2', 200, '0123456789'],
    ['bytes=0-5,4-9', 200, '0123456789'],
    [`bytes=${Array.from({ length: 9 }, (_, i) => `${i}-${i}`).join(',')}`, 200, '0123456789'],
  ])('%s: %i', async (range, status, body) => {
    const answer = await talk.ask('GET /ten.txt', [`Range: ${range}`]);
    expect(answer.status).toBe(status);
    if (status !== 416) expect(answer.body).toBe(body);
    if (status === 206) expect(answer.fields['content-range']).toMatch(/^bytes \d+-\d+\/10$/);
    if (status === 416) expect(answer.fields['content-range']).toBe('bytes */10');
  });

  it('several come as parts', async () => {
    const { status, fields, body } = await talk.ask('GET /ten.txt', ['Range: bytes=0-1, 5-5,-2']);
    expect([status, Number(fields['content-length'])]).toEqual([206, body.length]);
    const boundary = /^multipart\/byteranges; boundary=(\S+)$/.exec(fields['content-type'] ?? '')?.[1] ?? '';
    expect(body.split(`--${boundary}`).map((part) => part.split('\r\n\r\n')[1]?.trim())).toEqual([undefined, '01', '5', '89', undefined]);
  });

  it('only of what the client has (If-Range)', async () => {
    const { etag = '', 'last-modified': date = '' } = (await talk.ask('HEAD /ten.txt')).fields;
    const ranged = async (condition: string): Promise<number> =>
      (await talk.ask('GET /ten.txt', ['Range: bytes=0-1', `If-Range: ${condition}`])).status;
    expect(
      await Promise.all([ranged(etag), ranged(date), ranged('"x"'), ranged(`W/${etag}`), ranged('Sun, 06 Nov 1994 08:49:38 GMT')]),
    ).toEqual([206, 206, 200, 200, 200]);
  });
});

describe('codings', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip;q=1, br;q=0.5', 'gzip', gunzipSync],
    ['br;q=0, *', 'gzip', gunzipSync],
  ] as const)('%s: %s', async (accept, coding, unpack) => {
    const { fields, body } = await talk.ask('GET /long.txt', [`Accept-Encoding: ${accept}`]);
    expect(fields).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' });
    expect(unpack(Buffer.from(body, 'latin1')).toString()).toBe(LONG);
    expect(fields['etag']).toContain(coding);
  });

  it.each(['identity', 'gzip;q=0', 'zstd', 'gzip;q=0.1, identity'])('%s: none', async (accept) => {
    expect(await talk.ask('GET /long.txt', [`Accept-Encoding: ${accept}`])).toMatchObject({ status: 200, body: LONG });
  });
});

describe('connections (RFC 9112 §9)', () => {
  it('go on in 1.1 and end when asked; pipelined requests are answered in order', async () => {
    const text = await talk.raw(
      'GET /ten.txt HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\n\r\n',
    );
    expect(statuses(text)).toEqual([200, 200, 404]);
  });

  it('requests may come in pieces of any size', async () => {
    const one = 'GET /ten.txt HTTP/1.1\r\nHost: a\r\n\r\n';
    const text = `\r\n${one}POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n${one}`;
    for (const size of [1, 2, 7, 50]) expect(statuses(await talk.raw(text, size))).toEqual([200, 405, 200]);
  });

  it('end after each reply in 1.0, unless asked otherwise', async () => {
    expect(answerOf(await talk.raw('GET /ten.txt HTTP/1.0\r\n\r\nGET /ten.txt HTTP/1.0\r\n\r\n'))).toMatchObject({
      status: 200,
      body: '0123456789',
    });
    const kept = await talk.raw('GET /ten.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /ten.txt HTTP/1.0\r\n\r\n');
    expect(kept.match(/HTTP\/1\.1 200/g)?.length).toBe(2);
    expect(answerOf(kept).fields['connection']).toBe('keep-alive');
  });

  it('a body that nobody wanted is read over, a long one ends the connection', async () => {
    const post = (length: number): string =>
      `POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n${'x'.repeat(length)}GET /ten.txt HTTP/1.1\r\nHost: a\r\n\r\n`;
    expect(statuses(await talk.raw(post(1000)))).toEqual([405, 200]);
    const long = await talk.raw(post(100_000));
    expect(statuses(long)).toEqual([405]);
    expect(answerOf(long).fields['connection']).toBe('close');
    const chunked =
      'POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nTrailer: x\r\n\r\nGET /ten.txt HTTP/1.1\r\nHost: a\r\n\r\n';
    expect(statuses(await talk.raw(chunked))).toEqual([405, 200]);
  });

  it('a client that asks before it sends is told to go on only where its body is wanted', async () => {
    expect(await talk.raw('PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('OPTIONS says what may be done', async () => {
    expect(await talk.ask('OPTIONS *')).toMatchObject({ status: 204, fields: { allow: 'GET, HEAD, OPTIONS' } });
    for (const method of ['TRACE', 'PUT', 'DELETE', 'POST'])
      expect(await talk.ask(`${method} /ten.txt`)).toMatchObject({ status: 405, fields: { allow: 'GET, HEAD, OPTIONS' } });
    expect(await talk.raw('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
    expect((await talk.ask('BREW /pot')).status).toBe(501);
    expect((await talk.ask('GET /ten.txt', ['Expect: the unexpected'])).status).toBe(417);
  });
});

describe('requests that cannot be read (T-B4, F-36)', () => {
  const HOST = 'Host: a\r\n';
  it.each<[string, number, string]>([
    ['a folded header', 400, `GET / HTTP/1.1\r\n${HOST}A: b\r\n c\r\n\r\n`],
    ['a blank before the colon', 400, `GET / HTTP/1.1\r\n${HOST}Content-Length : 5\r\n\r\nhello`],
    ['a blank before the first header', 400, `GET / HTTP/1.1\r\n A: b\r\n${HOST}\r\n`],
    ['a header without a name', 400, `GET / HTTP/1.1\r\n${HOST}: x\r\n\r\n`],
    ['a header without a colon', 400, `GET / HTTP/1.1\r\n${HOST}nothing\r\n\r\n`],
    ['a control character', 400, `GET / HTTP/1.1\r\n${HOST}A: b\x01c\r\n\r\n`],
    ['a zero byte', 400, `GET / HTTP/1.1\r\n${HOST}A: b\0c\r\n\r\n`],
    ['a bare CR', 400, `GET / HTTP/1.1\r\n${HOST}A: b\rC: d\r\n\r\n`],
    ['no host', 400, 'GET / HTTP/1.1\r\n\r\n'],
    ['two hosts', 400, `GET / HTTP/1.1\r\n${HOST}${HOST}\r\n`],
    ['a host that is none', 400, 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['a host with a path', 400, 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n'],
    ['no version', 400, 'GET /\r\n\r\n'],
    ['two blanks', 400, `GET  / HTTP/1.1\r\n${HOST}\r\n`],
    ['words behind the version', 400, `GET / HTTP/1.1 x\r\n${HOST}\r\n`],
    ['a small version', 400, `GET / http/1.1\r\n${HOST}\r\n`],
    ['a method that is none', 400, `GE(T / HTTP/1.1\r\n${HOST}\r\n`],
    ['another version', 505, `GET / HTTP/2.0\r\n${HOST}\r\n`],
    ['the preface of HTTP/2', 505, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a reply', 400, 'HTTP/1.1 200 OK\r\n\r\n'],
    ['a target without a slash', 400, `GET index.html HTTP/1.1\r\n${HOST}\r\n`],
    ['another scheme', 400, `GET ftp://a/ HTTP/1.1\r\n${HOST}\r\n`],
    ['a fragment', 400, `GET /#a HTTP/1.1\r\n${HOST}\r\n`],
    ['a bad escape', 400, `GET /%zz HTTP/1.1\r\n${HOST}\r\n`],
    ['half an escape', 400, `GET /% HTTP/1.1\r\n${HOST}\r\n`],
    ['an escaped zero byte', 400, `GET /ten.txt%00.html HTTP/1.1\r\n${HOST}\r\n`],
    ['a length and a coding', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`],
    ['the same length twice', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`],
    ['a list of lengths', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: 5, 5\r\n\r\nhello`],
    ['a length with a sign', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: +5\r\n\r\nhello`],
    ['a negative length', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: -5\r\n\r\nhello`],
    ['a length in hexadecimal', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length: 0x5\r\n\r\nhello`],
    ['an empty length', 400, `POST / HTTP/1.1\r\n${HOST}Content-Length:\r\n\r\nhello`],
    ['an unknown coding', 400, `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['chunked twice', 501, `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`],
    ['packed and chunked', 501, `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['identity', 501, `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: identity\r\n\r\n`],
    ['a coding in 1.0', 400, `POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a vertical tab before chunked', 400, `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`],
    ['a long address', 414, `GET /${'a'.repeat(9000)} HTTP/1.1\r\n${HOST}\r\n`],
    ['a long address without an end', 414, `GET /${'a'.repeat(9000)}`],
    ['a long header', 431, `GET / HTTP/1.1\r\n${HOST}A: ${'b'.repeat(17_000)}\r\n\r\n`],
    ['many headers', 431, `GET / HTTP/1.1\r\n${HOST}${'A: b\r\n'.repeat(128)}\r\n`],
    ['a head without an end', 400, `GET / HTTP/1.1\r\n${HOST}`],
    ['TLS', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\r\n\r\n'],
  ])('%s: %i, and the connection ends', async (_what, status, bytes) => {
    const text = await talk.raw(`${bytes}GET /ten.txt HTTP/1.1\r\n${HOST}\r\n`);
    expect(statuses(text)).toEqual([status]);
    expect(answerOf(text).fields['connection']).toBe('close');
  });

  it.each([
    ['a size that is none', 'x\r\nabc\r\n0\r\n\r\n'],
    ['a sign', '+3\r\nabc\r\n0\r\n\r\n'],
    ['a blank before the size', ' 3\r\nabc\r\n0\r\n\r\n'],
    ['a bare LF', '3\nabc\r\n0\r\n\r\n'],
    ['a bare LF behind the data', '3\r\nabc\n0\r\n\r\n'],
    ['more data than its size', '3\r\nabcd\r\n0\r\n\r\n'],
    ['a size beyond numbers', 'fffffffffffffffff\r\nabc\r\n0\r\n\r\n'],
    ['an end in the middle', '5\r\nabc'],
  ])('chunks with %s end the connection', async (_what, body) => {
    const text = await talk.raw(`POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n${body}GET /ten.txt HTTP/1.1\r\n${HOST}\r\n`);
    expect(text).not.toContain('0123456789');
    expect(answerOf(text).fields['connection']).toBe('close');
  });

  it('the reply names the mistake and its place', async () => {
    const page = answerOf(await talk.raw('GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n')).body;
    expect(page).toContain('A percent sign is followed by two hexadecimal digits, as in %20.');
    expect(page).toContain('<pre>GET /a%zz HTTP/1.1\n      ^</pre>');
    expect(answerOf(await talk.raw('GET / HTTP/1.1\r\nHost: a\r\n<b>\x1b\r\n\r\n')).body).toContain('<pre>&#60;b&#62;\\x1b\n^</pre>');
  });
});

describe('what lies elsewhere stays there (T-B3)', () => {
  const up = [
    '..',
    '%2e%2e',
    '.%2e',
    '%2E%2e',
    '..%2f',
    '%2e%2e%2f',
    '..%5c',
    '%5c..',
    '..;',
    '....//',
    '.%00.',
    '%c0%ae%c0%ae',
    '%252e%252e',
    '..%c0%af',
    '%uff0e%uff0e',
  ];
  const vectors = [
    ...up.flatMap((dots) => [
      `/${dots}/etc/passwd`,
      `/docs/${dots}/${dots}/etc/passwd`,
      `/${dots}/${dots}/${dots}/${dots}/etc/passwd`,
      `//${dots}//etc/passwd`,
    ]),
    '/passwd',
    '/etc/passwd',
    '/etc/',
    '/etc/hostname',
    '/.env',
    '/%2eenv',
    '/.%65nv',
    '//etc/passwd',
    '///etc/passwd',
    '/%2fetc/passwd',
    '/C:/Windows/win.ini',
    '/\\\\host\\share',
    'http://a/../etc/passwd',
    'http://a/..%2fetc/passwd',
    '/docs/..%2f..%2fetc%2fpasswd',
    '/?/../../etc/passwd/..',
    '/./.env',
    '/docs/.././.env',
    '/proc/self/environ',
    '/dev/zero',
  ];
  it(`${vectors.length} ways`, async () => {
    for (const target of vectors) {
      const { status, body } = await talk.ask(`GET ${target}`);
      if (!target.startsWith('/?')) expect([target, status]).not.toEqual([target, 200]);
      expect(body).not.toMatch(/root:|SECRET/);
    }
  });
});

it('each request is a line of the log, escaped', async () => {
  talk.said.length = 0;
  await talk.ask('GET /ten.txt?"x"');
  expect(talk.said).toEqual([
    expect.stringMatching(/^\S+ - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET \/ten\.txt\?\\"x\\" HTTP\/1\.1" 200 10$/),
  ]);
});

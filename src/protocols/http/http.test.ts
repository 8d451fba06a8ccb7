import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { differences, ours, theirs } from '../../../test/beside-tshark.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { testTools as tools } from '../../../test/tools.ts';
import { concat, fromUtf8, utf8 } from '../../core/bytes.ts';
import type { Tools } from '../../core/tools.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { latin1Bytes } from '../shared/text.ts';
import { httpReader } from './reader.ts';

type Said = string | Uint8Array;

/** The messages of a conversation, dissected. */
const dissected = (chunks: readonly (readonly [Side, Said])[], lent: Tools = tools): readonly Dissection[] => {
  const bytes = chunks.map(([side, said]) => [side, typeof said === 'string' ? latin1Bytes(said) : said] as const);
  return readAll(httpReader, bytes).messages.map(({ bytes: b, message }) =>
    dissectAs(
      protocols,
      'http',
      { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes: b, original: b.length, comments: [] },
      message,
      {
        tools: lent,
      },
    ),
  );
};
const one = (said: Said, side: Side = 0, lent: Tools = tools): Dissection => dissected([[side, said]], lent)[0]!;
const reply = (body: Uint8Array, ...headers: string[]): Uint8Array =>
  concat([utf8(`HTTP/1.1 200 OK\r\n${headers.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);

const GET = 'GET /index.html?a=1&b=2 HTTP/1.1\r\nHost: www.example.com\r\n';

describe('a request', () => {
  it('has its line, its headers and what follows from both', () => {
    const v = valuesOf(one(`${GET}Cookie: a=b; c=d\r\nX-Own: 1\r\n\r\n`));
    expect(v).toMatchObject({
      'http.request.method': ['GET'],
      'http.request.uri': ['/index.html?a=1&b=2'],
      'http.request.uri.path': ['/index.html'],
      'http.request.uri.query': ['a=1&b=2'],
      'http.request.uri.query.parameter': ['a=1', 'b=2'],
      'http.request.version': ['HTTP/1.1'],
      'http.request.full_uri': ['http://www.example.com/index.html?a=1&b=2'],
      'http.request.line': ['Host: www.example.com\r\n', 'Cookie: a=b; c=d\r\n', 'X-Own: 1\r\n'],
      'http.cookie_pair': ['a=b', 'c=d'],
      'http.request_number': ['1'],
    });
  });

  it('tells what credentials say (RFC 7617)', () => {
    const v = valuesOf(one(`${GET}Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n`));
    expect(v['http.authbasic']).toEqual(['Aladdin:open sesame']);
  });

  it('has a target in absolute, authority or asterisk form (RFC 9112 §3.2)', () => {
    const uri = (line: string): unknown => valuesOf(one(`${line} HTTP/1.1\r\nHost: a.example\r\n\r\n`))['http.request.full_uri'];
    expect(uri('GET http://b.example/x')).toEqual(['http://b.example/x']);
    expect(uri('CONNECT b.example:443')).toEqual(['b.example:443']);
    expect(uri('OPTIONS *')).toEqual(['http://a.example*']);
  });

  it('to a proxy says where its tunnel goes', () => {
    const v = valuesOf(one('CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect([v['http.proxy_connect_host'], v['http.proxy_connect_port']]).toEqual([['[2001:db8::1]'], ['443']]);
  });
});

describe('what is wrong with a head', () => {
  const faults = (text: string, side: Side = 0): readonly string[] =>
    one(text, side).faults.map(({ kind, severity }) => `${severity} ${kind}`);
  it.each([
    ['a header line without a colon', `${GET}nocolon\r\n\r\n`, ['warn bad_header']],
    ['blanks before the colon', `${GET}User-Agent : x\r\n\r\n`, ['warn bad_header_name']],
    ['a folded header', `${GET}X: one\r\n two\r\n\r\n`, ['warn folded']],
    ['lines that end with LF alone', 'GET / HTTP/1.1\nHost: a\n\n', ['note bare_lf']],
    ['empty lines first', `\r\n\r\n${GET}\r\n`, ['note leading_crlf']],
    ['two lengths', `${GET}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, ['error two_lengths']],
    ['the same length twice', `${GET}Content-Length: 2\r\nContent-Length: 2\r\n\r\nab`, ['note two_lengths']],
    ['a length that is none', `${GET}Content-Length: 3x\r\n\r\n`, ['error bad_length']],
    ['a length beside a coding', `${GET}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, ['warn te_and_length']],
    ['a coding that has no end', `${GET}Transfer-Encoding: chunked, frob\r\n\r\n`, ['warn te_unknown']],
    ['a coding of another version', 'GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', ['warn te_version']],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', ['note host']],
    ['two hosts', `${GET}Host: b\r\n\r\n`, ['error host']],
    ['blanks in the first line', 'GET  /x HTTP/1.1\r\nHost: a\r\n\r\n', ['warn start_line']],
    ['a parameter without a value', `${GET}Content-Type: text/html; charset=\r\n\r\n`, ['note parameter']],
  ])('%s', (_, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('a status that is none, and a head or a body that the connection cuts', () => {
    expect(faults('HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n', 1)).toEqual(['warn start_line']);
    expect(faults('HTTP/1.1 200 OK\r\nContent-Type: te', 1)).toEqual(['error short']);
    expect(faults('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab', 1)).toEqual(['error short']);
  });
});

describe('a body', () => {
  it('of chunks is put together', () => {
    const d = one('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nhello\r\n6\r\n world\r\n0\r\nA: 1\r\nB: 2\r\n\r\n', 1);
    expect(valuesOf(d)).toMatchObject({
      'http.chunk_size': ['5', '6', '0'],
      'http.chunk_extension': [';x=1'],
      'http.chunk_data': ['68656c6c6f', '20776f726c64'],
      'http.chunk_boundary': ['0d0a', '0d0a'],
      'http.chunked_trailer_part': ['A: 1\r\nB: 2\r\n'],
      'http.file_data': ['hello world'],
    });
    expect(d.sources.slice(1).map((s) => [s.name, fromUtf8(s.bytes)])).toEqual([['De-chunked entity body', 'hello world']]);
  });

  const content = utf8('packed content\n');
  it.each([
    ['gzip', gzipSync(content)],
    ['x-gzip', gzipSync(content)],
    ['deflate', deflateSync(content)],
    ['deflate', deflateRawSync(content)],
    ['br', brotliCompressSync(content)],
    ['gzip, deflate', deflateSync(gzipSync(content))],
  ])('in %s is unpacked', (coding, packed) => {
    const d = one(reply(packed, `Content-Encoding: ${coding}`), 1);
    expect(valuesOf(d)['http.file_data']).toEqual(['packed content\n']);
    expect(d.sources.at(-1)?.name).toBe('Uncompressed entity body');
    expect(d.faults).toEqual([]);
  });

  it('stays packed where nobody can unpack it, or where it is something else', () => {
    expect(valuesOf(one(reply(gzipSync(content), 'Content-Encoding: gzip'), 1, {}))['http.file_data']).toBeUndefined();
    expect(faultsOf(one(reply(content, 'Content-Encoding: gzip'), 1))).toEqual(['this is not gzip']);
    expect(faultsOf(one(reply(content, 'Content-Encoding: zstd'), 1))).toEqual(['content in the coding zstd, which is not known here']);
  });

  it('goes to what knows its media type, else to `media`, and without one stays bytes', () => {
    const names = (d: Dissection): readonly string[] => d.layers.map(({ layer }) => layer.name);
    expect(names(one(reply(utf8('abc'), 'Content-Type: image/png'), 1))).toEqual(['http', 'media']);
    expect(names(one(reply(utf8('abc'), 'X: y'), 1))).toEqual(['http']);
  });
});

describe('a conversation', () => {
  it('numbers its requests and replies', () => {
    const d = dissected([
      [0, `${GET}\r\n${GET}\r\n`],
      [1, reply(utf8('one'), 'X: 1')],
      [1, reply(utf8('two'), 'X: 2')],
    ]);
    const v = d.map(valuesOf);
    expect(v.map((one) => one['http.request_number'] ?? one['http.response_number'])).toEqual([['1'], ['2'], ['1'], ['2']]);
  });
});

/** All that a request without a body has where tshark takes it for a continuation. */
const whole = (frame: string): readonly string[] =>
  [
    'host',
    'request',
    'request.full_uri',
    'request.line',
    'request.method',
    'request.uri',
    'request.version',
    'request_number',
    'file_data',
  ].map((key) => `${frame} http.${key}`);

/** Only a list of frames tells these: what answers what is known there. */
const PAIRED: ReadonlySet<string> = new Set(
  ['time', 'request_in', 'response_for.uri', 'prev_request_in', 'prev_response_in'].flatMap((key) => [`http.${key}`, `http_${key}`]),
);
/** Marks of the tree and the extension of a chunk, which tshark does not name. */
const OWN = ['http.chat', 'http.chunk', 'http.chunk_extension', 'http.encoded_body'];

needs('tshark').describe('beside tshark', () => {
  it('has the same values, but for these', () => {
    const found = differences(ours('http', tools), theirs('http'), new Set([...PAIRED, ...OWN]));
    expect([...found].sort()).toEqual(DIFFERENT.flatMap(([, ...places]) => places).sort());
  });
});

/** Where the sample shows a difference that is meant: frames, and what differs there. */
const DIFFERENT: readonly (readonly [why: string, ...places: string[]])[] = [
  ['pipelined requests are each answered by their own reply, and HEAD is known by it', '22'],
  ['news on the way and early answers do not count as replies', ...['26', '32'].map((f) => `${f} http.request_number`)],
  ['and so the numbers of replies are those of their requests', ...['27', '29', '31'].map((f) => `${f} http.response_number`)],
  ['a tunnel is told by its request', ...['33', '35'].flatMap((f) => ['host', 'port'].map((key) => `${f} http.proxy_connect_${key}`))],
  ['what goes through a tunnel is no HTTP', '37', '38'],
  ['HTTP/0.9 is read', '48', '50'],
  ['methods in small letters and unknown ones are read, behind empty lines too', '56', '57'],
  ['and count', ...Array.from({ length: 7 }, () => '58 http.request_number')],
  ['a reason stands behind a status of two digits', '60 http.response.phrase'],
  ['a bad header line does not end the head', '64'],
  ['content in two codings is unpacked, and a packed transfer is read to its end', '68 http.file_data', '70'],
  ['a body that breaks off is shown, and what follows is looked for', '73', '76', '80', ...whole('85')],
  ['what a coding that is not known holds is not shown as content', '88 http.file_data'],
  ['the header lines of a notification are shown', '94 http.request.line'],
  ['a list of the same length is that length', '95 http.file_data'],
  ['a request whose coding is not chunked at last has no body', '96'],
];

import { describe, expect, it } from 'vitest';
import { readAll } from '../../../test/messages.ts';
import { fc } from '../../../test/property.ts';
import { concat, EMPTY, utf8 } from '../../core/bytes.ts';
import { latin1Bytes } from '../shared/text.ts';
import { Chunked, chunkScan, scanChunks, writeChunk, writeLastChunk } from './chunks.ts';
import { type Framing, framingOf } from './framing.ts';
import { fieldValues, firstValue, type Head, type HeadOptions, type ParsedHead, parseHead, writeHead } from './head.ts';
import type { HttpMessage } from './message.ts';
import { httpReader } from './reader.ts';

const parse = (text: string, options?: HeadOptions): ParsedHead => parseHead(latin1Bytes(text), 0, text.length, options);
const headOf = (text: string, options?: HeadOptions): Head => {
  const parsed = parse(text, options);
  if (parsed.kind !== 'head') throw new Error(`${parsed.kind}: ${JSON.stringify(parsed)}`);
  return parsed.head;
};

describe('a head', () => {
  it('of a request has a method, a target, a version and fields', () => {
    expect(headOf('GET /x?y HTTP/1.1\r\nHost: a\r\nX-Two:  \tb c \r\nEmpty:\r\n\r\n')).toEqual({
      kind: 'request',
      method: 'GET',
      target: '/x?y',
      version: 'HTTP/1.1',
      fields: [
        { name: 'Host', value: 'a' },
        { name: 'X-Two', value: 'b c' },
        { name: 'Empty', value: '' },
      ],
    });
  });

  it('of a reply has a status and a reason, which may be empty', () => {
    expect(headOf('HTTP/1.0 404 Not Found\r\n\r\n')).toEqual({
      kind: 'reply',
      version: 'HTTP/1.0',
      status: 404,
      reason: 'Not Found',
      fields: [],
    });
    expect(headOf('HTTP/1.1 200\r\n\r\n')).toMatchObject({ status: 200, reason: '' });
    expect(headOf('HTTP/1.1 200 \xa0\x85 \r\n\r\n')).toMatchObject({ reason: '\xa0\x85' });
  });

  it('tells how long it is, with empty lines before it, and waits for its end', () => {
    const text = '\r\n\nGET / HTTP/1.1\nHost: a\n\nbody';
    expect(parse(text)).toMatchObject({ kind: 'head', length: text.length - 4 });
    for (let n = 0; n < text.length - 4; n++) expect(parse(text.slice(0, n))).toEqual({ kind: 'more' });
  });

  it('gives the values of a field by its name in any case', () => {
    const head = headOf('GET / HTTP/1.1\r\nA: 1\r\na: 2\r\nB: 3\r\n\r\n');
    expect([fieldValues(head, 'A'), firstValue(head, 'b'), firstValue(head, 'c')]).toEqual([['1', '2'], '3', undefined]);
  });

  it.each([
    ['GET /\r\n\r\n', 'syntax'],
    ['GET  / HTTP/1.1\r\n\r\n', 'syntax'],
    ['GET / HTTP/1.1 \r\n\r\n', 'syntax'],
    ['HTTP/1.1 20 OK\r\n\r\n', 'syntax'],
    ['nothing like it\r\n\r\n', 'syntax'],
    ['GET / HTTP/1.1\r\nA: 1\r\n 2\r\n\r\n', 'syntax'],
    ['GET / HTTP/1.1\r\nA : 1\r\n\r\n', 'syntax'],
    ['GET / HTTP/1.1\r\nno colon\r\n\r\n', 'syntax'],
    ['GET / HTTP/1.1\r\nA: 1\0\r\n\r\n', 'syntax'],
    ['GET / HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n', 'syntax'],
    ['\r\n'.repeat(600), 'syntax'],
  ])('is none where two readers may read it differently: %j', (text, what) => {
    expect(parse(text)).toMatchObject({ kind: 'fault', what });
  });

  it('is taken as old programs write it where one is lenient', () => {
    const lenient = (text: string): Head => headOf(text, { lenient: true });
    expect(lenient('GET   /x   HTTP/1.0   more\r\nA: 1\r\n  2\r\nno colon\r\n\r\n')).toEqual({
      kind: 'request',
      method: 'GET',
      target: '/x',
      version: 'HTTP/1.0',
      fields: [{ name: 'A', value: '1 2' }],
    });
    expect(lenient('HTTP/1.1   200   OK  \r\n\r\n')).toMatchObject({ status: 200, reason: 'OK' });
    expect(lenient('GET /old\r\n')).toMatchObject({ version: 'HTTP/0.9', target: '/old' });
  });

  it('has limits of its line and of its fields', () => {
    const text = 'GET /long HTTP/1.1\r\nA: 1\r\n\r\n';
    expect(parse(text, { line: 20, fields: 8 }).kind).toBe('head');
    expect(parse(text, { line: 19 })).toMatchObject({ kind: 'fault', what: 'line' });
    expect(parse(text.slice(0, 20), { line: 19 })).toMatchObject({ kind: 'fault', what: 'line' });
    expect(parse(text, { fields: 7 })).toMatchObject({ kind: 'fault', what: 'fields' });
    expect(parse(text.slice(0, 25), { fields: 4 })).toMatchObject({ kind: 'fault', what: 'fields' });
  });
});

// ---- written and read back -------------------------------------------------------------------------------------------

const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/);
const value = fc.stringMatching(/^(?:[\x21-\x7e\x80-\xff](?:[ \t\x21-\x7e\x80-\xff]{0,20}[\x21-\x7e\x80-\xff])?)?$/);
const fields = fc.array(fc.record({ name: token, value }), { maxLength: 6 });
const version = fc.constantFrom('HTTP/1.0', 'HTTP/1.1');
const heads: fc.Arbitrary<Head> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    method: token,
    target: fc.stringMatching(/^[\x21-\x7e\x80-\xff]{1,20}$/),
    version,
    fields,
  }),
  fc.record({ kind: fc.constant('reply' as const), version, status: fc.integer({ min: 100, max: 999 }), reason: value, fields }),
);

describe('what is written', () => {
  it('reads back as the same', () => {
    fc.assert(
      fc.property(heads, (head) => {
        const b = writeHead(head);
        expect(parseHead(b)).toEqual({ kind: 'head', length: b.length, head });
      }),
    );
  });

  it('is never more than one head: line ends and names that are none are refused', () => {
    const request = { kind: 'request', method: 'GET', target: '/', version: 'HTTP/1.1' } as const;
    expect(() => writeHead({ ...request, fields: [{ name: 'A', value: 'x\r\nB: y' }] })).toThrow(RangeError);
    expect(() => writeHead({ ...request, fields: [{ name: 'A: x\r\nB', value: '' }] })).toThrow(RangeError);
    expect(() => writeHead({ ...request, target: '/ HTTP/1.1\r\nX: ', fields: [] })).toThrow(RangeError);
    expect(() => writeHead({ kind: 'reply', version: 'HTTP/1.1', status: 200, reason: 'OK\n', fields: [] })).toThrow(RangeError);
  });

  it('in chunks is read as what it was', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 })), fc.nat(), (parts, cut) => {
        const b = concat([...parts.map((part) => writeChunk(part, ';x=1')), writeLastChunk([{ name: 'Sum', value: '1' }]), utf8('next')]);
        const scan = chunkScan();
        expect(scanChunks(scan, b, 0, cut % (b.length - 4), Number.POSITIVE_INFINITY)).toBe(Chunked.more);
        expect(scanChunks(scan, b, 0, b.length, Number.POSITIVE_INFINITY)).toBe(Chunked.done);
        expect(scan.at).toBe(b.length - 4);
      }),
    );
    expect(writeChunk(EMPTY)).toEqual(EMPTY);
  });
});

// ---- one grammar -----------------------------------------------------------------------------------------------------

describe('framing', () => {
  it.each<[string, Framing['kind']]>([
    ['GET / HTTP/1.1\r\n\r\n', 'none'],
    ['POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n', 'length'],
    ['POST / HTTP/1.1\r\nContent-Length: 3, 3\r\n\r\n', 'length'],
    ['POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n', 'chunked'],
    ['POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n', 'none'],
    ['HTTP/1.1 200 OK\r\n\r\n', 'toEnd'],
    ['HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\n', 'none'],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: frob\r\n\r\n', 'toEnd'],
    ['POST / HTTP/1.1\r\nContent-Length: 3, 4\r\n\r\n', 'doubt'],
    ['POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n', 'doubt'],
    ['POST / HTTP/1.1\r\nContent-Length: +3\r\n\r\n', 'doubt'],
    ['POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n', 'doubt'],
    ['POST / HTTP/1.1\r\nTransfer-Encoding: frob\r\n\r\n', 'doubt'],
  ])('%j: %s', (text, kind) => {
    expect(framingOf(headOf(text)).kind).toBe(kind);
  });

  it('hangs on the request that is answered', () => {
    const reply = headOf('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n');
    expect(['GET', 'HEAD', 'CONNECT'].map((method) => framingOf(reply, method).kind)).toEqual(['length', 'none', 'none']);
  });

  it('is the same for the reader of streams and for heads as values, where there is no doubt', () => {
    const name = fc.constantFrom('Content-Length', 'content-length', 'Transfer-Encoding', 'X');
    const text = fc.constantFrom('0', '3', '12', 'chunked', 'gzip, chunked', 'chunked,  gzip', 'identity', 'CHUNKED', '"chunked"');
    const some = fc.array(fc.record({ name, value: text }), { maxLength: 3 });
    fc.assert(
      fc.property(some, fc.boolean(), (list, asks) => {
        const first = { version: 'HTTP/1.1', fields: list } as const;
        const head: Head = asks
          ? { kind: 'request', method: 'POST', target: '/', ...first }
          : { kind: 'reply', status: 200, reason: '', ...first };
        const framing = framingOf(head);
        if (framing.kind === 'doubt') return;
        const b = concat([writeHead(head), utf8('3\r\nabc\r\n0\r\n\r\nand more')]);
        const [m] = readAll(httpReader, [[asks ? 0 : 1, b]]).messages;
        const body = { none: 0, length: framing.kind === 'length' ? framing.length : 0, chunked: 13, toEnd: 21 }[framing.kind];
        expect(m?.message as HttpMessage | undefined).toMatchObject({ body });
      }),
    );
  });
});

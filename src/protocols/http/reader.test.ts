import { describe, expect, it } from 'vitest';
import { Driver, type Found, NO_SECRETS, readAll } from '../../../test/messages.ts';
import { fromUtf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { seen } from '../../wire/row.ts';
import type { Side } from '../../wire/stream.ts';
import { latin1Bytes } from '../shared/text.ts';
import { LARGEST_HEAD } from './head-scan.ts';
import { type HttpMessage, Kind, LARGEST_BODY, Mark } from './message.ts';
import { httpReader } from './reader.ts';
import { httpRow } from './row.ts';

type Chunk = readonly [Side, string];
const read = (...chunks: Chunk[]): Found =>
  readAll(
    httpReader,
    chunks.map(([side, text]) => [side, latin1Bytes(text)] as const),
  );
const messages = (found: Found): readonly HttpMessage[] => found.messages.map((m) => m.message as HttpMessage);
/** Bytes of each message of a side. */
const lengths = (found: Found, side: Side): readonly number[] => found.messages.filter((m) => m.side === side).map((m) => m.bytes.length);

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const HEAD = GET.replace('GET', 'HEAD');
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

describe('where a body ends (RFC 9112 §6.3)', () => {
  const ALL = Number.POSITIVE_INFINITY;
  it.each([
    ['1: HEAD', HEAD, '200 OK\r\nContent-Length: 5', '', 0],
    ['1: 204', GET, '204 No Content\r\nContent-Length: 5', '', 0],
    ['1: 304', GET, '304 Not Modified\r\nTransfer-Encoding: chunked', '', 0],
    ['1: 1xx', GET, '103 Early Hints\r\nContent-Length: 5', '', 0],
    ['3: a coding before a length', GET, '200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked', '1\r\na\r\n0\r\n\r\n', 11],
    ['4: chunked at last', GET, '200 OK\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: Chunked', '0\r\n\r\n', 5],
    ['4: another at last', GET, '200 OK\r\nTransfer-Encoding: chunked, gzip', '', ALL],
    ['5: no number', GET, '200 OK\r\nContent-Length: 0x', '', ALL],
    ['5: the same number twice', GET, '200 OK\r\nContent-Length: 2, 2', 'ab', 2],
    ['6: a length', GET, '200 OK\r\nContent-Length:2', 'ab', 2],
    ['6: a folded length', GET, '200 OK\r\nContent-Length:\r\n 2', 'ab', 2],
    ['6: a length that is another name', GET, '200 OK\r\nContent-Length : 2', 'ab', ALL],
    ['8: to the end', GET, '200 OK', '', ALL],
  ])('%s', (_, request, status, body, length) => {
    const head = `HTTP/1.1 ${status}\r\n\r\n`;
    const [taken] = lengths(read([0, request], [1, `${head}${body}${OK}`]), 1);
    expect(taken).toBe(head.length + Math.min(length, body.length + OK.length));
  });

  it('of a request is nothing where it tells none', () => {
    expect(lengths(read([0, `POST / HTTP/1.1\r\nHost: a\r\n\r\n${GET}`]), 0)).toEqual([28, GET.length]);
    expect(lengths(read([0, `POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n${GET}`]), 0)).toEqual([38, GET.length]);
  });
});

describe('requests and replies', () => {
  it('belong together in their order', () => {
    const found = messages(read([0, `${GET}${HEAD}${GET}`], [1, `${OK}HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n${OK}`]));
    expect(found.map(({ asks, answers }) => asks ?? -Number(answers))).toEqual([1, 2, 3, -1, -2, -3]);
  });

  it('news on the way answers nothing', () => {
    const found = messages(read([0, GET], [1, `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${OK}`]));
    expect(found.map((m) => [m.number, m.answers])).toEqual([
      [1, undefined],
      [1, undefined],
      [1, undefined],
      [1, 1],
    ]);
  });

  it('a reply before its request is whole points to none', () => {
    const found = read([0, 'POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nab'], [1, OK], [0, `cd${GET}`], [1, OK]);
    expect(found.messages.map((m) => [m.side, m.message.asks, m.message.answers])).toEqual([
      [1, undefined, undefined],
      [0, undefined, undefined],
      [0, 2, undefined],
      [1, undefined, 2],
    ]);
  });

  it('keep a request only as long as it may be answered', () => {
    const driver = new Driver(httpReader);
    for (let i = 0; i < 2500; i++) driver.feed(0, latin1Bytes(GET));
    expect((driver.state as { asked: unknown[] }).asked.length).toBeLessThanOrEqual(1000);
  });

  it('know a host that was named before by the same text', () => {
    const [a, b] = messages(
      read([0, GET.replace('a\r', 'a-rather-long-host.example\r')], [0, GET.replace('a\r', 'a-rather-long-host.example\r')]),
    );
    expect([a?.host, b?.host, a?.target]).toEqual(['a-rather-long-host.example', 'a-rather-long-host.example', '/']);
  });
});

describe('what both sides become', () => {
  const upgraded = (token: string): string | undefined =>
    read([0, GET], [1, `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${token}\r\n\r\nbytes of it`]).became;
  it('is told by the reply to an upgrade', () => {
    expect(['websocket', 'WebSocket', 'h2c', 'TLS/1.0', 'own/1'].map(upgraded)).toEqual(['websocket', 'websocket', 'http2', 'tls', '']);
  });

  it('is a tunnel behind CONNECT, and nothing is read as HTTP before', () => {
    const CONNECT = 'CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\n';
    const found = read([0, CONNECT], [0, `${GET} is no request`], [1, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello']);
    expect([found.became, lengths(found, 0), found.rest.map((b) => b.length)]).toEqual(['', [CONNECT.length], [GET.length + 14, 5]]);
    const refused = read([0, CONNECT], [1, OK.replace('200', '407')], [0, GET], [1, OK]);
    expect([refused.became, lengths(refused, 0)]).toEqual([undefined, [CONNECT.length, GET.length]]);
  });

  it('is HTTP/2 where the client begins with its preface (RFC 9113 §3.4)', () => {
    expect(read([0, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']).became).toBe('http2');
  });
});

describe('what is no HTTP', () => {
  it('is given up at once', () => {
    const found = read([0, '\x16\x03\x01\x02']);
    expect(found.faults.map((f) => [f.length, f.text])).toEqual([[0, 'no HTTP message begins here']]);
  });

  it('between messages is skipped', () => {
    const found = read([0, `POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab<more than told>${GET}`], [1, `${OK}{"no": "reply"}${OK}`]);
    expect(found.faults.map((f) => [f.side, f.length])).toEqual([
      [0, 16],
      [1, 15],
    ]);
    expect([lengths(found, 0).length, lengths(found, 1).length]).toEqual([2, 2]);
  });

  it('is looked through for the next message behind a gap', () => {
    const driver = new Driver(httpReader);
    driver.feed(0, latin1Bytes(GET));
    driver.feed(1, latin1Bytes('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nfirst part'));
    expect(driver.gap(1, 100)).toBe(true);
    driver.feed(1, latin1Bytes(`rest of a body${OK}`));
    expect(driver.messages.map((m) => [m.side, m.offset, m.bytes.length, m.message.answers])).toEqual([
      [0, 0, GET.length, undefined],
      [1, 164, OK.length, undefined],
    ]);
    expect(driver.faults).toMatchObject([{ side: 1, offset: 150, length: 14, severity: 'note' }]);
  });

  it('is given up after a mebibyte', () => {
    const driver = new Driver(httpReader);
    driver.feed(0, latin1Bytes(GET));
    for (let i = 0; i < 20; i++) driver.feed(0, new Uint8Array(65_536).fill(1));
    expect(driver.faults.map((f) => f.length)).toEqual([...Array<number>(16).fill(65_536), 0]);
  });
});

describe('limits', () => {
  it('a head of more than 64 KiB is skipped', () => {
    const large = `GET / HTTP/1.1\r\nX: ${'x'.repeat(LARGEST_HEAD)}\r\n\r\n`;
    const found = read([0, large.slice(0, 1000)], [0, `${large.slice(1000)}${GET}`]);
    expect(found.faults.map((f) => [f.offset, f.length])).toEqual([
      [0, LARGEST_HEAD],
      [LARGEST_HEAD, large.length - LARGEST_HEAD],
    ]);
    expect(lengths(found, 0)).toEqual([GET.length]);
  });

  const told = (found: Found): readonly unknown[] => found.messages.map((m) => [(m.message as HttpMessage).kind, m.bytes.length]);
  const body = (size: number): string => 'b'.repeat(size);

  it('a body of more than 4 MiB comes in parts', () => {
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${2 * LARGEST_BODY + 5}\r\n\r\n`;
    const found = read([0, GET], [1, head], [1, body(LARGEST_BODY - 3)], [1, body(LARGEST_BODY)], [1, `${body(8)}${OK}`]);
    expect(told(found)).toEqual([
      [Kind.request, GET.length],
      [Kind.reply, head.length + LARGEST_BODY],
      [Kind.part, LARGEST_BODY],
      [Kind.part, 5],
      [Kind.reply, OK.length],
    ]);
    expect(messages(found)[1]?.marks).toBe(Mark.goesOn);
  });

  it('so do one without a length and one in chunks, and none is read as anything else', () => {
    const open = 'HTTP/1.1 200 OK\r\n\r\n';
    expect(told(read([1, `${open}${body(LARGEST_BODY)}${OK}`]))).toEqual([
      [Kind.reply, open.length + LARGEST_BODY],
      [Kind.part, OK.length],
    ]);
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunks = `400010\r\n${body(LARGEST_BODY + 16)}\r\n3\r\nabc\r\n0\r\n\r\n`;
    expect(told(read([1, `${head}${chunks}${OK}`]))).toEqual([
      [Kind.reply, head.length + LARGEST_BODY],
      [Kind.part, chunks.length - LARGEST_BODY],
      [Kind.reply, OK.length],
    ]);
  });

  it('waits for as much as it knows to come', () => {
    const state = httpReader.open({ ports: [1, 80], tools: {}, secrets: NO_SECRETS });
    const b = latin1Bytes('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
    expect(httpReader.read(state, 1, b, 0, b.length, false)).toEqual({ kind: 'more', least: b.length + 1000, looks: b.length });
  });
});

describe('rows', () => {
  const rows = (...chunks: Chunk[]): readonly string[] =>
    read(...chunks).messages.map(({ bytes, message }) => {
      const out = new TextBuffer(1024);
      httpRow.words['all']?.(out, { ...seen(bytes), end: bytes.length, message });
      return fromUtf8(out.bytes.subarray(0, out.length));
    });

  it('are the first line and the media type of the content', () => {
    const html = 'HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\nContent-Length: 1\r\n\r\nx';
    expect(rows([0, `\r\n${HEAD}${GET}`], [1, `${html.slice(0, -1)}${html}`])).toEqual([
      'HEAD / HTTP/1.1 ',
      'GET / HTTP/1.1 ',
      'HTTP/1.1 200 OK ',
      'HTTP/1.1 200 OK  (text/html)',
    ]);
  });

  it('show nothing that steers a terminal, and no more than a line', () => {
    expect(rows([0, 'GET /\x1b[31m HTTP/1.1\r\n\r\n'])).toEqual(['GET /\\x1b[31m HTTP/1.1 ']);
    expect(rows([0, `GET /${'x'.repeat(9000)} HTTP/1.1\r\n\r\n`])[0]?.length).toBe(402);
  });
});

it('knows the exchange before each message, whatever waits', () => {
  const talk = httpReader.open({} as never);
  const message = (kind: number): HttpMessage => ({ kind }) as HttpMessage;
  const all = [Kind.request, Kind.reply, Kind.request, Kind.request, Kind.reply, Kind.reply].map(message);
  for (const [k, m] of all.entries()) httpReader.placed!(talk, m, k + 1);
  const before = all.map((m) => m.before && [m.before.request, m.before.reply]);
  expect(before).toEqual([undefined, undefined, [1, 2], [3, 0], [3, 0], [4, 5]]);
});

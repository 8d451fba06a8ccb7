import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { talkRows } from '../../../test/talk-rows.ts';
import { Follower } from '../../analysis/follow.ts';
import { concat, fromUtf8, utf8 } from '../../core/bytes.ts';
import { readCaptureFile } from '../../io/capture/read/read-file.ts';
import { FrameLoop } from '../../run/frames.ts';
import { covered } from '../../view/covered.ts';
import { hexData } from '../../view/hex.ts';
import { rowOf } from '../../view/rows.ts';
import { treeOf } from '../../view/tree.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Side } from '../../wire/stream.ts';
import { httpReader } from '../http/reader.ts';
import { protocols } from '../registry.ts';
import { MOST_KEPT } from './bodies.ts';
import { MOST_LINES } from './hpack.ts';
import { http2Reader } from './reader.ts';

const MAGIC = utf8('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const frame = (type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array(0)): Uint8Array => {
  const n = payload.length;
  return concat([Uint8Array.of(n >> 16, n >> 8, n, type, flags, 0, 0, 0, stream), payload]);
};
const SETTINGS = frame(4, 0, 0);
const text = (value: string): Uint8Array => concat([Uint8Array.of(value.length), utf8(value)]);
/** A literal header, kept in the table (0x40), not (0) or never (0x10). */
const literal = (name: string, value: string, form = 0x40): Uint8Array => concat([Uint8Array.of(form), text(name), text(value)]);

const frameOf = (b: Uint8Array) =>
  ({ number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes: b, original: b.length, comments: [] }) as const;

/** What the frames of a conversation say, each by itself. */
const dissected = (...chunks: [Side, Uint8Array][]) =>
  readAll(http2Reader, chunks).messages.map(({ bytes, message }) => dissectAs(protocols, 'http2', frameOf(bytes), message));
const rows = (...chunks: [Side, Uint8Array][]): readonly string[] =>
  dissected(...chunks).map((d) => rowOf(d, { seconds: 0, nanos: 0 }).info);
const start: [Side, Uint8Array][] = [
  [0, concat([MAGIC, SETTINGS])],
  [1, SETTINGS],
];

describe('http2 (RFC 9113)', () => {
  const hello = [true, concat([MAGIC, SETTINGS])] as const;
  const asked = (path: string, more: Uint8Array = new Uint8Array(0), stream = 1): Uint8Array =>
    frame(1, 5, stream, concat([Uint8Array.of(0x82, 0x87), literal(':path', path), more]));

  it('goes on with the next frame behind missing bytes; what was said there is not known, what comes is', () => {
    const index = (n: number): Uint8Array => Uint8Array.of(0x80 | n);
    expect(
      talkRows(
        80,
        hello,
        [true, asked('/lost', literal('x-lost', '1')), 'lost'],
        [true, concat([utf8('rest of a frame'), asked('/a', index(63), 3), frame(8, 0, 0, Uint8Array.of(0, 0, 0, 1))])],
        [false, SETTINGS],
        [true, asked('/b', concat([index(62), index(63)]), 5)],
      ).slice(1),
    ).toEqual([
      expect.stringMatching(/^TCP \[TCP Previous segment not captured\]/),
      'HTTP2 [TCP ACKed unseen segment] , HEADERS[3]: GET /a, WINDOW_UPDATE[0], SETTINGS[0]',
      'HTTP2 HEADERS[5]: GET /b',
    ]);
  });

  it('says of a frame that the capture cut what it is', () => {
    const request = asked('/a');
    expect(talkRows(80, hello, [true, request, 11], [true, asked('/b', undefined, 3)]).slice(1)).toEqual([
      'HTTP2 HEADERS[1][Packet size limited during capture]',
      'HTTP2 HEADERS[3]: GET /b',
    ]);
  });

  it('has no body whole of which bytes are missing', () => {
    const reply = frame(1, 4, 1, concat([Uint8Array.of(0x88), literal('content-type', 'text/plain')]));
    const data = (flags: number): Uint8Array => frame(0, flags, 1, utf8('abc'));
    const ended = (isMissed: boolean): boolean | undefined => {
      const talk = http2Reader.open({ ports: [0, 0], tools: {}, secrets: { add: () => {}, find: () => undefined } });
      const read = (b: Uint8Array) => http2Reader.read(talk, 1, b, 0, b.length, false);
      for (const b of [SETTINGS, reply, data(0)]) read(b);
      if (isMissed) http2Reader.resume?.(talk, 1);
      const last = read(data(1));
      return last.kind === 'message' && last.message.body?.before !== undefined;
    };
    expect([ended(false), ended(true)]).toEqual([true, false]);
  });

  it('asks and answers on streams, with one table of headers a direction', () => {
    const request = frame(1, 5, 1, concat([Uint8Array.of(0x82, 0x84, 0x87), literal('x-a', '1')]));
    expect(
      rows(...start, [0, request], [1, frame(1, 4, 1, Uint8Array.of(0x8d))], [0, frame(1, 5, 3, Uint8Array.of(0x82, 0x84, 0xbe))]),
    ).toEqual(['Magic', 'SETTINGS[0]', 'SETTINGS[0]', 'HEADERS[1]: GET /', 'HEADERS[1]: 404 Not Found', 'HEADERS[3]: GET /']);
  });

  it('reads headers over several frames, each in the frame that ends it (§6.10)', () => {
    const block = concat([literal('x-first', 'one'), literal('x-second', 'two')]);
    const all = dissected(...start, [
      0,
      concat([frame(1, 1, 1, block.subarray(0, 14)), frame(9, 0, 1), frame(9, 4, 1, block.subarray(14))]),
    ]);
    expect(all.slice(3).map((d) => valuesOf(d)['http2.header.value'] ?? [])).toEqual([['one'], [], ['two']]);
  });

  it('puts the content of several frames together, without their padding (§6.1)', () => {
    const type = frame(1, 4, 1, concat([Uint8Array.of(0x88), literal('content-type', 'text/plain; charset=utf-8')]));
    const data = concat([frame(0, 8, 1, concat([Uint8Array.of(2), utf8('Hel'), new Uint8Array(2)])), frame(0, 1, 1, utf8('lo'))]);
    const last = dissected(...start, [1, concat([type, data])]).at(-1);
    expect(last && valuesOf(last)).toMatchObject({
      'http2.body.fragment.count': ['2'],
      'http2.data.data': ['48656c6c6f'],
      'data-text-lines.line': ['1'],
    });
    expect(last && rowOf(last, { seconds: 0, nanos: 0 }).info).toBe('DATA[1] (text/plain)');
  });

  it('is what both sides speak behind the preface, and behind an upgrade (§3)', () => {
    const upgrade = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
    const switched = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
    expect(readAll(httpReader, [[0, concat([MAGIC, SETTINGS])]]).became).toBe('http2');
    expect(
      readAll(httpReader, [
        [0, utf8(upgrade)],
        [1, concat([utf8(switched), SETTINGS])],
      ]).became,
    ).toBe('http2');
  });

  it('is left where a server began with settings and its client asks as of old', () => {
    const talk = readAll(http2Reader, [
      [1, SETTINGS],
      [0, utf8('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n')],
    ]);
    expect([talk.messages.length, talk.became, talk.faults]).toEqual([1, 'http', []]);
  });

  it('is not read out of what does not begin with it', () => {
    expect(readAll(http2Reader, [[0, utf8('HELO there.example\r\n')]]).faults.map((f) => f.length)).toEqual([0]);
    expect(readAll(http2Reader, [[1, frame(0, 0, 1, utf8('x'))]]).messages).toEqual([]);
  });

  it('says where headers cannot be read any more', () => {
    const [, , , bad, later] = dissected(...start, [
      0,
      concat([frame(1, 4, 1, Uint8Array.of(0xff, 0x20)), frame(1, 4, 3, Uint8Array.of(0x82))]),
    ]);
    expect(bad?.faults.map((f) => f.text)).toEqual(['headers cannot be read any more: the header tables have no entry 159']);
    expect(later?.faults).toHaveLength(1);
  });

  it('is found inside TLS, decrypted, and followed as text', () => {
    const loop = new FrameLoop({ showSecrets: true });
    const capture = readCaptureFile(new URL('sealed.pcapng', import.meta.url).pathname);
    const follower = new Follower({ protocol: 'http2', number: 0 });
    const said: string[] = [];
    for (const batch of capture.batches) {
      loop.learn(capture.decoder);
      for (let i = 0; i < batch.count; i++) {
        const d = loop.next(batch, i)?.d;
        const hosts = d === undefined ? undefined : ([rowOf(d, d.frame).source, rowOf(d, d.frame).destination] as const);
        if (d && hosts) said.push(...follower.push(d, hosts).map(({ bytes }) => fromUtf8(bytes ?? new Uint8Array(0))));
      }
    }
    expect(said.join('')).toMatch(/^:method: POST\r\n.*:path: \/form\r\n.*a=b&c=d:status: 200\r\n.*\{"received":7\}\n$/s);
  });

  needs('tshark')('has the values that tshark has', () => {
    const words = ['-d', 'tcp.port==8000,http2'];
    // Newer ones say which request is answered; which frames a body came from is not known when it is whole.
    const except = new Set(['http2.request_in', 'http2.time', 'http2_body_fragment']);
    expect(differences(oursInFrames('http2'), theirsInFrames('http2', 'http2', words), except)).toEqual([]);
  });
});

describe('secrets in headers', () => {
  const SECRET = 'Bearer hunter2';
  const shown = (...chunks: [Side, Uint8Array][]): string =>
    dissected(...start, ...chunks)
      .map(covered)
      .map((d) => JSON.stringify([treeOf(d), hexData(d)]))
      .join('\n');

  it.each([0x40, 0x10])('are covered in tree and bytes, whole or in two frames (form %i)', (form) => {
    const block = literal('authorization', SECRET, form);
    for (const cut of [block.length, block.length - 4]) {
      const frames = [frame(1, cut < block.length ? 0 : 4, 1, block.subarray(0, cut)), frame(9, 4, 1, block.subarray(cut))];
      const text = shown([0, concat(cut < block.length ? frames : frames.slice(0, 1))]);
      expect(text).toContain('authorization');
      for (const piece of ['hunter2', 'Bearer', '42 65 61 72', '426561']) expect(text).not.toContain(piece);
    }
  });

  it('are covered before their frame is whole', () => {
    const whole = frame(1, 4, 1, literal('authorization', SECRET));
    const state = http2Reader.open({ ports: [1, 80], tools: {}, secrets: { add: () => undefined, find: () => undefined } });
    const message = http2Reader.unfinished?.(state, 0);
    const d = covered(dissectAs(protocols, 'http2', frameOf(whole.subarray(0, whole.length - 3)), message));
    expect(JSON.stringify([treeOf(d), hexData(d)])).not.toContain('Bearer');
  });
});

describe('memory', () => {
  const open = () => http2Reader.open({ ports: [1, 80], tools: {}, secrets: { add: () => undefined, find: () => undefined } });
  const feed = (state: ReturnType<typeof open>, b: Uint8Array) => http2Reader.read(state, 1, b, 0, b.length, false);

  it('a body that never ends, and many of them, are not kept beyond a bound', () => {
    const state = open();
    feed(state, SETTINGS);
    let kept = 0;
    for (let i = 0; i < 3000; i++) {
      feed(state, frame(0, 0, (i % 100) + 1, new Uint8Array(4096)));
      kept = Math.max(kept, state.bodies.kept);
    }
    expect(kept).toBeLessThanOrEqual(MOST_KEPT);
  });

  it('a header that never ends is given up', () => {
    const state = open();
    feed(state, SETTINGS);
    feed(state, frame(1, 0, 1, Uint8Array.of(0x40, 0x7f, 0xff, 0xff, 0x0f)));
    const piece = frame(9, 0, 1, new Uint8Array(1000));
    for (let i = 0; i < 600; i++) feed(state, piece);
    expect(state.halves[1].waiting.length).toBe(0);
    expect(state.halves[1].lost).not.toBe('');
  });

  it('of a block that names one header without end only so many lines are kept', () => {
    const state = open();
    feed(state, SETTINGS);
    const read = feed(state, frame(1, 4, 1, new Uint8Array(10_000).fill(0x82)));
    expect(read.kind === 'message' && read.message.headers?.lines.length).toBe(MOST_LINES);
  });
});

import { describe, expect, it } from 'vitest';
import { ACK, PUSH, SYN, segmentBytes } from '../../test/captures.ts';
import { valuesOf } from '../../test/dissected.ts';
import { talkRows } from '../../test/talk-rows.ts';
import * as layers from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { rowOf } from '../view/rows.ts';
import { batchOf } from '../wire/frame.ts';
import { layer } from '../wire/layer.ts';
import type { Origin } from '../wire/origin.ts';
import { registry } from '../wire/registry.ts';
import { MORE } from '../wire/stream.ts';
import { Track } from './track.ts';

const TALK = { client: 0x0a000001, server: 0x0a000002, clientPort: 50_001, serverPort: 50_002 };

/** A reader that is asked about everything and knows nothing, and how often it was asked. */
const curious = (begins?: readonly [string, string]) => {
  const asked: number[] = [];
  const made = layer('curious', {
    title: 'Curious',
    spec: 'RFC 9293',
    fields: {},
    stream: {
      ...(begins && { begins }),
      guess: (b: Uint8Array, o: number) => {
        asked.push(b[o] ?? -1);
        return 0;
      },
      open: () => undefined,
      read: () => MORE,
    },
  });
  return { made, asked };
};

/** Twenty lines that begin with `from`, each acknowledged, told to a track. */
const talk = (made: ReturnType<typeof curious>['made'], from: string): void => {
  const track = new Track(registry([...Object.values(layers), made]));
  const take = (bytes: Uint8Array, number: number): void => {
    const about = { number, mark: 'R', seconds: number, nanos: 0, linkType: 1, comments: [] } as const;
    track.frame(batchOf({ ...about, bytes, original: bytes.length }), 0);
  };
  take(segmentBytes(true, SYN, 99, 0, '', TALK), 1);
  for (let n = 0; n < 20; n++) {
    take(segmentBytes(true, PUSH, 100 + 10 * n, 1, `${from}23456789\n`, TALK), 2 + 2 * n);
    take(segmentBytes(false, ACK, 1, 110 + 10 * n, '', TALK), 3 + 2 * n);
  }
};

describe('what reads a conversation', () => {
  it('is guessed a few times and no more, also with acknowledgments between', () => {
    const { made, asked } = curious();
    talk(made, '1');
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  it('is not asked about bytes with which it never begins', () => {
    const { made, asked } = curious(['abc', 'b']);
    talk(made, '1');
    expect(asked).toEqual([]);
    talk(made, 'b');
    expect(new Set(asked)).toEqual(new Set(['b'.charCodeAt(0)]));
  });
});

it('a port that systems give to clients names a protocol only where the first bytes are of no other (RFC 6335 §6)', () => {
  const hello = '\x16\x03\x01\0\x05\x01\0\0\x01\x03';
  expect(talkRows(57_000, [true, 'NICK ada\r\n'])).toEqual(['IRC Request: NICK ada']);
  expect(talkRows(57_000, [true, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'])).toEqual(['HTTP GET / HTTP/1.1']);
  expect(talkRows(57_000, [true, hello])[0]).toMatch(/^TLSv1/);
  expect(talkRows(57_000, [true, 'anything\r\n'])[0]).toMatch(/^IRC /);
});

it('a port names a protocol only where the first bytes are not surely those of another', () => {
  const [ask, reply] = ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'];
  expect(talkRows(443, [true, ask], [false, reply])).toEqual(['HTTP GET / HTTP/1.1', 'HTTP HTTP/1.1 400 Bad Request']);
  expect(talkRows(443, [true, 'hi\r\n'], [false, reply])[1]).toBe('HTTP HTTP/1.1 400 Bad Request');
  expect(talkRows(8080, [true, '\x16\x03\x01\0\x05\x01\0\0\x01\x03'])[0]).toMatch(/^TLSv1/);
  expect(talkRows(25, [false, '220 Welcome\r\n'])[0]).toMatch(/^SMTP/);
  expect(talkRows(21, [false, '220 Welcome\r\n'])[0]).toMatch(/^FTP/);
});

it('a segment that came too soon is one of those that a message came from, which is whole where the last one fills the hole', () => {
  const WEB = { ...TALK, serverPort: 80 };
  const [ask, reply] = ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody'];
  const track = new Track(protocols);
  const found = (
    [
      [true, SYN, 99, 0, ''],
      [false, SYN | ACK, 499, 100, ''],
      [true, PUSH, 105, 500, ask.slice(5)],
      [true, PUSH, 100, 500, ask.slice(0, 5)],
      [false, PUSH, 530, 100 + ask.length, reply.slice(30)],
      [false, PUSH, 500, 100 + ask.length, reply.slice(0, 10)],
      [false, PUSH, 510, 100 + ask.length, reply.slice(10, 30)],
    ] as const
  ).map(([up, flags, seq, ack, text], i) => {
    const bytes = segmentBytes(up, flags, seq, ack, text, WEB);
    track.frame(batchOf({ number: i + 1, mark: 'R', seconds: i, nanos: 0, linkType: 1, comments: [], bytes, original: bytes.length }), 0);
    const values = valuesOf(track.dissect());
    return ['tcp.segment', 'http.request_in', 'http.time'].map((name) => values[name]?.join() ?? '').join(' ');
  });
  expect(found.slice(2)).toEqual(['  ', '4,3  ', '  ', '  ', '6,7,5 4 3.000000000']);
});

it('a gap in what carries is one in what is carried', () => {
  const found: string[] = [];
  /** A byte that says how many follow; those are carried. */
  const box = layer('box', {
    title: 'Box',
    spec: 'RFC 9293',
    fields: {},
    on: { 'tcp.port': TALK.serverPort },
    stream: {
      open: () => undefined,
      read: (_, __, b, o, end) => {
        const length = 1 + b[o]!;
        if (end - o < length) return MORE;
        return { kind: 'message', length, message: {}, carries: { bytes: b.slice(o + 1, o + length), protocol: 'words' } };
      },
      resume: () => true,
    },
  });
  /** A word ends with a dot. */
  const words = layer('words', {
    title: 'Words',
    spec: 'RFC 9293',
    fields: {},
    stream: {
      open: () => undefined,
      read: (_, __, b, o, end) => {
        const dot = b.indexOf(46, o);
        if (dot < 0 || dot >= end) return MORE;
        found.push(String(Buffer.from(b.subarray(o, dot))));
        return { kind: 'message', length: dot + 1 - o, message: {} };
      },
      resume: () => {
        found.push('gap');
        return true;
      },
    },
  });
  const track = new Track(registry([...Object.values(layers), box, words]));
  let number = 0;
  const take = (bytes: Uint8Array): void => {
    number++;
    const about = { number, mark: 'R', seconds: number, nanos: 0, linkType: 1, comments: [] } as const;
    track.frame(batchOf({ ...about, bytes, original: bytes.length }), 0);
  };
  take(segmentBytes(true, SYN, 99, 0, '', TALK));
  take(segmentBytes(true, PUSH, 100, 1, '\x05one.t', TALK));
  take(segmentBytes(true, PUSH, 112, 1, '\x05o.si.', TALK));
  take(segmentBytes(false, ACK, 1, 118, '', TALK));
  expect(found).toEqual(['one', 'gap', 'o', 'si']);
});

it('what is guessed is read from its first line on', () => {
  expect(talkRows(5001, [true, 'NICK ada\r\n'], [false, ':here NOTICE * :hello\r\n'])).toEqual([
    'IRC Request: NICK ada',
    'IRC Response: :here NOTICE * :hello',
  ]);
});

it('a reset ends no stream: what comes behind it, in flight or because nobody believed it, is read on', () => {
  const RST = 0x04;
  const WEB = { ...TALK, serverPort: 80 };
  const [ask, reply] = ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n'];
  const track = new Track(protocols);
  const said = (
    [
      [true, SYN, 99, 0, ''],
      [false, SYN | ACK, 499, 100, ''],
      [true, PUSH, 100, 500, ask],
      [false, PUSH, 500, 100 + ask.length, reply],
      [true, RST, 100 + ask.length, 0, ''],
      [false, PUSH, 500 + reply.length, 100 + ask.length, 'body'],
      [true, PUSH, 100 + ask.length, 504 + reply.length, ask],
    ] as const
  ).map(([up, flags, seq, ack, text], i) => {
    const bytes = segmentBytes(up, flags, seq, ack, text, WEB);
    track.frame(batchOf({ number: i + 1, mark: 'R', seconds: i, nanos: 0, linkType: 1, comments: [], bytes, original: bytes.length }), 0);
    const { protocol, info } = rowOf(track.dissect(), { seconds: 0, nanos: 0 });
    return `${protocol} ${info}`;
  });
  expect(said.slice(3)).toEqual([
    'TCP HTTP/1.1 200 OK  [TCP segment of a reassembled PDU]',
    expect.stringMatching(/^TCP .*\[RST\]/),
    expect.stringMatching(/^HTTP HTTP\/1.1 200 OK/),
    'HTTP GET / HTTP/1.1 ',
  ]);
});

describe('bytes that nobody looks at until their message is whole', () => {
  const WEB = { ...TALK, serverPort: 80 };
  const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n';
  const SAID = `${HEAD}abcdefghijklmnopqrstuvwxyz${HEAD}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
  const all = registry(Object.values(layers));

  /** The bytes of every message, of segments that end at `cuts` and come in this order, kept or fetched again. */
  const messages = (cuts: readonly number[], order: readonly number[], again: boolean): readonly string[] => {
    const frames: Uint8Array[] = [];
    const fetched = (from: readonly Origin[]) =>
      Uint8Array.from(from.flatMap(({ frame, at, length }) => [...frames[frame - 1]!.subarray(at, at + length)]));
    const track = new Track(all, again ? { fetch: fetched } : {});
    const found: string[] = [];
    const take = (bytes: Uint8Array): void => {
      frames.push(bytes);
      const about = { number: frames.length, mark: 'R', seconds: frames.length, nanos: 0, linkType: 1, comments: [] } as const;
      const batch = batchOf({ ...about, bytes, original: bytes.length });
      track.frame(batch, 0);
      for (const { bytes: own, offset, length, from } of track.known.allMessages[0]?.messages ?? []) {
        const b = own ?? bytes.subarray(offset, offset + length);
        found.push(`${Buffer.from(b).toString('latin1')} ${from.length}`);
      }
    };
    take(segmentBytes(true, SYN, 99, 0, '', WEB));
    take(segmentBytes(false, SYN | ACK, 999, 100, '', WEB));
    take(segmentBytes(true, PUSH | ACK, 100, 1000, 'GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n', WEB));
    for (const k of order)
      take(segmentBytes(false, PUSH | ACK, 1000 + (cuts[k - 1] ?? 0), 136, SAID.slice(cuts[k - 1] ?? 0, cuts[k]), WEB));
    return found;
  };

  it('are fetched again, wherever segments end and in whatever order they come', () => {
    const orders = [
      [0, 1, 2, 3],
      [1, 0, 2, 3],
      [0, 2, 1, 3],
      [0, 1, 3, 2],
      [3, 2, 1, 0],
      [0, 3, 1, 2],
    ];
    for (let cut = 5; cut < SAID.length - 12; cut += 3)
      for (const order of orders) {
        const cuts = [cut, cut + 7, Math.max(cut + 8, SAID.length - 9), SAID.length];
        const kept = messages(cuts, order, false);
        expect(kept, `${cuts} ${order}`).toHaveLength(4);
        expect(messages(cuts, order, true), `${cuts} ${order}`).toEqual(kept);
      }
  });
});

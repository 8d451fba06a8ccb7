/** frames: the cases of the Autobahn test suite for WebSocket rebuilt as raw frames (F-38, T-A12), against our reader, and `ws` as oracle for our writer. */

import { describe, expect, it } from 'vitest';
import { fc, runs } from '../../../test/property.ts';
import { closePayload, encodeFrame, FrameReader, isCloseCode, Opcode, WsFault } from './frames.ts';

/** A frame with any header one likes. */
const raw = (
  first: number,
  payload: Uint8Array | string = '',
  rules: { readonly masked?: boolean; readonly length?: number } = {},
): Buffer => {
  const bytes = Buffer.from(payload);
  const { masked = true, length = bytes.length } = rules;
  const size = length < 126 ? Buffer.of(length) : length < 65_536 ? Buffer.from([126, length >> 8, length & 255]) : bigLength(length);
  if (masked) size[0]! |= 0x80;
  const mask = Buffer.of(0x11, 0x22, 0x33, 0x44);
  const body = masked ? bytes.map((b, i) => b ^ mask[i & 3]!) : bytes;
  return Buffer.concat([Buffer.of(first), size, masked ? mask : Buffer.alloc(0), body]);
};
const bigLength = (length: number): Buffer => {
  const size = Buffer.alloc(9, 127);
  size.writeBigUInt64BE(BigInt(length), 1);
  return size;
};
const [FIN, TEXT, BINARY, CLOSE, PING, PONG, MORE] = [0x80, 0x81, 0x82, 0x88, 0x89, 0x8a, 0x00];

/** What a server's reader makes of these bytes, in words: `text:…`, `ping:…`, `close:1000`, and the code of its complaint at the end. */
const read = (bytes: Uint8Array, size = bytes.length || 1, largest = 16 << 20): readonly string[] => {
  const reader = new FrameReader({ masked: true, largest });
  const seen: string[] = [];
  try {
    for (let o = 0; o < bytes.length; o += size)
      for (const event of reader.push(Buffer.from(bytes.subarray(o, o + size)))) {
        if (event.kind === 'close') seen.push(`close:${event.code}${event.reason === '' ? '' : ` ${event.reason}`}`);
        else seen.push(`${event.kind === 'message' ? (event.text ? 'text' : 'binary') : event.kind}:${short(event.bytes)}`);
      }
  } catch (cause) {
    if (!(cause instanceof WsFault)) throw cause;
    seen.push(`fault ${cause.code}`);
  }
  return seen;
};
const short = (bytes: Uint8Array): string => (bytes.length > 40 ? `${bytes.length} bytes` : Buffer.from(bytes).toString('latin1'));
const all = (...frames: readonly Uint8Array[]): Buffer => Buffer.concat(frames);

type Case = readonly [name: string, bytes: Buffer, seen: readonly string[]];
const run = (title: string, cases: readonly Case[]): void => {
  describe(`T-A12, F-38 ${title}`, () => {
    it.each(cases.map(([name, bytes, seen]) => ({ name, bytes, seen })))('$name', ({ bytes, seen }) => {
      expect(read(bytes)).toEqual(seen);
      if (bytes.length < 3000) expect(read(bytes, 1)).toEqual(seen);
      expect(read(bytes, 997)).toEqual(seen);
    });
  });
};

const SIZES = [0, 125, 126, 127, 128, 65_535, 65_536];
run('1 framing', [
  ...SIZES.map((n): Case => [`1.1 text of ${n}`, raw(TEXT, '*'.repeat(n)), [`text:${n > 40 ? `${n} bytes` : '*'.repeat(n)}`]]),
  ...SIZES.map((n): Case => [`1.2 binary of ${n}`, raw(BINARY, Buffer.alloc(n, 0xfe)), [`binary:${n > 40 ? `${n} bytes` : ''}`]]),
]);

run('2 pings and pongs', [
  ['2.1 empty ping', raw(PING), ['ping:']],
  ['2.2 ping with text', raw(PING, 'Hello'), ['ping:Hello']],
  ['2.3 ping with bytes', raw(PING, Buffer.from('00fffefd', 'hex')), ['ping:\x00\xff\xfe\xfd']],
  ['2.4 ping of 125', raw(PING, Buffer.alloc(125)), ['ping:125 bytes']],
  ['2.5 ping of 126', raw(PING, Buffer.alloc(126)), ['fault 1002']],
  ['2.7 empty pong', raw(PONG), ['pong:']],
  ['2.8 pong unasked', raw(PONG, 'x'), ['pong:x']],
  ['2.9 pong, then ping', all(raw(PONG, 'x'), raw(PING, 'y')), ['pong:x', 'ping:y']],
  ['2.10 ten pings', all(...Array.from({ length: 10 }, (_, i) => raw(PING, `${i}`))), Array.from({ length: 10 }, (_, i) => `ping:${i}`)],
]);

run('3 reserved bits', [
  ...[1, 2, 3, 4, 5, 6, 7].flatMap((bits): Case[] => [
    [`3.${bits} text`, all(raw(TEXT, 'ok'), raw(TEXT | (bits << 4), 'bad'), raw(PING)), ['text:ok', 'fault 1002']],
    [`3.${bits} binary`, raw(BINARY | (bits << 4), 'bad'), ['fault 1002']],
    [`3.${bits} close`, raw(CLOSE | (bits << 4)), ['fault 1002']],
    [`3.${bits} ping`, raw(PING | (bits << 4)), ['fault 1002']],
  ]),
]);

run('4 reserved opcodes', [
  ...[3, 4, 5, 6, 7].flatMap((opcode): Case[] => [
    [`4.1 data opcode ${opcode}`, raw(FIN | opcode), ['fault 1002']],
    [`4.1 data opcode ${opcode} after text`, all(raw(TEXT, 'ok'), raw(FIN | opcode, 'x')), ['text:ok', 'fault 1002']],
  ]),
  ...[11, 12, 13, 14, 15].flatMap((opcode): Case[] => [
    [`4.2 control opcode ${opcode}`, raw(FIN | opcode), ['fault 1002']],
    [`4.2 control opcode ${opcode} with bytes`, raw(FIN | opcode, 'x'), ['fault 1002']],
  ]),
]);

run('5 fragments', [
  ['5.1 ping in fragments', all(raw(MORE | 9, 'a'), raw(FIN, 'b')), ['fault 1002']],
  ['5.2 pong in fragments', all(raw(MORE | 10, 'a'), raw(FIN, 'b')), ['fault 1002']],
  ['5.3 text in two', all(raw(MORE | 1, 'frag'), raw(FIN, 'ment')), ['text:fragment']],
  ['5.6 a ping between', all(raw(MORE | 1, 'frag'), raw(PING, 'p'), raw(FIN, 'ment')), ['ping:p', 'text:fragment']],
  ['5.9 continuation of nothing, final', raw(FIN, 'x'), ['fault 1002']],
  ['5.10 the same after a message', all(raw(TEXT, 'ok'), raw(FIN, 'x')), ['text:ok', 'fault 1002']],
  ['5.12 continuation of nothing, not final', raw(MORE, 'x'), ['fault 1002']],
  ['5.15 too many continuations', all(raw(MORE | 1, 'a'), raw(FIN, 'b'), raw(MORE, 'c')), ['text:ab', 'fault 1002']],
  ['5.17 a second beginning', all(raw(MORE | 1, 'a'), raw(TEXT, 'b')), ['fault 1002']],
  ['5.18 binary in text', all(raw(MORE | 1, 'a'), raw(BINARY, 'b')), ['fault 1002']],
  [
    '5.19 five fragments, two pings',
    all(raw(MORE | 1, '1'), raw(MORE, '2'), raw(PING, 'p1'), raw(MORE, '3'), raw(MORE, '4'), raw(PING, 'p2'), raw(FIN, '5')),
    ['ping:p1', 'ping:p2', 'text:12345'],
  ],
  ['5.x empty fragments', all(raw(MORE | 1), raw(MORE), raw(FIN)), ['text:']],
  ['5.x a close between', all(raw(MORE | 1, 'a'), raw(CLOSE, closePayload(1000)), raw(FIN, 'b')), ['close:1000']],
]);

const good = [
  'Hello-µ@ßöäüàá-UTF-8!!',
  'κόσμε',
  '\u0000',
  '\u007f',
  '\u0080',
  '\u07ff',
  '\u0800',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
];
const bad = [
  'cebae1bdb9cf83cebcceb5eda080656469746564',
  'f8888080 80',
  'fc848080 8080',
  'f7bfbfbf',
  'fbbfbfbfbf',
  'f4908080',
  'fdbfbfbfbfbf',
  '80',
  'bf',
  '80bf80',
  'c0af',
  'e080af',
  'f08080af',
  'c1bf',
  'e09fbf',
  'f08fbfbf',
  'eda080',
  'edbfbf',
  'eda080edb080',
  'fe',
  'ff',
  'c3',
  'e282',
  'f09f98',
  'c320',
];
run('6 UTF-8', [
  ...good.flatMap((words): Case[] => [
    [`6.2 ${JSON.stringify(words)} whole`, raw(TEXT, words), [`text:${short(Buffer.from(words))}`]],
    [
      `6.2 ${JSON.stringify(words)} cut anywhere`,
      all(...[...Buffer.from(words)].map((byte, i) => raw(i === 0 ? MORE | 1 : MORE, Buffer.of(byte))), raw(FIN)),
      [`text:${short(Buffer.from(words))}`],
    ],
  ]),
  ...bad.flatMap((hex): Case[] => {
    const bytes = Buffer.from(hex.replace(/ /g, ''), 'hex');
    return [
      [`6.3 ${hex} as text`, raw(TEXT, bytes), ['fault 1007']],
      [`6.4 ${hex} in fragments`, all(raw(MORE | 1, bytes), raw(FIN, 'x')), ['fault 1007']],
      [`6.x ${hex} as binary`, raw(BINARY, bytes), [`binary:${short(bytes)}`]],
    ];
  }),
]);

const GOOD_CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999];
const BAD_CODES = [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535];
run('7 closing', [
  ['7.1.1 after a message', all(raw(TEXT, 'hi'), raw(CLOSE, closePayload(1000))), ['text:hi', 'close:1000']],
  ['7.1.2 twice', all(raw(CLOSE), raw(CLOSE)), ['close:1005']],
  ['7.1.3 then a ping', all(raw(CLOSE), raw(PING)), ['close:1005']],
  ['7.1.4 then a message', all(raw(CLOSE), raw(TEXT, 'late')), ['close:1005']],
  ['7.1.5 in the middle of a message', all(raw(MORE | 1, 'a'), raw(CLOSE), raw(FIN, 'b')), ['close:1005']],
  ['7.3.1 empty', raw(CLOSE), ['close:1005']],
  ['7.3.2 one byte', raw(CLOSE, 'a'), ['fault 1002']],
  ['7.3.3 a code', raw(CLOSE, closePayload(1000)), ['close:1000']],
  ['7.3.4 a code and a reason', raw(CLOSE, closePayload(1000, 'Hello World!')), ['close:1000 Hello World!']],
  ['7.3.5 the longest reason', raw(CLOSE, closePayload(1000, '*'.repeat(123))), [`close:1000 ${'*'.repeat(123)}`]],
  ['7.3.6 a reason too long', raw(CLOSE, Buffer.concat([closePayload(1000), Buffer.alloc(124, 42)])), ['fault 1002']],
  ['7.5.1 a reason that is no UTF-8', raw(CLOSE, Buffer.from('03e8cebae1bdb9eda080', 'hex')), ['fault 1007']],
  ...GOOD_CODES.map((code): Case => [`7.7 code ${code}`, raw(CLOSE, Buffer.of(code >> 8, code & 255)), [`close:${code}`]]),
  ...BAD_CODES.map((code): Case => [`7.9 code ${code}`, raw(CLOSE, Buffer.of(code >> 8, code & 255)), ['fault 1002']]),
]);

describe('T-A12, F-38 9 limits', () => {
  it.each([65_536, 262_144, 1 << 20, 4 << 20])('9.1 a message of %i in pieces of 64 KiB', (n) => {
    expect(read(raw(BINARY, Buffer.alloc(n)), 65_536)).toEqual([`binary:${n} bytes`]);
  });

  it('9.3 a message of 1 MiB in 4,096 fragments, and not one more', () => {
    const fragments = (n: number): Buffer =>
      all(
        raw(MORE | 2, Buffer.alloc(256)),
        ...Array.from({ length: n - 2 }, () => raw(MORE, Buffer.alloc(256))),
        raw(FIN, Buffer.alloc(256)),
      );
    expect(read(fragments(4096))).toEqual(['binary:1048576 bytes']);
    expect(read(fragments(4097))).toEqual(['fault 1008']);
  });

  it('the largest message, and one byte more, whole or in fragments, before it came', () => {
    expect(read(raw(TEXT, 'x'.repeat(1000)), 100, 1000)).toEqual(['text:1000 bytes']);
    expect(read(raw(TEXT, '', { length: 1001 }), 100, 1000)).toEqual(['fault 1009']);
    expect(read(all(raw(MORE | 1, 'x'.repeat(999)), raw(FIN, '', { length: 2 })), 100, 1000)).toEqual(['fault 1009']);
    expect(read(raw(BINARY, '', { length: 2 ** 53 }))).toEqual(['fault 1009']);
  });

  it('announcing much and sending little, byte by byte, costs little', () => {
    const reader = new FrameReader({ masked: true, largest: 16 << 20 });
    const before = process.memoryUsage().arrayBuffers;
    for (const _ of reader.push(raw(BINARY, '', { length: 16 << 20 })));
    for (let i = 0; i < 10_000; i++) for (const _ of reader.push(Buffer.of(1)));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
  });
});

describe('masks', () => {
  it('a client without, a server with one', () => {
    expect(read(raw(TEXT, 'x', { masked: false }))).toEqual(['fault 1002']);
    const client = new FrameReader({ masked: false, largest: 100 });
    expect(() => [...client.push(raw(TEXT, 'x'))]).toThrow('a server must not mask');
  });

  it('lengths take no more bytes than they need', () => {
    expect(read(Buffer.from([TEXT, 0xfe, 0, 125, 0, 0, 0, 0]))).toEqual(['fault 1002']);
    expect(read(Buffer.from([TEXT, 0xff, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0]))).toEqual(['fault 1002']);
  });

  it('what we write is what we read, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 70_000, size: 'max' }),
        fc.boolean(),
        fc.integer({ min: 1, max: 5000 }),
        (bytes, masked, size) => {
          const reader = new FrameReader({ masked, largest: 1 << 20 });
          const frame = Buffer.from(encodeFrame(Opcode.binary, bytes, masked));
          const got = [];
          for (let o = 0; o < frame.length; o += size) got.push(...reader.push(frame.subarray(o, o + size)));
          expect(got).toEqual([{ kind: 'message', bytes: expect.anything(), text: false }]);
          const [event] = got;
          expect(event?.kind === 'message' && Buffer.from(event.bytes).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('random bytes give events or a fault, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(read(bytes).length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('knows the codes', () => {
    expect(GOOD_CODES.every(isCloseCode)).toBe(true);
    expect(BAD_CODES.some(isCloseCode)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import {
  ascii,
  block,
  enhanced,
  everything,
  iface,
  type Order,
  option,
  pack,
  pattern,
  section,
  simple,
} from '../../test/fuzz/formats-samples.ts';
import { frameBatch, MARKS } from '../wire/frame.ts';
import { RecordLink, SECRETS } from './decoder.ts';
import { openFormat } from './index.ts';

const T = 1_700_000_000_000_000_005n;

const read = (...parts: readonly Uint8Array[]) => {
  const file = Buffer.concat(parts);
  const { decoder, start } = openFormat('test.pcapng', file, true);
  const batch = frameBatch(4);
  const frames = [];
  let at = start;
  do {
    at = decoder.decode(file, at, file.length, 0, batch);
    for (let i = 0; i < batch.count; i++) {
      frames.push({
        length: batch.captured[i]!,
        original: batch.original[i]!,
        time: [batch.seconds[i]!, batch.nanos[i]!],
        link: batch.linkType[i]!,
        mark: MARKS[batch.mark[i]!],
        source: batch.source[i]!,
        comments: batch.comments.get(i) ?? [],
        right: file.subarray(batch.offset[i]!, batch.offset[i]! + batch.captured[i]!).equals(Buffer.from(pattern(batch.captured[i]!))),
        position: batch.position[i] === batch.offset[i],
      });
    }
  } while (decoder.need === 0 && decoder.fault === undefined);
  decoder.end(file.length - at, at);
  return { frames, decoder, fault: decoder.fault };
};
const file = (order: Order, ...blocks: readonly Uint8Array[]) => read(section(order), iface(order), ...blocks);

describe('pcapng', () => {
  it('reads every kind of block, in sections of both byte orders', () => {
    const { frames, decoder, fault } = read(everything());
    expect(fault).toBeUndefined();
    const half = [
      { length: 60, link: 1, mark: 'R', time: [1_700_000_000, 123_456_789], comments: ['first'], original: 60 },
      { length: 61, link: 101, mark: 'L', time: [1_700_000_000, 500_000_000] },
      { length: 33, link: 1, time: [1_700_000_001, 0] },
      { length: 20, link: 1, time: [Number.NaN, 0] },
      { length: 12, link: RecordLink.custom, time: [Number.NaN, 0] },
    ];
    expect(frames).toMatchObject([
      ...half.map((f, i) => ({ ...f, source: i === 1 ? 1 : 0 })),
      ...half.map((f, i) => ({ ...f, source: [2, 3, 2, 2, 0][i] })),
    ]);
    expect(frames.filter((f) => f.link !== RecordLink.custom).every((f) => f.right && f.position)).toBe(true);
    expect(decoder.interfaces.map((i) => [i.name, i.linkType, i.snapLength, i.resolution, i.binary, i.mark])).toEqual(
      [0, 1].flatMap(() => [
        ['eth0', 1, 0, 9, false, 'R'],
        ['', 101, 40, 10, true, 'L'],
      ]),
    );
    expect(decoder.notes.sections.map((s) => [s.bigEndian, s.application, s.comments])).toEqual([
      [false, 'a test', ['about this file']],
      [true, 'a test', ['about this file']],
    ]);
    expect(decoder.notes.secrets).toMatchObject([
      { kind: SECRETS.tlsKeyLog, bytes: Uint8Array.from(ascii('abcde')) },
      { kind: SECRETS.tlsKeyLog },
    ]);
    expect([...decoder.notes.names]).toEqual([['10.0.0.1', ['host']]]);
    expect([...decoder.notes.statistics]).toEqual([
      [0, { received: 7 }],
      [2, { received: 7 }],
    ]);
  });

  it('cuts a simple packet at the snapshot length of the first interface', () => {
    const { frames } = read(section('big'), iface('big', 1, 40), simple('big', pattern(40), 1500));
    expect(frames).toMatchObject([{ length: 40, original: 1500 }]);
  });

  it('counts time in any unit', () => {
    const at = (resolution: number, ts: bigint, offset?: bigint) => {
      const more = offset === undefined ? [] : [option('little', 14, new Uint8Array(BigInt64Array.of(offset).buffer))];
      return read(
        section('little'),
        iface('little', 1, 0, option('little', 9, Uint8Array.of(resolution)), ...more),
        enhanced('little', pattern(1), ts),
      ).frames[0]?.time;
    };
    expect(at(0, 5n)).toEqual([5, 0]);
    expect(at(3, 5_007n)).toEqual([5, 7_000_000]);
    expect(at(6, 1_700_000_000_123_456n, 100n)).toEqual([1_700_000_100, 123_456_000]);
    expect(at(6, 1_700_000_000_123_456n, -100n)).toEqual([1_699_999_900, 123_456_000]);
    expect(at(9, 2n ** 64n - 1n)).toEqual([18_446_744_073, 709_551_615]);
    expect(at(6, 2n ** 64n - 1n)).toEqual([18_446_744_073_709, 551_615_000]);
    expect(at(12, 1_234_567_890_123n)).toEqual([1, 234_567_890]);
    expect(at(0x80 + 32, 3n * 2n ** 32n + 2n ** 31n)).toEqual([3, 500_000_000]);
    expect(at(0x7f, 5n)).toEqual([0, 0]);
  });

  it('keeps all comments of a frame, and takes its mark from the first', () => {
    const { frames } = file(
      'little',
      enhanced(
        'little',
        pattern(8),
        0n,
        0,
        option('little', 1, ascii('wirecat: reconstructed from socket events')),
        option('little', 1, ascii('two\0x')),
      ),
    );
    expect(frames).toMatchObject([{ mark: 'S', comments: ['wirecat: reconstructed from socket events', 'two'] }]);
  });

  it('gives journal entries and system calls their times', () => {
    const entry = block('little', 9, ascii('__REALTIME_TIMESTAMP=1700000000000007\nMESSAGE=hello\n'));
    const call = block(
      'big',
      0x204,
      pack('big', [16, 1], [32, Number(T >> 32n)], [32, Number(T & 0xffffffffn)], [32, 0], [32, 7], [32, 30], [16, 3], ascii('abcd')),
    );
    expect(file('little', entry).frames).toMatchObject([{ link: RecordLink.journal, length: 52, time: [1_700_000_000, 7000] }]);
    expect(file('big', call).frames).toMatchObject([{ link: RecordLink.systemCall, time: [1_700_000_000, 5] }]);
  });
});

const changed = (b: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = new Uint8Array(b);
  copy[at] = value;
  return copy;
};

describe('damaged pcapng', () => {
  const le = 'little';
  const good = enhanced(le, pattern(20), 1n);
  const bad: Readonly<Record<string, readonly [blocks: readonly Uint8Array[], text: RegExp]>> = {
    'two lengths that differ': [[changed(good, good.length - 4, 99)], /its two lengths differ, 52 and 100/],
    'a length below twelve': [[pack(le, [32, 6], [32, 8], [32, 8])], /expected a block of 12 to \d+ bytes, got one of 8/],
    'a length beyond all bounds': [[pack(le, [32, 6], [32, 0x7fffffff], [32, 8])], /got one of 2147483648/],
    'a frame longer than its block': [[changed(good, 20, 21)], /21 bytes of frame do not fit into 52/],
    'an interface that is not there': [[enhanced(le, pattern(20), 1n, 3)], /interface 3 of 1 in this section/],
    'a second section without interfaces': [[section(le), good], /interface 0 of 0 in this section, at byte 128/],
    'an option that does not fit': [
      [enhanced(le, pattern(20), 1n, 0, pack(le, [16, 1], [16, 9], ascii('abcd')))],
      /option 1 of 9 bytes does not fit/,
    ],
    'flags of three bytes': [[enhanced(le, pattern(20), 1n, 0, option(le, 2, pattern(3)))], /option 2: expected 4 bytes, got 3/],
    'secrets that do not fit': [[block(le, 10, pack(le, [32, 1], [32, 99]))], /99 bytes of secrets do not fit/],
    'a name without its end': [[block(le, 4, pack(le, [16, 1], [16, 8], pattern(4), ascii('host')))], /a name without its end/],
    'another version': [[changed(section(le), 12, 2)], /expected version 1.0 of pcapng, got 2.0/],
    'an end inside a block': [
      [good.subarray(0, 30)],
      /the file ends inside block 4 \(after 1 records\): expected 52 bytes, got 30, at byte 100/,
    ],
  };
  for (const [name, [blocks, text]] of Object.entries(bad)) {
    it(`${name}: the frames before it, then one warning`, () => {
      const after = name === 'an end inside a block' ? [] : [good];
      const { frames, fault } = file(le, good, ...blocks, ...after);
      expect(frames).toHaveLength(1);
      expect(fault?.text).toMatch(text);
      expect(fault?.text).toMatch(/ at byte 1(00|28)$/);
    });
  }

  it('cut inside its first block is a capture without frames', () => {
    const head = section(le);
    for (let n = 1; n < head.length; n++)
      expect(read(head.subarray(0, n))).toMatchObject({ frames: [], fault: { layer: 'pcapng', kind: 'short', offset: 0 } });
  });

  it('asks for as much as the next block takes', () => {
    const whole = Buffer.concat([section(le), iface(le), good]);
    const { decoder } = openFormat('x', whole, true);
    const batch = frameBatch();
    const at = decoder.decode(whole, 0, whole.length - 1, 0, batch);
    expect([at, decoder.need, batch.count]).toEqual([48, 52, 0]);
    expect(decoder.decode(whole, at, whole.length, 0, batch)).toBe(100);
    expect(batch.count).toBe(1);
  });
});

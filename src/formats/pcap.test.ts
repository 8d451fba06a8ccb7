import { describe, expect, it } from 'vitest';
import { ascii, type PcapRecord, pack, pattern, pcapFile } from '../../test/fuzz/formats-samples.ts';
import { UsageError } from '../core/fault.ts';
import { frameBatch } from '../wire/frame.ts';
import { openFormat } from './index.ts';

const MICRO = 0xa1b2c3d4;
const NANO = 0xa1b23c4d;
const PATCHED = 0xa1b2cd34;

/** All frames of a file that is in memory, and what was wrong with it. */
const read = (file: Uint8Array, whole = true) => {
  const { decoder, start } = openFormat('test.pcap', file, whole);
  const batch = frameBatch(4);
  const frames: { data: number[]; seconds: number; nanos: number; original: number; position: number }[] = [];
  let at = start;
  do {
    at = decoder.decode(file, at, file.length, 0, batch);
    for (let i = 0; i < batch.count; i++) {
      frames.push({
        data: [...file.subarray(batch.offset[i]!, batch.offset[i]! + batch.captured[i]!)],
        seconds: batch.seconds[i]!,
        nanos: batch.nanos[i]!,
        original: batch.original[i]!,
        position: batch.position[i]!,
      });
    }
  } while (decoder.need === 0 && decoder.fault === undefined);
  decoder.end(file.length - at, at);
  return { frames, decoder, fault: decoder.fault };
};
const three: readonly PcapRecord[] = [1, 2, 3].map((n) => ({ seconds: n, fraction: 10 * n, data: pattern(20 * n) }));

describe('pcap', () => {
  for (const order of ['little', 'big'] as const) {
    for (const [magic, unit] of [
      [MICRO, 1000],
      [NANO, 1],
    ] as const) {
      it(`reads ${order} endian, ${unit === 1 ? 'nano' : 'micro'}seconds`, () => {
        const { frames, fault } = read(pcapFile(order, magic, three));
        expect(frames.map((f) => f.data)).toEqual(three.map((r) => [...r.data]));
        expect(frames.map((f) => [f.seconds, f.nanos])).toEqual([1, 2, 3].map((n) => [n, 10 * n * unit]));
        expect(fault).toBeUndefined();
      });
    }
  }

  it('says where each frame stands in the file, over several batches', () => {
    const records = Array.from({ length: 10 }, (_, i) => ({ data: pattern(i) }));
    const file = pcapFile('little', MICRO, records);
    for (const f of read(file).frames) expect([...file.subarray(f.position, f.position + f.data.length)]).toEqual(f.data);
  });

  it('keeps the length on the wire of a frame that was cut, and link types apart from their flags', () => {
    const { frames, decoder } = read(pcapFile('little', MICRO, [{ data: pattern(60), original: 1514 }], 0x24000071));
    expect(frames[0]?.original).toBe(1514);
    expect(decoder.interfaces[0]).toMatchObject({ linkType: 113, checkBits: 32, snapLength: 65535, resolution: 6 });
  });

  it('carries fractions of a second or more over', () => {
    expect(read(pcapFile('little', NANO, [{ seconds: 5, fraction: 2_000_000_001, data: pattern(4) }])).frames[0]).toMatchObject({
      seconds: 7,
      nanos: 1,
    });
  });

  it('swaps the lengths of old versions, where they were swapped', () => {
    const records = [{ data: pattern(60), captured: 100, original: 60 }];
    expect(read(pcapFile('little', MICRO, records, 1, [2, 2])).frames[0]).toMatchObject({ original: 100, data: [...pattern(60)] });
    expect(read(pcapFile('little', MICRO, records, 1, [2, 3])).frames[0]).toMatchObject({ original: 100 });
  });

  it('reads records of patched libpcaps under their own and under the usual magic number', () => {
    const patched = (n: number) => three.map((r) => ({ ...r, extra: pack('little', [32, 3], [32, 0x00000800], new Uint8Array(n - 8)) }));
    for (const [magic, n] of [
      [MICRO, 8],
      [PATCHED, 8],
      [PATCHED, 12],
    ] as const) {
      expect(read(pcapFile('little', magic, patched(n))).frames.map((f) => f.data.length)).toEqual([20, 40, 60]);
    }
    const nokia = three.map((r) => ({ ...r, extra: new Uint8Array(4) }));
    expect(read(pcapFile('little', MICRO, nokia)).frames.map((f) => f.data.length)).toEqual([20, 40, 60]);
  });

  it('reads Ixia files, whose header is four bytes longer', () => {
    const plain = pcapFile('big', 0x1c0001ac, three);
    const file = Buffer.concat([plain.subarray(0, 24), pack('big', [32, 0]), plain.subarray(24)]);
    expect(read(file).frames.map((f) => f.nanos)).toEqual([10, 20, 30]);
  });
});

describe('damaged pcap', () => {
  it('shows the good part, then one warning with its place', () => {
    const file = pcapFile('little', MICRO, three);
    const cut = read(file.subarray(0, file.length - 1));
    expect(cut.frames).toHaveLength(2);
    expect(cut.fault).toMatchObject({ layer: 'pcap', severity: 'warn', kind: 'short', offset: 24 + 36 + 56 });
    expect(cut.fault?.text).toBe('the file ends inside record 3: expected 76 bytes, got 75, at byte 116');
  });

  it('ends at a captured length that cannot be', () => {
    const { frames, fault } = read(pcapFile('little', NANO, [three[0]!, { data: pattern(4), captured: 262_145 }, three[2]!]));
    expect(frames).toHaveLength(1);
    expect(fault?.text).toBe('record 2: expected at most 262144 captured bytes, got 262145, at byte 60');
  });

  it('gives every prefix as many frames as are whole in it', () => {
    const file = pcapFile('big', NANO, three);
    for (let n = 24; n <= file.length; n++) {
      const { frames, fault } = read(file.subarray(0, n));
      const whole = [60, 116, 192].filter((end) => end <= n).length;
      expect(frames).toHaveLength(whole);
      expect(fault === undefined).toBe([24, 60, 116, 192].includes(n));
    }
    for (let n = 1; n < 24; n++) expect(read(file.subarray(0, n))).toMatchObject({ frames: [], fault: { offset: 0, kind: 'short' } });
  });

  it('refuses what is no capture, in words', () => {
    const refusal = (head: Uint8Array): string => {
      try {
        openFormat('x', head, true);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        return (error as Error).message;
      }
      return '';
    };
    expect(refusal(new Uint8Array(0))).toBe('x: it is an empty file');
    expect(refusal(ascii('hello, world'))).toBe('x: it is no pcap or pcapng capture: it begins with 68 65 6c 6c 6f 2c 20 77 (hello, w)');
    expect(refusal(Uint8Array.of(0x50, 0x4b, 3, 4))).toBe('x: it is a zip archive; this reads it: unzip -p FILE | wirecat read -');
    expect(refusal(pcapFile('little', MICRO, [], 1, [1, 2]))).toMatch(/^x: expected version 2.4 of pcap, got "1.2"/);
    expect(refusal(pcapFile('little', MICRO, [], 4711))).toMatch(/^x: expected a known link type, got "4711"/);
    expect(refusal(pcapFile('little', MICRO, [], 0x10001))).toMatch(/^x: expected a link type below 65536, got "65537"/);
  });
});

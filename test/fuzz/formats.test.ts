/** Readers of captures on damaged files: no throw, no hang, no read past the end, every buffer split gives the same frames. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/fault.ts';
import { openFormat } from '../../src/formats/index.ts';
import { frameBatch } from '../../src/wire/frame.ts';
import { needs } from '../needs.ts';
import { fc, runs } from '../property.ts';
import { enhanced, everything, iface, option, pattern, pcapFile, section } from './formats-samples.ts';

const micro = pcapFile(
  'little',
  0xa1b2c3d4,
  Array.from({ length: 12 }, (_, i) => ({ data: pattern(i * 9) })),
);
const nano = pcapFile(
  'big',
  0xa1b23c4d,
  Array.from({ length: 5 }, (_, i) => ({ data: pattern(60 + i) })),
  113,
);
const plain = Buffer.concat([
  section('little'),
  iface('little'),
  ...Array.from({ length: 12 }, (_, i) =>
    enhanced('little', pattern(50 + i), BigInt(i), 0, ...(i % 3 ? [] : [option('little', 1, pattern(i))])),
  ),
]);
const SEEDS: readonly Uint8Array[] = [micro, nano, plain, everything()];

interface Outcome {
  readonly frames: readonly string[];
  readonly fault: string | undefined;
}

/** Reads a file that arrives in pieces of `size` bytes, in a buffer that is exactly as long as what is there. */
const read = (file: Uint8Array, size: number): Outcome | undefined => {
  let opened: ReturnType<typeof openFormat>;
  try {
    opened = openFormat('fuzz', file, true);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return undefined;
  }
  const { decoder } = opened;
  const batch = frameBatch(3);
  const frames: string[] = [];
  let at = opened.start;
  let have = at;
  for (let turns = 0; ; turns++) {
    expect(turns).toBeLessThan(10 * file.length + 100);
    const window = file.slice(at, have);
    const next = decoder.decode(window, 0, window.length, at, batch);
    expect(next).toBeGreaterThanOrEqual(0);
    expect(next).toBeLessThanOrEqual(window.length);
    for (let i = 0; i < batch.count; i++) {
      const [from, length] = [batch.offset[i]!, batch.captured[i]!];
      expect(from + length).toBeLessThanOrEqual(window.length);
      expect(batch.position[i]).toBe(at + from);
      expect(batch.nanos[i]).toBeLessThan(1e9);
      frames.push(
        `${batch.seconds[i]} ${batch.linkType[i]} ${batch.source[i]} ${Buffer.from(window.subarray(from, from + length)).toString('hex')}`,
      );
    }
    at += next;
    if (decoder.fault !== undefined) break;
    if (decoder.need === 0) continue;
    if (have === file.length) {
      decoder.end(file.length - at, at);
      break;
    }
    have = Math.min(file.length, Math.max(have + 1, at + decoder.need, have + size));
  }
  expect(decoder.interfaces.length).toBeLessThanOrEqual(file.length);
  return { frames, fault: decoder.fault?.text };
};

const NASTY = [0, 1, 3, 4, 8, 11, 12, 28, 31, 32, 0xffff, 0x40000, 0x40001, 0x1000000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

interface Edit {
  readonly at: number;
  readonly kind: 'flip' | 'word' | 'cut' | 'insert' | 'remove';
  readonly value: number;
}
const edit = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('flip' as const, 'word' as const, 'word' as const, 'cut' as const, 'insert' as const, 'remove' as const),
  value: fc.oneof(fc.constantFrom(...NASTY), fc.nat(255), fc.nat()),
});

const apply = (b: Uint8Array, { at, kind, value }: Edit): Uint8Array => {
  const o = at % (b.length + 1);
  const copy = Buffer.from(b);
  if (kind === 'cut') return copy.subarray(0, o);
  if (kind === 'insert') return Buffer.concat([copy.subarray(0, o), Buffer.alloc(1 + (value % 30), value & 255), copy.subarray(o)]);
  if (kind === 'remove') return Buffer.concat([copy.subarray(0, o), copy.subarray(o + 1 + (value % 30))]);
  if (o >= copy.length) return copy;
  if (kind === 'flip') copy[o]! ^= 1 << (value & 7);
  else if ((o & ~3) + 4 <= copy.length) copy.writeUInt32LE(value >>> 0, o & ~3);
  return copy;
};
const damaged = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(edit, { minLength: 1, maxLength: 5 }))
  .map(([b, edits]) => edits.reduce(apply, b));

describe('damaged captures', () => {
  it('never throw, never end outside, and read the same in pieces of any size', () => {
    fc.assert(
      fc.property(damaged, fc.integer({ min: 1, max: 200 }), (file, size) => {
        const bytes = new Uint8Array(file);
        expect(read(bytes, size)).toEqual(read(bytes, bytes.length + 1));
      }),
      { numRuns: runs(100) },
    );
  });

  it('keep what comes before the damage', () => {
    for (const seed of SEEDS) {
      const whole = read(new Uint8Array(seed), seed.length)!;
      for (let n = 28; n < seed.length; n += 7) {
        const { frames } = read(new Uint8Array(seed.subarray(0, n)), seed.length)!;
        expect(whole.frames.slice(0, frames.length)).toEqual(frames);
      }
    }
  });

  it('made of nothing but noise', () => {
    const heads = [micro.subarray(0, 24), nano.subarray(0, 24), plain.subarray(0, 48)];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), (head, noise) => {
        const outcome = read(new Uint8Array(Buffer.concat([head, noise])), 50);
        expect(outcome?.frames.length ?? 0).toBeLessThanOrEqual(25);
      }),
      { numRuns: runs(100) },
    );
  });

  it('cannot make memory grow with numbers that are only written down', () => {
    const names = Buffer.concat(Array.from({ length: 3000 }, (_, i) => iface('little', 1, 0, option('little', 2, pattern(60 + (i & 7))))));
    const { decoder } = openFormat('x', Buffer.concat([section('little'), names]), true);
    const file = Buffer.concat([section('little'), ...Array.from({ length: 34 }, () => names)]);
    const batch = frameBatch();
    decoder.decode(file, 0, file.length, 0, batch);
    expect(decoder.interfaces).toHaveLength(100_000);
    expect(decoder.fault?.text).toMatch(/more than 100000 interfaces/);
  });
});

needs('tshark').describe('tshark counts the same frames in damaged captures', () => {
  it('cut short, lengths changed, blocks broken', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-fuzz-'));
    const path = join(folder, 'damaged');
    try {
      for (const file of fc.sample(damaged, { numRuns: runs(3), seed: 20061216 })) {
        const ours = read(new Uint8Array(file), 4096);
        // Without the magic number, or cut inside the file header, it is no capture to us, and to tshark some other kind of file.
        if (ours === undefined || file.length < 64) continue;
        writeFileSync(path, file);
        expect(ours.frames.length, Buffer.from(file).toString('hex')).toBe(countOf(path));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});

/** Frames that tshark shows before it gives up; it says why with its exit status. */
const countOf = (path: string): number => {
  try {
    return lines(
      execFileSync('tshark', ['-r', path, '-T', 'fields', '-e', 'frame.number'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string') return lines(error.stdout);
    throw error;
  }
};
const lines = (text: string): number => text.split('\n').filter((l) => l !== '').length;

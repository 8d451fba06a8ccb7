/** One suite for all readers of streams, run over the registry: no code a protocol. */

import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/wire/stream.ts';
import { fc, runs, SEED } from '../../property.ts';
import { readers, recordingsOf } from './recorded.ts';
import {
  behindGap,
  byteByByte,
  cutAt,
  damaged,
  endless,
  firstBytes,
  messageTexts,
  offsets,
  peaks,
  random,
  read,
  show,
  sizeOf,
  summary,
} from './suite.ts';

/** Cuts of one recording at most: with sixty times as many (`npm run fuzz`) all offsets of all but the longest. */
const CUTS = runs(60);
const MUTATIONS = runs(250);
/** What a reader may leave untaken at most while a message does not end. */
const LARGEST_WAIT = 8 << 20;
const PIECE = 1 << 16;

describe.each(readers.map((l) => [l.name, l] as const))('%s', (_, layer) => {
  const recordings = recordingsOf(layer);

  it('has a conversation in a sample', () => {
    expect(recordings.length).toBeGreaterThan(0);
  });

  it('finds the same however the bytes are cut', () => {
    for (const r of recordings) {
      const whole = summary(r, read(r, r.chunks));
      for (const at of offsets(sizeOf(r.chunks), CUTS)) expect(summary(r, read(r, cutAt(r.chunks, at))), `cut at ${at}`).toBe(whole);
      expect(summary(r, read(r, byteByByte(r.chunks))), 'byte by byte').toBe(whole);
    }
  });

  it('finds in the beginning of a conversation what it finds in all of it, and never fails at its end', () => {
    for (const r of recordings) {
      const whole = messageTexts(r, read(r, r.chunks, false));
      for (const count of offsets(sizeOf(r.chunks), CUTS)) {
        const found = messageTexts(r, read(r, firstBytes(r.chunks, count), false));
        expect(found, `${count} bytes`).toEqual(whole.slice(0, found.length));
        read(r, firstBytes(r.chunks, count), true);
      }
    }
  });

  it('gives a message, a fault or waits, whatever is wrong with the bytes, and what it gives can be shown', () => {
    const next = random(SEED);
    for (let i = 0; i < MUTATIONS; i++) {
      const r = recordings[i % recordings.length]!;
      show(r, read(r, damaged(r.chunks, next)));
    }
  });

  it('never throws on random bytes', () => {
    const chunk = fc.tuple(fc.constantFrom<Side>(0, 1), fc.uint8Array({ maxLength: 200 }));
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 8 }), fc.nat(400), (chunks, count) => {
        const r = recordings[count % recordings.length]!;
        read(r, [...firstBytes(r.chunks, count), ...chunks]);
      }),
      { numRuns: runs(200) },
    );
  });

  it('glues nothing over a gap: what follows is read as if nothing had been before', () => {
    for (const r of recordings) {
      for (let k = 0; k < r.chunks.length; k++) {
        const found = behindGap(r, k);
        if (found) expect(found[0], `chunk ${k} is missing`).toBe(found[1]);
      }
    }
  });

  it('waits for no message without end', () => {
    const fillers = [
      new Uint8Array(PIECE).fill(97),
      new Uint8Array(PIECE),
      new Uint8Array(PIECE).fill(255),
      Buffer.from('a: b\r\n'.repeat(PIECE / 6)),
    ];
    for (const [n, r] of recordings.entries()) {
      const size = sizeOf(r.chunks);
      for (const [k, count] of offsets(size - 1, runs(n < 4 ? 3 : 1)).entries()) {
        const filler = fillers[(n + k) % fillers.length]!;
        expect(endless(r, count, filler, LARGEST_WAIT + 2 * PIECE), `behind ${count} bytes`).toBeLessThan(LARGEST_WAIT + PIECE);
      }
    }
  });

  it('remembers no more the longer one side talks', () => {
    for (const r of recordings.slice(0, 2)) {
      for (const side of [0, 1] as const) {
        const [early, late] = peaks(r, side, 1500);
        expect(late, `side ${side}`).toBeLessThan(early * 1.2 + 500);
      }
    }
  });

  it('guesses nothing that begins with what it says it never begins with', () => {
    const { guess, begins } = layer.stream!;
    const next = random(SEED);
    for (let i = 0; guess !== undefined && begins !== undefined && i < MUTATIONS; i++) {
      const [side, bytes] = damaged(recordings[i % recordings.length]!.chunks, next)[0] ?? [0, new Uint8Array(0)];
      const isLikely = bytes.length > 0 && (guess(bytes, 0, bytes.length, side) ?? 0) > 0;
      if (isLikely) expect(begins[side]).toContain(String.fromCharCode(bytes[0]!));
    }
  });

  it('guesses its own conversations before any other reader', () => {
    for (const r of recordings) {
      const [side, bytes] = r.chunks[0]!;
      if (read(r, r.chunks.slice(0, 1), false).became !== undefined || read(r, r.chunks).messages.length === 0) continue;
      const sure = (l: (typeof readers)[number]): number => l.stream?.guess?.(bytes, 0, bytes.length, side) ?? 0;
      for (const other of readers) if (other !== layer && sure(other) >= 0.5) expect(sure(layer), other.name).toBeGreaterThan(sure(other));
    }
  });
});

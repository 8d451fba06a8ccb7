// Damages captures on purpose, the same way for the same seed: node scripts/mutate-captures.mjs OUT_DIR COUNT SEED FILE...
// Truncations, flipped bytes, and length fields of records and blocks set to values that lengths should not have.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [out = '', count, seed, ...files] = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: node scripts/mutate-captures.mjs OUT_DIR COUNT SEED FILE...\n');
  process.exit(2);
}

let state = Number(seed) >>> 0 || 1;
/** @param {number} n */
const random = (n) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % n;
};
/** @template T @param {readonly T[]} list @returns {T | undefined} */
const pick = (list) => list[random(list.length)];

const BAD = [
  0, 1, 3, 4, 7, 8, 11, 12, 15, 16, 27, 28, 31, 32, 33, 65535, 65536, 262143, 262144, 262145, 16777216, 0x7fffffff, 0x80000000, 0xfffffff0,
  0xffffffff,
];

/** Places of the 32-bit fields that frame a capture: record headers, or block heads and their first words. @param {Buffer} bytes */
const fields = (bytes) => {
  /** @type {number[]} */
  const at = [];
  const little = bytes.readUInt32LE(0) === 0xa1b2c3d4 || bytes.readUInt32LE(0) === 0xa1b23c4d;
  const pcapng = bytes.readUInt32BE(0) === 0x0a0d0d0a;
  const le = pcapng ? bytes.readUInt32LE(8) === 0x1a2b3c4d : little;
  const get = (/** @type {number} */ o) => (le ? bytes.readUInt32LE(o) : bytes.readUInt32BE(o));
  if (pcapng) {
    for (let o = 0; o + 12 <= bytes.length; ) {
      const length = get(o + 4);
      for (let k = 0; k < 32 && o + k + 4 <= bytes.length && k < length; k += 4) at.push(o + k);
      at.push(o + length - 4);
      if (length < 12) break;
      // Options and other places further in the block.
      for (let n = 0; n < 3 && length > 36; n++) at.push(o + 32 + 4 * random((length - 36) >> 2 || 1));
      o += length;
    }
  } else {
    at.push(4, 16, 20);
    for (let o = 24; o + 16 <= bytes.length; o += 16 + get(o + 8)) at.push(o, o + 4, o + 8, o + 12);
  }
  return { at: at.filter((o) => o >= 0 && o + 4 <= bytes.length), le };
};

/** @param {Buffer} bytes @returns {Buffer} */
const mutate = (bytes) => {
  const { at, le } = fields(bytes);
  switch (random(7)) {
    case 0:
      return bytes.subarray(0, random(bytes.length + 1));
    case 1: {
      const o1 = random(bytes.length);
      bytes.writeUInt8((bytes.readUInt8(o1) ^ (1 << random(8))) & 255, o1);
      return bytes;
    }
    case 2: {
      const from = random(bytes.length);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.min(bytes.length, from + 1 + random(40)))]);
    }
    case 3: {
      const from = random(bytes.length);
      return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(1 + random(40), random(256)), bytes.subarray(from)]);
    }
    default: {
      const o = pick(at) ?? 0;
      const was = le ? bytes.readUInt32LE(o) : bytes.readUInt32BE(o);
      const value =
        pick([pick(BAD) ?? 0, (was + 1) >>> 0, (was - 1) >>> 0, (was + 4) >>> 0, (was - 4) >>> 0, (was ^ (1 << random(32))) >>> 0]) ?? 0;
      if (le) bytes.writeUInt32LE(value, o);
      else bytes.writeUInt32BE(value, o);
      return bytes;
    }
  }
};

mkdirSync(out, { recursive: true });
for (let n = 0; n < Number(count); n++) {
  const file = pick(files) ?? '';
  let bytes = Buffer.from(readFileSync(file));
  if (bytes.length < 32) continue;
  for (let k = random(3); k >= 0 && bytes.length >= 32; k--) bytes = Buffer.from(mutate(bytes));
  writeFileSync(join(out, `${String(n).padStart(5, '0')}-${basename(file)}`), bytes, { mode: 0o600 });
}

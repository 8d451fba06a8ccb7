import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import * as bytes from './bytes.ts';

const b = Uint8Array.of(0xff, 0x80, 0x01, 0xfe, 0x7f, 0x00, 0xaa, 0x55);

describe('bytes', () => {
  it('reads numbers in the order of the network, and of Intel, without a sign', () => {
    expect([bytes.u8(b, 0), bytes.u16(b, 0), bytes.u24(b, 0), bytes.u32(b, 0)]).toEqual([0xff, 0xff80, 0xff8001, 0xff8001fe]);
    expect([bytes.u16le(b, 0), bytes.u32le(b, 0)]).toEqual([0x80ff, 0xfe0180ff]);
    expect(bytes.u64(b, 0)).toBe(0xff80_01fe_7f00_aa55n);
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (n) => {
        const out = new Uint8Array(6).fill(0x11);
        bytes.put32(out, 1, n);
        expect([bytes.u32(out, 1), out[0], out[5]]).toEqual([n, 0x11, 0x11]);
        bytes.put16(out, 1, n);
        expect(bytes.u16(out, 1)).toBe(n & 0xffff);
      }),
    );
  });

  it('copies any stretch, of shared memory, too', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(20), fc.nat(40_000), fc.nat(20), (isShared, from, length, at) => {
        const source = new Uint8Array(isShared ? new SharedArrayBuffer(40_040) : new ArrayBuffer(40_040), from % 3);
        for (let i = 0; i < source.length; i++) source[i] = i * 31;
        const into = new Uint8Array(length + at + 1).fill(7);
        bytes.copyTo(into, at, source, from, from + length);
        expect(Buffer.compare(into.subarray(at, at + length), source.slice(from, from + length))).toBe(0);
        expect([into[at - 1] ?? 7, into[at + length]]).toEqual([7, 7]);
      }),
    );
  });

  it('reads and writes bits across bytes and leaves those beside them', () => {
    expect([bytes.readBits(b, 0, 0, 1), bytes.readBits(b, 0, 7, 2), bytes.readBits(b, 0, 0, 32)]).toEqual([1, 3, 0xff8001fe]);
    fc.assert(
      fc.property(fc.nat(15), fc.integer({ min: 1, max: 32 }), fc.integer({ min: 0, max: 0xffff_ffff }), (at, count, n) => {
        const value = n % 2 ** count;
        for (const fill of [0, 0xff]) {
          const out = new Uint8Array(8).fill(fill);
          bytes.writeBits(out, 1, at, count, value);
          expect(bytes.readBits(out, 1, at, count)).toBe(value);
          bytes.writeBits(out, 1, at, count, fill === 0 ? 0 : 2 ** count - 1);
          expect(out).toEqual(new Uint8Array(8).fill(fill));
        }
      }),
    );
  });

  it('spells hexadecimal, and reads it back with blanks, colons and dashes between', () => {
    expect([bytes.hex(b), bytes.hex(b.subarray(0, 3), ':'), bytes.hexByte(10), bytes.hexNumber(10, 4)]).toEqual([
      'ff8001fe7f00aa55',
      'ff:80:01',
      '0a',
      '0x000a',
    ]);
    for (const text of ['FF8001', 'ff 80\n01', 'ff:80:01', 'ff-80-01']) expect(bytes.fromHex(text)).toEqual(b.slice(0, 3));
    for (const text of ['f', 'ff 8', '0x12', 'gg']) expect(bytes.fromHex(text)).toBeUndefined();
    expect(bytes.fromHex('')).toEqual(bytes.EMPTY);
  });

  it('joins and compares', () => {
    expect(bytes.concat([b.subarray(0, 2), bytes.EMPTY, b.subarray(2)])).toEqual(b);
    expect([
      bytes.sameBytes(b, b.slice()),
      bytes.sameBytes(b, b.subarray(1)),
      bytes.sameBytes(
        b,
        b.map((n, i) => n ^ +(i === 7)),
      ),
    ]).toEqual([true, false, false]);
    expect([bytes.isZero(b, 5, 6), bytes.isZero(b, 5, 7), bytes.isZero(b, 3, 3)]).toEqual([true, false, true]);
  });

  it('knows UTF-8 (RFC 3629 §7)', () => {
    expect(bytes.hex(bytes.utf8('A≢Α.'))).toBe('41e289a2ce912e');
    expect(bytes.fromUtf8(bytes.fromHex('e697a5e69cace8aa9e')!)).toBe('日本語');
  });
});

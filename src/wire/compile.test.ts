import { describe, expect, it } from 'vitest';
import { wireFrame } from '../../test/wire-frame.ts';
import { At, closureScan, compileScan, cursor, Scanned } from './compile.ts';
import { dissect } from './dissect.ts';
import { bits, flag, ip4, ip6, mac, u8, u16, u32 } from './field.ts';
import { layer, of } from './layer.ts';
import { registry } from './registry.ts';
import type { Layer } from './types.ts';

const plain = { title: 'Test', spec: 'none' };

/** What both scanners say of the header at offset 1 of a buffer that goes on behind `b`. */
const scans = (l: Layer, b: Uint8Array): readonly (readonly number[])[] =>
  [compileScan(l), closureScan(l)].map((scan) => {
    const c = cursor();
    const there = Uint8Array.of(0xff, ...b, 0xff, 0xff, 0xff, 0xff);
    return [scan(there, 1, 1 + b.length, 1 + b.length, c), ...c];
  });
const scanned = (l: Layer, b: Uint8Array): readonly number[] => {
  const [emitted, closures] = scans(l, b);
  expect(emitted).toEqual(closures);
  return emitted!;
};
const at = (said: readonly number[], place: number): number => said[1 + place]!;

describe('scanners', () => {
  it('read a field that counts under one rare value of another', () => {
    const rare = layer('rare', {
      ...plain,
      fields: { kind: u8('Kind'), len: u8('Length'), rest: u16('Rest') },
      header: of(['kind', 'len'], (kind, len) => (kind === 77 ? len : 4)),
      on: { link: 1 },
    });
    const b = Uint8Array.of(77, 6, 0, 0, 1, 2, 3);
    const said = scanned(rare, b);
    expect([said[0], at(said, At.header), at(said, At.next)]).toEqual([Scanned.good, 6, 7]);
    expect(dissect(registry([rare]), wireFrame(b)).layers[0]!.length).toBe(6);
  });

  it('take bits across bytes, and all 32 of a word as a number without a sign', () => {
    const l = layer('l', {
      ...plain,
      fields: { a: bits(3, 'A'), b: bits(12, 'B'), c: flag('C'), d: u32('D') },
      next: { b: 'x', d: 'y' },
    });
    const said = scanned(l, Uint8Array.of(0b101_11111, 0b0000000_1, 0xff, 0xff, 0xff, 0xfe));
    expect([at(said, At.key0), at(said, At.key1)]).toEqual([0b1111_1000_0000, 0xffff_fffe]);
  });

  it('say what of a header is not there, and what length it cannot have', () => {
    const l = layer('l', { ...plain, fields: { n: u8('N'), rest: u8('Rest') }, header: of(['n'], (n) => n) });
    expect(scanned(l, Uint8Array.of(2))[0]).toBe(Scanned.short);
    expect(scanned(l, Uint8Array.of(1, 0))[0]).toBe(Scanned.length);
    expect(scanned(l, Uint8Array.of(3, 0))[0]).toBe(Scanned.length);
    expect(scanned(l, Uint8Array.of(3, 0, 0))[0]).toBe(Scanned.good);
  });

  it('end the payload where the header says, but not before it starts nor behind the frame', () => {
    const l = layer('l', { ...plain, fields: { n: u8('N') }, payload: of(['n'], (n) => n - 5) });
    const end = (n: number): number => at(scanned(l, Uint8Array.of(n, 0, 0, 0)), At.end);
    expect([0, 5, 6, 8, 200].map(end)).toEqual([2, 2, 3, 5, 5]);
  });

  it('note where addresses lie and of which kind they are', () => {
    const kind = (l: Layer): readonly number[] => {
      const said = scanned(l, new Uint8Array(40));
      return [at(said, At.kind), at(said, At.src), at(said, At.dst)];
    };
    const [src, dst] = [{ column: 'src' }, { column: 'dst' }] as const;
    expect(kind(layer('l', { ...plain, fields: { d: mac('D', dst), s: mac('S', src) } }))).toEqual([48, 7, 1]);
    expect(kind(layer('l', { ...plain, fields: { x: u32('X'), s: ip4('S', src), d: ip4('D', dst) } }))).toEqual([4, 5, 9]);
    expect(kind(layer('l', { ...plain, fields: { s: ip6('S', src), d: ip6('D', dst) } }))).toEqual([6, 1, 17]);
  });
});

import { describe, expect, it } from 'vitest';
import { wireFrame } from '../../test/wire-frame.ts';
import { dissect } from './dissect.ts';
import * as field from './field.ts';
import { bits, extra, flag, prefixed, slotsOf, u8, u16 } from './field.ts';
import { layer } from './layer.ts';
import { registry } from './registry.ts';
import type { Fields, LayerSpec } from './types.ts';

describe('fields', () => {
  it('have the width and the show of their kind', () => {
    const all = [field.u8('a'), field.u16('a'), field.u24('a'), field.u32('a'), field.ip4('a'), field.ip6('a'), field.mac('a'), flag('a')];
    expect(all.map((f) => [f.bits, f.show])).toEqual([
      [8, 'dec'],
      [16, 'dec'],
      [24, 'dec'],
      [32, 'dec'],
      [32, 'ip4'],
      [128, 'ip6'],
      [48, 'mac'],
      [1, 'bool'],
    ]);
    expect([field.raw(3, 'a').bits, extra('a').bits, flag('a').fallback, bits(3, 'a', { show: 'hex' }).show]).toEqual([24, 0, 0, 'hex']);
  });

  it('lie one after the other', () => {
    const fields = { a: bits(3, 'A'), b: bits(5, 'B'), c: u16('C') };
    expect(slotsOf(fields).map((s) => [s.key, s.bit])).toEqual([
      ['a', 0],
      ['b', 3],
      ['c', 8],
    ]);
    expect(slotsOf(fields)).toBe(slotsOf(fields));
    expect(field.bitsOf(fields)).toBe(24);
  });
});

/** Names and values of the fields of a layer in these bytes. */
const shown = <const F extends Fields>(fields: F, bytes: readonly number[], more: Partial<LayerSpec<F>> = {}) => {
  const l = layer('l', { title: 'L', spec: 'none', fields, on: { link: 1 }, ...more });
  const r = registry([l]);
  const d = dissect(r, wireFrame(Uint8Array.from(bytes)));
  return {
    fields: d.layers[0]!.fields.map((f) => [f.name, f.value, f.offset, f.length]),
    names: [...r.names.keys()],
    faults: d.faults.map((f) => f.text),
  };
};

describe('how a field is shown', () => {
  it('by another value than its own', () => {
    const fields = { n: u8('N', { value: (raw) => raw || undefined }), m: u8('M', { value: (raw, d) => raw + (d.v['n'] ?? 0), scale: 9 }) };
    expect(shown(fields, [3, 4]).fields).toEqual([
      ['l.n', 3, 0, 1],
      ['l.m', 7, 1, 1],
    ]);
  });

  it('times a number', () => {
    expect(shown({ n: u8('N', { scale: 4 }) }, [3]).fields).toEqual([['l.n', 12, 0, 1]]);
  });

  it('by other fields in its place: one as wide, several side by side, or none', () => {
    const fields = { n: u16('N', { instead: (raw) => [undefined, 'other', ['high', 'low'], []][raw >> 8] }) };
    const extras = { other: extra('Other'), high: u8('High'), low: u8('Low') };
    const of = (high: number) => shown(fields, [high, 7], { extras }).fields;
    expect(of(0)).toEqual([['l.n', 7, 0, 2]]);
    expect(of(1)).toEqual([['l.other', 0x107, 0, 2]]);
    expect(of(2)).toEqual([
      ['l.high', 2, 0, 1],
      ['l.low', 7, 1, 1],
    ]);
    expect(of(3)).toEqual([]);
  });

  it('not at all, though hooks know its value', () => {
    const said = shown({ n: u8('N', { shown: false }), m: u8('M') }, [3, 4], { info: (d) => `${d.v.n + d.v.m}` });
    expect(said.fields).toEqual([['l.m', 4, 1, 1]]);
    expect(said.names).toEqual(['l', 'l.m']);
  });

  it('under other names, or none', () => {
    const fields = {
      a: u8('A', { as: 'ip.a', also: ['b'], alsoAs: ['ip.b'] }),
      c: u8('C', { unnamed: true }),
      d: u8('D', { sub: prefixed('q', { x: bits(4, 'X'), y: bits(4, 'Y', { unnamed: true }) }) }),
    };
    const said = shown(fields, [1, 2, 3]);
    expect(said.fields.map(([name]) => name)).toEqual(['ip.a', '', 'l.d']);
    expect(said.names).toEqual(['l', 'ip.a', 'l.b', 'ip.b', 'l.d', 'q.x']);
  });
});

describe('a field that was seen', () => {
  const fields = { a: u8('A'), b: u8('B', { sub: { high: bits(4, 'High'), low: bits(4, 'Low') } }), c: u8('C') };

  it('may end its layer', () => {
    const stop = { seen: { b: () => 'stop' } } as const;
    expect(shown(fields, [1, 2, 3], stop).fields.map(([name]) => name)).toEqual(['l.a', 'l.b']);
  });

  it('is a number with its parts, and 0 before it was read', () => {
    const values: number[][] = [];
    const note = {
      seen: {
        a: (d: { v: Record<string, number> }) => void values.push([d.v['a']!, d.v['b.low']!]),
        b: (d: { v: Record<string, number> }) => void values.push([d.v['b']!, d.v['b.high']!, d.v['b.low']!]),
      },
    };
    shown(fields, [1, 0x23, 3], note);
    expect(values).toEqual([
      [1, 0],
      [0x23, 2, 3],
    ]);
  });

  it('that the capture cut ends the layer with a fault, and so does one behind the end of the packet', () => {
    const said = shown(fields, [1, 2]);
    expect([said.fields.length, said.faults]).toEqual([2, ['needs 1 bytes at offset 2, the packet ends at 2']]);
    const needs = shown({ a: u8('A', { needs: 3 }), b: u8('B') }, [1, 2]);
    expect([needs.fields.length, needs.faults]).toEqual([0, ['needs 3 bytes at offset 0, the packet ends at 2']]);
  });
});

import { describe, expect, it } from 'vitest';
import { At, cursor, NO_KEY } from './compile.ts';
import { dissect } from './dissect.ts';
import { u8, u16, u32 } from './field.ts';
import { layer } from './layer.ts';
import { registry } from './registry.ts';
import { MORE } from './stream.ts';
import type { Layer, LayerSpec, Registry } from './types.ts';
import { Walked, walk } from './walk.ts';

const named = (name: string, more: Partial<LayerSpec> = {}): Layer =>
  layer<Layer['fields']>(name, { title: name, spec: 'none', fields: { x: u8('X') }, ...more });
const segmented = { seq: 'a', ack: 'b', window: 'd', flags: 'c', syn: 2, fin: 1, rst: 4, acks: 16 };
const transport = { needs: 4, payload: 'payload', segmented };
const reader = { open: () => undefined, read: () => MORE };

/** What is above the link layer of the frame, by the walk and by dissection, which agree. */
const stack = (r: Registry, bytes: Uint8Array): readonly string[] => {
  const out = new Walked();
  walk(r, r.link(1), bytes, 0, bytes.length, bytes.length, out);
  const frame = { number: 1, mark: 'R' as const, seconds: 0, nanos: 0, linkType: 1, bytes, original: bytes.length, comments: [] };
  const layers = dissect(r, frame).layers.map((l) => l.layer.name);
  expect(layers.at(-1)).toBe(out.top?.layer.name);
  return layers.slice(1);
};

describe('tables', () => {
  it('have one layer under a key, or one that gives way to the other', () => {
    const [a, b] = [named('a', { on: { t: [1, 2] } }), named('b', { on: { t: [2, 3] } })];
    expect(() => registry([a, b])).toThrow('t 2: expected one layer, or one that prefers the other, got a and b');
    for (const both of [
      [a, { ...b, prefers: ['a'] }],
      [{ ...b, prefers: ['a'] }, a],
    ]) {
      const r = registry(both);
      expect([1, 2, 3].map((key) => r.lookup('t', key)?.layer.name)).toEqual(['a', 'a', 'b']);
    }
    expect(() => registry([named('a', { on: { t: 1 }, prefers: ['b'] }), named('b', { on: { t: 1 }, prefers: ['a'] })])).toThrow(
      RangeError,
    );
  });

  it('have keys that are numbers of any size, or text', () => {
    const r = registry([named('a', { on: { t: [0, 65_536, 2 ** 40], 'tls.alpn': ['h2', '__proto__'] } })]);
    for (const key of [0, 65_536, 2 ** 40]) expect(r.lookup('t', key)?.layer.name).toBe('a');
    expect(['h2', '__proto__', 'h3', 'toString'].map((key) => r.lookup('tls.alpn', key)?.layer.name)).toEqual([
      'a',
      'a',
      undefined,
      undefined,
    ]);
    expect([r.lookup('t', '0'), r.lookup('t', 1), r.lookup('none', 0)]).toEqual([undefined, undefined, undefined]);
    for (const key of [-1, 1.5, Number.NaN])
      expect(() => registry([named('a', { on: { t: key } })])).toThrow('expected a whole number or text');
  });

  it('are looked up under all 32 bits of a field', () => {
    const wide = layer('wide', { title: 'wide', spec: 'none', fields: { id: u32('Id') }, next: ['id'], on: { link: 1 } });
    const r = registry([wide, named('up', { on: { 'wide.id': [0xffff_fffe, 70_000] } })]);
    expect(stack(r, Uint8Array.of(0xff, 0xff, 0xff, 0xfe, 0))).toEqual(['up']);
    expect(stack(r, Uint8Array.of(0, 1, 0x11, 0x70, 0))).toEqual(['up']);
    expect(stack(r, Uint8Array.of(0, 0, 0x11, 0x70, 0))).toEqual([]);
  });

  it('know the link layer by any link type', () => {
    const r = registry([named('a', { on: { link: [0, 70_000] } })]);
    expect([0, 70_000, 1].map((type) => r.link(type)?.layer.name)).toEqual(['a', 'a', undefined]);
  });
});

/** Ports as in TCP and UDP: one table, the lower one first. */
const ports = (more: Partial<LayerSpec> = {}): Layer =>
  layer<Layer['fields']>('ports', {
    title: 'Ports',
    spec: 'none',
    fields: { from: u16('From'), to: u16('To') },
    next: { to: 'port', from: 'port' },
    lowestFirst: true,
    on: { link: 1 },
    ...more,
  });
const between = (from: number, to: number): Uint8Array => Uint8Array.of(from >> 8, from & 255, to >> 8, to & 255, 0);

describe('both ports in one table', () => {
  const r = registry([ports(), named('low', { on: { port: 53 } }), named('high', { on: { port: 4789 } })]);

  it('are looked up from either side, the lower one first', () => {
    expect(stack(r, between(53, 4789))).toEqual(['low']);
    expect(stack(r, between(4789, 53))).toEqual(['low']);
    expect(stack(r, between(4789, 40))).toEqual(['high']);
    expect(stack(r, between(40, 4789))).toEqual(['high']);
    expect(stack(r, between(40, 41))).toEqual([]);
  });

  it('are the keys of the scan in that order', () => {
    const c = cursor();
    for (const [from, to] of [
      [9, 7],
      [7, 9],
    ] as const) {
      r.byName('ports')!.scan(between(from, to), 0, 5, 5, c);
      expect([c[At.key0], c[At.key1]]).toEqual([7, 9]);
    }
    r.byName('low')!.scan(between(1, 2), 0, 5, 5, c);
    expect([c[At.key0], c[At.key1]]).toEqual([NO_KEY, NO_KEY]);
  });
});

describe('layers with a reader', () => {
  const upper = named('upper', { on: { port: 80 }, stream: reader });

  it('are entered above datagrams, never in a segment of a stream', () => {
    expect(stack(registry([ports(), upper]), between(5000, 80))).toEqual(['upper']);
    expect(stack(registry([ports({ transport }), upper]), between(5000, 80))).toEqual([]);
    expect(stack(registry([ports({ transport }), named('upper', { on: { port: 80 } })]), between(5000, 80))).toEqual(['upper']);
  });

  it('are what `reader` finds', () => {
    const r = registry([ports({ transport }), upper, named('plain', { on: { port: 81 } })]);
    expect([80, 81, 82].map((port) => r.reader('port', port)?.layer.name)).toEqual(['upper', undefined, undefined]);
    expect(r.lookup('port', 80)?.layer.name).toBe('upper');
  });
});

describe('names', () => {
  it('of a layer, its fields and their other names lead to what they stand for', () => {
    const r = registry([named('a', { fields: { x: u8('X', { also: ['y'] }) }, extras: { z: u8('Z') } })]);
    expect(['a', 'a.x', 'a.y', 'a.z', 'a.q'].map((name) => r.named(name)?.field?.title)).toEqual([undefined, 'X', 'X', 'Z', undefined]);
    expect(r.named('a')?.layer.name).toBe('a');
  });

  it('are understood as they were before', () => {
    const r = registry([named('a', { formerly: 'old', fields: { x: u8('X') } })]);
    expect(['old', 'old.x', 'old.y', 'older'].map((name) => r.named(name)?.name)).toEqual(['a', 'a.x', undefined, undefined]);
    expect(r.byName('old')?.layer.name).toBe('a');
    expect([...r.names.keys()]).toEqual(['a', 'a.x']);
  });
});

import { describe, expect, it } from 'vitest';
import { wireFrame } from '../../test/wire-frame.ts';
import { dissect, dissectAs } from './dissect.ts';
import { extra, u8, u16 } from './field.ts';
import { layer, of } from './layer.ts';
import { registry } from './registry.ts';
import { row } from './row.ts';
import type { Layer, LayerSpec } from './types.ts';

const plain = { title: 'Test', spec: 'none' };
const shell = (more: Partial<LayerSpec> = {}): Layer =>
  layer<Layer['fields']>('shell', { ...plain, fields: { kind: u8('Kind') }, next: { kind: 'kind' }, on: { link: 1, kind: 0 }, ...more });
const dissected = (layers: readonly Layer[], bytes: readonly number[], original?: number) =>
  dissect(registry(layers), wireFrame(Uint8Array.from(bytes), original));
const names = (d: ReturnType<typeof dissected>): readonly string[] => d.layers.map((l) => l.layer.name);

describe('dissect', () => {
  it('leaves bytes that nobody knows', () => {
    expect(dissected([shell()], [0, 9, 1, 2]).rest).toEqual({ source: 0, offset: 2, length: 2 });
    expect(dissected([], [1, 2])).toMatchObject({ layers: [], rest: { offset: 0, length: 2 } });
    expect(dissected([shell()], [9]).rest).toBeUndefined();
  });

  it('ends, however often a layer carries itself, and says so', () => {
    const d = dissected([shell()], new Array<number>(100).fill(0));
    expect([d.layers.length, d.rest?.offset, d.faults.map((f) => f.text)]).toEqual([64, 64, ['layers stop at 64: the rest stays bytes']]);
  });

  it('tells what is behind a packet that is shorter than its frame to the layer that shows such bytes', () => {
    const under = shell({
      extras: { trailer: extra('Trailer', 'bytes') },
      trailer: (d, from) => void d.put('trailer', from, d.wire - from),
    });
    const sized = layer('sized', { ...plain, fields: { length: u8('Length') }, payload: of(['length'], (n) => n), on: { kind: 7 } });
    const d = dissected([under, sized], [7, 1, 5, 8, 9]);
    expect(d.layers[0]!.fields.at(-1)).toMatchObject({ name: 'shell.trailer', offset: 3, length: 2 });
    expect(d.layers[1]).toMatchObject({ offset: 1, end: 3, wire: 3 });
    expect(d.rest).toEqual({ source: 0, offset: 2, length: 1 });
    const between = layer('between', { ...plain, fields: { kind: u8('Kind') }, next: { kind: 'kind' }, on: { kind: 6 } });
    const passed = dissected([under, between, sized], [6, 7, 1, 5, 8, 9]);
    expect(passed.layers[0]!.fields.at(-1)).toMatchObject({ name: 'shell.trailer', offset: 4, length: 2 });
  });

  it('tells a cut frame from a packet that is too short', () => {
    const two = layer('two', { ...plain, fields: { a: u16('A') }, on: { link: 1 } });
    expect(dissected([two], [1], 2).faults[0]).toMatchObject({ kind: 'short', severity: 'note' });
    expect(dissected([two], [1]).faults[0]).toMatchObject({ kind: 'malformed', severity: 'error' });
  });

  it('says of a header that is not all there that it was cut, and no value', () => {
    const said = { heading: ({ v }: { v: Record<string, number> }) => `A is ${v['a']}`, info: () => 'all of it' };
    const two = layer('two', { ...plain, fields: { a: u8('A'), b: u8('B') }, on: { link: 1 }, ...said });
    const of = (l: Layer, bytes: readonly number[]) => dissected([l], bytes, 2).layers.map((s) => [s.heading, s.info])[0];
    expect(of(two, [5, 6])).toEqual(['A is 5', 'all of it']);
    const cut = '[Packet size limited during capture]';
    expect(of(two, [5])).toEqual(['Test', cut]);
    expect(of({ ...two, headingNeeds: 1 }, [5])).toEqual(['A is 5', cut]);
  });

  it('leaves the row of a header that is not all there to one that needs less', () => {
    const of = (l: Layer) => dissect(registry([l]), wireFrame(Uint8Array.of(5))).layers[0]?.info;
    const fields = { a: u8('A'), b: u8('B') };
    const two = { ...plain, fields, on: { link: 1 }, row: row('A is {a}') };
    expect(of(layer('two', two))).toBe('[Malformed Packet]');
    expect(of(layer('two', { ...two, rowNeeds: 1 }))).toBe('A is 5');
  });

  it('says of each layer whether it carries a fragment, and looks no further into one', () => {
    const piece = shell({ fragment: of(['kind'], (n) => n === 0) });
    const d = dissected([piece], [0, 0, 0]);
    expect(d.layers.map((l) => l.fragment)).toEqual([true]);
    expect(dissected([piece], [7]).layers[0]?.fragment).toBe(false);
  });

  it('goes on as a body says: with another layer, inside a quotation, or with bytes of its own', () => {
    const low = shell({ body: (d) => void d.follow(d.node('up'), d.header + 1, d.end, d.wire, true) });
    const up = layer('up', { ...plain, fields: { a: u8('A') } });
    const d = dissected([low, up], [0, 1, 2]);
    expect([names(d), d.layers[1]?.offset, d.layers.map((l) => l.quoted)]).toEqual([['shell', 'up'], 2, [false, true]]);
    const made = dissected([shell({ body: (l) => l.followBytes(l.node('up'), 'Made', Uint8Array.of(7)) }), up], [0]);
    expect(made.sources.map((s) => s.name)).toEqual(['Frame', 'Made']);
    expect(made.layers[1]).toMatchObject({ source: 1, offset: 0 });
    expect(made.layers[1]?.fields[0]?.value).toBe(7);
  });

  it('begins with any layer, behind what frames its message', () => {
    const r = registry([shell()]);
    const d = dissectAs(r, 'shell', wireFrame(Uint8Array.of(0, 2, 9)), { skip: 2 });
    expect(d.layers.map((l) => l.offset)).toEqual([2]);
    expect(dissectAs(r, 'none', wireFrame(Uint8Array.of(1))).layers).toEqual([]);
  });
});

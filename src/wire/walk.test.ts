import { describe, expect, it } from 'vitest';
import { Scanned } from './compile.ts';
import { u8 } from './field.ts';
import { layer, of } from './layer.ts';
import { registry } from './registry.ts';
import { MAX_LAYERS, Walked, walk } from './walk.ts';

const plain = { title: 'Test', spec: 'none' };
/** Carries itself under 0, a port under 1, an end under 2. */
const shell = layer('shell', { ...plain, fields: { kind: u8('Kind') }, next: { kind: 'kind' }, on: { link: 1, kind: 0 } });
const port = layer('port', {
  ...plain,
  fields: { port: u8('Port', { column: 'sport' }), kind: u8('Kind') },
  next: { kind: 'kind' },
  on: { kind: 1 },
  transport: { needs: 2, payload: 'payload' },
});
const end = layer('end', {
  ...plain,
  fields: { size: u8('Size'), is: u8('Is') },
  header: of(['size'], (n) => n),
  last: of(['is'], (n) => n > 0),
  next: { is: 'kind' },
  on: { kind: 2 },
});
const r = registry([shell, port, end]);

const walkOf = (bytes: readonly number[]) => {
  const out = new Walked();
  const b = Uint8Array.from(bytes);
  walk(r, r.link(1), b, 0, b.length, b.length, out);
  const layers = Array.from({ length: out.depth }, (_, k) => k);
  const ports = layers
    .filter((k) => out.nodes[k]?.layer.transport !== undefined)
    .map((k) => [out.nodes[k]?.id, out.start[k], out.sport[k], out.header[k]]);
  return { top: out.top?.layer.name, at: out.start[out.depth - 1] ?? 0, end: out.ended, broken: out.broken?.layer.name, ports };
};

describe('walk', () => {
  it('goes up as far as there are layers', () => {
    expect(walkOf([0, 0, 9])).toMatchObject({ top: 'shell', at: 2, end: Scanned.good, broken: undefined });
    expect(walkOf([])).toMatchObject({ top: undefined, broken: 'shell', end: Scanned.short });
  });

  it('tells of each header with ports as it passes', () => {
    expect(walkOf([1, 80, 1, 90, 9]).ports).toEqual([
      [1, 1, 80, 3],
      [1, 3, 90, 5],
    ]);
  });

  it('ends where a transport carries no bytes, whatever its ports say', () => {
    expect(walkOf([1, 80, 0])).toMatchObject({ top: 'port', end: Scanned.good, broken: undefined });
    expect(walkOf([1, 80, 0, 9])).toMatchObject({ top: 'shell', at: 3 });
  });

  it('says in which layer it ended, and why', () => {
    expect(walkOf([0, 2, 2])).toMatchObject({ top: 'shell', at: 1, end: Scanned.short, broken: 'end' });
    expect(walkOf([2, 9, 0])).toMatchObject({ top: 'shell', end: Scanned.length, broken: 'end' });
    expect(walkOf([2, 2, 1, 0])).toMatchObject({ top: 'end', end: Scanned.last, broken: undefined });
    expect(walkOf([2, 2, 0, 9])).toMatchObject({ top: 'shell', at: 3 });
  });

  it('ends, however often a layer carries itself', () => {
    expect(walkOf(new Array<number>(200).fill(0))).toMatchObject({ at: MAX_LAYERS - 1, end: Scanned.good });
  });
});

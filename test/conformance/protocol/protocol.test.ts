/** One suite for all protocols, run over the registry: no code a protocol. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as layers from '../../../src/protocols/index.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import { build } from '../../../src/wire/build.ts';
import { At, closureScan, compileScan, Scanned } from '../../../src/wire/compile.ts';
import { dissect, NOTHING_KNOWN } from '../../../src/wire/dissect.ts';
import type { Dissection } from '../../../src/wire/dissection.ts';
import type { Frame } from '../../../src/wire/frame.ts';
import type { Input } from '../../../src/wire/layer.ts';
import { fieldSets } from '../../../src/wire/names.ts';
import { registry } from '../../../src/wire/registry.ts';
import type { Field, Layer } from '../../../src/wire/types.ts';
import { Walked, walk } from '../../../src/wire/walk.ts';
import { fc, runs } from '../../property.ts';
import { allSamples, dissectedSample, folders, golden, goldenText, has, inFolder, sample } from './samples.ts';

const all: readonly Layer[] = Object.values(layers);
const plain = (linkType: number, bytes: Uint8Array, original = bytes.length): Frame => ({
  number: 1,
  mark: 'R',
  seconds: 0,
  nanos: 0,
  linkType,
  bytes,
  original,
  comments: [],
});
/** Lengths of prefixes: all of the headers, and some of what large frames carry. */
const prefixes = (length: number): readonly number[] =>
  Array.from({ length: length + 1 }, (_, n) => n).filter((n) => n < 110 || n % 499 === 0 || n === length);

/** The first frames of every sample; all of them where there is time (`npm run fuzz`). */
const someSamples = allSamples.filter(({ number }) => number <= runs(8));

const linkTypes = [...new Set(allSamples.map((f) => f.linkType))];

describe('a protocol is its folder and one line', () => {
  const index = readFileSync(inFolder('', 'index.ts'), 'utf8');
  const lines = index.split('\n').filter((l) => l.startsWith('export'));

  it('has one line a file, sorted', () => {
    expect(lines.map((l) => /from '(.*)'/.exec(l)?.[1])).toEqual([...lines.map((l) => /from '(.*)'/.exec(l)?.[1])].sort());
  });

  it.each(folders)('%s: declaration, tests, sample and golden tree lie together', (folder) => {
    for (const file of [`${folder}.ts`, `${folder}.test.ts`, `${folder}.pcapng`, `${folder}.txt`])
      expect(has(folder, file), file).toBe(true);
    expect(lines.some((l) => l.includes(`'./${folder}/`))).toBe(true);
  });
});

describe('samples', () => {
  const found = new Set(
    folders.filter((f) => has(f, `${f}.pcapng`)).flatMap((f) => dissectedSample(f).flatMap((d) => d.layers.map((l) => l.layer.name))),
  );

  it.each(folders)('%s: dissects to its golden tree', (folder) => {
    if (process.env['WIRECAT_GOLDEN'] === 'write') writeGolden(folder);
    expect(goldenText(sample(folder))).toBe(golden(folder));
  });

  it.each(all.map((l) => [l.name, l] as const))('%s: is in a sample', (name) => {
    expect(found.has(name)).toBe(true);
  });
});

describe('any bytes', () => {
  it('every prefix of every sample frame, cut or short, gives a value or a fault', () => {
    for (const f of someSamples) {
      for (const n of prefixes(f.bytes.length)) {
        soundly(dissect(protocols, { ...f, bytes: f.bytes.slice(0, n) }, NOTHING_KNOWN, { verify: true }));
        soundly(dissect(protocols, plain(f.linkType, f.bytes.slice(0, n)), NOTHING_KNOWN, { verify: true }));
      }
    }
  });

  it('random bytes never throw', () => {
    const any = fc.tuple(fc.constantFrom(...linkTypes), fc.uint8Array({ maxLength: 200 }));
    fc.assert(fc.property(any, ([linkType, bytes]) => soundly(dissect(protocols, plain(linkType, bytes)))));
  });

  it('samples with changed bytes never throw', () => {
    const changed = fc.tuple(fc.constantFrom(...allSamples), fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 4 }));
    fc.assert(
      fc.property(changed, ([f, changes]) => {
        const bytes = f.bytes.slice();
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        soundly(dissect(protocols, { ...f, bytes }, NOTHING_KNOWN, { verify: true }));
      }),
      { numRuns: runs(2000) },
    );
  });
});

/** Field ranges lie in their source and nest in parents of the same source. Thrown, not expected: it runs a million times. */
const soundly = (d: Dissection): void => {
  for (const l of d.layers) {
    const size = d.sources[l.source]!.bytes.length;
    inside(l.layer.name, l.offset, l.length, 0, size);
    for (const f of l.fields) nested(d, f, 0, size, l.source);
  }
};
const nested = (d: Dissection, f: Field, from: number, to: number, source: number): void => {
  if (f.generated) return;
  if (f.source === source) inside(f.name, f.offset, f.length, from, to);
  else inside(f.name, f.offset, f.length, 0, d.sources[f.source]!.bytes.length);
  for (const child of f.children) nested(d, child, f.offset, f.offset + f.length, f.source);
};
const inside = (name: string, offset: number, length: number, from: number, to: number): void => {
  if (!(offset >= from && length >= 0 && offset + length <= to))
    throw new Error(`${name}: [${offset}, +${length}) is not in [${from}, ${to})`);
};

describe('back ends', () => {
  const emitted = registry(all, compileScan);
  const closures = registry(all, closureScan);

  it('emitted code and closures say the same of samples, of their prefixes and of random bytes', () => {
    const bytes = fc.oneof(
      fc.constantFrom(...allSamples).map((f) => [f.linkType, f.bytes] as const),
      fc.tuple(fc.constantFrom(...allSamples), fc.nat(100)).map(([f, n]) => [f.linkType, f.bytes.slice(0, n)] as const),
      fc.tuple(fc.constantFrom(...linkTypes), fc.uint8Array({ maxLength: 100 })),
    );
    fc.assert(
      fc.property(bytes, ([linkType, b]) => {
        expect(scanned(emitted, linkType, b)).toEqual(scanned(closures, linkType, b));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('a scan reads nothing behind the frame', () => {
    for (const f of someSamples) {
      for (const n of prefixes(f.bytes.length)) {
        const [zeros, ones] = [0, 255].map((tail) => {
          const b = new Uint8Array(n + 80).fill(tail);
          b.set(f.bytes.subarray(0, n));
          return scanned(emitted, f.linkType, b, n);
        });
        expect(zeros).toEqual(ones);
      }
    }
  });
});

const scanned = (r: typeof protocols, linkType: number, b: Uint8Array, end = b.length): readonly number[] => {
  const w = new Walked();
  walk(r, r.link(linkType), b, 0, end, end, w);
  const layers = Array.from({ length: w.depth }, (_, k) => [
    w.nodes[k]!.id,
    w.start[k]!,
    w.header[k]!,
    w.end[k]!,
    w.kind[k]!,
    w.sport[k]!,
    w.dport[k]!,
  ]);
  return [w.ended, w.broken?.id ?? -1, ...layers.flat()];
};

/** A header as scan and dissection see it: whose, where it starts and ends, and where what it carries ends. */
type Header = readonly [layer: string, start: number, header: number, end: number, wire: number];

/** All layers, with a scanner and without a body that note what they say; bodies may know better where a packet ends. */
const noting = () => {
  const scans: Header[] = [];
  const dissections: Header[] = [];
  const bare = all.map((l): Layer => {
    const body: Layer['body'] = (d) => {
      if (d.header <= d.end) dissections.push([l.name, d.start, d.header, d.end, d.wire]);
    };
    const { deep: _, ...plainly } = l;
    return { ...plainly, body };
  });
  const r = registry(bare, (l) => {
    const scan = compileScan(l);
    return (b, o, end, wire, c) => {
      const said = scan(b, o, end, wire, c);
      if (said !== Scanned.short && said !== Scanned.length) scans.push([l.name, o, c[At.next]!, c[At.end]!, c[At.wire]!]);
      return said;
    };
  });
  return { r, scans, dissections };
};

describe('scan and dissection', () => {
  const { r, scans, dissections } = noting();
  const sameHeaders = (linkType: number, b: Uint8Array, original = b.length): number => {
    scans.length = 0;
    dissections.length = 0;
    walk(r, r.link(linkType), b, 0, b.length, original, new Walked());
    const { faults } = dissect(r, plain(linkType, b, original));
    const same = dissections.findIndex((d, k) => scans[k]?.[0] !== d[0]);
    const count = same < 0 ? dissections.length : same;
    expect(dissections.slice(0, count)).toEqual(scans.slice(0, count));
    // A fault ends a layer that the scan passes; where there is none, both have gone the same way to the end.
    if (faults.length === 0) expect(dissections.map(([name]) => name)).toEqual(scans.map(([name]) => name));
    return count;
  };

  it('find the same headers and the same ends of payloads in samples', () => {
    const seen = new Set<string>();
    for (const f of allSamples) {
      const count = sameHeaders(f.linkType, f.bytes, Math.max(f.original, f.bytes.length));
      for (const [name] of scans.slice(0, count)) seen.add(name);
    }
    const walked = all.filter((l) => l.stream === undefined && l.inMessages !== true);
    for (const { name } of walked) expect(seen.has(name), name).toBe(true);
  });

  it('and in every prefix of them', () => {
    for (const f of someSamples) {
      for (const n of prefixes(f.bytes.length)) {
        sameHeaders(f.linkType, f.bytes.slice(0, n), f.original);
        sameHeaders(f.linkType, f.bytes.slice(0, n));
      }
    }
  });

  it('and in changed and in random bytes', () => {
    const changes = fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 4 });
    const changed = fc.tuple(fc.constantFrom(...allSamples), changes).map(([f, list]) => {
      const bytes = f.bytes.slice();
      for (const [o, value] of list) if (o < bytes.length) bytes[o] = value;
      return [f.linkType, bytes] as const;
    });
    const random = fc.tuple(fc.constantFrom(...linkTypes), fc.uint8Array({ maxLength: 100 }));
    fc.assert(
      fc.property(fc.oneof(changed, random), ([linkType, b]) => void sameHeaders(linkType, b)),
      { numRuns: runs(3000) },
    );
  });
});

describe('names', () => {
  it('are unique but for those that protocols share on purpose', () => {
    const owners = new Map<string, string>();
    for (const l of all) {
      for (const set of fieldSets(l)) {
        for (const [key, { as, shown, unnamed }] of Object.entries(set)) {
          if (as !== undefined || shown === false || unnamed) continue;
          const name = `${l.name}.${key}`;
          expect(owners.get(name) ?? l.name, name).toBe(l.name);
          owners.set(name, l.name);
        }
      }
    }
    expect(owners.size).toBeGreaterThan(200);
  });

  it.each(all.map((l) => [l.name, l] as const))('%s: every field has a title and the paper is named', (_, l) => {
    expect(l.spec).not.toBe('');
    for (const set of fieldSets(l)) for (const [key, f] of Object.entries(set)) expect(f.title, key).not.toBe('');
  });
});

describe('build', () => {
  it.each(all.filter((l) => !l.peek).map((l) => [l.name, l] as const))('%s: what is built dissects to the same values', (_, l) => {
    fc.assert(
      fc.property(valuesOf(l), (values) => {
        const bytes = build(l, values as Input<Layer['fields']>, new Uint8Array(8), { upper: 250 });
        const alone = registry([{ ...l, on: { link: 1 } }]);
        const d = dissect(alone, plain(1, bytes));
        for (const f of d.layers[0]!.fields) {
          const key = f.name.slice(l.name.length + 1);
          const given = values[key];
          if (given !== undefined && f.name.startsWith(`${l.name}.`)) expect(f.value, f.name).toEqual(given);
        }
      }),
      { numRuns: runs(50) },
    );
  });
});

/** Random values for the fields that follow from nothing else, and are shown as they are. */
const valuesOf = (l: Layer): fc.Arbitrary<Record<string, number | Uint8Array>> => {
  const free = l.slots.filter((s) => !s.field.auto && !s.field.scale && !s.field.value && s.key !== 'version');
  return fc.record(
    Object.fromEntries(
      free.map((s) => [
        s.key,
        s.field.bits > 32 || s.field.show === 'bytes'
          ? fc.uint8Array({ minLength: s.field.bits >> 3, maxLength: s.field.bits >> 3 })
          : fc.integer({ min: 0, max: 2 ** s.field.bits - 1 }),
      ]),
    ),
  );
};

const writeGolden = (folder: string): void => writeFileSync(inFolder(folder, `${folder}.txt`), goldenText(sample(folder)));

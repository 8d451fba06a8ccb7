import { describe, expect, it } from 'vitest';
import { wireFrame } from '../../test/wire-frame.ts';
import { buildStack, type Part } from './build.ts';
import { dissect, NOTHING_KNOWN } from './dissect.ts';
import { extra, ip4, raw, u8, u16 } from './field.ts';
import { addressSum, checksumOf, columnOf, internetChecksum } from './internet-checksum.ts';
import { layer, of } from './layer.ts';
import { registry } from './registry.ts';
import type { Layer } from './types.ts';
import type { InternetSum } from './value.ts';

const plain = { title: 'Test', spec: 'none' };
const hop = layer('hop', {
  ...plain,
  label: 'Hop',
  fields: { skipped: u16('Skipped', { fallback: 0 }), src: ip4('S', { column: 'src' }), dst: ip4('D', { column: 'dst' }) },
  next: { skipped: 'hop.next' },
  on: { link: 1 },
  pseudo: { words: 16 },
});
const strict: Layer = { ...hop, pseudo: { words: 32, demands: 'RFC 8200 §8.1' } };
/** Where it says a byte of route, its packet ends at 9.9.9.9. */
const route = layer('route', {
  ...plain,
  fields: { last: u8('Last') },
  next: { last: 'hop.next' },
  on: { 'hop.next': 0 },
  body: (d) => {
    if (d.v.last === 0) d.destination = Uint8Array.of(9, 9, 9, 9);
  },
});
const over = (sum: InternetSum): Layer =>
  layer('up', {
    ...plain,
    fields: { length: u16('Length', { auto: (c) => c.header + c.payload }), checksum: internetChecksum('Checksum', sum) },
    on: { 'hop.next': 0 },
  });

/** Status, faults and whether there was one that is told in the exports, of the highest layer. */
const verified = (below: readonly Layer[], up: Layer, bytes: Uint8Array, verify = true, original?: number) => {
  const d = dissect(registry([...below, up]), wireFrame(bytes, original), NOTHING_KNOWN, { verify });
  const status = d.layers.at(-1)!.fields.find((f) => f.name === 'up.checksum.status');
  return [status?.value, ...d.faults.map((f) => f.text)];
};
const ends: Part = [hop, { src: 0x01020304, dst: 0x05060708 }];

describe('a declared checksum', () => {
  const segment = over({ covers: 'segment', pseudo: 17 });
  const good = buildStack([ends, [segment, {}]], Uint8Array.of(1, 2, 3));

  it('is right as it was built, wrong where a byte changed, and not looked at unless asked', () => {
    expect(verified([hop], segment, good)).toEqual([1]);
    expect(verified([hop], segment, good, false)).toEqual([2]);
    const changed = good.with(14, 9);
    const found = `0x${((good[12]! << 8) | good[13]!).toString(16)}`;
    expect(verified([hop], segment, changed)).toEqual([0, `checksum ${found} should be ${rightOf(changed)}`]);
  });

  it('of an address that changed is wrong too: it is in the pseudo header (RFC 9293 §3.1)', () => {
    expect(verified([hop], segment, good.with(5, 9))[0]).toBe(0);
    const alone = over({ covers: 'segment' });
    expect(verified([hop], alone, buildStack([ends, [alone, {}]]).with(5, 9))).toEqual([1]);
  });

  it('cannot be told of what was cut, nor without addresses', () => {
    expect(verified([hop], segment, good.subarray(0, -1), true, good.length)[0]).toBe(2);
    const lone: Layer = { ...segment, on: { link: 1 } };
    expect(verified([], lone, buildStack([[segment, {}]]))).toEqual([2]);
  });

  it('is worked out always where no hardware helps', () => {
    const always = over({ covers: 'segment', always: true });
    expect(verified([hop], always, buildStack([ends, [always, {}]]), false)).toEqual([1]);
  });

  it('covers as much as a field says', () => {
    const own = over({ covers: 'segment', length: 'length' });
    const bytes = buildStack([ends, [own, {}]], Uint8Array.of(1, 2));
    expect(verified([hop], own, Uint8Array.of(...bytes, 0xee, 0xee))).toEqual([1]);
    expect(verified([hop], over({ covers: 'segment' }), Uint8Array.of(...bytes, 0xee, 0xee))[0]).toBe(0);
  });

  it('of a header covers its options and nothing behind them', () => {
    const l = layer('up', {
      ...plain,
      fields: { size: u8('Size', { auto: (c) => c.header }), odd: u8('Odd'), checksum: internetChecksum('Checksum', { covers: 'header' }) },
      header: of(['size'], (n) => n),
      on: { link: 1 },
    });
    const bytes = buildStack([[l, { odd: 5, options: Uint8Array.of(1, 2) }]], Uint8Array.of(7));
    expect(verified([], l, bytes)).toEqual([1]);
    expect(verified([], l, bytes.with(6, 8))).toEqual([1]);
    expect(verified([], l, bytes.with(4, 8))[0]).toBe(0);
  });

  it('counts the address that the packet goes to in the end', () => {
    const final = buildStack([
      [hop, { src: 0x01020304, dst: 0x09090909 }],
      [segment, {}],
    ]);
    const sent = buildStack([ends]);
    const routed = (last: number) => Uint8Array.of(...sent, last, ...final.subarray(sent.length));
    expect(verified([hop, { ...route, on: { 'hop.next': 0 } }], { ...segment, on: { 'hop.next': 1 } }, routed(1))[0]).toBe(0);
    const r = [hop, { ...route, next: undefined, tables: [['last', 'route.last']] as const }] as readonly Layer[];
    expect(verified(r, { ...segment, on: { 'route.last': 0 } }, routed(0))).toEqual([1]);
  });
});

/** The right checksum of the segment behind `ends`, worked out by hand. */
const rightOf = (bytes: Uint8Array): string => {
  const b = bytes.with(12, 0).with(13, 0);
  let sum = 17 + b.length - 10;
  for (let o = 2; o < b.length; o += 2) sum += (b[o]! << 8) | (b[o + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return `0x${(~sum & 0xffff).toString(16).padStart(4, '0')}`;
};

describe('a checksum of 0', () => {
  const udp = over({ covers: 'segment', pseudo: 17, zero: 'absent' });
  const none = buildStack([ends, [udp, { checksum: 0 }]]);

  it('says that there is none (RFC 768), where the layer below allows that', () => {
    expect(verified([hop], udp, none)).toEqual([3]);
    expect(verified([strict], udp, none)).toEqual([4, 'over Hop a datagram has to have a checksum (RFC 8200 §8.1)']);
  });

  it('is wrong where it says nothing', () => {
    expect(verified([hop], over({ covers: 'segment', pseudo: 17 }), none)[0]).toBe(0);
  });

  it('is sent as all ones where the sum comes to it', () => {
    const first = buildStack([ends, [udp, {}]], Uint8Array.of(0, 0));
    const bytes = buildStack([ends, [udp, {}]], first.subarray(12, 14));
    expect([...bytes.subarray(12, 14)]).toEqual([255, 255]);
    expect(verified([hop], udp, bytes)).toEqual([1]);
  });
});

describe('facts of a header', () => {
  it('say where the checksum and the addresses are', () => {
    const up = over({ covers: 'segment', pseudo: 6 });
    expect(checksumOf(up)).toMatchObject({ at: 2, sum: { pseudo: 6 } });
    expect([checksumOf(hop), columnOf(hop, 'dst')?.bit, columnOf(up, 'src')]).toEqual([undefined, 48, undefined]);
    expect(addressSum(hop, Uint8Array.of(0xff, 0xff, 1, 2, 3, 4, 5, 6, 7, 8))).toBe(0x0102 + 0x0304 + 0x0506 + 0x0708);
    expect(addressSum(layer('l', { ...plain, fields: { x: raw(2, 'X') } }), new Uint8Array(2))).toBe(0);
  });

  it('add the fields that tell of it', () => {
    expect(Object.keys(over({ covers: 'header' }).extras ?? {})).toEqual(['checksum.status', 'checksum_calculated']);
    expect(extra('x').bits).toBe(0);
  });
});

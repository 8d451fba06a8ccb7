import { describe, expect, it } from 'vitest';
import { wireFrame } from '../../test/wire-frame.ts';
import { fromHex, hex } from '../core/bytes.ts';
import { build } from './build.ts';
import { dissect } from './dissect.ts';
import { extra, u8, u16, u32 } from './field.ts';
import { layer, of } from './layer.ts';
import { registry } from './registry.ts';
import { buildOptions, kindNames } from './tlv.ts';
import type { Field, TlvSpec } from './types.ts';

/** Options as TCP has them (RFC 9293 §3.2, RFC 7323, RFC 2018). */
const options: TlvSpec = {
  name: 'options',
  title: 'Options',
  kind: 'kind',
  length: 'len',
  wrap: 'option',
  line: (title, total) => `${title}/${total}`,
  align: 4,
  kinds: {
    0: { title: 'End', single: true, last: true },
    1: { title: 'NOP', single: true },
    2: { title: 'MSS', lengths: (n) => n === 4, fields: { mss: u16('MSS') }, summary: (d) => `=${d.v['mss']}` },
    5: { title: 'SACK', repeat: { left: u32('Left'), right: u32('Right') } },
    9: { title: 'Secret', mark: '' },
  },
  unknown: { title: 'Unknown', read: (d, o, n) => void d.put('bytes', o, n) },
};

const header = layer('h', {
  title: 'Header',
  spec: 'RFC 9293',
  fields: { size: u8('Size', { auto: (c) => c.header }) },
  extras: {
    options: extra('Options', 'bytes'),
    option: extra('Option', 'none', { unnamed: true }),
    kind: extra('Kind', 'dec', { names: kindNames(options.kinds) }),
    len: extra('Length'),
    bytes: extra('Bytes', 'bytes'),
  },
  header: of(['size'], (n) => n),
  options,
  on: { link: 1 },
});
const r = registry([header]);

/** The lines of the options, each with the names of what is under it, and the texts of faults. */
const read = (digits: string, original?: number) => {
  const bytes = Uint8Array.of(1 + digits.length / 2, ...fromHex(digits)!);
  const d = dissect(r, wireFrame(original === undefined ? bytes : bytes.subarray(0, original), bytes.length));
  const run: readonly Field[] = d.layers[0]!.fields.find((f) => f.name === 'h.options')?.children ?? [];
  return {
    lines: run.map((f) => f.text),
    values: run.map((f) => f.children.map((c) => `${c.name.slice(2)} ${c.value instanceof Uint8Array ? hex(c.value) : c.value}`)),
    faults: d.faults.map((f) => f.text),
  };
};

describe('options built', () => {
  const built = (list: Parameters<typeof buildOptions>[1], spec: TlvSpec = options, before = 0): string =>
    hex(buildOptions(spec, list, before));

  it('are kind, length and value, padded to whole words', () => {
    expect(built([{ kind: 2, mss: 1460 }])).toBe('020405b4');
    expect(built([{ kind: 1 }, { kind: 2, mss: 1460 }])).toBe('01020405b4000000');
    expect(built([{ kind: 2, mss: 1460 }], options, 2)).toBe('020405b40000');
  });

  it('repeat what comes in lists, and take bytes for what no field says', () => {
    expect(built([{ kind: 5, left: [1, 3], right: [2, 4] }])).toBe('051200000001000000020000000300000004' + '0000');
    expect(built([{ kind: 77, bytes: Uint8Array.of(1, 2) }])).toBe('4d040102');
  });

  it('count in units of several bytes (RFC 4861 §4.6) or the value alone (RFC 8200 §4.2)', () => {
    expect(built([{ kind: 2, mss: 1 }], { ...options, unit: 8, align: 8 })).toBe('0201000100000000');
    expect(built([{ kind: 2, mss: 1 }], { ...options, valueOnly: true })).toBe('02020001');
  });
});

describe('options read', () => {
  it('are lines with their fields under them', () => {
    expect(read('01020405b4')).toEqual({
      lines: ['NOP/1', 'MSS/4=1460'],
      values: [['kind 1'], ['kind 2', 'len 4', 'mss 1460']],
      faults: [],
    });
    expect(read('050a0000000100000002').values).toEqual([['kind 5', 'len 10', 'left 1', 'right 2']]);
  });

  it('end where a kind says that it is the last', () => {
    expect(read('0001').lines).toEqual(['End/1']);
  });

  it('of kinds that nobody knows are bytes, of opaque ones nothing', () => {
    expect(read('4d0401020903ff01')).toMatchObject({
      lines: ['Unknown/4', 'NOP/1'],
      values: [['kind 77', 'len 4', 'bytes 0102'], ['kind 1']],
    });
  });

  it('with a length that cannot be end the run or are not looked into', () => {
    expect(read('0200')).toMatchObject({ lines: ['MSS/0'], faults: ['MSS: length 0 is too short'] });
    expect(read('02050102')).toMatchObject({ faults: ['MSS: length 5 is past the end of the options'] });
    expect(read('02')).toMatchObject({ faults: ['MSS: the length byte is past the end of the options'] });
    expect(read('0203ff01')).toMatchObject({
      lines: ['MSS/3', 'NOP/1'],
      values: [['kind 2', 'len 3'], ['kind 1']],
      faults: ['MSS: 3 bytes is not a length that it can have'],
    });
  });

  it('that were cut say so once', () => {
    expect(read('020405b4', 4).faults).toEqual(['the capture cut this frame here']);
  });

  it('come back as they were built', () => {
    const bytes = build(header, { options: [{ kind: 2, mss: 536 }, { kind: 1 }] });
    expect(hex(bytes)).toBe('0802040218' + '010000');
  });
});

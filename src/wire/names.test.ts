import { describe, expect, it } from 'vitest';
import { bits, extra, prefixed, u8 } from './field.ts';
import { layer } from './layer.ts';
import { aliasesOf, fieldSets, nameOf, nameTable, specsOf } from './names.ts';

const l = layer('l', {
  title: 'L',
  spec: 'none',
  fields: {
    x: u8('X', { also: ['y'], sub: { high: bits(4, 'High'), low: bits(4, 'Low', { unnamed: true }) } }),
    raw: u8('Raw', { shown: false }),
  },
  extras: { ...prefixed('other', { z: extra('Z', 'dec', { alsoAs: ['third.z'] }) }), k: extra('Extra') },
  options: {
    name: '',
    title: 'Options',
    kind: 'k',
    length: 'n',
    wrap: 'option',
    line: (title) => title,
    kinds: { 1: { title: 'One', fields: { k: u8('Of an option'), 'one.v': u8('V') }, repeat: { 'one.w': u8('W') } } },
    unknown: { title: 'Unknown' },
  },
});
const titles = (names: readonly string[]) => names.map((name) => nameTable([l]).get(name)?.field?.title);

describe('names', () => {
  it('are those of the layer, of its fields and parts, of options, and their other names', () => {
    expect([...nameTable([l]).keys()].sort()).toEqual(['l', 'l.k', 'l.one.v', 'l.one.w', 'l.x', 'l.x.high', 'l.y', 'other.z', 'third.z']);
    expect(titles(['l.x', 'l.y', 'l.x.high', 'third.z', 'l'])).toEqual(['X', 'X', 'High', 'Z', undefined]);
  });

  it('are whole where a field says so, and none where it is not shown or only a line', () => {
    expect(nameOf('l', 'a.b', u8('F'))).toBe('l.a.b');
    expect(nameOf('l', 'a', u8('F', { as: 'ip.a' }))).toBe('ip.a');
    expect([nameOf('l', 'a', u8('F', { unnamed: true })), nameOf('l', 'a', u8('F', { shown: false }))]).toEqual(['', '']);
    expect(aliasesOf('l', u8('F', { also: ['b'], alsoAs: ['ip.b'] }))).toEqual(['l.b', 'ip.b']);
  });

  it('of others do not take a name away', () => {
    const other = layer('l2', { title: 'L2', spec: 'none', fields: { v: u8('V', { alsoAs: ['l.x'] }) } });
    expect(nameTable([l, other]).get('l.x')?.layer.name).toBe('l');
  });
});

describe('keys', () => {
  it('lead to what is declared under them, extras before fields of options', () => {
    const specs = specsOf(l);
    expect(['x', 'x.low', 'raw', 'z', 'k', 'one.v'].map((key) => specs.get(key)?.title)).toEqual(['X', 'Low', 'Raw', 'Z', 'Extra', 'V']);
    expect([specs.get('other.z'), specsOf(l) === specs, fieldSets(l).length]).toEqual([undefined, true, 6]);
  });
});

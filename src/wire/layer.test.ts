import { describe, expect, it } from 'vitest';
import { bits, ip6, u8, u16 } from './field.ts';
import { internetChecksum } from './internet-checksum.ts';
import { endsAt, layer, of, resultOf } from './layer.ts';

const plain = { title: 'Test', spec: 'none' };

describe('layer', () => {
  const fields = { a: u8('A'), b: ip6('B') };
  it('says which name is none of its fields, or is no number', () => {
    const header = (key: string) => () => layer('l', { ...plain, fields, header: of([key as 'a'], (n) => n) });
    expect(header('a')).not.toThrow();
    expect(header('b')).toThrow('l.b: expected a number of at most 32 bits, got 128 bits');
    expect(header('c')).toThrow('l: expected a field of the fixed header, got c');
    expect(() => layer('l', { ...plain, fields, next: ['c' as 'a'] })).toThrow('got c');
  });

  it('wants whole bytes', () => {
    expect(() => layer('l', { ...plain, fields: { a: bits(7, 'A') } })).toThrow('l: expected whole bytes, got 7 bits');
  });

  it('wants parts that fill their field, and looks at two fields at most for what follows', () => {
    const parts = { a: u8('A', { sub: { x: bits(3, 'X'), y: bits(4, 'Y') } }) };
    expect(() => layer('l', { ...plain, fields: parts })).toThrow('l.a: parts do not fill 8 bits');
    const three = { a: u8('A'), b: u8('B'), c: u8('C') };
    expect(() => layer('l', { ...plain, fields: three, next: ['a', 'b', 'c'] })).toThrow('l: expected at most two fields');
  });

  it('knows its size, its tables and the fields of its checksums', () => {
    const l = layer('l', { ...plain, fields: { a: u16('A'), sum: internetChecksum('Sum', { covers: 'header' }) }, next: ['a'] });
    expect([l.min, l.tables, Object.keys(l.extras ?? {})]).toEqual([4, [['a', 'l.a']], ['sum.status', 'sum_calculated']]);
    expect(layer('l', { ...plain, fields: { a: u8('A') }, next: { a: 'eth.type' } }).tables).toEqual([['a', 'eth.type']]);
    expect(l.zeros).toMatchObject({ a: 0, sum: 0 });
  });
});

describe('formulas', () => {
  it('are given what they read, in order; what is not there is 0', () => {
    const minus = of(['a', 'b'], (a, b) => a - b);
    expect([resultOf(minus, { b: 2, a: 5 }), resultOf(minus, { b: 2 })]).toEqual([3, -2]);
  });

  it('say that nothing follows: a fragment, or another reason', () => {
    const l = layer('l', {
      ...plain,
      fields: { a: u8('A'), b: u8('B') },
      fragment: of(['a'], (a) => a > 0),
      last: of(['b'], (b) => b > 0),
    });
    expect([endsAt(l, { a: 0, b: 0 }), endsAt(l, { a: 1, b: 0 }), endsAt(l, { a: 0, b: 1 })]).toEqual([false, true, true]);
  });
});

import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { KeyTable } from './key-table.ts';

describe('KeyTable', () => {
  it('finds what a Map finds, of any 32 bits', () => {
    const key = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 0xffff_ffff }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat(32_767))), fc.array(key), (entries, others) => {
        const [table, map] = [new KeyTable(entries), new Map(entries)];
        for (const k of [...others, ...map.keys()]) expect(table.get(k)).toBe(map.get(k) ?? -1);
      }),
    );
  });

  it('has nothing where it is empty', () => {
    expect([0, 1, 0xffff_ffff].map((k) => new KeyTable([]).get(k))).toEqual([-1, -1, -1]);
  });
});

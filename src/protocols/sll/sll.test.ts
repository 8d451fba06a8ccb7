import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const header = (halen: string) => `0004 0001 ${halen} 0102030405060708 0800`;

describe('sll', () => {
  it.each([
    ['0006', 'sll.src.eth', '01:02:03:04:05:06', '0708'],
    ['0004', 'sll.src.ipv4', '1.2.3.4', '05060708'],
    ['0002', 'sll.src.other', '0102', '030405060708'],
  ])('shows an address of %s bytes as %s', (halen, name, address, unused) => {
    const v = valuesOf(dissected(header(halen), LinkType.sll));
    expect([v[name], v['sll.unused'], v['sll.etype']]).toEqual([[address], [unused], ['0x0800']]);
  });
});

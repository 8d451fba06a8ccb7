import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

describe('sll2', () => {
  it('carries frames of IEEE 802.2', () => {
    const d = dissected('0004 0000 00000003 0001 04 06 0102030405060000 4242030000000080', LinkType.sll2);
    expect(d.layers.map((l) => l.layer.name)).toEqual(['sll2', 'llc', 'stp']);
    expect(valuesOf(d)['sll.ltype']).toEqual(['0x0004']);
  });

  it('has the interface, and the names of version 1', () => {
    const v = valuesOf(dissected('86dd 0000 00000003 0001 04 06 0102030405060000', LinkType.sll2));
    expect([v['sll.ifindex'], v['sll.pkttype'], v['sll.src.eth'], v['sll.etype']]).toEqual([
      ['3'],
      ['4'],
      ['01:02:03:04:05:06'],
      ['0x86dd'],
    ]);
  });
});

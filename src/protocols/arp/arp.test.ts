import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { fromHex } from '../../core/bytes.ts';
import { rowOf } from '../../view/rows.ts';
import { buildStack } from '../../wire/build.ts';
import { eth } from '../eth/eth.ts';
import { arp } from './arp.ts';

const macs = { dst: fromHex('ffffffffffff')!, src: fromHex('020000000001')! };
const packet = (opcode: number, source: string, target: string, hardware = '000000000000') =>
  dissected(
    buildStack(
      [
        [eth, macs],
        [arp, { opcode }],
      ],
      fromHex(`020000000001${source}${hardware}${target}`)!,
    ),
  );

describe('arp', () => {
  it('asks and answers (RFC 826)', () => {
    expect(packet(1, 'c0000201', 'c0000202').layers.at(-1)!.info).toBe('Who has 192.0.2.2? Tell 192.0.2.1');
    expect(packet(2, 'c0000201', 'c0000202').layers.at(-1)!.info).toBe('192.0.2.1 is at 02:00:00:00:00:01');
  });

  it('says in rows what its kinds ask and answer, and calls them by their names (RFC 903, RFC 2390)', () => {
    const row = (opcode: number, ...ends: readonly [string, string, string?]): string => {
      const { protocol, info } = rowOf(packet(opcode, ...ends), { seconds: 0, nanos: 0 });
      return `${protocol} ${info}`;
    };
    const other = '020000000002';
    expect([3, 4, 8, 9, 16, 24, 0, 99].map((opcode) => row(opcode, 'c0000201', 'c0000202', other))).toEqual([
      'RARP Who is 02:00:00:00:00:02? Tell 02:00:00:00:00:01',
      'RARP 02:00:00:00:00:02 is at 192.0.2.2',
      'Inverse ARP Who is 02:00:00:00:00:02? Tell 02:00:00:00:00:01',
      'Inverse ARP 02:00:00:00:00:01 is at 192.0.2.1',
      'MARS MARS NAK from 02:00:00:00:00:01 at 192.0.2.1',
      'ARP Experimental 1 ( opcode 24 )',
      'ARP Reserved opcode 0',
      'ARP Unknown ARP opcode 0x0063',
    ]);
    expect([row(1, 'c0000201', 'c0000201'), row(1, 'c0000201', 'c0000201', other), row(1, '00000000', 'c0000201')]).toEqual([
      'ARP ARP Announcement for 192.0.2.1',
      'ARP Gratuitous ARP for 192.0.2.1 (Request)',
      'ARP Who has 192.0.2.1? (ARP Probe)',
    ]);
  });

  it('tells announcements and probes (RFC 5227 §1.1)', () => {
    expect(valuesOf(packet(1, 'c0000201', 'c0000201'))['arp.isannouncement']).toEqual(['1']);
    expect(valuesOf(packet(1, 'c0000201', 'c0000201', 'ffffffffffff'))['arp.isannouncement']).toBeUndefined();
    expect(valuesOf(packet(1, '00000000', 'c0000201'))['arp.isprobe']).toEqual(['1']);
  });

  it('shows addresses of other sizes as bytes', () => {
    const b = buildStack(
      [
        [eth, macs],
        [arp, { opcode: 1, 'hw.type': 6, 'hw.size': 2, 'proto.type': 0x0805, 'proto.size': 1 }],
      ],
      fromHex('aabb01ccdd02')!,
    );
    const v = valuesOf(dissected(b));
    expect([v['arp.src.hw'], v['arp.src.proto'], v['arp.dst.hw'], v['arp.dst.proto']]).toEqual([['aabb'], ['01'], ['ccdd'], ['02']]);
  });
});

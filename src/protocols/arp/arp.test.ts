import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { CaptureIndex } from '../../analysis/capture-index.ts';
import { fromHex } from '../../core/bytes.ts';
import { nodeTools } from '../../io/host/tools.ts';
import { rowOf } from '../../view/rows.ts';
import { buildStack } from '../../wire/build.ts';
import { batchOf, type Frame } from '../../wire/frame.ts';
import { eth } from '../eth/eth.ts';
import { protocols } from '../registry.ts';
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

  it('finds addresses that two machines use (RFC 5227 §1): in requests the sender, in replies both; who had it first keeps it', () => {
    const [a, b, c] = ['02000000000a', '02000000000b', '02000000000c'] as const;
    const said: readonly (readonly [opcode: number, mac: string, ip: string, mac: string, ip: string, seconds: number])[] = [
      [2, b, '0a000002', a, '0a000001', 1],
      [2, c, '0a000002', a, '0a000001', 2],
      [2, b, '0a000002', a, '0a000001', 4],
      [1, c, '0a000001', '000000000000', '0a000009', 5],
      [1, a, '00000000', '000000000000', '0a000002', 6],
      [2, c, '0a000002', b, '0a000001', 44],
      [4, c, '0a000002', b, '0a000001', 45],
    ];
    const frames = said.map(([opcode, mac, ip, target, to, seconds], i): Frame => {
      const bytes = buildStack(
        [
          [eth, macs],
          [arp, { opcode }],
        ],
        fromHex(`${mac}${ip}${target}${to}`)!,
      );
      return { number: i + 1, mark: 'R', seconds, nanos: 900_000_000, linkType: 1, bytes, original: bytes.length, comments: [] };
    });
    const index = new CaptureIndex(protocols, (number) => frames[number - 1]!.bytes, { tools: nodeTools });
    for (const frame of frames) index.take(batchOf(frame));
    const told = frames.map(({ number }) => {
      const d = index.dissect(number);
      const { 'arp.duplicate-address-frame': frame, 'arp.seconds-since-duplicate-address-frame': seconds } = valuesOf(d);
      return [/duplicate use of (\S+)/.exec(rowOf(d, { seconds: 0, nanos: 0 }).info)?.[1], frame, seconds];
    });
    expect(told).toEqual([
      [undefined, undefined, undefined],
      [undefined, ['1'], ['1']],
      [undefined, undefined, undefined],
      ['10.0.0.1', ['3'], ['1']],
      [undefined, undefined, undefined],
      ['10.0.0.1', ['3', '3'], ['40', '40']],
      [undefined, undefined, undefined],
    ]);
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

import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { said } from '../../analysis/row-says.ts';
import { LinkType } from '../../wire/frame.ts';

const word = (n: number) => n.toString(16).padStart(4, '0');
const inUdp = (hex: string) => {
  const length = hex.replace(/ /g, '').length / 2;
  return dissected(
    `4500 ${word(28 + length)} 0001 4000 4011 0000 c0000201 c6336402 0868 0868 ${word(8 + length)} 0000 ${hex}`,
    LinkType.raw,
  );
};
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name).slice(2);
const PACKET = '4500 0014 0000 4000 40fd 0000 0a000001 0a000002';

it('carries the packets of phones (3GPP TS 29.281 §5.1), and is named around what they are', () => {
  const d = inUdp(`30 ff 0014 00000007 ${PACKET}`);
  expect(names(d)).toEqual(['udp', 'gtp', 'ip']);
  expect(valuesOf(d)).toMatchObject({ 'gtp.teid': ['0x00000007'], 'gtp.length': ['20'] });
  expect(said(d).protocol).toBe('GTP <IPv4>');
  expect(said(inUdp('30 fe 0000 00000007'))).toEqual({ protocol: 'GTP', info: 'End Marker' });
});

it('has headers behind its own where flags say so (§5.2)', () => {
  const d = inUdp(`37 ff 0020 00000007 1234 05 40 01 1234 85 01 10 09 00 ${PACKET}`);
  expect(names(d)).toEqual(['udp', 'gtp', 'ip']);
  expect(valuesOf(d)).toMatchObject({
    'gtp.seq_number': ['0x1234'],
    'gtp.npdu_number': ['0x05'],
    'gtp.ext_hdr.udp_port': ['4660'],
    'gtp.ext_hdr.pdu_ses_con.qos_flow_id': ['9'],
    'gtp.ext_hdr.next': ['0x40', '0x85', '0x00'],
  });
  expect(faultsOf(inUdp('34 ff 0008 00000007 0000 00 85 00000000')).join()).toContain('without a length');
});

it('tells of tunnels that nobody knows, and which headers somebody knows (§7.3)', () => {
  const d = inUdp('32 1a 0010 00000000 0000 0000 10 00000007 85 0004 c0000201');
  expect(valuesOf(d)).toMatchObject({ 'gtp.teid_data': ['0x00000007'], 'gtp.gsn_ipv4': ['192.0.2.1'] });
  expect(valuesOf(inUdp('32 1f 0008 00000000 0000 0000 8d 02 85 c0'))['gtp.ext_hdr_type']).toEqual(['133', '192']);
});

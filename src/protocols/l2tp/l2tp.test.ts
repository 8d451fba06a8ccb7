import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const word = (n: number) => n.toString(16).padStart(4, '0');
const inUdp = (hex: string) => {
  const length = hex.replace(/ /g, '').length / 2;
  return dissected(
    `4500 ${word(28 + length)} 0001 4000 4011 0000 c0000201 c6336402 06a5 06a5 ${word(8 + length)} 0000 ${hex}`,
    LinkType.raw,
  );
};
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name).slice(2);
const PACKET = '4500 0014 0000 4000 40fd 0000 0a000001 0a000002';

it('carries PPP in the sessions of a tunnel (RFC 2661 §3.1)', () => {
  const d = inUdp(`4002 0020 0001 0002 ff03 0021 ${PACKET}`);
  expect(names(d).slice(0, 2)).toEqual(['udp', 'l2tp']);
  expect(names(d).at(-1)).toBe('ip');
  expect(valuesOf(d)).toMatchObject({ 'l2tp.length': ['32'], 'l2tp.tunnel': ['1'], 'l2tp.session': ['2'] });
});

it('numbers them and sets them off where its flags say so', () => {
  const d = inUdp(`0a02 0001 0002 0003 0004 0002 0000 0021 ${PACKET}`);
  expect(valuesOf(d)).toMatchObject({ 'l2tp.Ns': ['3'], 'l2tp.Nr': ['4'], 'l2tp.offset': ['2'], 'l2tp.offset_bit': ['1'] });
  expect(names(d).at(-1)).toBe('ip');
});

it('opens tunnels with attributes (RFC 2661 §4.1)', () => {
  const d = inUdp('c802 0025 0000 0000 0000 0000 8008 0000 0000 0001 8009 0000 0007 6c6163 8008 0000 0009 0005');
  expect(d.layers.at(-1)?.info).toBe('Control Message - SCCRQ (tunnel id=0, session id=0)');
  expect(valuesOf(d)).toMatchObject({
    'l2tp.avp.type': ['0', '7', '9'],
    'l2tp.avp.host_name': ['lac'],
    'l2tp.avp.assigned_tunnel_id': ['5'],
  });
  expect(inUdp('c802 000c 0000 0000 0000 0001').layers.at(-1)?.info).toContain('ZLB');
});

it('tells of attributes that cannot be, and does not look into hidden ones', () => {
  expect(faultsOf(inUdp('c802 0014 0000 0000 0000 0000 8004 0000 0000 0001')).join()).toContain('cannot be');
  expect(faultsOf(inUdp('c802 0014 0000 0000 0000 0000 8009 0000 0009 0001')).join()).toContain('cannot be');
  expect(faultsOf(inUdp('c802 0013 0000 0000 0000 0000 8007 0000 0009 00'))).not.toEqual([]);
  expect(valuesOf(inUdp('c802 0015 0000 0000 0000 0000 c009 0000 0007 6c6163'))['l2tp.avp.host_name']).toBeUndefined();
});

it('of version 3 names sessions with 32 bits, in UDP and in IP (RFC 3931 §4.1)', () => {
  expect(inUdp('0003 0000 11223344 0102').layers[2 + 1]?.info).toBe('D[S:0x11223344]');
  const d = dissected('4500 0028 0001 4000 4073 0000 c0000201 c6336402 00000000 c803 0010 00000055 0001 0002 0000 0000', LinkType.raw);
  expect(valuesOf(d)).toMatchObject({ 'l2tp.sid': ['0x00000000'], 'l2tp.ccid': ['0x00000055'], 'l2tp.version': ['3'] });
});

import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const inPpp = (hex: string) => dissected(hex, LinkType.ppp);
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name);

it('asks for settings of the link (RFC 1661 §5.1)', () => {
  const d = inPpp('c021 01 01 0013 0104 05d4 0305 c223 05 0506 12345678');
  expect([names(d), d.layers.at(-1)?.info]).toEqual([['ppp', 'lcp'], 'Configuration Request']);
  expect(valuesOf(d)).toMatchObject({
    'ppp.code': ['1'],
    'lcp.opt.type': ['1', '3', '5'],
    'lcp.opt.mru': ['1492'],
    'lcp.opt.auth_protocol': ['0xc223'],
    'lcp.opt.algorithm': ['5'],
    'lcp.opt.magic_number': ['0x12345678'],
  });
});

it('asks who is there, and says what it does not understand', () => {
  expect(valuesOf(inPpp('c021 09 06 0008 12345678'))).toMatchObject({ 'lcp.magic_number': ['0x12345678'] });
  expect(valuesOf(inPpp('c021 0d 09 000e 12345678 0000003c 6869'))).toMatchObject({ 'lcp.secs_remaining': ['60'], 'lcp.message': ['hi'] });
  const d = inPpp('c021 08 05 000a 8057 0101 0004');
  expect([names(d), d.layers[1]?.info]).toEqual([['ppp', 'lcp', 'ipv6cp'], 'Protocol Reject']);
});

it('agrees on addresses (RFC 1332, RFC 1877, RFC 5072)', () => {
  expect(valuesOf(inPpp('8021 03 01 0010 0306 0a000001 8106 08080808'))).toMatchObject({
    'ipcp.opt.ip_address': ['10.0.0.1'],
    'ipcp.opt.pri_dns_address': ['8.8.8.8'],
  });
  expect(valuesOf(inPpp('8057 01 01 000e 010a 0102030405060708'))['ipv6cp.interface_identifier']).toEqual(['0102030405060708']);
});

it('does not read options behind their end', () => {
  expect(faultsOf(inPpp('c021 01 01 0020 0104 05d4 0109')).join()).toContain('cannot be');
  expect(faultsOf(inPpp('c021 01 01 0006 0103 00'))).not.toEqual([]);
});

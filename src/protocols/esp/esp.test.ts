import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const IP = (proto: string, length: number) => `4500 00${(20 + length).toString(16)} 0001 4000 40${proto} 0000 c0000201 c6336402`;
const inUdp = (hex: string) => {
  const length = hex.replace(/ /g, '').length / 2;
  return dissected(`${IP('11', 8 + length)} 1194 1194 00${(8 + length).toString(16).padStart(2, '0')} 0000 ${hex}`, LinkType.raw);
};
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name).slice(1);

it('names the keys and counts; the rest is encrypted (RFC 4303 §2)', () => {
  const d = dissected(`${IP('32', 16)} deadbeef 00000007 0001020304050607`, LinkType.raw);
  expect(names(d)).toEqual(['ip', 'esp']);
  expect(d.layers.at(-1)?.info).toBe('ESP (SPI=0xdeadbeef)');
  expect(valuesOf(d)).toMatchObject({ 'esp.spi': ['0xdeadbeef'], 'esp.sequence': ['7'] });
  expect(faultsOf(dissected(`${IP('32', 3)} 000001`, LinkType.raw)).join()).toContain('needs');
});

it('goes in UDP, where four zeros mark what is none, and a byte keeps the way open (RFC 3948 §2)', () => {
  expect(names(inUdp('deadbeef 00000007 0001'))).toEqual(['ip', 'udp', 'udpencap', 'esp']);
  expect(valuesOf(inUdp('00000000 0102'))['udpencap.non_esp_marker']).toEqual(['00000000']);
  const alive = inUdp('ff');
  expect([names(alive), alive.layers.at(-1)?.info]).toEqual([['ip', 'udp', 'udpencap'], 'NAT-keepalive']);
});

import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const word = (n: number) => n.toString(16).padStart(4, '0');
const inUdp = (hex: string) => {
  const length = hex.replace(/ /g, '').length / 2;
  return dissected(
    `4500 ${word(28 + length)} 0001 4000 4011 0000 c0000201 c6336402 c350 10f5 ${word(8 + length)} 0000 ${hex}`,
    LinkType.raw,
  );
};
const PACKET = '4500 0014 0000 4000 40fd 0000 0a000001 0a000002';

it('says with its flags what its two words are (RFC 9300 §5.3)', () => {
  const d = inUdp(`88 000009 000007 03 ${PACKET}`);
  expect(d.layers.map((l) => l.layer.name).slice(2)).toEqual(['udp', 'lisp-data', 'ip']);
  expect(valuesOf(d)).toMatchObject({ 'lisp-data.nonce': ['9'], 'lisp-data.iid': ['7'] });
  expect(valuesOf(inUdp(`10 005006 00000000 ${PACKET}`))).toMatchObject({ 'lisp-data.srcmapver': ['5'], 'lisp-data.dstmapver': ['6'] });
  expect(valuesOf(inUdp(`48 000000 000001 09 ${PACKET}`))).toMatchObject({ 'lisp-data.lsb8': ['0x09'], 'lisp-data.iid': ['1'] });
});

it('tells of flags that do not go together', () => {
  expect(Object.keys(valuesOf(inUdp(`20 000000 00000000 ${PACKET}`)))).toContain('lisp-data.flags.en_invalid');
  expect(Object.keys(valuesOf(inUdp(`90 000000 00000000 ${PACKET}`)))).toContain('lisp-data.flags.nv_invalid');
});

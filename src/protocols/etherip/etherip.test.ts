import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const inIp = (hex: string) => {
  const length = 20 + hex.replace(/ /g, '').length / 2;
  return dissected(`4500 00${length.toString(16).padStart(2, '0')} 0001 4000 4061 0000 c0000201 c6336402 ${hex}`, LinkType.raw);
};
const FRAME = '020000000002 020000000001 0800 4500 0014 0000 4000 40fd 0000 0a000001 0a000002';

it('carries a frame behind two bytes (RFC 3378 §3)', () => {
  const d = inIp(`3000 ${FRAME}`);
  expect(d.layers.map((l) => l.layer.name).slice(1)).toEqual(['ip', 'etherip', 'eth', 'ip']);
  expect(valuesOf(d)).toMatchObject({ 'etherip.ver': ['3'], 'etherip.reserved': ['0x0000'], 'eth.src': ['02:00:00:00:00:01'] });
});

it('says which of them is wrong', () => {
  const d = inIp(`4001 ${FRAME}`);
  expect(Object.keys(valuesOf(d))).toEqual(expect.arrayContaining(['etherip.ver.not3', 'etherip.reserved.not0', 'eth.dst']));
  expect(faultsOf(d).join()).toContain('not 3');
});

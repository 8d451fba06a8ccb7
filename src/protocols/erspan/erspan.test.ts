import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';
import { LinkType } from '../../wire/frame.ts';

const inGre = (hex: string) => {
  const length = 20 + hex.replace(/ /g, '').length / 2;
  return dissected(`4500 ${length.toString(16).padStart(4, '0')} 0001 4000 402f 0000 c0000201 c6336402 ${hex}`, LinkType.raw);
};
const FRAME = '020000000002 020000000001 0800 4500 0014 0000 4000 40fd 0000 0a000001 0a000002';
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name).slice(2);

it('of type I is a frame behind GRE that numbers nothing', () => {
  const d = inGre(`0000 88be ${FRAME}`);
  expect(names(d)).toEqual(['gre', 'erspan', 'eth', 'ip']);
});

it('of type II says session, network and port', () => {
  const d = inGre(`1000 88be 00000001 1064 bc01 00000003 ${FRAME}`);
  expect(names(d)).toEqual(['gre', 'erspan', 'eth', 'ip']);
  expect(valuesOf(d)).toMatchObject({
    'erspan.version': ['1'],
    'erspan.vlan': ['100'],
    'erspan.cos': ['5'],
    'erspan.encap': ['3'],
    'erspan.truncated': ['1'],
    'erspan.spanid': ['1'],
    'erspan.index': ['3'],
  });
});

it('of type III says when, and may have a header of its platform', () => {
  const head = '1000 22eb 00000001 2064 0001 00bc614e 004d';
  const d = inGre(`${head} 8055 15555555 00000063 ${FRAME}`);
  expect(names(d)).toEqual(['gre', 'erspan', 'eth', 'ip']);
  expect(valuesOf(d)).toMatchObject({
    'erspan.timestamp': ['12345678'],
    'erspan.sgt': ['77'],
    'erspan.platid': ['5'],
    'erspan.pid5.switchid': ['341'],
    'erspan.pid5.timestamp': ['99'],
  });
  expect(names(inGre(`${head} 0854 45`))).toEqual(['gre', 'erspan']);
});

it('of another type, or cut, is told', () => {
  expect(valuesOf(inGre(`1000 88be 00000001 3064 0001 ${FRAME}`))['erspan.version.unknown']).toBeDefined();
  expect(faultsOf(inGre('1000 88be 00000001 1001 00'))).not.toEqual([]);
});

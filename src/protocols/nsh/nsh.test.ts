import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';

const inEth = (hex: string) => dissected(`020000000002 020000000001 894f ${hex}`);
const names = (d: ReturnType<typeof dissected>) => d.layers.map((l) => l.layer.name).slice(1);
const PACKET = '4500 0014 0000 4000 40fd 0000 0a000001 0a000002';
const WORDS = '00000001 00000002 00000003 00000004';

it('names path and place, and carries what its number says (RFC 8300 §2)', () => {
  const d = inEth(`0fc6 01 01 112233 ff ${WORDS} ${PACKET}`);
  expect(names(d)).toEqual(['nsh', 'ip']);
  expect(valuesOf(d)).toMatchObject({ 'nsh.spi': ['1122867'], 'nsh.si': ['255'], 'nsh.ttl': ['0x003f'] });
  expect(valuesOf(d)['nsh.contextheader']).toHaveLength(4);
  expect(names(inEth(`0fc2 02 05 112233 ff 000101 40 ${PACKET}`))).toEqual(['nsh', 'mpls', 'raw', 'ip']);
});

it('has metadata of any length, filled up to whole words (§2.5.1)', () => {
  const d = inEth(`0fc5 02 01 112233 ff 0102 05 05 6162636465 000000 ${PACKET}`);
  expect(names(d)).toEqual(['nsh', 'ip']);
  expect(valuesOf(d)).toMatchObject({ 'nsh.metadataclass': ['258'], 'nsh.metadata': ['6162636465'] });
  expect(faultsOf(inEth(`0fc3 02 01 112233 ff 0102 05 09 ${PACKET}`)).join()).toContain('beyond');
});

import { expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';

const IP = '4500001400000000fffd00000102030405060708';

it('has its protocol first, or behind address and control (RFC 1662 §3.1)', () => {
  for (const before of ['', 'ff03']) {
    const d = dissected(`${before}0021${IP}`, 9);
    expect(d.layers.at(-1)?.layer.name).toBe('ip');
    const v = valuesOf(d);
    expect(v['ppp.protocol']).toEqual(['0x0021']);
    expect(v['ppp.address']).toEqual(before === '' ? undefined : ['0xff']);
    expect(v['frame.protocols']).toEqual(['ppp:ip']);
  }
});

it('names what it does not carry on', () => {
  expect(dissected('ff0380fd01', 9).layers.at(-1)?.info).toBe('Compression Control Protocol');
});

import { describe, expect, it } from 'vitest';
import { dissected, valuesOf } from '../../../test/dissected.ts';
import { concat, fromHex } from '../../core/bytes.ts';
import { buildStack } from '../../wire/build.ts';
import { ip } from '../ip/ip.ts';
import { eth } from './eth.ts';

const frame = (payload: number, behind: string) =>
  concat([
    buildStack(
      [
        [eth, { dst: fromHex('020000000002')!, src: fromHex('020000000001')! }],
        [ip, { src: 1, dst: 2, proto: 253 }],
      ],
      new Uint8Array(payload),
    ),
    fromHex(behind)!,
  ]);

describe('eth', () => {
  it('names the type of what it carries', () => {
    expect(valuesOf(dissected(frame(40, '')))['eth.type']).toEqual(['0x0800']);
  });

  it('takes zeros up to 60 bytes for padding', () => {
    const v = valuesOf(dissected(frame(6, '00'.repeat(20))));
    expect([v['eth.padding'], v['eth.trailer']]).toEqual([['00'.repeat(20)], undefined]);
  });

  it('takes what is not zeros for a trailer', () => {
    expect(valuesOf(dissected(frame(6, '01'.repeat(20))))['eth.trailer']).toEqual(['01'.repeat(20)]);
  });

  it('takes the last four of 64 bytes and more for a check sequence', () => {
    expect(valuesOf(dissected(frame(40, 'deadbeef')))['eth.fcs']).toEqual(['0xdeadbeef']);
    expect(valuesOf(dissected(frame(20, 'deadbeef')))['eth.fcs']).toBeUndefined();
  });

  it('reads 1500 as a length, 1536 as a type, and neither between (IEEE 802.3 §3.2.6)', () => {
    const of = (type: string) => valuesOf(dissected(`020000000002020000000001${type}${'00'.repeat(50)}`));
    expect(of('0010')['eth.len']).toEqual(['16']);
    expect(of('0600')['eth.type']).toEqual(['0x0600']);
    expect(of('05dd')['eth.invalid_lentype']).toEqual(['0x05dd']);
  });

  it('shows no address that is not there', () => {
    const heading = (hex: string) => dissected(hex).layers[0]?.heading;
    expect(heading('0102')).toBe('Ethernet II, 2 of its 14 bytes');
    expect(heading('010203040506ff')).toBe('Ethernet II, Dst: 01:02:03:04:05:06, 7 of its 14 bytes');
    expect(heading('010203040506a1a2a3a4a5a6')).toBe('Ethernet II, Src: a1:a2:a3:a4:a5:a6, Dst: 01:02:03:04:05:06');
  });
});

import { describe, expect, it } from 'vitest';
import { bits, extra, flag, u8, u16, u32 } from './field.ts';
import { exportText, fieldText, valueText } from './show.ts';
import type { Field, FieldSpec } from './types.ts';
import type { Value } from './value.ts';

const field = (spec: FieldSpec, value: Value, text?: string): Field => ({
  name: 'l.f',
  spec,
  value,
  offset: 0,
  length: 1,
  bit: 0,
  bits: 0,
  source: 0,
  generated: false,
  text,
  children: [],
});
const addr6 = Uint8Array.from([0x20, 1, 0x0d, 0xb8, ...new Array<number>(11).fill(0), 1]);

describe('values as exports spell them (tshark -T ek)', () => {
  it.each([
    [u16('F'), 80, '80'],
    [u16('F', { show: 'hex' }), 80, '0x0050'],
    [bits(12, 'F', { show: 'hex' }), 80, '0x0050'],
    [bits(12, 'F', { show: 'hex', width: 32 }), 80, '0x00000050'],
    [extra('F', 'hex', { width: 64 }), 255n, '0x00000000000000ff'],
    [flag('F'), 1, '1'],
    [flag('F'), 0, '0'],
    [extra('F', 'bool'), true, '1'],
    [extra('F', 'mac'), Uint8Array.of(2, 0, 0, 0, 0, 1), '02:00:00:00:00:01'],
    [extra('F', 'ip4'), 0xc0000201, '192.0.2.1'],
    [extra('F', 'ip6'), addr6, '2001:db8::1'],
    [extra('F', 'bytes'), Uint8Array.of(1, 0xab), '01ab'],
    [extra('F', 'bytes'), new Uint8Array(0), '<MISSING>'],
    [extra('F', 'bytes', { mayBeEmpty: true }), new Uint8Array(0), '<none>'],
    [extra('F', 'string'), 'a', 'a'],
    [extra('F', 'time'), 1_500_000_000n, '1.500000000'],
    [extra('F', 'time'), -500_000_000n, '-0.500000000'],
    [extra('F', 'none'), true, '1'],
    [extra('F', 'float'), 0.5, '0.5'],
  ] as const)('%#: %o', (spec, value, text) => {
    expect(exportText(spec, value)).toBe(text);
  });
});

describe('values as people read them', () => {
  it('by name, with their unit, as set or not', () => {
    expect(valueText(u8('F', { names: { 6: 'TCP' } }), 6)).toBe('TCP (6)');
    expect(valueText(u8('F', { names: { 6: 'TCP' }, unit: ' s' }), 7)).toBe('7 s');
    expect(valueText(u16('F', { show: 'hex', names: { 0x800: 'IPv4' } }), 0x800)).toBe('IPv4 (0x0800)');
    expect([valueText(flag('F'), 1), valueText(flag('F'), 0)]).toEqual(['Set', 'Not set']);
  });

  it('in as many digits as the field has bits', () => {
    expect([
      valueText(bits(3, 'F', { show: 'hex' }), 5),
      valueText(bits(12, 'F', { show: 'hex', width: 32 }), 5),
      valueText(u32('F', { show: 'hex' }), 5),
    ]).toEqual(['0x5', '0x005', '0x00000005']);
  });

  it('cut where they are long', () => {
    expect(valueText(extra('F', 'bytes'), new Uint8Array(33))).toBe(`${'00'.repeat(32)}…`);
  });

  it('behind the title; a mark is its title, or a whole line of its own', () => {
    expect(fieldText(field(u8('Hop Limit'), 64))).toBe('Hop Limit: 64');
    expect(fieldText(field(u8('Hop Limit'), 64, 'far'))).toBe('Hop Limit: far');
    expect(fieldText(field(extra('Name', 'string'), ''))).toBe('Name');
    expect([fieldText(field(extra('Mark', 'none'), true)), fieldText(field(extra('Mark', 'none'), true, 'A line'))]).toEqual([
      'Mark',
      'A line',
    ]);
  });
});

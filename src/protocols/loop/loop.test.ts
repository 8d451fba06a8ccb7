import { expect, it } from 'vitest';
import { dissected, faultsOf, valuesOf } from '../../../test/dissected.ts';

const inEth = (hex: string) => dissected(`020000000002 020000000001 9000 ${hex}`);

it('goes from one to the next, and back', () => {
  const d = inEth('0000 0200 020000000005 0100 0700 78');
  expect(d.layers[1]?.info).toBe('Forward Data');
  expect(valuesOf(d)).toMatchObject({
    'loop.skipcount': ['0'],
    'loop.relevant_function': ['2'],
    'loop.function': ['2', '1'],
    'loop.forwarding_address': ['02:00:00:00:00:05'],
    'loop.receipt_number': ['7'],
  });
  expect(inEth('0800 0200 020000000005 0100 0700 78').layers[1]?.info).toBe('Reply');
});

it('ends where its frame does', () => {
  expect(faultsOf(inEth('0000 0200 0200'))).not.toEqual([]);
  expect(faultsOf(inEth('00'))).not.toEqual([]);
});

import { expect, it } from 'vitest';
import { telnetRefusals } from './telnet.ts';

const answers = (...stretches: readonly (readonly number[])[]): number[] => {
  const refusals = telnetRefusals();
  return stretches.flatMap((bytes) => [...refusals(Uint8Array.from(bytes))]);
};

it('refuses what is offered and what is asked for', () => {
  expect(answers([255, 251, 1, 65, 255, 253, 3])).toEqual([255, 254, 1, 255, 252, 3]);
  expect(answers([255, 252, 1, 255, 254, 3])).toEqual([255, 254, 1, 255, 252, 3]);
});

it('leaves data and other commands alone', () => {
  expect(answers([104, 105, 255, 255, 253, 241, 255, 241])).toEqual([]);
});

it('answers a command that comes in pieces', () => {
  expect(answers([255], [251], [24, 65])).toEqual([255, 254, 24]);
});

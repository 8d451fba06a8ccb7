import { expect, it } from 'vitest';
import { compileFacts, compileFactsWriter, compileWrittenFacts } from './compile-facts.ts';

const NAMES = Array.from({ length: 40 }, (_, k) => `fact ${k}`);
const VALUES = [0, 1, 7, 0xffff_ffff, -5, 2 ** 40, 1.5];
const facts = Object.fromEntries(NAMES.map((name, k) => [name, VALUES[(k * 5) % VALUES.length] ?? 0]));
const signed = new Set(NAMES.filter((_, k) => VALUES[(k * 5) % VALUES.length] === -5));

it('has the same views as closures', () => {
  for (const emits of [true, false]) {
    const { count, view } = compileFacts(facts, emits);
    const one = view();
    const numbers = new Float64Array(count + 3).fill(9);
    one.moveTo(numbers, 2);
    one.clear();
    expect([one.copy(), numbers[1], numbers[count + 2]]).toEqual([facts, 9, 9]);
    Object.assign(one, { 'fact 3': 9 });
    expect([one['fact 3'], one['fact 4'], Object.keys(one.copy())]).toEqual([9, facts['fact 4'], NAMES]);
  }
});

it('writes and reads the same words as closures', () => {
  const made = [true, false].map((emits) => {
    const [words, others] = [new Uint32Array(100), new Map<number, number>()];
    const end = compileFactsWriter(NAMES, emits)(facts, words, 3, 1000, others);
    const back = new (compileWrittenFacts(NAMES, signed, emits))();
    back.moveTo(words, 3, 1000, others, 7, 8);
    expect(back.end).toBe(end);
    expect(back.copy()).toEqual({ ...facts, seconds: 7, nanos: 8 });
    return { end, words, others };
  });
  expect(made[1]).toEqual(made[0]);
});

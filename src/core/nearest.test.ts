import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['connect', 'listen', 'serve', 'explain', 'read'];

describe('nearest', () => {
  it.each([
    ['conect', 'connect', 'a letter left out'],
    ['lisstem', 'listen', 'one too many and one wrong'],
    ['raed', 'read', 'two neighbours swapped'],
    ['SERVE', 'serve', 'another case'],
    ['expl', 'explain', 'only the beginning'],
  ])('%s may mean %s: %s', (typed, meant) => {
    expect(nearest(typed, known)).toBe(meant);
  });

  it('knows none where too much is different', () => {
    for (const typed of ['xyz', 'delete', 'ex', '']) expect(nearest(typed, known), typed).toBeUndefined();
    expect(nearest('read', [])).toBeUndefined();
  });

  it('takes the one with the fewest changes, and the first of two', () => {
    expect(nearest('cart', ['card', 'cat', 'cart'])).toBe('cart');
    expect(nearest('cut', ['cat', 'cot'])).toBe('cat');
  });
});

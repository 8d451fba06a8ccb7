import { describe, expect, it } from 'vitest';
import { compareVantages, type Seen, sumOf } from './vantage.ts';

const at = (number: number, time: number, key: string, side: 0 | 1 = 0): Seen => ({ number, time, side, key, length: key.length });
const fates = (near: readonly Seen[], far: readonly Seen[]): readonly string[] =>
  compareVantages(near, far).map(({ fate, sent, seen }) => `${sent?.number ?? ''}→${seen?.number ?? ''} ${fate}`);

describe('what one place saw and the other', () => {
  it('is lost, late, doubled or overtaken', () =>
    expect(
      fates(
        [at(1, 0, 'a'), at(2, 10, 'b'), at(3, 20, 'c'), at(4, 30, 'd')],
        [at(1, 50, 'a'), at(2, 60, 'd'), at(3, 70, 'c'), at(4, 75, 'c')],
      ),
    ).toEqual(['1→1 arrived', '2→ lost', '3→3 overtaken', '4→2 arrived', '→4 doubled']));
  it('goes the other way for what the server sends', () =>
    expect(compareVantages([at(2, 30, 'x', 1)], [at(1, 10, 'x', 1)])[0]).toMatchObject({
      side: 1,
      took: 20,
      sent: { number: 1 },
      seen: { number: 2 },
    }));
  it('is changed on the way where only its length is the same', () =>
    expect(fates([at(1, 0, 'abc')], [at(1, 5, 'abd')])).toEqual(['1→1 changed']));
  it('may be said twice', () =>
    expect(fates([at(1, 0, 'a'), at(2, 1, 'a')], [at(1, 5, 'a'), at(2, 6, 'a')])).toEqual(['1→1 arrived', '2→2 arrived']));
  it('comes from nowhere', () => expect(fates([], [at(1, 5, 'a')])).toEqual(['→1 unsent']));
});

it('is summed up', () => {
  const all = compareVantages([at(1, 0, 'a'), at(2, 10, 'bb'), at(3, 20, 'ccc')], [at(1, 50, 'a'), at(2, 61, 'ccc')]);
  expect(sumOf(0, all)).toMatchObject({ sent: 3, fates: { arrived: 2, lost: 1 }, took: [41, 50, 50] });
  expect(sumOf(1, all)).toMatchObject({ sent: 0, took: undefined });
});

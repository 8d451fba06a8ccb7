import { expect, it } from 'vitest';
import type { Asker } from '../link/asker.ts';
import type { Page } from './page.ts';
import { choose, chosenIn, FIRST, type PageState } from './page-state.ts';
import { showPassing } from './passing.ts';
import { makeStore } from './store.ts';

const FRAMES = 100;
const capture = { id: 1, name: 'a', isLive: false, frames: FRAMES, seconds: 0, isOver: true, progress: 1, skipped: 0, bytes: 0 };

/** A page in which `packet` is chosen; its capture was looked at as far as `looked` says, one question after the other. */
const pageWith = (packet: number, passing: readonly number[], looked: readonly number[]) => {
  const store = makeStore<PageState>({ ...FIRST, desk: { ...FIRST.desk, captures: [capture] } });
  store.change(choose(1, { packet, filter: 'f' }));
  let asked = 0;
  const known = (): readonly number[] => passing.filter((n) => n <= (looked[Math.min(asked, looked.length - 1)] ?? 0));
  const ask = async ({ what, number }: { readonly what: string; readonly number: number }) => {
    if (what === 'place') return { isThere: known().includes(number) };
    const rows = known().map((n) => ({ number: n }));
    const progress = (looked[Math.min(asked++, looked.length - 1)] ?? 0) / FRAMES;
    return { rows, progress };
  };
  const page: Page = { store, asker: { ask } as unknown as Asker, change: (step) => store.change(step), speak: () => {} };
  return { page, shown: () => chosenIn(store.state, 1).packet };
};

it('shows the first packet that passes, as soon as one is known', async () => {
  const { page, shown } = pageWith(0, [40, 60], [10, 20, 45]);
  await showPassing(1, 'f', page);
  expect(shown()).toBe(40);
});

it('stays at the chosen packet where it passes, and leaves it only when it is known not to', async () => {
  const stays = pageWith(60, [40, 60], [45, 70]);
  await showPassing(1, 'f', stays.page);
  expect(stays.shown()).toBe(60);
  const leaves = pageWith(50, [40, 60], [45, 49, 55]);
  await showPassing(1, 'f', leaves.page);
  expect(leaves.shown()).toBe(40);
});

it('undoes nothing that somebody chooses meanwhile, and ends where none passes', async () => {
  const { page, shown } = pageWith(3, [40], [10, 100]);
  const going = showPassing(1, 'f', page);
  page.change(choose(1, { packet: 7 }));
  await going;
  expect(shown()).toBe(7);
  const none = pageWith(3, [], [10, 100]);
  await showPassing(1, 'f', none.page);
  expect(none.shown()).toBe(3);
});

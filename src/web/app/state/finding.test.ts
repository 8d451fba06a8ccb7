import { expect, it } from 'vitest';
import type { Answer, Ask } from '../../messages/messages.ts';
import type { Asker } from '../link/asker.ts';
import { findAlong, stopFinding } from './finding.ts';
import type { Page } from './page.ts';
import { chosenIn, FIRST, LIVE, type PageState } from './page-state.ts';
import { makeStore } from './store.ts';

type Found = Answer<'find'>;
const far = (progress: number): Found => ({ number: 0, isKnown: false, progress, hits: 0 });
const known = (number: number, hits: number): Found => ({ number, isKnown: true, progress: 1, hits });

/** A page whose searches are answered by these, one after the other; what it asked and passed through. */
const pageWith = (answers: readonly Found[]) => {
  const store = makeStore<PageState>({ ...FIRST, sought: 'sesame' });
  const asked: Ask<'find'>[] = [];
  const asker = {
    ask: async (ask: Ask<'find'>) => {
      asked.push(ask);
      return answers[Math.min(asked.length, answers.length) - 1];
    },
  };
  const passed: (number | undefined)[] = [];
  store.watch(() => passed.push(store.state.finding?.progress));
  const page: Page = { store, asker: asker as unknown as Asker, change: (step) => store.change(step), speak: () => {} };
  return { page, store, asked, passed };
};

it('goes to what is found, and says how far it is until then', async () => {
  const { page, store, passed } = pageWith([far(0.2), far(0.7), known(17, 3)]);
  findAlong(1, page);
  await expect.poll(() => chosenIn(store.state, LIVE).packet).toBe(17);
  expect(passed.filter((progress) => progress !== undefined)).toEqual([0.2, 0.7]);
  expect(store.state.finding).toBeUndefined();
});

it('says that nothing has it, or none behind this one', async () => {
  const { page, store } = pageWith([known(0, 0)]);
  findAlong(1, page);
  await expect.poll(() => store.state.notice).toBe('No packet has “sesame”, neither in its row nor in its bytes.');
  const few = pageWith([known(0, 2)]);
  findAlong(-1, few.page);
  await expect.poll(() => few.store.state.notice).toBe('No packet before this one has “sesame”. It is in 2 packets in all.');
});

it('is stopped, here and where it goes on, and goes nowhere then', async () => {
  const { page, store, asked } = pageWith([far(0.5), known(17, 1)]);
  findAlong(1, page);
  await expect.poll(() => store.state.finding?.progress).toBe(0.5);
  stopFinding(page);
  expect(store.state.notice).toBe('The search was stopped: not all packets were looked at.');
  expect(asked.at(-1)?.text).toBe('');
  // A search that is begun anew is not disturbed by the one that was stopped.
  findAlong(1, page);
  await expect.poll(() => chosenIn(store.state, LIVE).packet).toBe(17);
  expect(asked.map(({ text }) => text)).toEqual(['sesame', '', 'sesame']);
});

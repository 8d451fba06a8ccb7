/** Passing: a filter that was applied just now shows a packet that passes it: the chosen one where it does, else the first. */
import type { Page } from './page.ts';
import { captureOf, choose, chosenIn } from './page-state.ts';

/** Milliseconds between two questions. */
const PACE = 120;

/** In a large capture it may take a while until one is known; what somebody chooses meanwhile stays. */
export const showPassing = async (capture: number, filter: string, { asker, change, store }: Page): Promise<void> => {
  const { packet } = chosenIn(store.state, capture);
  const isWanted = (): boolean => {
    const now = chosenIn(store.state, capture);
    return now.filter === filter && now.packet === packet;
  };
  while (isWanted()) {
    const { rows, progress } = await asker.ask({ what: 'rows', capture, filter, from: 0, count: 1, fields: '' });
    const first = rows[0]?.number ?? 0;
    const isChosen = packet > 0 && (await asker.ask({ what: 'place', capture, filter, number: packet })).isThere;
    if (!isWanted() || isChosen) return;
    const looked = progress * (captureOf(store.state, capture)?.frames ?? 0);
    const isKnown = progress >= 1 || (first > 0 && Math.max(first, looked) >= packet);
    if (isKnown && first > 0) change(choose(capture, { packet: first, follows: false }));
    if (isKnown) return;
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
};

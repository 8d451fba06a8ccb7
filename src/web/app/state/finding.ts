/** Finding: the next packet that has what is sought; while the search goes on it is asked again. */

import { say } from '../words/say.ts';
import type { Page } from './page.ts';
import { choose, chosenIn, lay, shownCapture, tell } from './page-state.ts';

/** Milliseconds between two questions. */
const PACE = 120;

export const findAlong = (step: 1 | -1, page: Page): void => {
  const { change, store } = page;
  const capture = shownCapture(store.state);
  const { sought: text } = store.state;
  if (text === '') change(lay('find'));
  else
    found(step, page, capture, text).then(
      (number) => change(number > 0 ? choose(capture, { packet: number, follows: false }) : tell(nothing(text, step))),
      (error: Error) => change(tell(error.message)),
    );
};

const nothing = (text: string, step: 1 | -1): string => say('find', step === 1 ? 'noneAfter' : 'noneBefore', { text });

/** 0 where there is none, or where something else is sought by now. */
const found = async (step: 1 | -1, { asker, store }: Page, capture: number, text: string): Promise<number> => {
  const { packet } = chosenIn(store.state, capture);
  for (;;) {
    const { number, progress } = await asker.ask({ what: 'find', capture, text, number: packet, step });
    const isOver = progress >= 1 || (step === -1 && number > 0);
    if (number > 0 || isOver || store.state.sought !== text) return number;
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
};

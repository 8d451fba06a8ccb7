/** Finding: the next packet that has what is sought; while the search goes on it is asked again, until somebody stops it. */

import type { Answer } from '../../messages/messages.ts';
import { say } from '../words/say.ts';
import type { Page } from './page.ts';
import { choose, chosenIn, lay, type PageState, shownCapture, tell } from './page-state.ts';

/** Milliseconds between two questions. */
const PACE = 120;

export const findAlong = (step: 1 | -1, page: Page): void => {
  const { change, store } = page;
  const capture = shownCapture(store.state);
  const { sought: text } = store.state;
  if (text === '') change(lay('find'));
  else
    found(step, page, capture, text).then(
      (answer) => {
        if (answer === undefined) return;
        const { number } = answer;
        change(number > 0 ? choose(capture, { packet: number, follows: false }) : tell(nothing(text, step, answer.hits)));
      },
      (error: Error) => change((s) => tell(error.message)({ ...s, finding: undefined })),
    );
};

/** What goes on is told to end; what it found so far is forgotten. */
export const stopFinding = ({ asker, change, store }: Page): void => {
  const { finding } = store.state;
  change((s) => tell(say('find', 'stopped'))({ ...s, finding: undefined }));
  if (finding !== undefined) asker.ask({ what: 'find', capture: finding.capture, text: '', number: 0, step: 1 }).catch(() => {});
};

const nothing = (text: string, step: 1 | -1, hits: number): string => {
  if (hits === 0) return say('find', 'nowhere', { text });
  return say('find', step === 1 ? 'noneAfter' : 'noneBefore', { text, hits });
};

/** Undefined where it was stopped, or something else is sought by now. */
const found = async (step: 1 | -1, { asker, change, store }: Page, capture: number, text: string): Promise<Answer<'find'> | undefined> => {
  const { packet } = chosenIn(store.state, capture);
  let mine: PageState['finding'] = { capture };
  change((s) => ({ ...s, finding: mine, notice: '' }));
  for (;;) {
    const answer = await asker.ask({ what: 'find', capture, text, number: packet, step });
    if (store.state.finding !== mine) return undefined;
    mine = { capture, progress: answer.progress };
    change((s) => ({ ...s, finding: answer.isKnown ? undefined : mine }));
    if (answer.isKnown) return answer;
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
};

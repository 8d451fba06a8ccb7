/** SavedAsker: answers the questions of a page that was saved with its capture. Nothing can be done there, and nothing is asked of anybody. */

import { UsageError } from '../../../core/fault.ts';
import { visible } from '../../../core/text.ts';
import type { Words } from '../../../core/words.ts';
import { Answering, LIVE, type ProgramAnswers } from '../../answers/answering.ts';
import type { CaptureRow } from '../../messages/desk.ts';
import type { Answer, Ask, ToPage, What } from '../../messages/messages.ts';
import { type Asker, Refused } from '../link/asker.ts';
import { say } from '../words/say.ts';
import type { SavedCapture } from './saved-capture.ts';

/** The only one there is. */
export const SAVED = LIVE + 1;

export class SavedAsker implements Asker {
  readonly #capture: SavedCapture;
  readonly #filtered: () => void;
  #answering: Promise<Answering>;

  /** `filtered`: told when there is another filter than before. */
  constructor(capture: SavedCapture, words: Promise<Words>, filtered: () => void) {
    this.#capture = capture;
    this.#filtered = filtered;
    this.#answering = this.#inWords(words);
  }

  /** Answers in these words from here on. */
  speak(words: Promise<Words>): void {
    this.#answering = this.#inWords(words);
  }

  async #inWords(words: Promise<Words>): Promise<Answering> {
    const capture = (id: number): SavedCapture | undefined => (id === SAVED ? this.#capture : undefined);
    return new Answering({ capture, filtered: this.#filtered, program: NOBODY }, await words);
  }

  async ask<W extends What>(ask: Ask<W>): Promise<Answer<W>> {
    const answering = await this.#answering;
    try {
      return (await answering.answer(ask as Ask)) as Answer<W>;
    } catch (error) {
      throw error instanceof UsageError ? new Refused(visible(error.message)) : error;
    }
  }

  act(): Promise<never> {
    return Promise.reject(new Refused(say('app', 'saved')));
  }

  /** How far filters are. */
  async filters(): Promise<readonly Extract<ToPage, { readonly kind: 'filtered' }>[]> {
    return (await this.#answering).filters.map(([capture, { text, numbers, progress }]) => ({
      kind: 'filtered',
      capture,
      filter: text,
      total: numbers.count,
      progress,
    }));
  }
}

export const captureRow = (c: SavedCapture): CaptureRow => ({
  id: SAVED,
  name: c.name,
  isLive: false,
  frames: c.frames,
  seconds: c.seconds,
  progress: c.progress,
  isOver: c.isOver,
  ...(c.fault !== undefined && { fault: c.fault }),
  skipped: 0,
  bytes: c.size,
  ...(Number.isFinite(c.first.seconds) && { begins: c.first }),
});

const nobody = (): never => {
  throw new Refused(say('app', 'saved'));
};
const NOBODY: ProgramAnswers = {
  draft: nobody,
  mails: nobody,
  mail: nobody,
  exercises: nobody,
  interfaces: nobody,
  lesson: nobody,
  steps: nobody,
};

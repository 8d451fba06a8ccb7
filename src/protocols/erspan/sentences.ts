/** What a switch copies to whom, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('erspan');

export const sentences: Sentences = {
  says: (at) => say('packet', { source: at.source, target: at.target }),
  adds: (at) => {
    if (at.above().length === 0) return undefined;
    const session = at.text('erspan.spanid');
    return session === ''
      ? say('tunnel', { source: at.source, target: at.target })
      : say('session', { source: at.source, target: at.target, session });
  },
};

/** Where test frames go, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('loop');

export const sentences: Sentences = {
  says: (at) => {
    const [relevant, to] = [at.number('loop.relevant_function'), at.text('loop.forwarding_address')];
    if (relevant === 2 && to !== '') return say('forward', { source: at.source, target: at.target, to });
    return say('reply', { source: at.source, target: at.target });
  },
};

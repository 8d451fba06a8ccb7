/** Who shows who he is on a PPP link without saying the secret, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('chap');

export const sentences: Sentences = {
  says: (at) => {
    const code = at.number('chap.code');
    const name = at.text('chap.name');
    if (code === 1) return say('asks', { name });
    if (code === 2) return say('answers', { name });
    return code === 3 ? say('yes') : code === 4 ? say('no') : undefined;
  },
};

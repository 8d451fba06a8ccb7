/** Who shows who he is on a PPP link, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('pap');

export const sentences: Sentences = {
  says: (at) => {
    const code = at.number('pap.code');
    if (code === 1) return say('asks', { name: at.text('pap.peer_id') });
    return code === 2 ? say('yes') : code === 3 ? say('no') : undefined;
  },
};

/** How a DSL customer finds an access concentrator and opens a session, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { Code } from './names.ts';

const say = sayer<typeof en>('pppoed');

export const sentences: Sentences = {
  says: (at) => {
    const { source, target } = at;
    const session = at.text('pppoe.session_id');
    switch (at.number('pppoe.code')) {
      case Code.initiation:
        return say('who', { source });
      case Code.offer:
        return offer(at);
      case Code.request:
        return say('request', { source, target });
      case Code.confirmation:
        return at.number('pppoe.session_id') === 0 ? say('refused', { source, target }) : say('confirmed', { source, target, session });
      case Code.terminate:
        return say('ended', { source, target, session });
      default:
        return say('other', { source, target, code: at.text('pppoe.code') });
    }
  },
};

const offer = (at: Speaking): Said => {
  const { source, target } = at;
  const name = at.text('pppoed.tags.ac_name');
  return name === '' ? say('offer', { source, target }) : say('offerNamed', { source, target, name });
};

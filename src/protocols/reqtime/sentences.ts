/** Who asks for the time and what time it is, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('reqtime');

export const sentences: Sentences = {
  says: (at) => {
    const { sender, receiver } = at;
    if (at.has('reqtime.time')) return say('time', { sender, text: `${at.text('reqtime.time')}.` });
    const text = at.text('reqtime.request');
    return text.trim() === 'reqtime' ? say('request', { sender, receiver }) : say('wrong', { sender, receiver, text: `"${text}"` });
  },
};

/** What goes over a line between two routers, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('chdlc');

export const sentences: Sentences = {
  says: (at) => say('packet', { protocol: at.named('chdlc.protocol') ?? at.text('chdlc.protocol') }),
};

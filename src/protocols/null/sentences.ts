/** What stays within a machine, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('null');

export const sentences: Sentences = {
  says: (at) => say('packet', { family: at.named('null.family') ?? say('number', { number: at.text('null.family') }) }),
};

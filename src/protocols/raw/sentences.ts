/** What is no packet of IP, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('raw');

export const sentences: Sentences = { says: (at) => say('packet', { count: at.bytes.length }) };

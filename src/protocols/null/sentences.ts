/** What stays within a machine, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('null');

export const sentences: Sentences = {
  example: { words: 'null/ip/icmp ip.src=127.0.0.1 ip.dst=127.0.0.1 icmp.type=8', data: '\0\x01\0\x01ping' },
  says: (at) => say('packet', { family: at.named('null.family') ?? say('number', { number: at.text('null.family') }) }),
};

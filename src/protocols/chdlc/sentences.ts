/** What goes over a line between two routers, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('chdlc');

export const sentences: Sentences = {
  example: { words: 'chdlc/ip/icmp ip.src=192.0.2.1 ip.dst=192.0.2.2 icmp.type=8', data: '\0\x01\0\x01ping' },
  says: (at) => say('packet', { protocol: at.named('chdlc.protocol') ?? at.text('chdlc.protocol') }),
};

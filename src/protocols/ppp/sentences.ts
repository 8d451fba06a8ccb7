/** What goes over a line between two, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ppp');

export const sentences: Sentences = {
  example: { words: 'ppp/ip/icmp ip.src=192.0.2.1 ip.dst=192.0.2.2 icmp.type=8', data: '\0\x01\0\x01ping' },
  says: (at) => {
    const protocol = at.named('ppp.protocol') ?? say('number', { number: at.text('ppp.protocol') });
    return say('packet', { sender: at.sender, receiver: at.receiver, protocol });
  },
};

/** Which program sends which a datagram, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('udplite');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udplite ip.src=192.0.2.1 ip.dst=192.0.2.2 udplite.srcport=5000 udplite.dstport=7',
    data: 'hello',
  },
  says: (at) => say('datagram', { sender: at.sender, receiver: at.receiver, port: at.text('udplite.dstport'), count: at.carried }),
};

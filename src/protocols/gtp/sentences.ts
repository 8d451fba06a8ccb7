/** Whose packets a mobile network carries, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('gtp');

/** By the type of a message. */
const MESSAGES: Readonly<Record<number, 'asks' | 'answers' | 'error' | 'ends'>> = { 1: 'asks', 2: 'answers', 26: 'error', 254: 'ends' };

export const sentences: Sentences = {
  example: {
    words:
      'ip/udp/gtp/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=2152 udp.dstport=2152 gtp.teid=7 ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => {
    const message = at.number('gtp.message');
    const ends = { source: at.source, target: at.target };
    return say(MESSAGES[message] ?? (message === 255 ? 'packet' : 'control'), ends);
  },
  adds: (at) =>
    at.above().length === 0 ? undefined : say('tunnel', { source: at.source, target: at.target, tunnel: at.text('gtp.teid') }),
};

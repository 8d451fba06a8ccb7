/** From where to where packets of LISP travel, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('lispData');

export const sentences: Sentences = {
  example: {
    words:
      'ip/udp/lisp-data/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=4341 ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => say('packet', { source: at.source, target: at.target }),
  adds: (at) => (at.above().length === 0 ? undefined : say('tunnel', { source: at.source, target: at.target })),
};

/** Which way packets go through services, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('nsh');

export const sentences: Sentences = {
  example: {
    words: 'eth/nsh/ip/udp eth.type=0x894f nsh.spi=7 ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => say('packet', { source: at.source, target: at.target }),
  adds: (at) => (at.above().length === 0 ? undefined : say('path', { path: at.text('nsh.spi'), place: String(at.number('nsh.si')) })),
};

/** To which virtual network a frame belongs, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('vlan');

export const sentences: Sentences = {
  example: {
    words: 'eth/vlan/ip/udp vlan.id=100 ip.src=192.0.2.1 ip.dst=192.0.2.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => say('frame', { source: at.source, target: at.target, id: at.text('vlan.id') }),
  adds: (at) => (at.above().length === 0 ? undefined : say('tag', { id: at.text('vlan.id') })),
};

/** To which of a provider's networks a frame belongs, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ieee8021ad');

export const sentences: Sentences = {
  example: {
    words: 'eth/ieee8021ad/vlan/ip/icmp ieee8021ad.id=100 vlan.id=7 ip.src=192.0.2.1 ip.dst=192.0.2.2 icmp.type=8',
    data: '\0\x01\0\x01ping',
  },
  says: (at) => say('frame', { source: at.source, target: at.target, id: at.text('ieee8021ad.id') }),
  adds: (at) => (at.above().length === 0 ? undefined : say('outer', { id: at.text('ieee8021ad.id') })),
};

/** From where to where a tunnel of Geneve leads, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('geneve');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/udp/geneve/eth/ip/icmp ip.src=192.0.2.1 ip.src=10.0.0.1 ip.dst=192.0.2.2 ip.dst=10.0.0.2 udp.dstport=6081 geneve.vni=7 icmp.type=8',
    data: '\0\x01\0\x01ping',
  },
  says: (at) => say('packet', { source: at.source, target: at.target, vni: at.text('geneve.vni') }),
  adds: (at) => (at.above().length === 0 ? undefined : say('tunnel', { source: at.source, target: at.target, vni: at.text('geneve.vni') })),
};

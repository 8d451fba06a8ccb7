/** Which labels lead a packet, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('mpls');

export const sentences: Sentences = {
  example: {
    words: 'eth/mpls/ip/udp mpls.label=1000 ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => say('frame', { source: at.source, target: at.target, label: at.text('mpls.label') }),
  adds: (at) => {
    if (at.number('mpls.bottom') === 0) return undefined;
    const labels: string[] = [];
    for (let l: typeof at | undefined = at; l?.layer === 'mpls'; l = l.below()) labels.unshift(l.text('mpls.label'));
    return say('label', { labels, count: labels.length });
  },
};

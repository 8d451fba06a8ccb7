/** Whose frame a provider carries, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ieee8021ah');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ieee8021ah/ip/udp eth.dst=02:00:00:00:00:02 eth.src=02:00:00:00:00:01 ieee8021ah.tag=5 ieee8021ah.cdst=02:00:00:00:00:04 ieee8021ah.csrc=02:00:00:00:00:03 ip.src=10.0.0.1 ip.dst=10.0.0.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => say('packet', { source: at.source, target: at.target, service: String(at.number('ieee8021ah.isid')) }),
  adds: (at) => (at.above().length === 0 ? undefined : say('service', { service: String(at.number('ieee8021ah.isid')) })),
};

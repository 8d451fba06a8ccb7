/** From which adapter to which a frame goes, in plain words. */

import { sayer } from '../../core/words.ts';
import { host, type Sentences } from '../../wire/sentence.ts';
import { ETHERTYPES } from '../shared/ethertypes.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('eth');

export const sentences: Sentences = {
  example: {
    words:
      'eth/ip/udp eth.dst=02:00:00:00:00:02 eth.src=02:00:00:00:00:01 ip.src=192.0.2.1 ip.dst=192.0.2.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => {
    const { source, target } = at;
    const receiver = target === 'ff:ff:ff:ff:ff:ff' ? at.receiver : host(target);
    if (at.bytes.length < ADDRESSES) return say('cutAddresses');
    if (at.bytes.length < HEADER) return say('cut', { source, receiver });
    if (at.has('eth.len') && target === BRIDGES) return say('spanning', { source });
    if (at.has('eth.len')) return say('length', { source, receiver, count: at.number('eth.len') });
    const number = at.number('eth.type');
    const told = TOLD[number];
    if (told !== undefined) return say(told, { source, receiver });
    const type = ETHERTYPES[number] ?? `0x${number.toString(16).padStart(4, '0')}`;
    return at.number('eth.dst.ig') === 1 && receiver.who === 'host'
      ? say('group', { source, target, type })
      : say('frame', { source, receiver, type });
  },
};

const ADDRESSES = 12;
const HEADER = 14;
/** The group of all switches (IEEE 802.1D). */
const BRIDGES = '01:80:c2:00:00:00';

/** What is not decoded here, and whose kind says all. */
const TOLD: Readonly<Record<number, 'lldp' | 'wake' | 'login' | 'discovery' | 'loopback'>> = {
  0x0842: 'wake',
  0x8863: 'discovery',
  0x888e: 'login',
  0x88cc: 'lldp',
  0x9000: 'loopback',
};

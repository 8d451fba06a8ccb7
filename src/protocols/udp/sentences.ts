/** Which program sends which a datagram, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import { serviceSpoken } from '../shared/service-spoken.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('udp');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => {
    const { sender } = at;
    const receiver = at.receiver.who === 'host' ? { ...at.receiver, name: at.target } : at.receiver;
    const port = at.text('udp.dstport');
    const count = at.carried;
    if (at.bytes.length < HEADER) return say('cut', { sender, receiver });
    if (at.target === '255.255.255.255') return say('datagramAll', { sender, port, count });
    if (count === 0) return say('empty', { sender, receiver, port });
    const service = serviceSpoken(at, 'udp');
    return service === undefined
      ? say('datagram', { sender, receiver, port, count })
      : say('datagramNamed', { sender, receiver, port, count, ...service });
  },
};

const HEADER = 8;

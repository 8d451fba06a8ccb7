/** From where to where a tunnel of Teredo leads, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('teredo');

export const sentences: Sentences = {
  example: {
    words:
      'ip/udp/teredo/ipv6/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=3544 ipv6.src=2001:0:c000:201::1 ipv6.dst=2001:db8::2 udp.srcport=49153 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => say('packet', { source: at.source, target: at.target }),
  adds: (at) => {
    if (at.above().length === 0) return undefined;
    const [address, port] = [at.text('teredo.orig.addr'), at.text('teredo.orig.port')];
    return address === '' || port === '' ? say('tunnel') : say('origin', { address, port });
  },
};

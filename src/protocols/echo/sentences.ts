/** What goes to an echo service and comes back, in plain words. */
import { visibleBytes } from '../../core/text.ts';
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('echo');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=7',
    data: 'hello',
  },
  says: (at) => {
    const data = at.value('echo.data');
    if (!(data instanceof Uint8Array)) return undefined;
    const { sender, receiver } = at;
    const text = `"${visibleBytes(data.subarray(0, MOST))}${data.length > MOST ? '…' : ''}".`;
    return say(at.has('echo.response') ? 'response' : 'request', { sender, receiver, count: data.length, text });
  },
};

/** Bytes that are quoted. */
const MOST = 60;

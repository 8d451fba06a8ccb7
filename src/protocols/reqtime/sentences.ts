/** Who asks for the time and what time it is, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('reqtime');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=192.0.2.2 udp.srcport=49152 udp.dstport=50007',
    data: 'reqtime\n',
  },
  says: (at) => {
    const { sender, receiver } = at;
    const time = at.text('reqtime.time');
    if (at.has('reqtime.time')) return say(/\d/.test(time) ? 'time' : 'answer', { sender, text: `${time}.` });
    const text = at.text('reqtime.request');
    return text.trim() === 'reqtime' ? say('request', { sender, receiver }) : say('wrong', { sender, receiver, text: `"${text}"` });
  },
};

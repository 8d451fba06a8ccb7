/** Quote of the Day (RFC 865): who connects or sends anything is told a short text. Wireshark has no names for it. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { inPieces } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('qotd');

export const qotd = layer('qotd', {
  title: 'Quote of the Day',
  spec: 'RFC 865',
  ...inPieces(17, 'quote'),
  extras: {
    request: extra('Request', 'bytes'),
    quote: extra('Quote', 'string'),
  },
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const count = at.bytes.length;
      return say(at.has('qotd.quote') ? 'response' : 'request', { sender, receiver, count });
    },
  },
});

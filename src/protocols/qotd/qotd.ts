/** Quote of the Day (RFC 865): who connects or sends anything is told a short text. Wireshark has no names for it. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { isReply, piecesReader } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('qotd');
const PORT = 17;

export const qotd = layer('qotd', {
  title: 'Quote of the Day',
  spec: 'RFC 865',
  fields: {},
  extras: {
    request: extra('Request', 'bytes'),
    quote: extra('Quote', 'string'),
  },
  on: { 'tcp.port': PORT, 'udp.port': PORT },
  stream: piecesReader,
  info: (d) => (isReply(d, PORT) ? 'Response' : 'Request'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const count = at.bytes.length;
      return say(at.has('qotd.quote') ? 'response' : 'request', { sender, receiver, count });
    },
  },
  body: (d) => {
    d.put(isReply(d, PORT) ? 'quote' : 'request', d.start, d.end - d.start);
    d.header = d.end;
  },
});

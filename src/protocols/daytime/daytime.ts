/** Daytime Protocol (RFC 867): who connects or sends anything is told date and time as a line of text. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { isReply, piecesReader, quoted } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('daytime');
const PORT = 13;

export const daytime = layer('daytime', {
  title: 'Daytime Protocol',
  spec: 'RFC 867',
  fields: {},
  extras: {
    response_request: extra('Type', 'bool', { names: { 0: 'Request', 1: 'Response' } }),
    string: extra('Daytime', 'string'),
  },
  on: { 'udp.port': PORT, 'tcp.port': PORT },
  stream: piecesReader,
  info: (d) => (isReply(d, PORT) ? 'DAYTIME Response' : 'DAYTIME Request'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      if (!at.has('daytime.string')) return say('request', { sender, receiver });
      return say('response', { sender, text: quoted(at.text('daytime.string')) });
    },
  },
  body: (d) => {
    const reply = isReply(d, PORT);
    d.add('response_request', reply);
    if (reply) d.put('string', d.start, d.end - d.start);
    d.header = d.end;
  },
});

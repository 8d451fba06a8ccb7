/** Character Generator Protocol (RFC 864): a server that sends characters without end, whatever it is told. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { isReply, piecesReader } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('chargen');
const PORT = 19;

export const chargen = layer('chargen', {
  title: 'Character Generator Protocol',
  spec: 'RFC 864',
  label: 'Chargen',
  fields: {},
  extras: { data: extra('Data', 'string'), response: extra('Response', 'bool', { hidden: true }) },
  on: { 'udp.port': PORT, 'tcp.port': PORT },
  stream: piecesReader,
  info: () => 'Chargen',
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const count = at.bytes.length;
      return say(at.has('chargen.response') ? 'response' : 'request', { sender, receiver, count });
    },
  },
  body: (d) => {
    if (isReply(d, PORT)) d.add('response', true);
    d.put('data', d.start, d.end - d.start);
    d.header = d.end;
  },
});

/** Active Users (RFC 866): who connects or sends anything is told who is there. Wireshark has no names for it. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { isReply, piecesReader } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('systat');
const PORT = 11;

export const systat = layer('systat', {
  title: 'Active Users',
  spec: 'RFC 866',
  fields: {},
  extras: {
    request: extra('Request', 'bytes'),
    users: extra('Users', 'string'),
  },
  on: { 'tcp.port': PORT, 'udp.port': PORT },
  stream: piecesReader,
  info: (d) => (isReply(d, PORT) ? 'Response' : 'Request'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const count = at.bytes.length;
      return say(at.has('systat.users') ? 'response' : 'request', { sender, receiver, count });
    },
  },
  body: (d) => {
    d.put(isReply(d, PORT) ? 'users' : 'request', d.start, d.end - d.start);
    d.header = d.end;
  },
});

/** Active Users (RFC 866): who connects or sends anything is told who is there. Wireshark has no names for it. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { inPieces } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('systat');

export const systat = layer('systat', {
  title: 'Active Users',
  spec: 'RFC 866',
  ...inPieces(11, 'users'),
  extras: {
    request: extra('Request', 'bytes'),
    users: extra('Users', 'string'),
  },
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const count = at.bytes.length;
      return say(at.has('systat.users') ? 'response' : 'request', { sender, receiver, count });
    },
  },
});

/** Discard Protocol (RFC 863): whatever comes is thrown away. Wireshark has no names for it. */
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { inPieces } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('discard');

export const discard = layer('discard', {
  title: 'Discard',
  spec: 'RFC 863',
  ...inPieces(9, 'response'),
  extras: {
    request: extra('Request', 'bytes'),
    response: extra('Response', 'bytes'),
  },
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      const count = at.bytes.length;
      if (count === 0) return undefined;
      return say(at.has('discard.response') ? 'response' : 'request', { sender, receiver, count });
    },
  },
});

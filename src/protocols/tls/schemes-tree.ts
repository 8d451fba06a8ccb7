/** Lists of signature schemes in the tree (RFC 8446 §4.2.3). */
import type { Dissecting } from '../../wire/types.ts';
import { putScheme } from '../shared/tls/signature-scheme.ts';
import { counted, putLength, putMark } from './vectors.ts';

/** The list whose length is at `o`. */
export const putSchemes = (d: Dissecting, o: number, end: number): number => {
  const to = putLength(d, 'handshake.sig_hash_alg_len', o, 2, end);
  const text = `Signature Hash Algorithms (${counted((to - o - 2) >> 1, 'algorithm')})`;
  if (to >= 0)
    putMark(d, 'handshake.sig_hash_algs', o + 2, to, text, () => {
      for (let at = o + 2; at + 2 <= to && !d.stopped; at += 2) putScheme(d, at);
    });
  return to;
};

/** Signature schemes in the tree: two bytes that TLS 1.2 read as a hash and a signature (RFC 8446 §4.2.3, RFC 5246 §7.4.1.4.1). */
import { u8, u16 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';
import { HASHES, SIGNATURE_SCHEMES, SIGNATURES } from '../shared/tls/names.ts';
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

export const putScheme = (d: Dissecting, o: number): void => {
  const field = d.put('handshake.sig_hash_alg', o, 2);
  if (field && SIGNATURE_SCHEMES[u16(d.b, o)] === undefined) field.text = oldText(u8(d.b, o), u8(d.b, o + 1));
  d.under(field, () => {
    d.put('handshake.sig_hash_hash', o, 1);
    d.put('handshake.sig_hash_sig', o + 1, 1);
  });
};

/** `SHA224 RSA (0x0301)` */
const oldText = (hash: number, signature: number): string => {
  const code = ((hash << 8) | signature).toString(16).padStart(4, '0');
  const names = HASHES[hash] && SIGNATURES[signature] ? `${HASHES[hash]} ${SIGNATURES[signature]}` : 'Unknown';
  return `${names} (0x${code})`;
};

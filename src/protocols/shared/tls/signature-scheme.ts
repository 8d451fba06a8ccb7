/** A signature scheme in the tree: two bytes that TLS 1.2 read as a hash and a signature (RFC 8446 §4.2.3, RFC 5246 §7.4.1.4.1). */
import { u8, u16 } from '../../../core/bytes.ts';
import { extra } from '../../../wire/field.ts';
import type { Dissecting, Fields } from '../../../wire/types.ts';
import { HASHES, SIGNATURE_SCHEMES, SIGNATURES } from './names.ts';

const SCHEME = 'tls.handshake.sig_hash_alg';
const HASH = 'tls.handshake.sig_hash_hash';
const SIGNATURE = 'tls.handshake.sig_hash_sig';

export const schemeFields: Fields = {
  [SCHEME]: extra('Signature Algorithm', 'hex', { width: 16, names: SIGNATURE_SCHEMES, as: SCHEME }),
  [HASH]: extra('Signature Hash Algorithm Hash', 'dec', { names: HASHES, as: HASH }),
  [SIGNATURE]: extra('Signature Hash Algorithm Signature', 'dec', { names: SIGNATURES, as: SIGNATURE }),
};

export const putScheme = (d: Dissecting, o: number): void => {
  const field = d.put(SCHEME, o, 2);
  if (field && SIGNATURE_SCHEMES[u16(d.b, o)] === undefined) field.text = oldText(u8(d.b, o), u8(d.b, o + 1));
  d.under(field, () => {
    d.put(HASH, o, 1);
    d.put(SIGNATURE, o + 1, 1);
  });
};

/** `SHA224 RSA (0x0301)` */
const oldText = (hash: number, signature: number): string => {
  const code = ((hash << 8) | signature).toString(16).padStart(4, '0');
  const names = HASHES[hash] && SIGNATURES[signature] ? `${HASHES[hash]} ${SIGNATURES[signature]}` : 'Unknown';
  return `${names} (0x${code})`;
};

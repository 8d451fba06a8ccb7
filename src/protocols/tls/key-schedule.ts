/** Key schedule: keys of records from the secrets of a key log (RFC 8446 §7, RFC 5246 §5 and §6.3). */
import { type Bytes, concat, utf8 } from '../../core/bytes.ts';
import type { Crypto, HashName } from '../../core/tools.ts';
import type { Sealing } from '../shared/tls/cipher-suites.ts';
import type { RecordKeys } from './message.ts';

/** HKDF-Expand (RFC 5869 §2.3). */
const expand = (crypto: Crypto, hash: HashName, secret: Bytes, info: Bytes, length: number): Bytes => {
  const parts: Bytes[] = [];
  let last: Bytes = new Uint8Array(0);
  for (let have = 0; have < length; have += last.length) {
    last = crypto.hmac(hash, secret, concat([last, info, Uint8Array.of(parts.length + 1)]));
    parts.push(last);
  }
  return concat(parts).subarray(0, length);
};

/** HKDF-Expand-Label with an empty context (RFC 8446 §7.1). */
export const expandLabel = (crypto: Crypto, hash: HashName, secret: Bytes, label: string, length: number): Bytes => {
  const name = utf8(`tls13 ${label}`);
  return expand(crypto, hash, secret, concat([Uint8Array.of(length >> 8, length & 255, name.length), name, Uint8Array.of(0)]), length);
};

/** RFC 8446 §7.3 */
export const trafficKeys = (crypto: Crypto, sealing: Sealing, secret: Bytes): RecordKeys => ({
  cipher: sealing.cipher,
  key: expandLabel(crypto, sealing.hash, secret, 'key', sealing.keyLength),
  iv: expandLabel(crypto, sealing.hash, secret, 'iv', 12),
  tagLength: sealing.tagLength,
  inner: true,
});

/** The secret after a key update (RFC 8446 §7.2). */
export const nextSecret = (crypto: Crypto, sealing: Sealing, secret: Bytes): Bytes =>
  expandLabel(crypto, sealing.hash, secret, 'traffic upd', secret.length);

/** The pseudorandom function of TLS 1.2 (RFC 5246 §5). */
export const pseudoRandom = (crypto: Crypto, hash: HashName, secret: Bytes, label: string, seed: Bytes, length: number): Bytes => {
  const start = concat([utf8(label), seed]);
  const parts: Bytes[] = [];
  let a: Bytes = start;
  for (let have = 0; have < length; have += parts.at(-1)?.length ?? length) {
    a = crypto.hmac(hash, secret, a);
    parts.push(crypto.hmac(hash, secret, concat([a, start])));
  }
  return concat(parts).subarray(0, length);
};

/** Keys of client (0) and server (1) under a master secret, for suites with an AEAD (RFC 5246 §6.3). */
export const masterKeys = (
  crypto: Crypto,
  sealing: Sealing,
  master: Bytes,
  randoms: { readonly client: Bytes; readonly server: Bytes },
): readonly [RecordKeys, RecordKeys] => {
  const { keyLength } = sealing;
  const ivLength = sealing.explicitNonce ? 4 : 12;
  const seed = concat([randoms.server, randoms.client]);
  const block = pseudoRandom(crypto, sealing.hash, master, 'key expansion', seed, 2 * (keyLength + ivLength));
  const keys = (side: 0 | 1): RecordKeys => ({
    cipher: sealing.cipher,
    key: block.slice(side * keyLength, (side + 1) * keyLength),
    iv: block.slice(2 * keyLength + side * ivLength, 2 * keyLength + (side + 1) * ivLength),
    tagLength: sealing.tagLength,
    inner: false,
  });
  return [keys(0), keys(1)];
};

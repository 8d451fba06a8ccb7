/** Key schedule: keys of records from the secrets of a key log (RFC 8446 §7, RFC 5246 §5 and §6.3). */
import { type Bytes, concat, u8, utf8 } from '../../core/bytes.ts';
import type { Crypto, HashName } from '../../core/tools.ts';
import type { MacSealing, Sealing, TagSealing } from '../shared/tls/cipher-suites.ts';
import { Version } from '../shared/tls/names.ts';
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
export const trafficKeys = (crypto: Crypto, sealing: TagSealing, secret: Bytes): RecordKeys => ({
  kind: 'tag',
  cipher: sealing.cipher,
  key: expandLabel(crypto, sealing.hash, secret, 'key', sealing.keyLength),
  iv: expandLabel(crypto, sealing.hash, secret, 'iv', 12),
  tagLength: sealing.tagLength,
  inner: true,
});

/** The secret after a key update (RFC 8446 §7.2). */
export const nextSecret = (crypto: Crypto, sealing: TagSealing, secret: Bytes): Bytes =>
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

/** That of TLS 1.0 and 1.1: half of the secret through MD5, half through SHA-1 (RFC 2246 §5). */
const oldPseudoRandom = (crypto: Crypto, secret: Bytes, label: string, seed: Bytes, length: number): Bytes => {
  const half = Math.ceil(secret.length / 2);
  const sha = pseudoRandom(crypto, 'sha1', secret.subarray(secret.length - half), label, seed, length);
  return pseudoRandom(crypto, 'md5', secret.subarray(0, half), label, seed, length).map((byte, k) => byte ^ u8(sha, k));
};

/** What a handshake before TLS 1.3 has agreed upon. */
export interface Agreed {
  readonly version: number;
  readonly clientRandom: Bytes;
  readonly serverRandom: Bytes;
  readonly encryptThenMac: boolean;
}

/** Keys of client (0) and server (1) under a master secret (RFC 5246 §6.3). */
export const masterKeys = (crypto: Crypto, sealing: Sealing, master: Bytes, agreed: Agreed): readonly [RecordKeys, RecordKeys] => {
  const { keyLength } = sealing;
  const macLength = sealing.kind === 'mac' ? sealing.macLength : 0;
  const ivLength = sealing.kind === 'mac' ? sealing.blockLength : sealing.explicitNonce ? 4 : 12;
  const seed = concat([agreed.serverRandom, agreed.clientRandom]);
  const length = 2 * (macLength + keyLength + ivLength);
  const block =
    agreed.version < Version.tls12
      ? oldPseudoRandom(crypto, master, 'key expansion', seed, length)
      : pseudoRandom(crypto, sealing.hash, master, 'key expansion', seed, length);
  const keys = (side: 0 | 1): RecordKeys => {
    const part = (from: number, size: number): Bytes => block.slice(from + side * size, from + (side + 1) * size);
    const mac = part(0, macLength);
    const key = part(2 * macLength, keyLength);
    const iv = part(2 * (macLength + keyLength), ivLength);
    if (sealing.kind === 'mac') return macKeys(sealing, agreed, { mac, key, iv });
    return { kind: 'tag', cipher: sealing.cipher, key, iv, tagLength: sealing.tagLength, inner: false };
  };
  return [keys(0), keys(1)];
};

type Parts = Readonly<Record<'mac' | 'key' | 'iv', Bytes>>;

const macKeys = ({ cipher, mac, macLength }: MacSealing, { version, encryptThenMac }: Agreed, parts: Parts): RecordKeys => ({
  kind: 'mac',
  cipher,
  ...parts,
  hash: mac,
  macLength,
  isChained: version < Version.tls11,
  encryptedFirst: encryptThenMac && cipher !== undefined,
  inner: false,
});

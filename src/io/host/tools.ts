/** Tools: what Node lends the pure floors: hashes and ciphers of node:crypto, the unpackers of node:zlib, all of them synchronous. */
import { createDecipheriv, createHash, createHmac, type DecipherGCM } from 'node:crypto';
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type Bytes, EMPTY } from '../../core/bytes.ts';
import type { BlockCipherName, CipherName, Coding, Crypto, Tools, Unpacked } from '../../core/tools.ts';

const TAGS: Readonly<Record<CipherName, number>> = {
  'aes-128-gcm': 16,
  'aes-256-gcm': 16,
  'aria-128-gcm': 16,
  'aria-256-gcm': 16,
  'chacha20-poly1305': 16,
  'aes-128-ccm': 16,
  'aes-256-ccm': 16,
  'aes-128-ccm8': 8,
  'aes-256-ccm8': 8,
};

const open = (cipher: CipherName, key: Bytes, nonce: Bytes, additional: Bytes, sealed: Bytes): Bytes | undefined => {
  const authTagLength = TAGS[cipher];
  const length = sealed.length - authTagLength;
  if (length < 0) return undefined;
  const algorithm = cipher.endsWith('ccm8') ? cipher.slice(0, -1) : cipher;
  try {
    // All of them are used as the ciphers with a tag that they are; Node's types know three kinds.
    const decipher = createDecipheriv(algorithm as 'aes-128-gcm', key, nonce, { authTagLength }) as DecipherGCM;
    decipher.setAuthTag(sealed.subarray(length));
    decipher.setAAD(additional, { plaintextLength: length });
    const plain = decipher.update(sealed.subarray(0, length));
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
};

const decrypt = (cipher: BlockCipherName, key: Bytes, iv: Bytes, blocks: Bytes): Bytes | undefined => {
  try {
    const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
    const plain = decipher.update(blocks);
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
};

const crypto: Crypto = {
  hash: (name, bytes) => createHash(name).update(bytes).digest(),
  hmac: (name, key, bytes) => createHmac(name, key).update(bytes).digest(),
  open,
  decrypt,
};

type Unpack = (bytes: Bytes, most: number) => Bytes;

/** What there is of content that was cut is given: its end is not asked for. */
const gentle = (most: number) => ({ maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });

const UNPACK: Readonly<Record<Coding, Unpack>> = {
  gzip: (bytes, most) => gunzipSync(bytes, gentle(most)),
  deflate: (bytes, most) => (isZlib(bytes) ? inflateSync : inflateRawSync)(bytes, gentle(most)),
  br: (bytes, most) => brotliDecompressSync(bytes, { maxOutputLength: most, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

const STRICT: Readonly<Record<Coding, Unpack>> = {
  gzip: (bytes, most) => gunzipSync(bytes, { maxOutputLength: most }),
  deflate: (bytes, most) => (isZlib(bytes) ? inflateSync : inflateRawSync)(bytes, { maxOutputLength: most }),
  br: (bytes, most) => brotliDecompressSync(bytes, { maxOutputLength: most }),
};

/** RFC 1950 §2.2. Some send deflate without that header. */
const isZlib = (b: Bytes): boolean => ((b[0] ?? 0) & 15) === 8 && (((b[0] ?? 0) << 8) | (b[1] ?? 0)) % 31 === 0;

const unpack = (coding: Coding, bytes: Bytes, most: number): Unpacked => {
  const all = attempt(STRICT[coding], bytes, most);
  return all === undefined ? { bytes: beginning(UNPACK[coding], bytes, most), whole: false } : { bytes: all, whole: true };
};

const attempt = (one: Unpack, bytes: Bytes, most: number): Bytes | undefined => {
  try {
    return one(bytes, Math.max(1, most));
  } catch {
    return undefined;
  }
};

/** As much as can be unpacked: all of it where it was cut, else what stands before the damage, or before what is too long. */
const beginning = (one: Unpack, bytes: Bytes, most: number): Bytes => {
  let best = attempt(one, bytes, most);
  let good = best === undefined ? 0 : bytes.length;
  for (let bad = bytes.length; bad - good > 1; ) {
    const middle = (good + bad) >> 1;
    const part = attempt(one, bytes.subarray(0, middle), most);
    if (part === undefined) bad = middle;
    else {
      good = middle;
      best = part;
    }
  }
  return best ?? EMPTY;
};

/** What Node has. */
export const nodeTools: Tools = { crypto, unpack };

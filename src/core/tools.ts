/**
 * Tools: what a host brings that the pure floors cannot have by themselves, as synchronous calls. Node gives them from node:crypto and
 * node:zlib (io), a page from its own libraries. Where one is missing, what needs it stays bytes.
 */
import type { Bytes } from './bytes.ts';

export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'md5';
export type CipherName = 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-128-ccm' | 'aes-128-ccm8';

export interface Crypto {
  hash(name: HashName, bytes: Bytes): Bytes;
  hmac(name: HashName, key: Bytes, bytes: Bytes): Bytes;
  /** The plaintext of a sealed record (its tag at the end); undefined where the tag is wrong. */
  open(cipher: CipherName, key: Bytes, nonce: Bytes, additional: Bytes, sealed: Bytes): Bytes | undefined;
}

export type Coding = 'gzip' | 'deflate' | 'br';

/** Content that was unpacked, at most as long as was allowed; `whole` where all of it was there and good. */
export interface Unpacked {
  readonly bytes: Bytes;
  readonly whole: boolean;
}

export interface Tools {
  readonly crypto?: Crypto;
  /** At most `most` bytes of what `bytes` was packed from. */
  readonly unpack?: (coding: Coding, bytes: Bytes, most: number) => Unpacked;
}

export const NO_TOOLS: Tools = {};

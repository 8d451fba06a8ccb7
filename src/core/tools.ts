/**
 * Tools: what a host brings that the pure floors cannot have by themselves, as synchronous calls. Node gives them from node:crypto and
 * node:zlib (io), a page from its own libraries. Where one is missing, what needs it stays bytes.
 */
import type { Bytes } from './bytes.ts';

export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'md5';
/** Ciphers with a tag. */
export type CipherName =
  | 'aes-128-gcm'
  | 'aes-256-gcm'
  | 'aria-128-gcm'
  | 'aria-256-gcm'
  | 'chacha20-poly1305'
  | 'aes-128-ccm'
  | 'aes-256-ccm'
  | 'aes-128-ccm8'
  | 'aes-256-ccm8';
/** Block ciphers in chains (CBC). */
export type BlockCipherName =
  | 'aes-128-cbc'
  | 'aes-256-cbc'
  | 'aria-128-cbc'
  | 'aria-256-cbc'
  | 'camellia-128-cbc'
  | 'camellia-256-cbc'
  | 'des-ede3-cbc';

export interface Crypto {
  hash(name: HashName, bytes: Bytes): Bytes;
  hmac(name: HashName, key: Bytes, bytes: Bytes): Bytes;
  /** The plaintext of a sealed record (its tag at the end); undefined where the tag is wrong. */
  open(cipher: CipherName, key: Bytes, nonce: Bytes, additional: Bytes, sealed: Bytes): Bytes | undefined;
  /** What whole blocks say, padding and all; undefined where they are not whole or the cipher is missing. */
  decrypt(cipher: BlockCipherName, key: Bytes, iv: Bytes, blocks: Bytes): Bytes | undefined;
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

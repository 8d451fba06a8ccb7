/** Open record: the plaintext of a sealed record, by its keys and its number (RFC 8446 §5.2, RFC 5246 §6.2.3.3). */
import { type Bytes, concat, put16, put32, sameBytes, u8, u16 } from '../../core/bytes.ts';
import type { Tools } from '../../core/tools.ts';
import { HEADER, type MacKeys, type RecordKeys, type TagKeys, type TlsMessage } from './message.ts';

export interface Plaintext {
  readonly content: number;
  readonly bytes: Bytes;
}

/** What was in the record that starts at `o`; undefined where keys or number are not its own. */
export const openRecord = (tools: Tools, keys: RecordKeys, sequence: number, b: Bytes, o: number): Plaintext | undefined => {
  const { crypto } = tools;
  const end = o + HEADER + u16(b, o + 3);
  if (crypto === undefined || end > b.length) return undefined;
  if (keys.kind === 'mac') return openMac(crypto, keys, sequence, b, o, end);
  return keys.inner ? openInner(crypto, keys, sequence, b, o, end) : openOuter(crypto, keys, sequence, b, o, end);
};

/** The same for a record that the reader opened: its keys and its number are in its message. */
export const openMessage = (tools: Tools, message: TlsMessage, b: Bytes, o: number): Plaintext | undefined =>
  message.keys && openRecord(tools, message.keys, message.sequence, b, o);

type Open = NonNullable<Tools['crypto']>;

/** RFC 8446 §5.2: the content, its type, zeros. */
const openInner = (crypto: Open, keys: TagKeys, sequence: number, b: Bytes, o: number, end: number): Plaintext | undefined => {
  const additional = b.subarray(o, o + HEADER);
  const plain = crypto.open(keys.cipher, keys.key, mixed(keys.iv, sequence), additional, b.subarray(o + HEADER, end));
  if (plain === undefined) return undefined;
  let last = plain.length - 1;
  while (last >= 0 && u8(plain, last) === 0) last--;
  return last < 0 ? undefined : { content: u8(plain, last), bytes: plain.subarray(0, last) };
};

const openOuter = (crypto: Open, keys: TagKeys, sequence: number, b: Bytes, o: number, end: number): Plaintext | undefined => {
  const explicit = keys.iv.length === 4 ? 8 : 0;
  const from = o + HEADER + explicit;
  const length = end - from - keys.tagLength;
  if (length < 0) return undefined;
  const additional = numbered(sequence, b, o, length);
  const nonce = explicit === 0 ? mixed(keys.iv, sequence) : new Uint8Array(12);
  if (explicit > 0) {
    nonce.set(keys.iv);
    nonce.set(b.subarray(o + HEADER, from), 4);
  }
  const bytes = crypto.open(keys.cipher, keys.key, nonce, additional, b.subarray(from, end));
  return bytes && { content: u8(b, o), bytes };
};

/** RFC 5246 §6.2.3.1 and §6.2.3.2, RFC 7366: a MAC of the content inside what is encrypted, or one of what is encrypted behind it. */
const openMac = (crypto: Open, keys: MacKeys, sequence: number, b: Bytes, o: number, end: number): Plaintext | undefined => {
  const from = o + HEADER;
  const to = keys.encryptedFirst ? end - keys.macLength : end;
  if (to < from) return undefined;
  const isRight = (content: Bytes, mac: Bytes): boolean =>
    sameBytes(crypto.hmac(keys.hash, keys.mac, concat([numbered(sequence, b, o, content.length), content])), mac);
  if (keys.encryptedFirst && !isRight(b.subarray(from, to), b.subarray(to, end))) return undefined;
  const plain = keys.cipher === undefined ? b.subarray(from, to) : decrypted(crypto, keys, b.subarray(from, to));
  const length = plain === undefined ? -1 : plain.length - (keys.encryptedFirst ? 0 : keys.macLength);
  if (plain === undefined || length < 0) return undefined;
  const bytes = plain.subarray(0, length);
  return keys.encryptedFirst || isRight(bytes, plain.subarray(length)) ? { content: u8(b, o), bytes } : undefined;
};

/** Without the initial vector in front, which TLS 1.0 has not, and without the padding. */
const decrypted = (crypto: Open, { cipher, key, iv, isChained }: MacKeys, blocks: Bytes): Bytes | undefined => {
  const size = iv.length;
  if (cipher === undefined || blocks.length < (isChained ? size : 2 * size)) return undefined;
  const plain = crypto.decrypt(cipher, key, isChained ? iv : blocks.subarray(0, size), isChained ? blocks : blocks.subarray(size));
  if (plain === undefined) return undefined;
  const length = plain.length - 1 - u8(plain, plain.length - 1);
  return length < 0 ? undefined : plain.subarray(0, length);
};

/** The keys of the record behind the one at `o`: in TLS 1.0 each begins with the last block of the one before. */
export const keysBehind = (keys: RecordKeys, b: Bytes, o: number): RecordKeys => {
  if (keys.kind !== 'mac' || !keys.isChained || keys.cipher === undefined) return keys;
  const end = o + HEADER + u16(b, o + 3) - (keys.encryptedFirst ? keys.macLength : 0);
  const from = end - keys.iv.length;
  return from < o + HEADER ? keys : { ...keys, iv: Uint8Array.from(b.subarray(from, end)) };
};

/** What is protected beside the content: its number, type, version and length. */
const numbered = (sequence: number, b: Bytes, o: number, length: number): Uint8Array => {
  const additional = new Uint8Array(13);
  putSequence(additional, 0, sequence);
  additional.set(b.subarray(o, o + 3), 8);
  put16(additional, 11, length);
  return additional;
};

/** RFC 8446 §5.3: the number of the record, mixed into the end of what is the same for all. */
const mixed = (iv: Bytes, sequence: number): Uint8Array => {
  const number = new Uint8Array(12);
  putSequence(number, 4, sequence);
  return Uint8Array.from(iv, (byte, k) => byte ^ u8(number, k));
};

const putSequence = (b: Bytes, o: number, sequence: number): void => {
  put32(b, o, Math.floor(sequence / 2 ** 32));
  put32(b, o + 4, sequence);
};

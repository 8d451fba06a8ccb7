/** Message: what the reader notes of one record. Rows and trees are made of it and of the record's bytes. */
import type { Bytes } from '../../core/bytes.ts';
import type { BlockCipherName, CipherName, HashName } from '../../core/tools.ts';
import type { CarriedPart, Message } from '../../wire/stream.ts';

export const Content = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23, heartbeat: 24 } as const;
/** In place of those: the header was cut. */
export const NO_CONTENT = -1;

/** Bytes of a record's header. */
export const HEADER = 5;
/** RFC 5246 §6.2.3: what encryption may add to 2^14 bytes. */
export const MAX_RECORD = 16384 + 2048;

/** Keys of one direction between two changes. */
export type RecordKeys = TagKeys | MacKeys;

export interface TagKeys {
  readonly kind: 'tag';
  readonly cipher: CipherName;
  readonly key: Bytes;
  /** 12 bytes that the number of the record is mixed into; 4 before TLS 1.3, where the record brings the rest (RFC 5288 §3). */
  readonly iv: Bytes;
  readonly tagLength: number;
  /** Laid out as in TLS 1.3: the type of the content lies inside. */
  readonly inner: boolean;
}

export interface MacKeys {
  readonly kind: 'mac';
  readonly inner: false;
  /** Absent: nothing is encrypted. */
  readonly cipher: BlockCipherName | undefined;
  readonly key: Bytes;
  /** Where the record does not bring it (TLS 1.0): at first from the key schedule, then the last block of the record before. */
  readonly iv: Bytes;
  readonly isChained: boolean;
  readonly mac: Bytes;
  readonly hash: HashName;
  readonly macLength: number;
  /** The MAC is that of what is encrypted, and stands behind it (RFC 7366). */
  readonly encryptedFirst: boolean;
}

export interface TlsMessage extends Message {
  /** As negotiated when the record came; 0 where nothing was yet. */
  readonly version: number;
  /** What is in the record, as far as is known. */
  readonly content: number;
  /** Encrypted, and nobody told the keys. */
  readonly sealed: boolean;
  /** Its keys are known, and the block before it, with which it goes on in TLS 1.0, is missing. */
  readonly headless: boolean;
  /** Types of the handshake messages in it, with FRAGMENT where one is not whole; level and description of an alert. */
  readonly says: readonly number[];
  readonly suite: number;
  /** The server goes on with a session of before. */
  readonly resumed: boolean;
  /** The protocol above, in words. */
  readonly protocol: string;
  /** What the record is opened with again, and its number. */
  readonly keys: RecordKeys | undefined;
  readonly sequence: number;
  /** Records before this one in which its first handshake message began. */
  readonly fragments: number;
  /** What they had of that message, where this record completes it. */
  readonly before: Bytes | undefined;
  /** Of data: bytes at its end that wait for the rest of a message above, and the records that brought the one that it completes. */
  readonly waiting: number;
  readonly parts: readonly CarriedPart[];
}

/** In `says`: the message goes on in a later record. */
export const FRAGMENT = 0x100;
export const NO_PARTS: readonly CarriedPart[] = [];

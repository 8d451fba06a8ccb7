/**
 * Stream: how a protocol is read out of the bytes of a conversation, as a value, "need more" or a fault; without I/O, clock or exceptions.
 * A layer that has a reader is found in streams; what the reader takes for one message is dissected by the layer's own fields and body.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Severity } from '../core/fault.ts';
import type { Tools } from '../core/tools.ts';

/** 0: the side that opened the conversation (the client), 1: the other one. */
export type Side = 0 | 1;

/** What a reader may know when its conversation begins. */
export interface ConversationFacts {
  /** Ports of side 0 and side 1; 0 where there are none. */
  readonly ports: readonly [client: number, server: number];
  readonly tools: Tools;
  readonly secrets: Secrets;
  /** The transport's name and the number of the conversation among its own. */
  readonly transport?: string;
  readonly stream?: number;
  /** The message that arranged this conversation, where one did. */
  readonly arrangement?: Arrangement;
}

/** Another conversation that a message arranges: between the same hosts, one of them at `port`. */
export interface Arranged {
  readonly protocol: string;
  readonly port: number;
  /** What the reader of that conversation may know; who arranged it may go on to change it. */
  readonly about: unknown;
}
export interface Arrangement {
  readonly frame: number;
  readonly about: unknown;
}

/** Keys of encrypted conversations. */
export interface Secrets {
  /** A line of a key log (NSS format): label, client random, secret. Lines that are none of those known are ignored. */
  add(line: string): void;
  /** The secret under a label for a client random (as lower-case hex); undefined where nobody told it yet. `asker` may be told later. */
  find(label: string, random: string, asker?: ConversationFacts): Bytes | undefined;
}

/** One message: what a reader found. A reader adds what its rows and its tree need; kept small, as it lives as long as the index. */
export interface Message {
  /** Bytes in front of the layer that frame the message and are shown in it (DNS over TCP: 2). Default 0. */
  readonly skip?: number;
  /** A reply is awaited under this key; the next message from the other side with the same `answers` is it. */
  readonly asks?: number | string;
  /** The message answers the oldest one of the other side that asked with this key. */
  readonly answers?: number | string;
  readonly arranges?: Arranged;
  /** The media type of what it carries, where its own bytes do not name it. */
  readonly mediaType?: string;
}

/** Bytes of another stream that a message brings: a decrypted record, for the reader above. */
export interface Carried {
  readonly bytes: Bytes;
  /** The layer that reads it, by its name; where absent, the table and key that name it, else it is guessed. */
  readonly protocol?: string;
  readonly table?: string;
  readonly key?: string | number;
}

/** What became of the bytes that a message carried, in the reader above. */
export interface Delivered {
  /** Bytes at their end that wait for the rest of a message. */
  readonly waiting: number;
  /** The carriers of the message that they completed, where it began in earlier ones; else none. */
  readonly parts: readonly CarriedPart[];
}
export interface CarriedPart {
  readonly frame: number;
  readonly length: number;
}

export type Read<M extends Message = Message> =
  /** Took `length` bytes (at least 1) for one message; may feed the next reader up. */
  | { readonly kind: 'message'; readonly length: number; readonly message: M; readonly carries?: Carried }
  /**
   * The message is not whole; not asked again before `least` bytes (counted from `o`) are there or the side has closed. `looks`: the message
   * ends there, and until it was taken only its first `looks` bytes are looked at.
   */
  | { readonly kind: 'more'; readonly least?: number; readonly looks?: number | undefined }
  /** What is there cannot be: skip `length` bytes and go on; with 0 the rest of this side stays bytes. */
  | { readonly kind: 'fault'; readonly length: number; readonly text: string; readonly severity?: Severity }
  /**
   * Behind `length` more bytes (0: here) both sides speak another protocol (CONNECT, STARTTLS, Upgrade); '' for one that is not known.
   * `inside`: what that one will carry, where it is known.
   */
  | { readonly kind: 'become'; readonly protocol: string; readonly length: number; readonly inside?: string };

export const MORE: Read<never> = { kind: 'more' };
export const more = (least: number, looks?: number): Read<never> => ({ kind: 'more', least, looks });

export interface Reader<S, M extends Message = Message> {
  /** Whether that message is none of the protocol's own, only what a segment or a datagram brought. */
  unframed?(message: M): boolean;
  /** Characters (one a byte) with which each side may begin; a guess is asked about other bytes in vain. Any, if absent. */
  readonly begins?: readonly [client: string, server: string];
  /** How sure one may be, 0 to 1, that the first bytes of a side are this protocol's; asked where no table knows. */
  guess?(head: Bytes, o: number, end: number, from: Side): number;
  /** What both sides share: a queue of requests, tables, keys. `inside`: what its messages will carry, where the protocol before it said so. */
  open(c: ConversationFacts, inside?: string): S;
  /**
   * Looks at b[o, end): all bytes of this side that no message took yet, in stream order and without gaps. `closed`: no more will come.
   * Changes S alone and only as far as it took bytes or noted its progress. A datagram is given whole, with `closed`.
   */
  read(s: S, from: Side, b: Bytes, o: number, end: number, closed: boolean): Read<M>;
  /**
   * What b[o, end) is, where the capture cut the rest of the segment and reading it as the end of the side gives no message: the beginning of
   * one, as far as it came. Takes all of it.
   */
  cut?(s: S, from: Side, b: Bytes, o: number, end: number): M | undefined;
  /** Told of every message in which frame it ends, in their order on both sides. */
  placed?(s: S, message: M, frame: number): void;
  /** Told of every message that carried something what became of it. */
  delivered?(s: S, message: M, to: Delivered): void;
  /** What makes lines of the beginning of a message, so that they can be dissected: its end, where only whole lines are looked at. */
  readonly lineEnd?: Bytes;
  /** What the beginning of a message that is not whole is dissected as, where its own bytes do not tell (credentials). */
  unfinished?(s: S, from: Side): M | undefined;
  /**
   * Whether a segment that leaves a message unfinished says how that began (the layer's `begun`);
   * `before`: how much of the message came before. Default: where nothing did.
   */
  tellsBegun?(s: S, from: Side, before: number): boolean;
  /** Bytes of this side are missing (a gap); what follows may begin anywhere. False: this side cannot be read on. Default: false. */
  resume?(s: S, from: Side): boolean;
}

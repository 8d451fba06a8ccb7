/**
 * Transport: what a layer says whose segments or datagrams belong to conversations between two addresses and ports. Conversations, follow,
 * ladders, rows and filters work with any layer that says so.
 */
import type { Bytes } from '../core/bytes.ts';
import type { TimeCodes } from '../core/time-codes.ts';
import { type FieldSource, ofFacts } from './row.ts';

/** Where a segment or datagram lies: captured to `end`, on the wire to `wire`. */
export interface Place {
  b: Bytes;
  o: number;
  end: number;
  wire: number;
  /** Inside the packet that an ICMP error quotes. */
  quoted: boolean;
}

/** The frame in hand; seconds as a word of the time codes. */
export interface Now {
  frame: number;
  seconds: number;
  nanos: number;
  /** Its time may be that of another frame (frames made from socket events): no time between two such frames is none. */
  inferred: boolean;
}

/** What is known of everything that belongs to a conversation. */
export type ConversationFactsOf = {
  conversation: number;
  /** Number among the conversations of its protocol. */
  stream: number;
  /** 0: the side with the smaller address (or port) sent it. */
  side: number;
  /** Who sent this one: 1 the client (who opened, or spoke first), 2 the server, 0 where nobody can tell. */
  role: number;
  /** When the conversation began, when its previous segment or datagram was, and when this one is: seconds since 1970, nanoseconds. */
  firstSeconds: number;
  firstNanos: number;
  previousSeconds: number;
  previousNanos: number;
  seconds: number;
  nanos: number;
};
export type MutableFacts = ConversationFactsOf & Record<string, number>;

export const conversationFacts = (): ConversationFactsOf => ({
  conversation: 0,
  stream: 0,
  side: 0,
  role: 0,
  firstSeconds: 0,
  firstNanos: 0,
  previousSeconds: 0,
  previousNanos: 0,
  seconds: 0,
  nanos: 0,
});

/** Judges the segments of one protocol, in the order of frames; it keeps what it knows of a conversation under a number of its own (0: none yet). */
export interface Analysis {
  /** Looks at a segment of which `needs` bytes are there; whether it begins another conversation between the same two ends. */
  begins(p: Place, state: number, side: number): boolean;
  /** A new conversation; `again` where it takes the place of another one between the same ends. Gives its number. */
  open(again: boolean): number;
  /** Judges the segment that `begins` looked at and writes what is known of it. `first`: nothing of its conversation was seen before. */
  judge(p: Place, state: number, side: number, first: boolean, now: Now, facts: MutableFacts): void;
  /** The conversation is forgotten. */
  close(state: number): void;
}

/** How the segments of a transport make up a stream of bytes (RFC 9293 §3.4). */
export interface Segmented {
  /** Fields of the fixed header with sequence number, acknowledgement, window and control bits. */
  readonly seq: string;
  readonly ack: string;
  readonly window: string;
  readonly flags: string;
  /** Bits of the flags. */
  readonly syn: number;
  readonly fin: number;
  readonly rst: number;
  readonly acks: number;
}

/** A dissected field, as far as an arrow needs it. */
export interface ShownField {
  readonly name: string;
  readonly value: unknown;
  readonly length: number;
  readonly children: readonly ShownField[];
}

export interface Transport {
  /** Bytes of the header that have to be there before it belongs to a conversation. */
  readonly needs: number;
  /** Key of the field (declared without a fixed place) that holds what is carried. */
  readonly payload: string;
  /** The layer with whose conversations its own are counted, where two protocols share one field for the number. */
  readonly countedWith?: string;
  /** The facts that it adds, all 0 (or what stands for "not known"). */
  readonly facts?: () => Readonly<Record<string, number>>;
  /** Facts that may be negative. */
  readonly signed?: readonly string[];
  readonly analysis?: (times: TimeCodes) => Analysis;
  readonly segmented?: Segmented;
  /** What may be wrong with a segment: a fact, and the field that says it for bits of that; words have a short name for each, `fault.` before it. */
  readonly faults?: TransportFaults;
  /** What a ladder says of a segment: a word for its arrow, and numbers. */
  readonly arrow?: (fields: readonly ShownField[]) => { readonly label: string; readonly detail: string };
  /** It has no data: it tells nothing of its conversation's times. */
  readonly isEmpty?: (b: Bytes, o: number) => boolean;
}

export interface TransportFaults {
  readonly fact: string;
  readonly fields: Readonly<Record<string, number>>;
  /** Fields that follow from the same fact and tell of nothing wrong. */
  readonly others: readonly string[];
  readonly reset: string;
}

/** A fact as the value of a field. */
export const fact = (name: string): FieldSource => ofFacts((facts) => facts[name]);

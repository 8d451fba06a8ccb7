/**
 * Sentence: what a layer of a frame says in plain words: an entry of its catalogue (core/words.ts) and what stands in its slots. A pure
 * function of what was dissected and what is known of the conversation. Names no other word of this floor.
 */
import type { Said, Who } from '../core/words.ts';
import type { Ends } from './ends.ts';
import type { Message } from './stream.ts';
import type { Value } from './value.ts';

export type { Said, Who } from '../core/words.ts';

/** A packet that shows it well, made by the builder: layers and fields as `wirecat build` takes them, and what it carries, a character a byte. */
export interface Example {
  readonly words: string;
  readonly data?: string;
  /** The same in hexadecimal, where it is no text. */
  readonly hex?: string;
}

/** What a protocol says in words. */
export interface Sentences {
  readonly example?: Example;
  /** What the packet or message does and why, where nothing that it carries says more. */
  readonly says?: (at: Speaking) => Said | undefined;
  /** What is worth saying of this layer beside that: a tunnel, a packet that comes again, the end of a direction. */
  readonly adds?: (at: Speaking) => Said | readonly Said[] | undefined;
}

/** Fields by their names, in whatever they lie. */
export interface Reading {
  has(name: string): boolean;
  /** Of the first of that name. */
  value(name: string): Value | undefined;
  values(name: string): readonly Value[];
  /** Its number; 0 where it is not there. */
  number(name: string): number;
  /** As exports spell it; empty where it is not there. */
  text(name: string): string;
  texts(name: string): readonly string[];
  /** What its number is called, where the declaration knows it. */
  named(name: string): string | undefined;
  /** What lies under each field of that name. */
  under(name: string): readonly Reading[];
  /** The fields themselves that lie in this one, each with what is under it. */
  parts(): readonly (Reading & { readonly name: string })[];
}

/** A layer that speaks: its values, and who sent it to whom. */
export interface Speaking extends Reading {
  /** Name and title of the layer. */
  readonly layer: string;
  readonly title: string;
  /** What the packet list says of it. */
  readonly info: string | undefined;
  readonly quoted: boolean;
  /** What the layer's frame says beside bytes (Ends). */
  readonly event: Ends['event'];
  readonly message: Message | undefined;
  /** Number of the frame. */
  readonly frame: number;
  /** Something is known of its own conversation. */
  readonly isKnown: boolean;
  /** A fact of that; 0 where it is not known. */
  fact(name: string): number;
  /** Its bytes, from its header to its end, as far as they were captured. */
  readonly bytes: Uint8Array;
  /** Bytes behind the header that were there on the wire. */
  readonly carried: number;
  /** The nearest layer below, or that of a name. */
  below(name?: string): Speaking | undefined;
  /** The layers that it carries. */
  above(): readonly Speaking[];
  /** By their role where the conversation tells, else by address and port. */
  readonly sender: Who;
  readonly receiver: Who;
  /** Whether the client sent it, as far as anybody can tell. */
  readonly isClient: boolean;
  /** Addresses, of the innermost layer that has some; empty where there is none. */
  readonly source: string;
  readonly target: string;
}

/** Who sent a segment or datagram, as the fact `role` has it. */
export const ROLE = { unknown: 0, client: 1, server: 2 } as const;

/** A host by its name alone. */
export const host = (name: string): Who => ({ who: 'host', name });

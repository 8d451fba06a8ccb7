/** Dissection: what is made of one frame, as data: stretches of layers, their fields, faults and byte sources. */
import type { Bytes } from '../core/bytes.ts';
import type { Fault } from '../core/fault.ts';
import type { Tools } from '../core/tools.ts';
import type { Ends } from './ends.ts';
import type { Frame } from './frame.ts';
import type { Origin } from './origin.ts';
import type { Facts } from './row.ts';
import type { SecretPlace } from './secret.ts';
import type { Message } from './stream.ts';
import type { Field, Layer } from './types.ts';

export interface Stretch {
  readonly layer: Layer;
  /** The stretch that carries this one, by its place among the layers; -1 for the first. A frame is a forest: one may carry several. */
  readonly parent: number;
  readonly source: number;
  readonly offset: number;
  /** Bytes of the header; for the highest layer all of its bytes. */
  length: number;
  /** Where what it carries ends, by its own word and as far as it was captured. */
  readonly end: number;
  /** Where it ended on the wire. */
  readonly wire: number;
  /** Inside the packet that an ICMP error quotes. */
  readonly quoted: boolean;
  /** What it carries is only a piece of a datagram. */
  readonly fragment: boolean;
  /** Where the packet goes in the end, where this layer says so: the address in place of the header's. */
  readonly destination: Bytes | undefined;
  readonly fields: readonly Field[];
  heading: string;
  info: string | undefined;
  /** The protocol column. */
  readonly label: string;
  /** Who sent it to whom, where the layer says so beside its columns. */
  readonly ends: Ends | undefined;
  /** What is known of its conversation. */
  readonly facts: Facts | undefined;
  /** What its reader found, where it was found in a stream. */
  readonly message: Message | undefined;
  /** What it carries, where those are bytes of another source that nobody dissects. */
  readonly data: Dissection['rest'];
  /** Bytes of what it carries that wait for the rest of a message above. */
  readonly waiting: Dissection['rest'];
}

/** Bytes that fields refer to: the frame, and what was reassembled. */
export interface Source {
  readonly name: string;
  readonly bytes: Bytes;
  /** The bytes as they are, where passwords in `bytes` are covered. */
  readonly whole?: Bytes;
  /** Which frames the bytes came from; nothing where they are the frame's own, or were derived (decrypted, unpacked). */
  readonly from: readonly Origin[];
}

/** A fault of a frame: bytes of a source, in one of the layers. */
export interface FrameFault extends Fault {
  readonly source: number;
  readonly stretch: number;
}

/** A frame without its layers. */
export interface Outline {
  readonly frame: Frame;
  readonly sources: readonly Source[];
  /** Bytes above the highest layer. */
  readonly rest: { readonly source: number; readonly offset: number; readonly length: number } | undefined;
}

export interface Dissection extends Outline {
  readonly layers: readonly Stretch[];
  readonly faults: readonly FrameFault[];
  /** Where secrets lie in bytes that wait for the rest of their message: worked out for who covers them, while the frame is the newest. */
  readonly early: () => readonly SecretPlace[];
}

/** Recompute checksums while dissecting (Wireshark's check_checksum preferences; off there and here unless asked). */
export interface DissectOptions {
  readonly verify?: boolean;
  /** Rows say passwords as they are. */
  readonly showSecrets?: boolean;
  /** What the host lends. */
  readonly tools?: Tools;
}

/** Where a layer lies in a source. */
export interface Span {
  readonly source: number;
  readonly start: number;
  /** End of what was captured, and of what there was. */
  readonly end: number;
  readonly wire: number;
}

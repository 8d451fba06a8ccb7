/** Value: what a field may hold, how it reads, and what is known of it beside its bits. Names no other word of this floor. */
import type { Bytes } from '../core/bytes.ts';

export type Value = number | bigint | boolean | string | Bytes;

/**
 * How a value reads as text, and so which type a filter compares it with.
 * `time` is seconds as bigint nanoseconds; `none` is a mark that is there or not; `label` is text made for people.
 */
export type Show = 'dec' | 'hex' | 'bool' | 'mac' | 'ip4' | 'ip6' | 'bytes' | 'string' | 'time' | 'date' | 'none' | 'float';

/** What is looked up in a table of what may follow. */
export type Key = number | string;

/** Text of known values. */
export type Names = Readonly<Record<number, string>>;

/** Where the scan puts a field so that lists and conversations need no dissection. */
export type Column = 'src' | 'dst' | 'sport' | 'dport';

/** What `auto` may look at when a field is left out of build(). `bytes` is header + payload with this field zeroed. */
export interface BuildContext {
  readonly header: number;
  readonly payload: number;
  readonly bytes: Bytes;
  /** Sum of the pseudo header's addresses (RFC 9293 §3.1, RFC 8200 §8.1), without protocol and length. */
  readonly pseudo: number;
  /** What the payload is, by the selector that the upper layer declared for this layer's table; -1 where unknown. */
  readonly upper: number;
  /** What the caller gave, by key. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** What an Internet checksum covers (RFC 1071). */
export interface InternetSum {
  /** The header, or header and all that it carries. */
  readonly covers: 'header' | 'segment';
  /** The addresses of the layer below are summed too, with this protocol number and the length (RFC 9293 §3.1). */
  readonly pseudo?: number;
  /** Key of the field that says how many bytes are covered; where absent or 0, what the layer below carries. */
  readonly length?: string;
  /** What is covered may be a part of what the pseudo header counts (RFC 3828). */
  readonly isPartial?: boolean;
  /** 0 says that the sender did not work it out (RFC 768), or cannot be (RFC 3828); a computed 0 is sent as all ones. */
  readonly zero?: 'absent' | 'illegal';
  /** Worked out even where it was not asked for (protocols that no hardware helps: ICMP). */
  readonly always?: boolean;
}

/** One option: its kind and the fields of its value. */
export interface OptionInput {
  readonly kind: number;
  readonly [field: string]: number | Bytes | readonly (number | Bytes)[] | undefined;
}

/** Values by their keys, in the order in which they were given; texts are UTF-8. */
export type Given = readonly (readonly [key: string, value: number | Bytes])[];
/** Of the fixed header, as far as they were given. */
export type HeaderValues = Readonly<Record<string, unknown>>;

/** Bytes made of them, and what the header says of those where nothing else was given. */
export interface Written {
  readonly bytes: Bytes;
  readonly header?: Readonly<Record<string, number>>;
}

/** What follows from fields of the fixed header, by name and as raw numbers (not scaled): made with `of`, read by scan and dissection alike. */
export interface Formula<K extends string, T> {
  readonly reads: readonly K[];
  readonly result: (...values: number[]) => T;
}

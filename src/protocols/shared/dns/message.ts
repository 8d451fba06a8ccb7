/**
 * Messages as plain data: what services, clients and proxies read and write. Names are in the escaped form of zone files without their last
 * dot (RFC 1035 §5.1, `.` is the root), character strings too, other bytes are bytes.
 */
import type { Bytes } from '../../../core/bytes.ts';
import type { EdnsOption } from './options.ts';
import type { RecordData } from './records.ts';
import type { StatefulEntry } from './stateful.ts';

export interface Question {
  readonly name: string;
  /** A mnemonic, or `TYPE1234` (RFC 3597 §5). */
  readonly type: string;
  /** Default: IN. */
  readonly class?: number;
  /** mDNS: an answer to the asker alone will do (RFC 6762 §5.4). */
  readonly unicast?: boolean;
}

interface RecordHead {
  readonly name: string;
  /** Default: IN. */
  readonly class?: number;
  readonly ttl: number;
  /** mDNS: what others know of this name and type is no longer so (RFC 6762 §10.2). */
  readonly flush?: boolean;
}
/** A record; `bytes` where its type has no plain data here, or where it has no data at all (RFC 2136 §2.4). */
export type DnsRecord = RecordHead & (RecordData | { readonly type: string; readonly bytes: Bytes });

/** RFC 6891 §6.1.3. */
export interface Edns {
  /** Bytes of a datagram that the sender can take. */
  readonly size: number;
  readonly version?: number;
  /** DNSSEC records are wanted (RFC 3225). */
  readonly dnssec?: boolean;
  readonly options?: readonly EdnsOption[];
}

export interface DnsMessage {
  readonly id: number;
  readonly response?: boolean;
  readonly opcode?: number;
  readonly authoritative?: boolean;
  readonly truncated?: boolean;
  readonly recursionDesired?: boolean;
  readonly recursionAvailable?: boolean;
  readonly authentic?: boolean;
  readonly checkingDisabled?: boolean;
  /** With the higher bits that EDNS has room for. */
  readonly rcode?: number;
  readonly questions?: readonly Question[];
  readonly answers?: readonly DnsRecord[];
  readonly authorities?: readonly DnsRecord[];
  readonly additionals?: readonly DnsRecord[];
  readonly edns?: Edns;
  /** DNS Stateful Operations: what is there in place of sections (RFC 8490 §5.4). */
  readonly stateful?: readonly StatefulEntry[];
}

/** A message that was read: its sections are there, flags where they are set, classes where they are not IN. */
export interface WholeMessage extends DnsMessage {
  readonly opcode: number;
  readonly rcode: number;
  readonly questions: readonly Question[];
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
}

/** `id`: that of a message whose header was there, so that its sender can be told. */
export type ReadMessage =
  | { readonly kind: 'message'; readonly message: WholeMessage }
  | { readonly kind: 'fault'; readonly text: string; readonly at: number; readonly id: number | undefined };

export interface Dialect {
  /** mDNS: the uppermost bit of classes says more. */
  readonly multicast?: boolean;
}

/** Class IN, and the bit of multicast above it. */
export const INTERNET = 1;
export const HIGH = 0x8000;
export const OPT_TYPE = 41;

/** Marks of a message and their bits. */
export const FLAGS = {
  response: 0x8000,
  authoritative: 0x400,
  truncated: 0x200,
  recursionDesired: 0x100,
  recursionAvailable: 0x80,
  authentic: 0x20,
  checkingDisabled: 0x10,
} as const;

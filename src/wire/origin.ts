/** Origin: where bytes come from that are not a frame's own: fragments, segments, and the request that a reply answers. */
import type { Bytes } from '../core/bytes.ts';
import type { Claim } from './datagram.ts';
import type { AnsweredFrame, WriteBegun } from './row.ts';
import type { Message } from './stream.ts';

/** What who carries a layer says of it, and this one of what it carries. */
export interface Carrying {
  /** A media type with its parameters; empty where nothing is said. */
  readonly mediaType: string;
  /** The same of what is followed next. */
  carries: string;
}

/** The request that a reply answers; of what is sent again, what it repeats. */
export interface Answered extends AnsweredFrame {
  readonly message: Message | undefined;
  /** Of claims: those whose address another holds, in their order. */
  readonly conflicts?: readonly Conflict[] | undefined;
}

/** A claim to an address that `other` holds, who said so last in `frame`; that was so many whole seconds before. */
export interface Conflict extends Claim {
  readonly other: number;
  readonly frame: number;
  readonly seconds: number;
}

/** Bytes [offset, offset + length) of a source are those from `at` on of the frame numbered `frame`. */
export interface Origin {
  readonly offset: number;
  readonly length: number;
  readonly frame: number;
  readonly at: number;
}

/** One fragment of a datagram and what is wrong with it. */
export interface Fragment {
  readonly frame: number;
  /** Where its bytes start in the frame; -1 where they lie in another source. */
  readonly at: number;
  readonly offset: number;
  readonly bytes: Bytes;
  /** It has bytes that another fragment has too; they are not the same. */
  overlaps: boolean;
  conflicts: boolean;
  /** It claims to be the last one, and the datagram ends elsewhere. */
  otherTail: boolean;
  /** It goes on behind the datagram's end. */
  tooLong: boolean;
}

/** A whole datagram and its fragments by offset. */
export interface Reassembled {
  readonly bytes: Bytes;
  readonly fragments: readonly Fragment[];
}

export interface FragmentOf {
  /** What the fragments of one datagram have in common. */
  readonly key: string;
  /** Offset of the fragment in bytes, in the datagram's payload. */
  readonly offset: number;
  readonly more: boolean;
  /** Where its bytes lie, at least one. */
  readonly from: number;
  readonly to: number;
  /** The fields `fragments`, `fragment`, `reassembled.length` … that tell of it are declared with this before their keys. */
  readonly prefix: string;
  /** What the datagram is called. */
  readonly title: string;
}

/** The beginning of a message that is not whole, up to the end of a segment. */
export interface Unfinished {
  /** Name of the layer whose message it is. */
  readonly layer: string;
  /** What its reader takes it for, where that tells. */
  readonly message: Message | undefined;
  /** Valid until the next segment. */
  readonly bytes: Bytes;
  /** What the segment says of it. */
  readonly begun: WriteBegun | undefined;
  readonly begunLabel: string | undefined;
  /** Which frames the bytes came from. */
  readonly from: readonly Origin[];
}

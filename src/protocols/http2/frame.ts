/** Frame: the head of an HTTP/2 frame (RFC 9113 §4.1), its types and flags, and where in it padding and priority lie. */
import { type Bytes, u8, u24, u32 } from '../../core/bytes.ts';

export const HEAD = 9;
export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

export const Type = {
  /** The preface of a client (§3.4), which is no frame. */
  magic: -1,
  data: 0,
  headers: 1,
  priority: 2,
  rstStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
  altSvc: 10,
  origin: 12,
  priorityUpdate: 16,
} as const;

export const Flag = { endStream: 1, ack: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

export interface FrameHead {
  readonly length: number;
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
}

export const headAt = (b: Bytes, o: number): FrameHead => ({
  length: u24(b, o),
  type: u8(b, o + 3),
  flags: u8(b, o + 4),
  stream: u32(b, o + 5) & 0x7fffffff,
});

/** Where the pieces of a payload in [o, end) lie: what is padding is not content. */
export interface Parts {
  /** Of the length of the padding, where there is one. */
  readonly padded: boolean;
  readonly from: number;
  readonly to: number;
  /** Of the priority or the promised stream in front of a header block. */
  readonly before: number;
}

const PADDED: ReadonlySet<number> = new Set([Type.data, Type.headers, Type.pushPromise]);

export const partsOf = ({ type, flags }: FrameHead, b: Bytes, o: number, end: number): Parts => {
  const padded = PADDED.has(type) && (flags & Flag.padded) !== 0 && end > o;
  const start = padded ? o + 1 : o;
  const extra = type === Type.pushPromise ? 4 : type === Type.headers && flags & Flag.priority ? 5 : 0;
  const from = Math.min(end, start + extra);
  return { padded, before: start, from, to: padded ? Math.max(from, end - u8(b, o)) : end };
};

/** Whether a header block, or a piece of one, lies in frames of this type. */
export const hasHeaders = (type: number): boolean => type === Type.headers || type === Type.pushPromise || type === Type.continuation;

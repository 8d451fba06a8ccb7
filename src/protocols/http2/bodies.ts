/** Bodies: what frames of data make on each stream, as much of it as is kept. */

import type { Bytes } from '../../core/bytes.ts';
import type { Side } from '../../wire/stream.ts';
import { Flag, type FrameHead, Type } from './frame.ts';
import { GrowingBytes } from './growing-bytes.ts';
import type { HeaderPiece } from './hpack.ts';
import { type Http2Message, headerValue } from './message.ts';

/** Streams that are remembered, and bytes of bodies that are not whole, on a connection. */
const MOST_STREAMS = 1000;
export const MOST_KEPT = 1 << 20;

/** What one side sends on a stream. */
interface Body {
  type: string;
  coding: string;
  /** Frames so far, and their bytes; `isKept` while those are all there. */
  fragments: number;
  isKept: boolean;
  readonly bytes: GrowingBytes;
}

/** What a message says of the body that it ends. */
type BodyOf = Pick<Http2Message, 'body' | 'mediaType'>;

type Stream = readonly [Body, Body];

const body = (): Body => ({ type: '', coding: '', fragments: 0, isKept: true, bytes: new GrowingBytes() });

export class Bodies {
  readonly #streams = new Map<number, Stream>();
  /** Sides of which bytes are missing. */
  readonly #missed: [boolean, boolean] = [false, false];
  /** Bytes in all of them. */
  kept = 0;

  /** Notes what a header block says of the body that follows; it may be the trailer that ends it. */
  headers({ stream, flags, type }: FrameHead, side: Side, headers: HeaderPiece): BodyOf {
    if (type === Type.pushPromise) return {};
    const at = this.#of(stream)[side];
    at.type =
      headerValue(headers, 'content-type')
        ?.replace(/[;, \t].*$/s, '')
        .toLowerCase() ?? at.type;
    at.coding = headerValue(headers, 'content-encoding')?.toLowerCase() ?? at.coding;
    return type === Type.headers && flags & Flag.endStream && at.fragments > 0 ? this.#end(at, 0) : {};
  }

  data({ stream, flags }: FrameHead, side: Side, bytes: Bytes): BodyOf {
    const isHeadless = this.#missed[side] && !this.#streams.has(stream);
    const at = this.#of(stream)[side];
    if (isHeadless) at.isKept = false;
    if (flags & Flag.endStream) return this.#end(at, bytes.length);
    at.fragments++;
    if (this.kept + bytes.length > MOST_KEPT) this.#lose(at);
    else if (at.isKept) {
      at.bytes.push(bytes);
      this.kept += bytes.length;
    }
    return {};
  }

  /** Bytes of a side are missing: none of its bodies is whole. */
  miss(side: Side): void {
    for (const both of this.#streams.values()) this.#lose(both[side]);
    this.#missed[side] = true;
  }

  /** Nothing more comes on it. */
  drop(stream: number): void {
    for (const at of this.#streams.get(stream) ?? []) this.#lose(at);
    this.#streams.delete(stream);
  }

  #of(stream: number): Stream {
    const known = this.#streams.get(stream);
    if (known !== undefined) return known;
    const made = [body(), body()] as const;
    this.#streams.set(stream, made);
    if (this.#streams.size > MOST_STREAMS) for (const oldest of this.#streams.keys()) return this.#forget(oldest, made);
    return made;
  }

  #forget(oldest: number, newest: Stream): Stream {
    this.drop(oldest);
    return newest;
  }

  #lose(at: Body): void {
    this.kept -= at.bytes.length;
    at.bytes.clear();
    at.isKept = false;
  }

  #end(at: Body, last: number): BodyOf {
    const { type, coding, fragments, isKept } = at;
    const whole = fragments > 0 && isKept && at.bytes.length + last <= MOST_KEPT;
    const before = whole ? at.bytes.all.slice() : undefined;
    this.#lose(at);
    Object.assign(at, body());
    return { body: { coding, fragments, before }, mediaType: type };
  }
}

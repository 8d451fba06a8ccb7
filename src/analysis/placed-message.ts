/** Placed message: a message where a segment completed it, or its beginning. What few ask for is worked out where somebody does. */
import { type Bytes, EMPTY } from '../core/bytes.ts';
import type { Answered, Origin, Unfinished } from '../wire/origin.ts';
import type { WriteBegun } from '../wire/row.ts';
import type { Message } from '../wire/stream.ts';
import type { CompletedMessage, Layer, Node } from '../wire/types.ts';
import { countIn, countOrigins, lengthOf, NO_ORIGINS, type Origins, originList, originsIn, putOrigins } from './origins.ts';

/** Puts bytes together again from the frames that they came from. */
export type FetchBytes = (from: readonly Origin[]) => Bytes;
/** What its bytes are, where they are not its segment's. */
export type Assembled = '' | 'Reassembled' | 'Decrypted';

export class PlacedMessage implements CompletedMessage {
  readonly node: Node;
  readonly message: Message;
  readonly offset: number;
  readonly length: number;
  readonly lacks: number;
  readonly fault: CompletedMessage['fault'];
  answered: Answered | undefined = undefined;
  inner: readonly CompletedMessage[] = NOTHING;
  readonly origins: Origins;
  readonly #kind: Assembled;
  #bytes: Bytes | FetchBytes | undefined;

  constructor(
    node: Node,
    message: Message,
    bytes: Bytes | FetchBytes | undefined,
    offset: number,
    length: number,
    lacks: number,
    origins: Origins,
    kind: Assembled,
    fault: CompletedMessage['fault'],
  ) {
    this.node = node;
    this.message = message;
    this.#bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.lacks = lacks;
    this.origins = origins;
    this.#kind = kind;
    this.fault = fault;
  }

  get bytes(): Bytes | undefined {
    if (typeof this.#bytes === 'function') this.#bytes = this.#bytes(this.from);
    return this.#bytes;
  }
  /** Its first bytes, where those are fetched; else all. */
  begin(length: number): Bytes | undefined {
    return typeof this.#bytes === 'function' && length < this.length ? this.#bytes(firstOf(this.from, length)) : this.bytes;
  }
  get from(): readonly Origin[] {
    return originList(this.origins);
  }
  get name(): string {
    const { name, label } = this.node.layer;
    const title = label ?? name.toUpperCase();
    return this.isOwn ? '' : `${this.#kind} ${title} (${this.length} bytes)`;
  }

  /** Its bytes are those of its segment. */
  get isOwn(): boolean {
    return this.#bytes === undefined;
  }
  /** All of its bytes are those of frames, but not of one. */
  get isOfFrames(): boolean {
    return this.#bytes !== undefined && this.length > 0 && lengthOf(this.origins) === this.length;
  }

  /** The message to be kept, with what is inside it: its bytes are fetched again, or its own. */
  static kept(m: CompletedMessage, fetch: FetchBytes): CompletedMessage {
    const placed = m instanceof PlacedMessage ? m : PlacedMessage.#of(m);
    if (placed.isOwn && m.inner.length === 0) return m;
    return placed.#with(placed.isOfFrames ? fetch : placed.bytes?.slice(), (inner) => PlacedMessage.kept(inner, fetch));
  }

  /** A message that was kept: whoever looks at it fetches its bytes for himself. */
  static again(m: CompletedMessage): CompletedMessage {
    return m instanceof PlacedMessage && !(m.isOwn && m.inner.length === 0) ? m.#with(m.#bytes, PlacedMessage.again) : m;
  }

  static #of(m: CompletedMessage): PlacedMessage {
    const { node, message, bytes, offset, length, lacks, from, fault, answered, inner } = m;
    const made = new PlacedMessage(node, message, bytes, offset, length, lacks, originsIn(from, 0, length), 'Reassembled', fault);
    made.answered = answered;
    made.inner = inner;
    return made;
  }

  #with(bytes: Bytes | FetchBytes | undefined, inner: (m: CompletedMessage) => CompletedMessage): PlacedMessage {
    const { node, message, offset, length, lacks, origins, fault } = this;
    const made = new PlacedMessage(node, message, bytes, offset, length, lacks, origins, this.#kind, fault);
    made.answered = this.answered;
    made.inner = this.inner.map(inner);
    return made;
  }
}

const NOTHING: readonly CompletedMessage[] = [];

/** Where the first bytes come from, `most` at most. */
const firstOf = (from: readonly Origin[], most: number): readonly Origin[] => {
  const first: Origin[] = [];
  for (const { offset, length, frame, at } of from)
    if (offset < most) first.push({ offset, length: Math.min(length, most - offset), frame, at });
  return first;
};

/** The first bytes of a message that are not its segment's. */
export const firstBytesOf = (m: CompletedMessage, length: number): Bytes | undefined =>
  m instanceof PlacedMessage ? m.begin(length) : m.bytes;

/** Bytes that wait: [from, from + length) of `held`, and where all that wait there came from. Valid until more do. */
export interface WaitingBytes {
  readonly held: Bytes;
  readonly origins: readonly Origin[];
  readonly from: number;
  readonly length: number;
  /** Not all of them are there. */
  readonly fetch: FetchBytes | undefined;
}

/** The beginning of a message, as far as it came. */
export class UnfinishedMessage implements Unfinished {
  readonly node: Node;
  readonly message: Message | undefined;
  readonly begun: WriteBegun | undefined;
  readonly #waiting: WaitingBytes | undefined;
  #bytes: Bytes | FetchBytes | undefined;
  #origins: Origins | undefined;

  constructor(
    node: Node,
    message: Message | undefined,
    begun: WriteBegun | undefined,
    of: WaitingBytes | { readonly bytes: Bytes | FetchBytes; readonly origins: Origins },
  ) {
    this.node = node;
    this.message = message;
    this.begun = begun;
    this.#waiting = 'held' in of ? of : undefined;
    this.#bytes = 'held' in of ? undefined : of.bytes;
    this.#origins = 'held' in of ? undefined : of.origins;
  }

  get layer(): string {
    return this.node.layer.name;
  }
  get begunLabel(): Layer['begunLabel'] {
    return this.node.layer.begunLabel;
  }
  get bytes(): Bytes {
    const w = this.#waiting;
    if (w !== undefined) this.#bytes ??= w.fetch ?? w.held.subarray(w.from, w.from + w.length);
    if (typeof this.#bytes === 'function') this.#bytes = this.#bytes(this.from);
    return this.#bytes ?? EMPTY;
  }
  get from(): readonly Origin[] {
    return originList(this.origins);
  }
  get origins(): Origins {
    const w = this.#waiting;
    if (w !== undefined) this.#origins ??= originsIn(w.origins, w.from, w.length);
    return this.#origins ?? NO_ORIGINS;
  }

  /** How many origins there are. */
  get originCount(): number {
    const w = this.#waiting;
    return w === undefined ? countIn(this.origins) : countOrigins(w.origins, w.from, w.length);
  }
  /** Writes the origins into `words` from `at` on; gives where they end. */
  putOrigins(words: Uint32Array, at: number): number {
    const w = this.#waiting;
    if (w !== undefined) return putOrigins(w.origins, w.from, w.length, words, at);
    words.set(this.origins, at);
    return at + this.origins.length;
  }

  /** With bytes of its own, or such that are fetched again. */
  with(bytes: Bytes | FetchBytes): UnfinishedMessage {
    return new UnfinishedMessage(this.node, this.message, this.begun, { bytes, origins: this.origins });
  }

  /** One that was kept: whoever looks at it fetches its bytes for himself. */
  again(): UnfinishedMessage {
    return this.with(this.#bytes ?? EMPTY);
  }
}

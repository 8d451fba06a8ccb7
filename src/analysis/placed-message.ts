/** Placed message: a message where a segment completed it, or its beginning. What few ask for is worked out where somebody does. */
import type { Bytes } from '../core/bytes.ts';
import type { Answered, Origin, Unfinished } from '../wire/origin.ts';
import type { WriteBegun } from '../wire/row.ts';
import type { Message } from '../wire/stream.ts';
import type { CompletedMessage, Layer, Node } from '../wire/types.ts';
import { countIn, countOrigins, lengthOf, type Origins, originList, originsIn, putOrigins } from './origins.ts';

/** Puts bytes together again from the frames that they came from. */
export type FetchBytes = (from: readonly Origin[]) => Bytes;
/** What its bytes are, where they are not its segment's. */
export type Assembled = '' | 'Reassembled' | 'Decrypted';

export class PlacedMessage implements CompletedMessage {
  readonly node: Node;
  readonly message: Message;
  readonly offset: number;
  readonly length: number;
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
    origins: Origins,
    kind: Assembled,
    fault: CompletedMessage['fault'],
  ) {
    this.node = node;
    this.message = message;
    this.#bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.origins = origins;
    this.#kind = kind;
    this.fault = fault;
  }

  get bytes(): Bytes | undefined {
    if (typeof this.#bytes === 'function') this.#bytes = this.#bytes(this.from);
    return this.#bytes;
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
    const { node, message, bytes, offset, length, from, fault, answered, inner } = m;
    const made = new PlacedMessage(node, message, bytes, offset, length, originsIn(from, 0, length), 'Reassembled', fault);
    made.answered = answered;
    made.inner = inner;
    return made;
  }

  #with(bytes: Bytes | FetchBytes | undefined, inner: (m: CompletedMessage) => CompletedMessage): PlacedMessage {
    const { node, message, offset, length, origins, fault } = this;
    const made = new PlacedMessage(node, message, bytes, offset, length, origins, this.#kind, fault);
    made.answered = this.answered;
    made.inner = this.inner.map(inner);
    return made;
  }
}

const NOTHING: readonly CompletedMessage[] = [];

/** Where bytes that wait came from: those of [from, from + length) of all that wait; valid until more of them do. */
export interface OriginsOf {
  readonly all: readonly Origin[];
  readonly from: number;
  readonly length: number;
}

/** The beginning of a message, as far as it came. */
export class UnfinishedMessage implements Unfinished {
  readonly node: Node;
  readonly message: Message | undefined;
  readonly begun: WriteBegun | undefined;
  readonly #origins: Origins | OriginsOf;
  #bytes: Bytes | FetchBytes;

  constructor(
    node: Node,
    message: Message | undefined,
    bytes: Bytes | FetchBytes,
    begun: WriteBegun | undefined,
    origins: Origins | OriginsOf,
  ) {
    this.node = node;
    this.message = message;
    this.#bytes = bytes;
    this.begun = begun;
    this.#origins = origins;
  }

  get layer(): string {
    return this.node.layer.name;
  }
  get begunLabel(): Layer['begunLabel'] {
    return this.node.layer.begunLabel;
  }
  get bytes(): Bytes {
    if (typeof this.#bytes === 'function') this.#bytes = this.#bytes(this.from);
    return this.#bytes;
  }
  get from(): readonly Origin[] {
    return originList(this.origins);
  }
  get origins(): Origins {
    const o = this.#origins;
    return 'all' in o ? originsIn(o.all, o.from, o.length) : o;
  }

  /** How many origins there are. */
  get originCount(): number {
    const o = this.#origins;
    return 'all' in o ? countOrigins(o.all, o.from, o.length) : countIn(o);
  }
  /** Writes the origins into `words` from `at` on; gives where they end. */
  putOrigins(words: Uint32Array, at: number): number {
    const o = this.#origins;
    if ('all' in o) return putOrigins(o.all, o.from, o.length, words, at);
    words.set(o, at);
    return at + o.length;
  }

  /** With bytes of its own, or such that are fetched again. */
  with(bytes: Bytes | FetchBytes): UnfinishedMessage {
    return new UnfinishedMessage(this.node, this.message, bytes, this.begun, this.origins);
  }

  /** One that was kept: whoever looks at it fetches its bytes for himself. */
  again(): UnfinishedMessage {
    return this.with(this.#bytes);
  }
}

/** Placed message: a message where a segment completed it. */
import type { Bytes } from '../core/bytes.ts';
import type { Answered, Origin } from '../wire/origin.ts';
import type { Message } from '../wire/stream.ts';
import type { CompletedMessage, Node } from '../wire/types.ts';
import { lengthOf, type Origins, originList, originsIn } from './origins.ts';

/** What few ask for is worked out where somebody does. */
export class PlacedMessage implements CompletedMessage {
  readonly node: Node;
  readonly message: Message;
  readonly bytes: Bytes | undefined;
  readonly offset: number;
  readonly length: number;
  readonly fault: CompletedMessage['fault'];
  answered: Answered | undefined = undefined;
  inner: readonly CompletedMessage[] = NOTHING;
  readonly #origins: Origins;
  readonly #kind: string;

  constructor(
    node: Node,
    message: Message,
    bytes: Bytes | undefined,
    offset: number,
    length: number,
    origins: Origins,
    kind: string,
    fault: CompletedMessage['fault'],
  ) {
    this.node = node;
    this.message = message;
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.#origins = origins;
    this.#kind = kind;
    this.fault = fault;
  }

  get from(): readonly Origin[] {
    return originList(this.#origins);
  }
  get name(): string {
    const { name, label } = this.node.layer;
    const title = label ?? name.toUpperCase();
    return this.bytes === undefined ? '' : `${this.#kind} ${title} (${this.length} bytes)`;
  }

  /** The message to be kept: its bytes are those of frames, which are fetched again, or its own. */
  static kept(m: CompletedMessage, fetched: Bytes, inner: readonly CompletedMessage[]): PlacedMessage {
    const { node, message, offset, length, fault, answered } = m;
    const [origins, kind] = m instanceof PlacedMessage ? [m.#origins, m.#kind] : [originsIn(m.from, 0, length), 'Reassembled'];
    const bytes = m.bytes !== undefined && length > 0 && lengthOf(origins) === length ? fetched : m.bytes?.slice();
    const made = new PlacedMessage(node, message, bytes, offset, length, origins, kind, fault);
    made.answered = answered;
    made.inner = inner;
    return made;
  }
}

const NOTHING: readonly CompletedMessage[] = [];

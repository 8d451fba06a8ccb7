/** Placed message: a message where a segment completed it. */
import type { Bytes } from '../core/bytes.ts';
import type { Answered, Origin } from '../wire/origin.ts';
import type { Message } from '../wire/stream.ts';
import type { CompletedMessage, Node } from '../wire/types.ts';

/** What few ask for is worked out where somebody does. */
export class PlacedMessage implements CompletedMessage {
  readonly node: Node;
  readonly message: Message;
  readonly bytes: Bytes | undefined;
  readonly offset: number;
  readonly length: number;
  readonly from: readonly Origin[];
  readonly fault: CompletedMessage['fault'];
  answered: Answered | undefined = undefined;
  inner: readonly CompletedMessage[] = NOTHING;
  readonly #kind: string;

  constructor(
    node: Node,
    message: Message,
    bytes: Bytes | undefined,
    offset: number,
    length: number,
    from: readonly Origin[],
    kind: string,
    fault: CompletedMessage['fault'],
  ) {
    this.node = node;
    this.message = message;
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.from = from;
    this.#kind = kind;
    this.fault = fault;
  }

  get name(): string {
    const { name, label } = this.node.layer;
    const title = typeof label === 'string' ? label : name.toUpperCase();
    return this.bytes === undefined ? '' : `${this.#kind} ${title} (${this.length} bytes)`;
  }
}

const NOTHING: readonly CompletedMessage[] = [];

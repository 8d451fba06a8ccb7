/** GuidedReader: whole messages out of what was sent and received by hand, by the reader of the protocol. */
import { keyLog } from '../analysis/key-log.ts';
import { type Bytes, concat, EMPTY } from '../core/bytes.ts';
import { nodeTools } from '../io/host/tools.ts';
import type { Guide } from '../wire/guide.ts';
import type { Side } from '../wire/stream.ts';

export interface Heard {
  readonly messages: readonly Bytes[];
  /** What both sides speak from here on, where it is another protocol. */
  readonly becomes?: string;
  /** The port of another connection that was arranged between the same hosts. */
  readonly arranged?: number;
}

/** Bytes that no message was made of, at most: a reader asks for more only within its own limits. */
const MOST_HELD = 1 << 24;

export class GuidedReader {
  readonly #guide: Guide;
  readonly #state: unknown;
  readonly #held: [Bytes, Bytes] = [EMPTY, EMPTY];

  constructor(guide: Guide, port: number) {
    this.#guide = guide;
    this.#state = guide.reader.open({ ports: [0, port], tools: nodeTools, secrets: keyLog(1) });
  }

  push(from: Side, bytes: Bytes, closed = false): Heard {
    let held = this.#held[from].length === 0 ? bytes : concat([this.#held[from], bytes]);
    const messages: Bytes[] = [];
    let becomes: string | undefined;
    let arranged: number | undefined;
    for (;;) {
      const read = this.#guide.reader.read(this.#state, from, held, 0, held.length, closed);
      if (read.kind === 'become') becomes = read.protocol;
      if (read.kind === 'message') arranged = read.message.arranges?.port ?? arranged;
      if (read.kind === 'become' || (read.kind === 'more' && held.length < MOST_HELD)) break;
      const length = read.kind === 'more' || read.length === 0 ? held.length : read.length;
      if (length === 0) break;
      messages.push(held.subarray(0, length));
      held = held.subarray(length);
    }
    this.#held[from] = held;
    return { messages, ...(becomes !== undefined && { becomes }), ...(arranged !== undefined && { arranged }) };
  }
}

/** Replies that were given before, by all bytes of their questions but the number: zones do not change while they are served. Bounded. */
import type { Bytes } from '../../../core/bytes.ts';

const MOST = 4096;
/** Longer questions (of many options) come once. */
const LONGEST = 128;

export class KnownReplies {
  readonly #replies = new Map<string, Bytes>();

  /** The reply to the same question, with the number of this one; what `make` gives is remembered. */
  to(question: Bytes, make: () => Bytes | undefined): Bytes | undefined {
    if (question.length > LONGEST || question.length < 2) return make();
    const key = Buffer.from(question.buffer, question.byteOffset, question.length).toString('latin1', 2);
    const known = this.#replies.get(key);
    if (known === undefined) return this.#remember(key, make());
    const reply = known.slice();
    reply[0] = question[0] ?? 0;
    reply[1] = question[1] ?? 0;
    return reply;
  }

  #remember(key: string, reply: Bytes | undefined): Bytes | undefined {
    if (reply === undefined) return undefined;
    const [oldest] = this.#replies.keys();
    if (this.#replies.size >= MOST && oldest !== undefined) this.#replies.delete(oldest);
    this.#replies.set(key, reply.slice());
    return reply;
  }
}

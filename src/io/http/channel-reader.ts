/** Reads the first words of a channel, those of a proxy or its client, and keeps what comes glued to them for who reads on. */

import { IoError } from '../../core/fault.ts';
import type { CutAnswer, Refusal } from '../../core/refusal.ts';
import { sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { abortReason, codeOf } from '../base/errors.ts';

export class ChannelReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #place: string;
  readonly #signal: AbortSignal;
  readonly #refusal: ((cut: CutAnswer) => Refusal) | undefined;
  #held: Uint8Array = new Uint8Array(0);
  /** The channel has come to its end in order. */
  ended = false;

  /**
   * `place` is for messages, `refusal` makes of what did not come whole the data of the error. An abort of the signal fails the read under way;
   * the channel is the caller's to cut.
   */
  constructor(channel: OpenChannel, place: string, signal: AbortSignal, refusal?: (cut: CutAnswer) => Refusal) {
    this.#source = channel.incoming[Symbol.asyncIterator]();
    this.#place = place;
    this.#signal = signal;
    this.#refusal = refusal;
  }

  /** What came and was not taken. */
  get held(): Uint8Array {
    return this.#held;
  }

  /** Exactly so many bytes. Rejects with an IoError where the channel ends first. */
  async bytes(count: number): Promise<Uint8Array> {
    while (this.#held.length < count) await this.#more(sayTrouble('someBytes', { count: String(count) }), count);
    return this.#take(count);
  }

  /** All up to and with the end of an HTTP head, an empty line; or undefined where it is longer than `most`. */
  async head(most: number): Promise<string | undefined> {
    for (;;) {
      const end = headEnd(this.#held);
      if (end > 0 && end <= most) return Buffer.from(this.#take(end)).toString('latin1');
      if (this.#held.length > most || end > most) return undefined;
      await this.#more(sayTrouble('headEnd'));
    }
  }

  /** A line without its end. Rejects where it is longer than `most`. */
  async line(most: number): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf(10);
      if (end >= 0)
        return Buffer.from(this.#take(end + 1))
          .toString('latin1')
          .replace(/\r?\n$/, '');
      if (this.#held.length > most) throw this.#tooLong(most);
      await this.#more(sayTrouble('lineEnd'));
    }
  }

  /** As many bytes as `length` finds in what is there; it is asked again with more while it says 0. Rejects where the channel ends first. */
  async until(length: (held: Uint8Array) => number, expected: string): Promise<Uint8Array> {
    for (;;) {
      const found = length(this.#held);
      if (found > 0) return this.#take(found);
      await this.#more(expected);
    }
  }

  /** Nothing more is read, for who reads the channel after this. */
  async leave(): Promise<void> {
    await this.#source.return?.();
  }

  /** So many bytes as they come, in pieces. Rejects where the channel ends first. */
  async *stretch(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0; ) {
      if (this.#held.length === 0) await this.#more(sayTrouble('moreBytes', { count: String(left) }));
      const part = this.#take(Math.min(left, this.#held.length));
      left -= part.length;
      yield part;
    }
  }

  /** All that comes until the end. */
  async *all(): AsyncGenerator<Uint8Array> {
    if (this.#held.length > 0) yield this.rest();
    for (;;) {
      const { done, value } = await this.#orAborted(this.#source.next());
      if (done === true) return;
      yield value;
    }
  }

  /** What was read and not taken. */
  rest(): Uint8Array {
    return this.#take(this.#held.length);
  }

  #take(count: number): Uint8Array {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  async #more(what: string | Said, wanted?: number): Promise<void> {
    const { done, value } = await this.#orAborted(this.#source.next()).catch((cause: unknown) => {
      throw this.#broken(what, wanted, cause);
    });
    if (done === true) {
      this.ended = true;
      const text = sayTrouble('gotEnd', { what, got: String(this.#held.length) });
      throw this.#error('ECONNRESET', text, { wrong: 'end', got: this.#held.length, ...(wanted !== undefined && { wanted }) });
    }
    this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
  }

  #tooLong(most: number): IoError {
    return this.#error('EPROTO', sayTrouble('shortLine', { most: String(most) }), { wrong: 'length', got: this.#held.length });
  }

  #broken(what: string | Said, wanted: number | undefined, cause: unknown): unknown {
    const code = codeOf(cause);
    if (this.#signal.aborted || code === undefined || this.#refusal === undefined) return cause;
    const got = this.#held.length;
    const cut = { wrong: 'broken', got, ...(wanted !== undefined && { wanted }) } as const;
    return this.#error(code, sayTrouble('gotBroken', { what, code, got: String(got) }), cut, cause);
  }

  #error(code: string, text: Said, cut: CutAnswer, cause?: unknown): IoError {
    return new IoError(this.#place, code, text, cause, this.#refusal?.(cut));
  }

  #orAborted<T>(work: Promise<T>): Promise<T> {
    if (this.#signal.aborted) return Promise.reject(abortReason(this.#signal));
    return new Promise((resolve, reject) => {
      const forget = listenForAbort(this.#signal, () => reject(abortReason(this.#signal)));
      work.then(resolve, reject).finally(forget);
    });
  }
}

/** Where the head ends: after an empty line behind others, whose line ends may lack their CR (RFC 9112 §2.2); 0 where it does not end yet. */
const headEnd = (b: Uint8Array): number => {
  const first = b.findIndex((byte) => byte !== 13 && byte !== 10);
  for (let i = first < 0 ? -1 : b.indexOf(10, first); i >= 0; i = b.indexOf(10, i + 1)) {
    if (b[i + 1] === 10) return i + 2;
    if (b[i + 1] === 13 && b[i + 2] === 10) return i + 3;
  }
  return 0;
};

/** Overlay `delay:` : everything arrives so much later, each way, in its order: `delay:100ms:tcp:host:80`. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import type { OverlayType } from '../base/endpoint.ts';
import { parseSeconds, printOptions, secondsOption } from '../base/options.ts';
import { wrappedChannel } from '../channels/wrapped-channel.ts';
import { sleep } from '../link/pace.ts';

export interface DelayOptions {
  readonly seconds: number;
  /** Up to so many seconds more, at random; the order is kept. */
  readonly jitter?: number;
}

/** What other overlays say of it beyond that. */
export interface DelayLines extends DelayOptions {
  /** Bytes that may be on their way in one direction; who puts more waits. */
  readonly most: number;
  /** Numbers in [0, 1) for the jitter of what is written, and of what is read. */
  readonly random: { readonly out: () => number; readonly into: () => number };
}

export const delay: OverlayType<DelayOptions> = {
  scheme: 'delay',
  title: 'Everything arrives later, each way',
  example: 'delay:100ms:localhost:8080',
  words: 1,
  options: [{ name: 'jitter', value: 'SECONDS', help: 'up to so much more, at random; the order is kept' }],
  parse: ([word = ''], options, place) => {
    const seconds = parseSeconds(word);
    if (seconds === undefined || seconds > 3600) throw new UsageError(place, sayWrong('aTime'), word);
    const jitter = secondsOption(options, 'jitter', place);
    return jitter === undefined ? { seconds } : { seconds, jitter };
  },
  print: (o) => `delay${printOptions({ jitter: o.jitter })}:${printTime(o.seconds)}:`,
  wrap: async (channel, _role, o) => delayed(channel, { ...o, most: 1 << 20, random: { out: Math.random, into: Math.random } }),
};

const printTime = (seconds: number): string =>
  Number.isInteger(seconds) || seconds >= 1 ? `${seconds}s` : `${Number((seconds * 1000).toFixed(3))}ms`;

export const delayed = (below: OpenChannel, o: DelayLines): OpenChannel => {
  const stop = new AbortController();
  const [into, out] = [new DelayLine(o, o.random.into, stop.signal), new DelayLine(o, o.random.out, stop.signal)];
  const read = async (): Promise<void> => {
    for await (const chunk of below.incoming) await into.put(chunk);
    into.end();
  };
  let started = false;
  const incoming = async function* (): AsyncGenerator<Uint8Array> {
    if (!started) read().catch((error: Error) => into.fail(error));
    started = true;
    yield* into.take();
  };
  const write = async (): Promise<void> => {
    for await (const chunk of out.take()) await below.write(chunk);
  };
  const writing = write();
  writing.catch((error: Error) => out.fail(error));
  return wrappedChannel(below, {
    scheme: 'delay',
    incoming: incoming(),
    write: (chunk) => out.put(Uint8Array.from(chunk)),
    flush: () => {
      out.end();
      return writing;
    },
    release: () => stop.abort(new Error('the channel is closed')),
  });
};

interface DelayedChunk {
  readonly chunk: Uint8Array;
  /** When it arrives. */
  readonly due: number;
}

class DelayLine {
  readonly #o: DelayLines;
  readonly #random: () => number;
  readonly #signal: AbortSignal;
  readonly #queue: DelayedChunk[] = [];
  #bytes = 0;
  #last = 0;
  #ended = false;
  #error: Error | undefined;
  #changed: (() => void)[] = [];

  constructor(o: DelayLines, random: () => number, signal: AbortSignal) {
    this.#o = o;
    this.#random = random;
    this.#signal = signal;
    listenForAbort(signal, () => this.#wake());
  }

  async put(chunk: Uint8Array): Promise<void> {
    while (this.#bytes > this.#o.most && !this.#signal.aborted && this.#error === undefined) await this.#change();
    if (this.#error !== undefined) throw this.#error;
    const { seconds, jitter = 0 } = this.#o;
    this.#last = Math.max(this.#last, now() + (seconds + this.#random() * jitter) * 1000);
    this.#queue.push({ chunk, due: this.#last });
    this.#bytes += chunk.length;
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  fail(error: Error): void {
    this.#error ??= error;
    this.#wake();
  }

  async *take(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const first = this.#queue.shift();
      if (first !== undefined) {
        await sleep(first.due - now(), this.#signal);
        this.#bytes -= first.chunk.length;
        this.#wake();
        yield first.chunk;
      } else if (this.#error !== undefined) throw this.#error;
      else if (this.#ended || this.#signal.aborted) return;
      else await this.#change();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#changed.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }
}

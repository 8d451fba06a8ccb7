/** Opening again what failed, and linking again what ended. */
import type { OpenChannel } from '../base/channel.ts';
import { abortReason } from '../base/errors.ts';
import { KeptSide } from './kept-side.ts';
import { type LinkOptions, type LinkReport, link } from './link.ts';
import { sleep } from './pace.ts';

export interface RetryOptions {
  /** Milliseconds before the second attempt; each further wait is twice as long, up to `longest`. Default 250. */
  readonly delay?: number;
  /** Milliseconds. Default 10,000. */
  readonly longest?: number;
  /** Attempts in all; absent: for ever. */
  readonly tries?: number;
  /** An attempt failed; the next comes after `wait` milliseconds. */
  readonly onRetry?: (error: Error, wait: number) => void;
}

export type Open = (signal: AbortSignal) => Promise<OpenChannel>;

/** Opens, again and again. Rejects with the last error, or the signal's reason. */
export const openAgain = async (open: Open, options: RetryOptions, signal: AbortSignal): Promise<OpenChannel> => {
  const { longest = 10_000, tries = Number.POSITIVE_INFINITY } = options;
  let wait = options.delay ?? 250;
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(signal);
    } catch (cause) {
      if (signal.aborted || attempt >= tries) throw cause;
      options.onRetry?.(cause instanceof Error ? cause : new Error(String(cause)), wait);
    }
    await sleep(wait, signal);
    wait = Math.min(wait * 2, longest);
  }
};

export interface ReconnectOptions extends RetryOptions {
  readonly link?: LinkOptions;
  /** The two are linked: the place to attach taps was just before, in `open`. */
  readonly onLinked?: (a: OpenChannel, b: OpenChannel) => void;
  /** A link is over, and so many bytes of a side that is kept wait for the next. False: do not link again. */
  readonly onUnlinked?: (report: LinkReport, waiting: number) => boolean;
  /** Sides that are not opened again while they last; `once`: nor when they have said all that they had to say, which is the end. */
  readonly keeps?: (channel: OpenChannel) => 'once' | 'again' | undefined;
  /** At the end: bytes that were read of a side that is kept and reached nobody. */
  readonly onLost?: (bytes: number) => void;
}

/** One side of a link that is made again and again. */
class Place {
  readonly #open: Open;
  readonly #options: ReconnectOptions;
  #kept: KeptSide | undefined;
  #rule: 'once' | 'again' | undefined;

  constructor(open: Open, options: ReconnectOptions) {
    this.#open = open;
    this.#options = options;
  }

  get waiting(): number {
    return this.#kept?.waiting ?? 0;
  }

  get isDone(): boolean {
    return this.#rule === 'once' && this.#kept?.isDone === true;
  }

  async next(signal: AbortSignal): Promise<OpenChannel> {
    if (this.#rule === 'again' && this.#kept?.isOver) await this.close();
    if (this.#kept !== undefined) return this.#kept.turn();
    const channel = await openAgain(this.#open, this.#options, signal);
    this.#rule = this.#options.keeps?.(channel);
    if (this.#rule === undefined) return channel;
    this.#kept = new KeptSide(channel);
    return this.#kept.turn();
  }

  async close(reason?: Error): Promise<void> {
    await this.#kept?.close(reason);
    this.#kept = undefined;
  }
}

/** Links two endpoints and, whenever the link is over, opens both and links them again. Resolves when `onUnlinked` says so; rejects as `openAgain`. */
export const linkAgain = async (openA: Open, openB: Open, options: ReconnectOptions, signal: AbortSignal): Promise<void> => {
  const [first, second] = [new Place(openA, options), new Place(openB, options)];
  try {
    await linkPlaces(first, second, options, signal);
  } finally {
    const waiting = first.waiting + second.waiting;
    if (waiting > 0) options.onLost?.(waiting);
    const reason = signal.aborted ? abortReason(signal) : undefined;
    await Promise.all([first.close(reason), second.close(reason)]);
  }
};

const linkPlaces = async (first: Place, second: Place, options: ReconnectOptions, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const a = await first.next(signal);
    const b = await second.next(signal).catch((cause: unknown): never => {
      a.abort(cause instanceof Error ? cause : new Error(String(cause)));
      throw cause;
    });
    options.onLinked?.(a, b);
    const report = await link(a, b, options.link ?? {}, signal).done;
    if (options.onUnlinked?.(report, first.waiting + second.waiting) === false || signal.aborted) return;
    if (first.isDone || second.isDone) return;
    await sleep(options.delay ?? 250, signal);
  }
};

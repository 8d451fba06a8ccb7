/** Opening again what failed, and linking again what ended. */
import type { OpenChannel } from '../base/channel.ts';
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
  /** A link is over. False: do not link again. */
  readonly onUnlinked?: (report: LinkReport) => boolean;
}

/** Links two endpoints and, whenever the link is over, opens both and links them again. Resolves when `onUnlinked` says so; rejects as `openAgain`. */
export const linkAgain = async (openA: Open, openB: Open, options: ReconnectOptions, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const a = await openAgain(openA, options, signal);
    const b = await openAgain(openB, options, signal).catch((cause: unknown): never => {
      a.abort(cause instanceof Error ? cause : new Error(String(cause)));
      throw cause;
    });
    options.onLinked?.(a, b);
    const report = await link(a, b, options.link ?? {}, signal).done;
    if (options.onUnlinked?.(report) === false || signal.aborted) return;
    await sleep(options.delay ?? 250, signal);
  }
};

/**
 * Link: two channels joined by two pumps.
 *
 * - `link(a, b, options, signal)` starts at once and gives a `Link`: live totals, `close`, `cut`, and `done`, which never rejects.
 * - The end of one direction is passed on as a half-close, a reset as a reset; each side is read only as fast as the other takes it.
 * - A side that reads no more does not lose what was on its way to the other: see `linger.ts`.
 * - Taps watch a channel's ledger (`channel.ledger.watch(tap, channel.facts)`, or `options.taps` for both channels) and see each chunk in
 *   the read callback, before it is written on. A tap must be quick and bounded; what it cannot take it drops and counts itself.
 * - Two fast channels (sockets, stdio) are pumped without promises; any other pair by `incoming` and `write` (pump.ts).
 */
import type { OpenChannel } from './channel.ts';
import { abortReason } from './errors.ts';
import type { Closing } from './ledger.ts';
import { drained, LINGER, type LingerLimits, linger } from './linger.ts';
import { paceOf } from './pace.ts';
import { type PumpEnd, pump } from './pump.ts';
import type { Tap } from './tap.ts';
import { whenAborted } from './when-aborted.ts';

/** What one direction does. */
export interface Way {
  /** `pass` (default), or `off`: nothing is read from that side. */
  readonly mode?: 'pass' | 'off';
  /** False: the end of this direction is not passed on (nc without `-N`). Default true. */
  readonly passEnd?: boolean;
  /** Milliseconds after the end of this direction at which the whole link closes (nc `-q`); never, if absent. */
  readonly closeAfter?: number;
}

export interface LinkOptions {
  readonly aToB?: Way;
  readonly bToA?: Way;
  readonly taps?: readonly Tap[];
  /** Milliseconds without a byte in either direction after which both sides are cut. */
  readonly idle?: number;
  /** Milliseconds after which both sides are cut, come what may. */
  readonly total?: number;
  /** Bytes a second, each direction. */
  readonly rate?: number;
  readonly linger?: LingerLimits;
}

export interface LinkReport {
  readonly a: Closing;
  readonly b: Closing;
  /** What the link itself decided: a time limit, an abort. */
  readonly why?: Error;
}

export const link = (a: OpenChannel, b: OpenChannel, options: LinkOptions, signal: AbortSignal): Link => new Link(a, b, options, signal);

/** Where nobody could be cut off in the middle of a word. */
const LOCAL: ReadonlySet<string> = new Set(['stdio', 'fd']);

/** How a way is over: it ended, it was cut, it was off, or its writer found nobody reading. */
type WayEnd = PumpEnd['kind'] | 'off';

export class Link {
  readonly a: OpenChannel;
  readonly b: OpenChannel;
  /** The report, when both channels are over. Never rejects. */
  readonly done: Promise<LinkReport>;
  private readonly options: LinkOptions;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly draining = new Map<OpenChannel, Promise<boolean>>();
  private why: Error | undefined;

  constructor(a: OpenChannel, b: OpenChannel, options: LinkOptions, signal: AbortSignal) {
    this.a = a;
    this.b = b;
    this.options = options;
    for (const tap of options.taps ?? []) for (const end of [a, b]) end.ledger.watch(tap, end.facts);
    const onAbort = (): void => this.cut(abortReason(signal));
    const forget = whenAborted(signal, onAbort);
    this.startTimers();
    this.done = this.run(signal).finally(() => {
      forget();
      for (const timer of this.timers) clearTimeout(timer);
    });
    if (signal.aborted) onAbort();
  }

  /** Bytes moved so far. */
  get aToB(): number {
    return this.b.ledger.sent;
  }

  get bToA(): number {
    return this.a.ledger.sent;
  }

  /** Closes both sides in order: what was read is still delivered, nothing more is read. */
  close(): void {
    this.a.close();
    this.b.close();
  }

  /** Cuts both sides (TCP: RST). */
  cut(reason: Error): void {
    this.why ??= reason;
    this.a.abort(reason);
    this.b.abort(reason);
  }

  private async run(signal: AbortSignal): Promise<LinkReport> {
    const { aToB = {}, bToA = {} } = this.options;
    const ways = [this.way(this.a, this.b, aToB, signal), this.way(this.b, this.a, bToA, signal)] as const;
    this.whenLeft(this.a, ways[0], this.b);
    this.whenLeft(this.b, ways[1], this.a);
    const [there, back] = await Promise.all(ways);
    await Promise.all([this.letGo(this.a, there), this.letGo(this.b, back)]);
    const [a, b] = await Promise.all([this.a.ledger.closing, this.b.ledger.closing]);
    return this.why === undefined ? { a, b } : { a, b, why: this.why };
  }

  private async way(from: OpenChannel, to: OpenChannel, way: Way, signal: AbortSignal): Promise<WayEnd> {
    if (way.mode === 'off') return 'off';
    const { rate, linger: limits = LINGER } = this.options;
    const end = await pump(from, to, rate === undefined ? undefined : paceOf(rate, signal));
    if (end.kind === 'read failed') to.abort(end.error);
    else if (end.kind === 'write failed')
      drained(from, limits.bytes).catch(() => {}); // its end or cut is still to be noticed
    else if (way.passEnd !== false) await to.end().catch(() => {}); // a failure is in its ledger
    if (way.closeAfter !== undefined) this.timers.push(setTimeout(() => this.close(), way.closeAfter));
    return end.kind;
  }

  /** A side that is over altogether (a program that has ended) leaves the other nobody to talk to: it gets what is left, some time, and the end. */
  private whenLeft(side: OpenChannel, way: Promise<WayEnd>, other: OpenChannel): void {
    const leave = (): void => {
      const time = LOCAL.has(other.facts.scheme) ? 0 : (this.options.linger ?? LINGER).time;
      if (!other.ledger.isOver) this.timers.push(setTimeout(() => other.close(), time));
    };
    Promise.all([side.ledger.closing, way]).then(leave, () => {}); // neither rejects
  }

  /** A peer that may still be sending to nobody gets a lingering close, so that it can read what was sent to it. */
  private async letGo(channel: OpenChannel, end: WayEnd): Promise<void> {
    if (end === 'write failed') await linger(channel, this.options.linger, this.draining.get(channel));
    else channel.close();
  }

  private startTimers(): void {
    const { idle, total } = this.options;
    if (total !== undefined) this.timers.push(setTimeout(() => this.cut(new Error(`open for ${total / 1000} s, the limit`)), total));
    if (idle !== undefined) this.watchIdle(idle);
  }

  /** Looks at the totals eight times per limit instead of touching a timer per chunk. */
  private watchIdle(idle: number): void {
    let before = -1;
    let quiet = 0;
    const step = Math.max(5, idle / 8);
    const look = (): void => {
      const moved = this.aToB + this.bToA;
      quiet = moved === before ? quiet + step : 0;
      before = moved;
      if (quiet >= idle) this.cut(new Error(`idle for ${idle / 1000} s`));
    };
    this.timers.push(setInterval(look, step));
  }
}

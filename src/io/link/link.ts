/**
 * Link: two channels joined by two pumps.
 *
 * - `link(a, b, options, signal)` starts at once and gives a `Link`: live totals, `close`, `cut`, and `done`, which never rejects.
 * - The end of one direction is passed on as a half-close, a reset as a reset; each side is read only as fast as the other takes it.
 * - A side that reads no more does not lose what was on its way to the other: see `lingering-close.ts`.
 * - Taps watch a channel's ledger (`channel.ledger.watch(tap, channel.facts)`, or `options.taps` for both channels) and see each chunk in
 *   the read callback, before it is written on. A tap must be quick and bounded; what it cannot take it drops and counts itself.
 * - Two fast channels (sockets, stdio) are pumped without promises; any other pair by `incoming` and `write` (pump.ts).
 */

import { saidError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { abortReason } from '../base/errors.ts';
import type { Closing } from '../base/ledger.ts';
import type { Tap } from '../base/tap.ts';
import { discardIncoming, LINGER, type LingerLimits, lingeringClose } from '../channels/lingering-close.ts';
import { paceOf } from './pace.ts';
import { type Pace, type PumpDone, type PumpEnd, startPump } from './pump.ts';

/** What one direction does. */
export interface DirectionRules {
  /** `pass` (default), or `off`: nothing is read from that side. */
  readonly mode?: 'pass' | 'off';
  /** False: the end of this direction is not passed on (nc without `-N`). Default true. */
  readonly passEnd?: boolean;
  /** Milliseconds after the end of this direction at which the whole link closes (nc `-q`); never, if absent. */
  readonly closeAfter?: number;
}

export interface LinkOptions {
  readonly aToB?: DirectionRules;
  readonly bToA?: DirectionRules;
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

export const link = (a: OpenChannel, b: OpenChannel, options: LinkOptions, signal: AbortSignal): Link => {
  const joined = new Link(a, b, options);
  const cut = (): void => joined.cut(abortReason(signal));
  joined.whenDone(listenForAbort(signal, cut));
  if (signal.aborted) cut();
  return joined;
};

const PASS: DirectionRules = {};

/** Where nobody could be cut off in the middle of a word. */
const LOCAL: ReadonlySet<string> = new Set(['stdio', 'fd']);

/** How a way is over: it ended, it was cut, it was off, or its writer found nobody reading. */
type DirectionEnd = PumpEnd['kind'] | 'off';

export class Link {
  readonly a: OpenChannel;
  readonly b: OpenChannel;
  readonly #options: LinkOptions;
  #timers: NodeJS.Timeout[] | undefined;
  #there: DirectionEnd | undefined;
  #back: DirectionEnd | undefined;
  /** Channels whose bytes are thrown away, because the other side reads no more. */
  #draining: Map<OpenChannel, Promise<boolean>> | undefined;
  /** Ends waits for the rate. */
  #stopped: AbortController | undefined;
  /** One side is over altogether, and the other was given notice. */
  #left = false;
  #why: Error | undefined;
  #report: LinkReport | undefined;
  #waiting: ((report: LinkReport) => void)[] | undefined;

  /** Starts at once. */
  constructor(a: OpenChannel, b: OpenChannel, options: LinkOptions) {
    this.a = a;
    this.b = b;
    this.#options = options;
    for (const tap of options.taps ?? []) for (const end of [a, b]) end.ledger.watch(tap, end.facts);
    if (options.idle !== undefined || options.total !== undefined) this.#startTimers();
    const pumpOver: PumpDone = (end, from) => this.#pumpOver(end, from);
    const checkLeft = (): void => this.#checkLeft();
    if (options.aToB?.mode === 'off') this.#there = 'off';
    else startPump(a, b, this.#pace(), pumpOver);
    if (options.bToA?.mode === 'off') this.#back = 'off';
    else startPump(b, a, this.#pace(), pumpOver);
    a.ledger.whenOver(checkLeft);
    b.ledger.whenOver(checkLeft);
    this.#settle();
  }

  /** Bytes moved so far. */
  get aToB(): number {
    return this.b.ledger.sent;
  }

  get bToA(): number {
    return this.a.ledger.sent;
  }

  /** The report, when both channels are over. Never rejects. */
  get done(): Promise<LinkReport> {
    return new Promise((resolve) => this.whenDone(resolve));
  }

  /** The same by a call, for those who have thousands of links; at once where it is over. */
  whenDone(tell: (report: LinkReport) => void): void {
    if (this.#report !== undefined) tell(this.#report);
    else if (this.#waiting === undefined) this.#waiting = [tell];
    else this.#waiting.push(tell);
  }

  /** Closes both sides in order: what was read is still delivered, nothing more is read. */
  close(): void {
    this.a.close();
    this.b.close();
  }

  /** Cuts both sides (TCP: RST). */
  cut(reason: Error): void {
    this.#why ??= reason;
    this.#stopped?.abort(reason);
    this.a.abort(reason);
    this.b.abort(reason);
  }

  #pumpOver(end: PumpEnd, from: OpenChannel): void {
    const { a, b } = this;
    const options = this.#options;
    const [to, rules = PASS] = from === a ? [b, options.aToB] : [a, options.bToA];
    const next = (): void => this.#directionOver(from, rules, end.kind);
    if (end.kind === 'read failed') to.abort(end.error);
    if (end.kind === 'write failed') this.#drain(from); // its end or cut is still to be noticed
    if (end.kind === 'end' && rules.passEnd !== false)
      to.end().then(next, next); // a failure is in its ledger
    else next();
  }

  #directionOver(from: OpenChannel, rules: DirectionRules, end: DirectionEnd): void {
    if (from === this.a) this.#there = end;
    else this.#back = end;
    if (rules.closeAfter !== undefined && this.#report === undefined) this.#addTimer(setTimeout(() => this.close(), rules.closeAfter));
    this.#checkLeft();
    this.#settle();
  }

  #settle(): void {
    const back = this.#back;
    const there = this.#there;
    if (there === undefined || back === undefined) return;
    this.#letGo(this.a, there);
    this.#letGo(this.b, back);
    this.a.ledger.whenOver((a) => this.b.ledger.whenOver((b) => this.#over(a, b)));
  }

  #pace(): Pace | undefined {
    if (this.#options.rate === undefined) return undefined;
    this.#stopped ??= new AbortController();
    return paceOf(this.#options.rate, this.#stopped.signal);
  }

  /** A side that is over altogether (a program that has ended) leaves the other no peer: it gets what is left, some time, and the end. */
  #checkLeft(): void {
    const { a, b } = this;
    if (this.#left || a.ledger.isOver === b.ledger.isOver) return;
    const [rules, other] = a.ledger.isOver ? [this.#there, b] : [this.#back, a];
    if (rules === undefined) return;
    this.#left = true;
    const time = LOCAL.has(other.facts.scheme) ? 0 : (this.#options.linger ?? LINGER).time;
    this.#addTimer(setTimeout(() => other.close(), time));
  }

  /** A peer that may still be sending to nobody gets a lingering close, so that it can read what was sent to it. */
  #letGo(channel: OpenChannel, end: DirectionEnd): void {
    if (end === 'write failed') void lingeringClose(channel, this.#options.linger, this.#draining?.get(channel));
    else channel.close();
  }

  #drain(channel: OpenChannel): void {
    this.#draining ??= new Map();
    this.#draining.set(channel, discardIncoming(channel, (this.#options.linger ?? LINGER).bytes));
  }

  #over(a: Closing, b: Closing): void {
    for (const timer of this.#timers ?? []) clearTimeout(timer);
    this.#report = this.#why === undefined ? { a, b } : { a, b, why: this.#why };
    this.#stopped?.abort();
    for (const tell of this.#waiting ?? []) tell(this.#report);
    this.#waiting = undefined;
  }

  #addTimer(timer: NodeJS.Timeout): void {
    this.#timers ??= [];
    this.#timers.push(timer);
  }

  #startTimers(): void {
    const { idle, total } = this.#options;
    if (total !== undefined) this.#addTimer(setTimeout(() => this.cut(saidError(sayTrouble('openFor', { seconds: total / 1000 }))), total));
    if (idle !== undefined) this.#watchIdle(idle);
  }

  /** Looks at the totals eight times per limit instead of touching a timer per chunk. */
  #watchIdle(idle: number): void {
    let before = -1;
    let quiet = 0;
    const step = Math.max(5, idle / 8);
    const look = (): void => {
      const moved = this.aToB + this.bToA;
      quiet = moved === before ? quiet + step : 0;
      before = moved;
      if (quiet >= idle) this.cut(saidError(sayTrouble('idleFor', { seconds: idle / 1000 })));
    };
    this.#addTimer(setInterval(look, step));
  }
}

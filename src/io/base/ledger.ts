/** Ledger: the life of one channel. Totals, who ended what and why, and the taps that watch it. */

import type { IoError } from '../../core/fault.ts';
import { type Counted, english, sayCounted, saySession } from '../../core/said.ts';
import type { Said, Words } from '../../core/words.ts';
import { now } from './clock.ts';
import { both, type ChannelFacts, type Direction, type Tap, type TappedChannel } from './tap.ts';

export type Side = 'us' | 'peer';

/** One way in which a direction came to its end. `end` is TCP's FIN, `reset` its RST or any other cut. */
export interface Ending {
  readonly by: Side;
  readonly how: 'end' | 'reset';
  /** Why it was cut, as text for people; empty for an end in order. */
  readonly why: string;
}

/** The report of a channel that is over. */
export interface Closing {
  /** Bytes handed to the system, and bytes got from it. */
  readonly sent: number;
  readonly received: number;
  /** The same as they crossed the wire, where that is more: line ends that were translated. */
  readonly wire?: { readonly sent: number; readonly received: number };
  /** In the order in which they happened; empty where the process was cut off from both sides. */
  readonly endings: readonly Ending[];
  /** What else was counted, e.g. `droppedFullBuffer` → 3, by the channel and those below it; absent where nothing was. */
  readonly counts?: ReadonlyMap<Counted, number>;
  /** Set where the channel did not end in order. */
  readonly error?: Error;
}

/**
 * A channel calls `bytes`, `unsent`, `ended`, `reset` and `closed` as things happen, and nobody else does: who moves bytes from one
 * channel to another books nothing. Nothing is reported after `closed`.
 * Without a tap each call is a sum and one comparison.
 */
export class Ledger {
  sent = 0;
  received = 0;
  #endings: readonly Ending[] = NO_ENDINGS;
  #error: Error | undefined;
  #failure: IoError | undefined;
  #tap: TappedChannel | undefined;
  #over = false;
  #counters: Map<Counted, number> | undefined;
  #added: { sent: number; received: number } | undefined;
  #report: Closing | undefined;
  /** A chain: a list would take room for many in each of thousands of channels. */
  #first: Waiting | undefined;
  #last: Waiting | undefined;
  #below: Ledger | undefined;
  #early: EarlyChunk[] | undefined;

  /** What the channel's owner learns at the end. Never rejects. */
  get closing(): Promise<Closing> {
    return new Promise((resolve) => this.whenOver(resolve));
  }

  /** The same by a call, for those who have thousands of channels; at once where it is over. */
  whenOver(tell: (closing: Closing) => void): void {
    if (this.#report !== undefined) {
      tell(this.#report);
      return;
    }
    const waiting: Waiting = { tell, next: undefined };
    if (this.#last === undefined) this.#first = waiting;
    else this.#last.next = waiting;
    this.#last = waiting;
  }

  /** Reports everything from here on to `tap` too. Several taps may watch one channel. */
  watch(tap: Tap, facts: ChannelFacts): void {
    const next = tap.open(facts);
    for (const { direction, bytes, at } of this.#early ?? []) next.chunk(direction, bytes, at);
    this.#tap = this.#tap === undefined ? next : both(this.#tap, next);
  }

  /** A stretch of a stream or one datagram, valid only during the call. */
  bytes(direction: Direction, chunk: Uint8Array): void {
    if (direction === 'sent') this.sent += chunk.length;
    else this.received += chunk.length;
    if (this.#early !== undefined && this.#early.length < MOST_EARLY) this.#early.push({ direction, bytes: chunk, at: now() });
    if (this.#tap !== undefined) this.#tell((tap, at) => tap.chunk(direction, chunk, at));
  }

  /** A tap that throws is heard no more; the channel goes on, and its closing report counts it. */
  #tell(what: (tap: TappedChannel, at: number) => void): void {
    if (this.#tap === undefined) return;
    try {
      what(this.#tap, now());
    } catch {
      this.#tap = undefined;
      this.count('tapsFailed');
    }
  }

  /** What comes from here on is told to taps that watch later too, until `begun`; its bytes stay as they are until then. For channels that come with bytes. */
  keepEarly(): void {
    this.#early ??= [];
  }

  /** Somebody reads. */
  begun(): void {
    this.#early = undefined;
  }

  /**
   * The channel lies on another: what is told of secrets is told there too, because that is where their bytes go by; what is counted there
   * counts here, and what failed there failed here.
   */
  liesOn(below: Ledger): void {
    this.#below = below;
  }

  /** A line of the key log of the TLS inside the channel; only taps hear of it. */
  secret(line: string): void {
    this.#tell((tap, at) => tap.secret?.(line, at));
    this.#below?.secret(line);
  }

  /** Secrets of what is received may come right after it, or (false) no more of them do. */
  expectSecrets(expected: boolean): void {
    this.#tell((tap) => tap.expectsSecrets?.(expected));
    this.#below?.expectSecrets(expected);
  }

  /** One direction ended in order. A second report of the same side is ignored. */
  ended(by: Side): void {
    if (this.#over || this.#endings.some((e) => e.by === by)) return;
    this.#endings = [...this.#endings, { by, how: 'end', why: '' }];
    this.#tell((tap, at) => tap.ended(by, at));
  }

  /** The channel was cut. Only the first cut counts. */
  reset(by: Side, reason: Error): void {
    if (this.#over || this.#error !== undefined) return;
    this.#error = reason;
    this.#endings = [...this.#endings, { by, how: 'reset', why: reason.message }];
    this.#tell((tap, at) => tap.reset(by, at, reason.message));
  }

  /** Something went wrong that is no cut by either side, e.g. a file that cannot be written. Shown in the closing report. */
  failed(error: IoError): void {
    if (this.#error !== undefined) return;
    this.#error = error;
    this.#failure = error;
  }

  /** What went wrong here or below without being a cut. */
  get failure(): IoError | undefined {
    return this.#failure ?? this.#below?.failure;
  }

  /** Something to tell at the end that is neither bytes nor an ending: `3 datagrams dropped`. */
  count(what: Counted, n = 1): void {
    if (n <= 0) return;
    this.#counters ??= new Map();
    this.#counters.set(what, (this.#counters.get(what) ?? 0) + n);
  }

  /** Its own, and those of the channel below. */
  get counts(): ReadonlyMap<Counted, number> {
    const below = this.#below?.counts;
    if (below === undefined || below.size === 0) return this.#counters ?? NOTHING;
    const all = new Map(below);
    for (const [what, n] of this.#counters ?? NOTHING) all.set(what, (all.get(what) ?? 0) + n);
    return all;
  }

  /** Bytes that are on the wire and not in what was written or read here. */
  added(direction: Direction, bytes: number): void {
    if (bytes === 0) return;
    this.#added ??= { sent: 0, received: 0 };
    this.#added[direction] += bytes;
  }

  /** Bytes reported as sent that never reached the system. */
  unsent(bytes: number): void {
    this.sent -= bytes;
  }

  /** Nothing more happens. */
  closed(): void {
    if (this.#over) return;
    this.#over = true;
    this.#tell((tap, at) => tap.closed(at));
    this.#report = this.#closing();
    for (let waiting = this.#first; waiting !== undefined; waiting = waiting.next) waiting.tell(this.#report);
    this.#first = this.#last = undefined;
  }

  /** Each in one go: thousands come to their end in a second. */
  #closing(): Closing {
    const { sent, received } = this;
    const [endings, all, error] = [this.#endings, this.counts, this.#error ?? this.#below?.failure];
    const counts = all.size === 0 ? undefined : all;
    if (this.#added !== undefined) {
      const wire = { sent: sent + this.#added.sent, received: received + this.#added.received };
      return { sent, received, wire, endings, ...(counts && { counts }), ...(error && { error }) };
    }
    if (counts === undefined) return error === undefined ? { sent, received, endings } : { sent, received, endings, error };
    return error === undefined ? { sent, received, endings, counts } : { sent, received, endings, counts, error };
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** It was cut by either side. */
  get isCut(): boolean {
    return this.#endings.some((e) => e.how === 'reset');
  }

  hasEnded(by: Side): boolean {
    return this.#endings.some((e) => e.by === by);
  }
}

/** Who is told at the end, and who after him. */
interface Waiting {
  readonly tell: (closing: Closing) => void;
  next: Waiting | undefined;
}

interface EarlyChunk {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Chunks that are kept for taps that come late. */
const MOST_EARLY = 64;

const NO_ENDINGS: readonly Ending[] = [];
const NOTHING: ReadonlyMap<Counted, number> = new Map();

/** `sent 18 B, received 18 B, closed by: us FIN, peer FIN`. Endpoints without TCP say `end` and `cut`. */
export const closingText = (closing: Closing, facts: EndFacts, words = english): string => {
  if (last?.words !== words || last.facts.scheme !== facts.scheme || isTcp(last.facts) !== isTcp(facts) || !areAlike(last.closing, closing))
    last = { closing, facts, words, text: textOf(closing, facts, words) };
  return last.text;
};

/** What an end is called by. */
export type EndFacts = Pick<ChannelFacts, 'scheme' | 'localIp' | 'framing'>;

/** Whatever lies over a connection of TCP, its ends are a FIN or an RST in the end. */
/** Its ends are a FIN or a RST. */
export const isTcp = ({ localIp, framing }: EndFacts): boolean => localIp !== undefined && framing === undefined;

/** What was said last: where thousands come and go in a second, most say the same. */
let last: { readonly closing: Closing; readonly facts: EndFacts; readonly words: Words; readonly text: string } | undefined;

/** Whether the same is said of both. */
const areAlike = (a: Closing, b: Closing): boolean =>
  a.sent === b.sent &&
  a.received === b.received &&
  a.endings.length === b.endings.length &&
  a.endings.every(({ by, how }, i) => by === b.endings[i]?.by && how === b.endings[i]?.how) &&
  a.wire === b.wire &&
  a.counts === b.counts &&
  isTooEarly(a) === isTooEarly(b);

/** The peer ended what lies below in order, before it ended this. */
const isTooEarly = ({ error }: Closing): boolean => error !== undefined && 'code' in error && error.code === 'ETRUNCATED';

const textOf = (closing: Closing, facts: EndFacts, words: Words): string => {
  const early = isTooEarly(closing);
  const how = (e: Ending): Said => saySession(e.how === 'reset' && early ? (TOO_EARLY[facts.scheme] ?? 'tooEarly') : endingKey(e, facts));
  const by = closing.endings.map((e) => words.text(saySession(e.by, { how: how(e) })));
  const nobody = words.text(saySession('nobody'));
  const { sent, received } = closing.wire ?? closing;
  return words.text(
    saySession('closed', {
      sent: String(sent),
      received: String(received),
      by: by.length === 0 ? nobody : by.join(', '),
      counted: countedText(closing, words),
    }),
  );
};

/** `, 3 datagrams not sent`, or nothing. */
export const countedText = ({ counts }: Closing, words: Words): string =>
  [...(counts ?? [])].map(([what, count]) => `, ${words.text(sayCounted(what, { count }))}`).join('');

/** `FIN` or `end`, `RST` or `cut`. */
export const endingWord = (e: Ending, facts: EndFacts, words = english): string => words.text(saySession(endingKey(e, facts)));

const endingKey = ({ how }: Ending, facts: EndFacts) => KEYS[how][isTcp(facts) ? 0 : 1];

/** What lies on TCP says its end in words of its own; TCP's came without them. */
const TOO_EARLY: Readonly<Record<string, 'noNotify' | 'noCloseFrame'>> = { tls: 'noNotify', ws: 'noCloseFrame', wss: 'noCloseFrame' };

const KEYS = { end: ['fin', 'end'], reset: ['rst', 'cut'] } as const;

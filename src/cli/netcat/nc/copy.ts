/**
 * copyBothWays: standard input to the network, the network to standard output, until it is over as OpenBSD netcat has it.
 * The rules of ending are in docs/netcat.md, case by case, and why they are so in docs/decisions.
 */
import { codeOf } from '../../../io/base/errors.ts';
import { type PumpEnd, pump } from '../../../io/link/pump.ts';
import type { Peer } from '../peer.ts';
import { sendSlowly } from '../send.ts';
import { receiveSlowly } from './receive.ts';
import type { Stdio } from './stdio.ts';

export interface CopyRules {
  readonly listens: boolean;
  readonly datagrams: boolean;
  /** `-N`, `-d`, `-q`, `-w`, `-i`, `-C`, `-t`. */
  readonly shutdown: boolean;
  readonly detached: boolean;
  readonly quit?: number | undefined;
  readonly timeout?: number | undefined;
  readonly interval?: number | undefined;
  readonly crlf: boolean;
  readonly telnet: boolean;
  /** `-W`: how many reads are still allowed, over all conversations. */
  readonly reads?: { left: number } | undefined;
  /** Bytes that came before the conversation began, e.g. behind a proxy's answer. */
  readonly early?: Uint8Array | undefined;
  /** A receiver that tells a silent sender that nothing will come back; `told` is called when it did. */
  readonly nudge?: { readonly told: () => void } | undefined;
}

/** Resolves when it is over and the channel with it. Never rejects; an error is in the channel's ledger, or is standard output's. */
export const copyBothWays = (peer: Peer, stdio: Stdio, rules: CopyRules): Promise<CopyEnd> => new Copy(peer, stdio, rules).done;

export interface CopyEnd {
  /** Why standard output did not take what came; not set where its reader just left. */
  readonly outputFailed?: Error;
  /** `-q` ended it, and ends the program with it, also with `-k`. */
  readonly quit: boolean;
}

/** Milliseconds of silence after which the end of standard input is passed on without `-N`. */
const END_AFTER = 1000;
/** Milliseconds of silence after which a receiver nudges. */
const NUDGE_AFTER = 3000;
/** Seconds of silence that `-q` grants a server at least. */
const LEAST_QUIT = 5;
/** Milliseconds without a byte after which a listener has sent what it had to send. */
const SENT_AFTER = 250;
/** Milliseconds between two looks at a peer who has ended, or at the reader of standard output. */
const PROBE_EVERY = 100;
/** Milliseconds that a peer who does not read gets to take what was written. */
const DROP_AFTER = 100;

class Copy {
  readonly done: Promise<CopyEnd>;
  readonly #peer: Peer;
  readonly #stdio: Stdio;
  readonly #rules: CopyRules;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** What of the four ends is still open. */
  #inputOpen: boolean;
  #netOutOpen = true;
  #netInOpen = true;
  #outputOpen = true;
  /** `-q` runs: nothing else ends the conversation any more. */
  #quitting = false;
  #over = false;
  #outputFailed: Error | undefined;
  #finished: (end: CopyEnd) => void = () => {};

  constructor(peer: Peer, stdio: Stdio, rules: CopyRules) {
    this.#peer = peer;
    this.#stdio = stdio;
    this.#rules = rules;
    this.#inputOpen = !rules.detached;
    this.done = new Promise((resolve) => {
      this.#finished = resolve;
    });
    if (rules.timeout !== undefined) this.#whenQuiet(rules.timeout * 1000, () => this.#finish());
    if (rules.nudge !== undefined) this.#whenQuiet(NUDGE_AFTER, () => this.#nudge());
    if (stdio.readerGone !== undefined) this.#watchReader(stdio.readerGone);
    if (this.#over) return;
    void this.#receive().then((end) => this.#received(end));
    if (rules.detached && !rules.early?.length) this.#whenHeard(() => this.#inputEnded());
    else if (rules.detached) this.#inputEnded();
    else void this.#send().then((end) => this.#sent(end));
  }

  #send(): Promise<PumpEnd> {
    const { crlf, interval, datagrams } = this.#rules;
    const { input } = this.#stdio;
    if (!crlf && !interval && !datagrams) return pump(input, this.#peer.channel);
    const pause = interval ? (): Promise<void> => new Promise((resolve) => this.#after(interval * 1000, resolve)) : undefined;
    return sendSlowly(input, this.#peer.channel, { crlf, datagrams, pause });
  }

  async #receive(): Promise<PumpEnd> {
    const { telnet, reads, early, datagrams } = this.#rules;
    const { output } = this.#stdio;
    if (telnet || reads !== undefined) return receiveSlowly(this.#peer.channel, output, { telnet, reads, datagrams, early });
    if (early !== undefined && early.length > 0) await output.write(early).catch(() => {}); // the next write meets the same error
    return pump(this.#peer.channel, output);
  }

  #sent(end: PumpEnd): void {
    if (this.#over) return;
    if (end.kind === 'write failed') {
      this.#inputOpen = this.#netOutOpen = false;
      this.#settle();
    } else this.#inputEnded();
  }

  /** Standard input is over and all of it is with the system. */
  #inputEnded(): void {
    this.#inputOpen = this.#netOutOpen = false;
    const { shutdown, quit = -1, listens, datagrams } = this.#rules;
    if (shutdown) this.#endOutput();
    else if (quit === -1 && this.#mayEndOutput()) this.#whenQuiet(END_AFTER, () => this.#endOutput());
    if (quit === 0 && listens) this.#afterWhatWaits(() => (this.#netInOpen ? this.#quitIn(0) : this.#settle()));
    else if (quit >= 0 && (listens || datagrams)) this.#quitIn(quit);
    else if (quit >= 0) this.#whenQuiet(Math.max(quit, LEAST_QUIT) * 1000, () => this.#finish());
    this.#settle();
  }

  #received(end: PumpEnd): void {
    if (this.#over) return;
    if (end.kind === 'write failed') this.#outputGone(end.error);
    else this.#outputOpen = this.#netInOpen = false;
    if (end.kind === 'read failed') this.#inputOpen = this.#netOutOpen = false;
    if (end.kind === 'end') this.#probe();
    if (this.#rules.reads !== undefined && this.#rules.reads.left <= 0) this.#afterWhatWaits(() => this.#limitReached());
    else this.#settle();
  }

  /** `-W`: nothing is read any more, on either side. */
  #limitReached(): void {
    this.#inputOpen = this.#netInOpen = false;
    this.#settle();
  }

  /** Nobody takes what comes, so it is no longer read. */
  #outputGone(error?: Error): void {
    if (!this.#outputOpen) return;
    if (error !== undefined && codeOf(error) !== 'EPIPE') this.#outputFailed = error;
    this.#outputOpen = this.#netInOpen = false;
    this.#probe();
  }

  /** The original hears at once that the reader of standard output has left, also where nothing comes. */
  #watchReader(gone: () => boolean): void {
    if (this.#over || !this.#outputOpen) return;
    if (gone()) {
      this.#outputGone();
      this.#settle();
    } else this.#after(PROBE_EVERY, () => this.#watchReader(gone));
  }

  /** Is there anything left to wait for? */
  #settle(): void {
    if (this.#over || this.#quitting) return;
    const { listens, quit } = this.#rules;
    const inputsGone = !this.#inputOpen && !this.#netInOpen;
    const outputsGone = !this.#netOutOpen && !this.#outputOpen;
    if (inputsGone) this.#quitOrFinish(quit);
    else if (outputsGone) this.#finish();
    else if (listens && !this.#netInOpen) this.#afterWhatWaits(() => this.#finishSending());
  }

  /** A listener is over with its peer. But a peer that only receives may end its own direction first: what is being sent to it is sent. */
  #finishSending(): void {
    const { kind } = this.#stdio.input;
    if (this.#quitting || (kind === 'file' && this.#netOutOpen)) return; // its end will come
    const { quit, interval = 0 } = this.#rules;
    const sends = kind === 'stream' && this.#netOutOpen && this.#peer.channel.ledger.sent > 0;
    if (sends) this.#whenQuiet(SENT_AFTER + interval * 1000, () => this.#quitOrFinish(quit));
    else this.#quitOrFinish(quit);
  }

  /** Calls when both sides have been looked at: what already lies in one of them when the other ends is not lost. */
  #afterWhatWaits(then: () => void, turns = TURNS): void {
    if (this.#over) return;
    if (turns === 0) then();
    else setImmediate(() => this.#afterWhatWaits(then, turns - 1));
  }

  /** With `-q` the peer is let go at once, and the program lingers. */
  #quitOrFinish(seconds = 0): void {
    if (seconds > 0) {
      this.#endOutput();
      this.#quitIn(seconds);
    } else this.#finish();
  }

  #quitIn(seconds: number): void {
    this.#quitting = true;
    if (seconds === 0) this.#finish();
    else this.#after(seconds * 1000, () => this.#finish());
  }

  /** Whether the end of standard input says that a transfer is done, rather than that there was nothing to send. */
  #mayEndOutput(): boolean {
    const { input } = this.#stdio;
    if (this.#rules.datagrams || this.#rules.detached || this.#rules.quit !== undefined) return false;
    return this.#peer.channel.ledger.sent > 0 || (input.kind === 'file' && input.ledger.received === 0) || input.kind === 'terminal';
  }

  #nudge(): void {
    const { received, sent } = this.#peer.channel.ledger;
    const { input } = this.#stdio;
    const silent = sent === 0 && (!this.#inputOpen || input.kind === 'terminal');
    if (received === 0 || !silent) this.#whenQuiet(NUDGE_AFTER, () => this.#nudge());
    else if (this.#netInOpen) {
      this.#rules.nudge?.told();
      this.#endOutput();
    }
  }

  /** Whether a peer whom we read no more is still there: Node would tell only with the next line that is typed. Of datagrams an empty one is sent. */
  #probe(): void {
    if (!this.#inputOpen || this.#rules.listens || this.#rules.datagrams) return;
    this.#after(PROBE_EVERY, () => {
      if (!this.#inputOpen) return;
      this.#peer.channel.put(NOTHING, (error) => {
        if (!error) return this.#probe();
        this.#inputOpen = this.#netOutOpen = false;
        this.#settle();
      });
    });
  }

  #endOutput(): void {
    this.#peer.channel.end().catch(() => {}); // it is in the ledger, and reading ends too
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#stdio.input.park();
    const { channel } = this.#peer;
    const late = setTimeout(() => this.#peer.drop(), DROP_AFTER);
    channel.close();
    void channel.ledger.closing.then(() => {
      clearTimeout(late);
      this.#finished({ quit: this.#quitting, ...(this.#outputFailed && { outputFailed: this.#outputFailed }) });
    });
  }

  /** Calls once, with the first that the peer says or does: the original sees only then that there is no standard input. */
  #whenHeard(then: () => void): void {
    const { ledger, facts } = this.#peer.channel;
    let heard = false;
    const hear = (): void => {
      if (heard || this.#over) return;
      heard = true;
      then();
    };
    ledger.watch({ open: () => ({ chunk: hear, ended: hear, reset: hear, closed: hear }) }, facts);
  }

  /** Calls once, when so long no byte has passed. Looks at the totals now and then instead of touching a timer per chunk. */
  #whenQuiet(ms: number, then: () => void): void {
    const { ledger } = this.#peer.channel;
    let before = ledger.sent + ledger.received;
    let since = performance.now();
    const look = (): void => {
      const moved = ledger.sent + ledger.received;
      if (moved !== before) since = performance.now();
      before = moved;
      const left = since + ms - performance.now();
      if (left <= 0) then();
      else this.#after(Math.min(left, ms / STEPS), look);
    };
    look();
  }

  #after(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }
}

const STEPS = 32;
/** Turns of the event loop in which a pipe or socket that holds something is read. */
const TURNS = 3;
const NOTHING = new Uint8Array(0);

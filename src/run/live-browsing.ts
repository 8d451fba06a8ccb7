/** Live browsing: an interface captured while somebody looks around in what came. It ends by itself before it has more than can be kept. */
import { type KeyLog, keyLog } from '../analysis/key-log.ts';
import { fromUtf8 } from '../core/bytes.ts';
import { type Pieces, sayCapture } from '../core/said.ts';
import { SECRETS, type Secrets } from '../formats/decoder.ts';
import { type CaptureSession, openSession, type ThreadProgram } from '../io/capture/live/capture-session.ts';
import { isOfHere } from '../io/capture/live/source.ts';
import type { Capture } from '../io/capture/read/capture.ts';
import type { FrameBatch } from '../wire/frame.ts';
import { Browsing, type OnChange } from './browsing.ts';

export interface LivePlan {
  /** What `wirecat capture` takes: an interface, or another source. */
  readonly from: string;
  /** In tcpdump's language; empty for all. */
  readonly filter: string;
  /** TCP ports whose packets are kept out. */
  readonly without: readonly number[];
  /** Who captures while we are busy; absent: we do. */
  readonly thread?: ThreadProgram | undefined;
  /** Secrets of our own channels, of which there may come more: they open what is captured beside them. */
  readonly secrets: readonly Secrets[];
}

/** What is kept at most, on the disk and of the packets' places in memory. */
const MOST_FRAMES = 4_000_000;
const MOST_BYTES = 2 ** 32;

export class LiveBrowsing {
  readonly browsing: Browsing;
  /** Which way the packets come, then why they do not any more. */
  says: Pieces | Error = [];
  readonly #session: CaptureSession;
  readonly #onChange: OnChange;

  /** Rejects with the UsageError or IoError of why nothing can be captured there. */
  static async open({ from, filter, without, thread, secrets }: LivePlan, onChange: OnChange): Promise<LiveBrowsing> {
    let says: Pieces | Error = [];
    const say = (line: Pieces | Error): void => {
      says = line;
    };
    const task = { options: { interface: from, filter: keepingOut(without, filter) }, place: from, shows: true };
    const session = await openSession(task, thread, { say, warn: say }, new AbortController().signal);
    return new LiveBrowsing(session, filter === '' ? from : `${from} (${filter})`, keysOf(secrets), says, onChange);
  }

  private constructor(session: CaptureSession, name: string, secrets: KeyLog, says: Pieces | Error, onChange: OnChange) {
    this.#session = session;
    this.#onChange = onChange;
    this.says = says;
    const { place, decoder, size } = session;
    const close = (): void => session.close();
    const capture: Capture = { place, decoder, size, batches: this.#bounded(), close, fault: undefined };
    this.browsing = new Browsing(capture, { name, secrets, isHere: isOfHere(place) }, new AbortController().signal, onChange);
    this.browsing.read().catch((error: Error) => this.#tell(error));
    session.over.then(
      () => session.fault && this.#tell([session.fault.text]),
      (error: Error) => this.#tell(error),
    );
  }

  /** Nothing more is captured; what came stays. */
  end(): void {
    this.#session.end();
  }

  /** As far as the system tells, those that it had no room for. */
  get dropped(): number {
    return this.#session.state.counts?.dropped ?? 0;
  }

  async *#bounded(): AsyncGenerator<FrameBatch, void> {
    let [frames, bytes] = [0, 0];
    for await (const batch of this.#session.batches) {
      yield batch;
      frames += batch.count;
      bytes += batch.bytes.length;
      if (frames < MOST_FRAMES && bytes < MOST_BYTES) continue;
      this.#tell([sayCapture('keptAll', { count: MOST_FRAMES, size: MOST_BYTES / 2 ** 30 })]);
      return;
    }
  }

  #tell(what: Pieces | Error): void {
    this.says = what;
    this.#onChange(false);
  }
}

const keepingOut = (ports: readonly number[], filter: string): string =>
  [...(filter.trim() === '' ? [] : [`(${filter})`]), ...ports.map((port) => `not tcp port ${port}`)].join(' and ');

/** Keys of ours, as they come. */
const keysOf = (secrets: readonly Secrets[]): KeyLog => {
  const keys = keyLog();
  let known = 0;
  keys.from(() => {
    for (const { kind, bytes } of secrets.slice(known)) if (kind === SECRETS.tlsKeyLog) keys.addAll(fromUtf8(bytes));
    known = secrets.length;
    return true;
  });
  return keys;
};

/**
 * Beside: an interface captured while a session of ours runs. Of its frames those of our own channels (R) are kept and shown next to the ones
 * that were inferred (S); at the end it says how the two differ.
 */
import { type BesideSegment, compareBeside, type Difference, INFERRED_KINDS } from '../analysis/beside.ts';
import { LIVE_LIMITS } from '../analysis/limits.ts';
import { joinHostPort } from '../core/address.ts';
import { errorText } from '../core/fault.ts';
import { english, joined, type Pieces, sayBeside } from '../core/said.ts';
import type { Instant } from '../core/time.ts';
import type { Words } from '../core/words.ts';
import type { ChannelFacts, Tap } from '../io/base/tap.ts';
import { type CaptureSession, openSession } from '../io/capture/live/capture-session.ts';
import { batchSink } from '../io/capture/synth/batch-sink.ts';
import { synth } from '../io/capture/synth/synth.ts';
import type { CaptureWriter } from '../io/capture/write/write-file.ts';
import { protocols } from '../protocols/registry.ts';
import { ACK, FIN, RST, type Segment, SYN, segmentOf } from '../view/segment.ts';
import { dissect } from '../wire/dissect.ts';
import { batchOf, type Frame, type FrameBatch, frameOf } from '../wire/frame.ts';
import { FrameLoop } from './frames.ts';
import type { BesidePlan } from './plan.ts';
import type { OnPacket, Watched } from './watched.ts';

export interface BesideOptions {
  readonly writer: CaptureWriter | undefined;
  readonly onPacket: OnPacket | undefined;
  /** How it went, and how it came out. */
  readonly say: (line: string) => void;
  readonly words?: Words;
}

export interface Beside {
  /** Put on every channel: it knows what was inferred. */
  readonly tap: Tap;
  /** Ends the capture and tells the differences. */
  close(): Promise<void>;
}

/** Rejects with the IoError of why nothing can be captured there. */
export const openBeside = async (plan: BesidePlan, options: BesideOptions): Promise<Beside> => {
  const task = { options: plan, place: `--beside ${plan.interface}`, shows: true };
  const { say, words = english } = options;
  const events = { say: (line: Pieces) => say(joined(line, words)), warn: (error: Error) => say(errorText(error, words)) };
  const session = await openSession(task, undefined, events, new AbortController().signal);
  return new Besides(session, plan.interface, options);
};

/** Frames that wait for the channel that they belong to: its SYN comes before we know of it. */
const WAITING = 4096;
/** Segments of a channel that are compared; what comes later is only kept. */
const COMPARED = 200_000;

/** One of our channels: what was inferred of it and what was captured. */
interface Pair {
  readonly client: string;
  readonly watched: Watched;
  readonly inferred: BesideSegment[];
  readonly captured: BesideSegment[];
  frames: readonly [inferred: number, captured: number];
}

class Besides implements Beside {
  readonly tap: Tap;
  readonly #session: CaptureSession;
  readonly #name: string;
  readonly #options: BesideOptions;
  readonly #captured = new FrameLoop({ limits: LIVE_LIMITS });
  readonly #pairs = new Map<string, Pair>();
  readonly #all: Pair[] = [];
  readonly #done: Promise<void>;
  #waiting: Frame[] = [];
  /** When the first inferred frame was: times are counted from there for both. */
  #first: Instant | undefined;

  constructor(session: CaptureSession, name: string, options: BesideOptions) {
    this.#session = session;
    this.#name = name;
    this.#options = options;
    const sink = batchSink(
      (batch) => {
        for (let i = 0; i < batch.count; i++) this.#infer(frameOf(batch, i, 0));
      },
      { secrets: (kind, bytes) => this.#captured.addSecrets(kind, bytes) },
    );
    const made = synth(sink, {
      turn: (_, event) => {
        event();
        sink.flush();
      },
    });
    this.tap = {
      open: (facts) => {
        this.#know(facts);
        return made.open(facts);
      },
    };
    this.#done = this.#walk();
  }

  async close(): Promise<void> {
    this.#session.end();
    await this.#done;
    await this.#session.over;
    const { say, words = english } = this.#options;
    for (const pair of this.#all) for (const line of linesOf(pair, this.#name)) say(joined(line, words));
  }

  #know(facts: ChannelFacts): void {
    const { localIp, remoteIp, role } = facts;
    if (localIp === undefined || remoteIp === undefined) return;
    const [local, remote] = [localIp, remoteIp].map(({ address, port }) => joinHostPort(address, port)) as [string, string];
    const ours = role === 'initiator';
    const watched: Watched = { facts, tag: `R ${this.#name}`, names: ours ? ['client: you', 'server'] : ['client', 'server: you'] };
    const pair: Pair = { client: ours ? local : remote, watched, inferred: [], captured: [], frames: [0, 0] };
    this.#pairs.set(keyOf(local, remote), pair);
    this.#all.push(pair);
  }

  async #walk(): Promise<void> {
    for await (const batch of this.#session.batches) {
      for (let i = 0; i < batch.count; i++) this.#wait(batch, i);
      this.#sort();
    }
    this.#sort();
  }

  #wait(batch: FrameBatch, i: number): void {
    const frame = frameOf(batch, i, 0);
    this.#waiting.push({ ...frame, bytes: frame.bytes.slice() });
  }

  /** What belongs to a channel that we know is taken; the rest may belong to one that we shall know. */
  #sort(): void {
    this.#waiting = this.#waiting.filter((frame) => !this.#take(frame)).slice(-WAITING);
  }

  #take(frame: Frame): boolean {
    const segment = segmentOf(dissect(protocols, frame));
    const pair = segment && this.#pairs.get(keyOf(segment.from, segment.to));
    if (segment === undefined) return true;
    if (pair === undefined) return false;
    const { writer, onPacket } = this.#options;
    writer?.batch(batchOf(frame), this.#session.decoder.interfaces);
    const { d, times } = this.#captured.one(frame);
    onPacket?.(d, { ...times, first: this.#first ?? times.first }, 0, pair.watched);
    pair.frames = [pair.frames[0], pair.frames[1] + 1];
    note(pair.captured, segment, pair);
    return true;
  }

  #infer(frame: Frame): void {
    this.#first ??= { seconds: frame.seconds, nanos: frame.nanos };
    const segment = segmentOf(dissect(protocols, frame));
    const pair = segment && this.#pairs.get(keyOf(segment.from, segment.to));
    if (segment === undefined || pair === undefined) return;
    pair.frames = [pair.frames[0] + 1, pair.frames[1]];
    note(pair.inferred, segment, pair);
  }
}

const keyOf = (a: string, b: string): string => [a, b].sort().join(' ');

const note = (list: BesideSegment[], { from, flags, numbers }: Segment, { client }: Pair): void => {
  if (numbers === undefined || list.length >= COMPARED) return;
  list.push({
    side: from === client ? 0 : 1,
    syn: (flags & SYN) !== 0,
    fin: (flags & FIN) !== 0,
    rst: (flags & RST) !== 0,
    acks: (flags & ACK) !== 0,
    ...numbers,
  });
};

/** What a difference is called, and why it may be. */
const KINDS = {
  segmentation: ['segmentation', 'whySegmentation'],
  acknowledgments: ['acknowledgments', 'whyAcknowledgments'],
  windows: ['windows', 'whyWindows'],
  'sent again': ['again', 'whyAgain'],
  numbers: ['numbers', 'whyMissing'],
  events: ['events', 'whyMissing'],
} as const;

const linesOf = (pair: Pair, name: string): readonly Pieces[] => {
  const [inferred, captured] = pair.frames;
  const { local, remote } = pair.watched.facts;
  const head = sayBeside('head', { local, remote, inferred, captured, name });
  if (captured === 0) return [[head, sayBeside('notThere')]];
  if (pair.inferred.length === 0) return [[head]];
  const { differences } = compareBeside(pair.inferred, pair.captured);
  const agree = differences.every(({ kind }) => INFERRED_KINDS.has(kind));
  return [agree ? [head, sayBeside('agree')] : [head], ...differences.map(differenceSaid)];
};

const differenceSaid = ({ kind, side, inferred, captured }: Difference): Pieces => {
  const [named, why] = KINDS[kind];
  return ['  ', sayBeside(named), sayBeside(side === 0 ? 'differs' : 'differsBack', { inferred, captured, why: sayBeside(why) })];
};

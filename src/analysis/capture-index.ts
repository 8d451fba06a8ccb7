/**
 * Index: what a track learned of every frame, in columns, so that any frame can be dissected again in any order. About 80 bytes a frame; the
 * bytes of frames, and of messages and datagrams that lie in several, are fetched again from where they came.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Instant } from '../core/time.ts';
import { dissect } from '../wire/dissect.ts';
import type { Dissection } from '../wire/dissection.ts';
import { batchOf, type Frame, type FrameBatch, MARKS } from '../wire/frame.ts';
import type { Answered, Origin, Reassembled } from '../wire/origin.ts';
import type { Completed, CompletedMessage, Node, Registry } from '../wire/types.ts';
import { FactsLog } from './facts-log.ts';
import { FrameClasses } from './frame-classes.ts';
import type { Times } from './frame-fields.ts';
import { FrameKnown } from './known.ts';
import { Track, type TrackOptions } from './track.ts';

/** Gives the bytes of a frame again: those at `position` of its file, for frame `number` from 1 on. */
export type FetchFrame = (number: number, position: number, captured: number) => Bytes;

const columns = (size: number) => ({
  position: new Float64Array(size),
  seconds: new Float64Array(size),
  nanos: new Uint32Array(size),
  captured: new Uint32Array(size),
  original: new Uint32Array(size),
  linkType: new Uint16Array(size),
  mark: new Uint8Array(size),
  source: new Uint32Array(size),
  /** Where the frame's facts begin in the log. */
  facts: new Float64Array(size),
  /** Layers with facts. */
  transports: new Uint8Array(size),
  /** Its place among the classes. */
  class: new Uint16Array(size),
});
type Columns = ReturnType<typeof columns>;

/** What few frames have. */
interface Rare {
  readonly messages: readonly (Completed | undefined)[];
  /** Bytes of some of them are fetched again. */
  readonly isFetched: boolean;
  /** There is nothing but messages. */
  readonly isPlain: boolean;
  readonly reassembled: readonly (Reassembled | undefined)[];
  readonly answered: readonly (Answered | undefined)[];
}

/** One message of a conversation. */
export interface MessageRow {
  readonly protocol: string;
  readonly stream: number;
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly length: number;
  /** The frame of the request that it answers. */
  readonly answers: number | undefined;
}

export class CaptureIndex {
  readonly track: Track;
  readonly #fetch: FetchFrame;
  readonly classes: FrameClasses;
  readonly #log = new FactsLog();
  readonly #now = { seconds: 0, nanos: 0 };
  /** By number. */
  readonly #rare: (Rare | undefined)[] = [];
  readonly #comments = new Map<number, readonly string[]>();
  #data: Columns = columns(1024);
  #first = 1;
  /** The first frame with a time, as far as it was looked for. */
  #firstTimed = 1;

  constructor(registry: Registry, fetch: FetchFrame, options: TrackOptions = {}) {
    this.track = new Track(registry, options);
    this.classes = new FrameClasses(registry);
    this.#fetch = fetch;
  }

  /** Frames so far. */
  get count(): number {
    return this.track.frames;
  }

  /** Makes room for so many frames at once. */
  reserve(frames: number): void {
    if (frames > this.#data.position.length) this.#data = enlarged(this.#data, columns(frames));
  }

  /** Takes the next frames of the list, each once. */
  take(batch: FrameBatch): void {
    for (let i = 0; i < batch.count; i++) {
      this.track.frame(batch, i);
      this.note(batch, i);
    }
  }

  /** Keeps what the track learned of its newest frame, frame `i` of the batch; for who hands the frames to the track himself. */
  note(batch: FrameBatch, i: number): void {
    if (this.count > this.#data.position.length) this.reserve(2 * this.#data.position.length);
    this.#note(batch, i, this.count - 1);
  }

  /** Where a frame lies and how many of its bytes. */
  placeOf(number: number): { readonly position: number; readonly captured: number } {
    return { position: this.#data.position[number - 1]!, captured: this.#data.captured[number - 1]! };
  }

  /** When a frame was; its seconds are NaN where nobody knows. */
  timeOf(number: number): Instant {
    return { seconds: this.#data.seconds[number - 1]!, nanos: this.#data.nanos[number - 1]! };
  }

  /** When a frame was looked at in its turn: when the first and the one before it were. */
  timesOf(number: number): Times {
    while (this.#firstTimed <= number && Number.isNaN(this.#data.seconds[this.#firstTimed - 1]!)) this.#firstTimed++;
    let before = number - 1;
    while (before > 0 && Number.isNaN(this.#data.seconds[before - 1]!)) before--;
    return {
      first: this.#firstTimed <= number ? this.timeOf(this.#firstTimed) : undefined,
      previous: before > 0 ? this.timeOf(before) : undefined,
    };
  }

  /** Number of a frame's interface in the file. */
  sourceOf(number: number): number {
    return this.#data.source[number - 1]!;
  }

  /** Frames from `first` on as a batch again, without their bytes: `offset` counts from the place of the first one. */
  refill(batch: FrameBatch, first: number, count: number): void {
    const d = this.#data;
    const from = first - 1;
    batch.count = count;
    batch.comments.clear();
    for (const name of ['position', 'seconds', 'nanos', 'captured', 'original', 'linkType', 'mark', 'source'] as const)
      batch[name].set(d[name].subarray(from, from + count));
    for (let i = 0; i < count; i++) {
      batch.offset[i] = d.position[from + i]! - d.position[from]!;
      const comments = this.#comments.get(first + i);
      if (comments !== undefined) batch.comments.set(i, comments);
    }
  }

  /** Frames before this number are not asked for any more. */
  forget(before: number): void {
    for (let number = this.#first; number < before; number++) {
      this.#rare[number] = undefined;
      this.#comments.delete(number);
    }
    this.#first = Math.max(this.#first, before);
  }

  /** Frame `number`, with its bytes. */
  frame(number: number): Frame {
    const row = number - 1;
    const d = this.#data;
    return {
      number,
      mark: MARKS[d.mark[row]!] ?? 'R',
      seconds: d.seconds[row]!,
      nanos: d.nanos[row]!,
      linkType: d.linkType[row]!,
      bytes: this.#bytes(number),
      original: d.original[row]!,
      comments: this.#comments.get(number) ?? [],
    };
  }

  /** What was known of frame `number` when it was taken. */
  known(number: number): FrameKnown {
    const known = new FrameKnown();
    this.recall(number, known, () => ({}));
    return known;
  }

  /** The same into `known`, its facts into what `room` gives for the `nth` layer. */
  recall(number: number, known: FrameKnown, room: (node: Node, nth: number) => Record<string, number>): void {
    const row = number - 1;
    const d = this.#data;
    const rare = this.#rare[number];
    const { newest } = this.#log;
    this.#now.seconds = d.seconds[row]!;
    this.#now.nanos = d.nanos[row]!;
    known.clear();
    let at = d.facts[row]!;
    for (let nth = 0; nth < d.transports[row]!; nth++) {
      at = this.#log.read(at, this.track.registry.nodes, this.#now, (node) => room(node, nth));
      const done = rare?.messages[nth];
      known.put(nth, newest.facts, rare?.isFetched === true ? this.#whole(done) : done, newest.node);
    }
    if (rare === undefined || rare.isPlain) return;
    known.allReassembled.push(...rare.reassembled);
    known.allAnswered.push(...rare.answered);
  }

  /** What a frame has in common with others. */
  classOf(number: number): number {
    return this.#data.class[number - 1]!;
  }

  /** Frame `number` dissected, with what was known when it was taken. */
  dissect(number: number): Dissection {
    return dissect(this.track.registry, this.frame(number), this.known(number), this.track.options);
  }

  /** The messages that are completed in frame `number`. */
  messages(number: number): readonly MessageRow[] {
    return (this.#rare[number]?.messages ?? []).flatMap((done, nth) => {
      const stream = this.known(number).facts(nth)?.['stream'] ?? 0;
      return (done?.messages ?? []).filter((m) => m.fault === undefined).map((m) => rowOf(m, stream, number));
    });
  }

  /** Takes the frames of one conversation once more, because its secrets are there now; what they complete is known anew. */
  again(numbers: Iterable<number>): void {
    let track: Track | undefined;
    for (const number of numbers) {
      track ??= this.track.forAgain(this.known(number));
      const frame = this.frame(number);
      track.frames = number - 1;
      track.frame(batchOf(frame), 0);
      this.#noteRare(number, track, frame.bytes);
    }
    if (track !== undefined) this.track.readOn(track);
  }

  #bytes(number: number): Bytes {
    const row = number - 1;
    return this.#fetch(number, this.#data.position[row]!, this.#data.captured[row]!);
  }

  #note(batch: FrameBatch, i: number, row: number): void {
    const d = this.#data;
    d.position[row] = batch.position[i]!;
    d.seconds[row] = batch.seconds[i]!;
    d.nanos[row] = batch.nanos[i]!;
    d.captured[row] = batch.captured[i]!;
    d.original[row] = batch.original[i]!;
    d.linkType[row] = batch.linkType[i]!;
    d.mark[row] = batch.mark[i]!;
    d.source[row] = batch.source[i]!;
    d.facts[row] = this.#log.length;
    const comments = batch.comments.get(i);
    if (comments !== undefined) this.#comments.set(row + 1, comments);
    this.#noteKnown(row, batch.bytes);
  }

  #noteKnown(row: number, b: Bytes): void {
    const { known } = this.track;
    for (let nth = 0; nth < known.transports; nth++) {
      this.#log.put(known.nodes[nth]!, known.allFacts[nth]);
    }
    this.#data.transports[row] = known.transports;
    this.#noteRare(row + 1, this.track, b);
  }

  #noteRare(number: number, track: Track, b: Bytes): void {
    const { known } = track;
    this.#data.class[number - 1] = this.classes.of(track, b);
    this.#rare[number] = isRare(known) ? rareOf(known) : undefined;
  }

  #whole(done: Completed | undefined): Completed | undefined {
    if (done === undefined) return undefined;
    const { unfinished } = done;
    return {
      ...done,
      messages: done.messages.map((m) => this.#withBytes(m)),
      unfinished: unfinished && { ...unfinished, bytes: this.#fetched(unfinished.from) },
    };
  }

  #withBytes(m: CompletedMessage): CompletedMessage {
    if (m.bytes !== FETCHED) return m.inner.length === 0 ? m : { ...m, inner: m.inner.map((inner) => this.#withBytes(inner)) };
    let bytes: Bytes | undefined;
    const fetch = (): Bytes => this.#fetched(m.from);
    return {
      ...m,
      inner: m.inner.map((inner) => this.#withBytes(inner)),
      get bytes() {
        bytes ??= fetch();
        return bytes;
      },
    };
  }

  #fetched(from: readonly Origin[]): Bytes {
    const bytes = new Uint8Array(lengthOf(from));
    for (const { offset, length, frame, at } of from) bytes.set(this.#bytes(frame).subarray(at, at + length), offset);
    return bytes;
  }
}

/** Stands for bytes that are put together again from the frames that they came from. */
const FETCHED = new Uint8Array(0);

/** Whether more is known than the facts of its conversations. */
const isRare = ({ allMessages, transports, allReassembled, allAnswered }: FrameKnown): boolean => {
  if (allReassembled.length > 0 || allAnswered.length > 0) return true;
  for (let nth = 0; nth < transports; nth++) if (allMessages[nth] !== undefined) return true;
  return false;
};

const rareOf = ({ allMessages, transports, allReassembled, allAnswered }: FrameKnown): Rare => {
  const messages: (Completed | undefined)[] = [];
  for (let nth = 0; nth < transports; nth++) messages.push(keptWhole(allMessages[nth]));
  return {
    messages,
    isFetched: messages.some((done) => done !== undefined && (done.unfinished !== undefined || done.messages.some(isFetched))),
    isPlain: allReassembled.length === 0 && allAnswered.length === 0,
    reassembled: allReassembled.length === 0 ? NONE : [...allReassembled],
    answered: allAnswered.length === 0 ? NONE : [...allAnswered],
  };
};
const NONE: readonly never[] = [];

const keptWhole = (done: Completed | undefined): Completed | undefined => {
  if (done === undefined || (done.unfinished === undefined && done.messages.every(isOwn))) return done;
  return { ...done, messages: done.messages.map(kept), unfinished: done.unfinished && { ...done.unfinished, bytes: FETCHED } };
};

/** Whether a message has nothing that is used again for others. */
const isOwn = ({ bytes, inner }: CompletedMessage): boolean => bytes === undefined && inner.length === 0;

const isFetched = ({ bytes, inner }: CompletedMessage): boolean => bytes === FETCHED || inner.some(isFetched);

/** A message to be kept: its bytes are its segment's, or valid for as long as that is looked at. */
const kept = (m: CompletedMessage): CompletedMessage => {
  if (isOwn(m)) return m;
  const { node, message, offset, length, from, name, fault, answered } = m;
  const bytes = m.bytes !== undefined && lengthOf(from) === length && length > 0 ? FETCHED : m.bytes?.slice();
  return { node, message, bytes, offset, length, from, name, fault, answered, inner: m.inner.map(kept) };
};

const lengthOf = (from: readonly Origin[]): number => from.reduce((n, { length }) => n + length, 0);

const rowOf = (m: CompletedMessage, stream: number, number: number): MessageRow => ({
  protocol: m.node.layer.name,
  stream,
  firstFrame: m.from[0]?.frame ?? number,
  lastFrame: number,
  length: m.length,
  answers: m.answered?.frame,
});

const enlarged = (from: Columns, to: Columns): Columns => {
  for (const [name, column] of Object.entries(from)) to[name as keyof Columns].set(column as Float64Array<ArrayBuffer>);
  return to;
};

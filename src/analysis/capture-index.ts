/**
 * Index: what a track learned of every frame, in columns, so that any frame can be dissected again in any order. About 80 bytes a frame; the
 * bytes of frames, and of messages and datagrams that lie in several, are fetched again from where they came.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Instant } from '../core/time.ts';
import { dissect } from '../wire/dissect.ts';
import type { Dissection } from '../wire/dissection.ts';
import { batchOf, type Frame, type FrameBatch, MARKS, type Mark, NOT_WRITTEN } from '../wire/frame.ts';
import type { Origin } from '../wire/origin.ts';
import type { Facts } from '../wire/row.ts';
import type { CompletedMessage, Node, Registry } from '../wire/types.ts';
import { type Branch, Branches } from './branches.ts';
import { FactsLog, type LoggedFacts } from './facts-log.ts';
import { FrameClasses } from './frame-classes.ts';
import type { FrameFacts, Times } from './frame-fields.ts';
import { KeptKnown, type MessageField, type VisitMessage } from './kept-known.ts';
import { FrameKnown } from './known.ts';
import type { FetchBytes } from './placed-message.ts';
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
  readonly #kept: KeptKnown;
  readonly #comments = new Map<number, readonly string[]>();
  /** By layer. */
  readonly #views: LoggedFacts[] = [];
  readonly #factsInHand = ({ id }: Node, make: () => LoggedFacts): LoggedFacts => {
    this.#views[id] ??= make();
    return this.#views[id];
  };
  /** Where the log has the page of what was written of the newest batch. */
  #written = 0;
  #data: Columns = columns(1024);
  readonly #bare = new BareFrame(
    this,
    () => this.#data,
    (number) => this.#comments.get(number) ?? NO_COMMENTS,
  );
  /** The first frame with a time, as far as it was looked for. */
  #firstTimed = 1;

  constructor(registry: Registry, fetch: FetchFrame, options: TrackOptions = {}) {
    const fetched: FetchBytes = (from) => this.#fetched(from);
    this.track = new Track(registry, { ...options, fetch: fetched });
    this.classes = new FrameClasses(registry);
    this.#kept = new KeptKnown(registry.nodes, fetched);
    this.#fetch = fetch;
  }

  /** Frames so far. */
  get count(): number {
    return this.track.frames;
  }

  /** Makes room for so many frames at once. */
  reserve(frames: number): void {
    if (frames <= this.#data.position.length) return;
    this.#data = enlarged(this.#data, columns(frames));
    this.#kept.reserve(frames);
  }

  /** Takes the next frames of the list, each once. */
  take(batch: FrameBatch): void {
    for (let i = 0; i < batch.count; i++) {
      this.track.frame(batch, i);
      this.note(batch, i);
    }
  }

  /** Keeps what the track learned of its newest frame, frame `i` of the batch; for who hands the frames to the track himself, from the first on. */
  note(batch: FrameBatch, i: number): void {
    const row = this.count - 1;
    if (i === 0) this.#begin(batch, row);
    const place = batch.written === undefined || this.track.hasLearned ? NOT_WRITTEN : batch.written.places[i]!;
    if (place === NOT_WRITTEN) this.#noteFacts(row);
    else this.#data.facts[row] = this.#written + place;
    this.#data.transports[row] = this.track.known.transports;
    this.#noteBeside(row + 1, this.track, batch.bytes);
  }

  /** Where a frame lies and how many of its bytes. */
  placeOf(number: number): { readonly position: number; readonly captured: number } {
    return { position: this.#data.position[number - 1]!, captured: this.#data.captured[number - 1]! };
  }

  /** When a frame was; its seconds are NaN where nobody knows. */
  timeOf(number: number): Instant {
    return { seconds: this.#data.seconds[number - 1]!, nanos: this.#data.nanos[number - 1]! };
  }

  /** Seconds from a moment to a frame; NaN where nobody knows. */
  secondsAfter(first: Instant, number: number): number {
    return this.#data.seconds[number - 1]! - first.seconds + (this.#data.nanos[number - 1]! - first.nanos) / 1e9;
  }

  /** Bytes of a frame on the wire. */
  lengthOf(number: number): number {
    return this.#data.original[number - 1]!;
  }

  /** A frame without its layers and bytes, and when the first and the one before it were; valid until the next is asked for. */
  bare(number: number): FrameFacts & Times {
    this.#bare.row = number - 1;
    return this.#bare;
  }

  /** When the first frame with a time was that is not behind `number`. */
  firstTime(number: number): Instant | undefined {
    while (this.#firstTimed <= number && Number.isNaN(this.#data.seconds[this.#firstTimed - 1]!)) this.#firstTimed++;
    return this.#firstTimed <= number ? this.timeOf(this.#firstTimed) : undefined;
  }
  /** When the last frame with a time was before `number`. */
  timeBefore(number: number): Instant | undefined {
    let before = number - 1;
    while (before > 0 && Number.isNaN(this.#data.seconds[before - 1]!)) before--;
    return before > 0 ? this.timeOf(before) : undefined;
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
    // Views of arrays cost more than a few numbers.
    if (count < FEW) for (let i = 0; i < count; i++) copyRow(d, from + i, batch, i);
    else for (const name of COPIED) batch[name].set(d[name].subarray(from, from + count));
    for (let i = 0; i < count; i++) batch.offset[i] = d.position[from + i]! - d.position[from]!;
    if (this.#comments.size === 0) return;
    for (let i = 0; i < count; i++) {
      const comments = this.#comments.get(first + i);
      if (comments !== undefined) batch.comments.set(i, comments);
    }
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
      comments: this.#comments.get(number) ?? NO_COMMENTS,
    };
  }

  /** What was known of frame `number` when it was taken. */
  known(number: number): FrameKnown {
    const known = new FrameKnown();
    this.recall(number, known, (_node, _nth, make) => make());
    return known;
  }

  /** The same into `known`, its facts into what `room` gives for the `nth` layer; without what its streams completed where nobody asks for that. */
  recall(
    number: number,
    known: FrameKnown,
    room: (node: Node, nth: number, make: () => LoggedFacts) => LoggedFacts,
    hasMessages = true,
  ): void {
    const row = number - 1;
    const d = this.#data;
    const { newest } = this.#log;
    this.#now.seconds = d.seconds[row]!;
    this.#now.nanos = d.nanos[row]!;
    known.clear();
    let at = d.facts[row]!;
    for (let nth = 0; nth < d.transports[row]!; nth++) {
      at = this.#log.read(at, this.track.registry.nodes, this.#now, (node, make) => room(node, nth, make));
      known.put(nth, newest.facts, hasMessages ? this.#kept.completed(number, nth) : undefined, newest.node);
    }
    if (hasMessages) this.#kept.recall(number, known);
  }

  /** What was known of the first conversation of frame `number`; valid until the next is asked for. */
  facts(number: number): Facts | undefined {
    const row = number - 1;
    const d = this.#data;
    if (d.transports[row] === 0) return undefined;
    this.#now.seconds = d.seconds[row]!;
    this.#now.nanos = d.nanos[row]!;
    this.#log.read(d.facts[row]!, this.track.registry.nodes, this.#now, this.#factsInHand);
    return this.#log.newest.facts;
  }

  /** Whether a message that is completed in the frame may have a field, by what its reader said of it. */
  mayHave(number: number, field: MessageField): boolean {
    return this.#kept.mayHave(number, field);
  }

  /** Tells of every message that is completed in the frame what its reader said of it, and what it answers. */
  eachMessage(number: number, visit: VisitMessage): void {
    this.#kept.each(number, visit);
  }

  /** What a frame has in common with others. */
  classOf(number: number): number {
    return this.#data.class[number - 1]!;
  }

  /** Which protocols there are inside which, from the outermost in, the most frequent first. */
  get branches(): readonly Branch[] {
    const { count } = this.classes;
    const [frames, bytes] = [new Float64Array(count), new Float64Array(count)];
    for (let row = 0; row < this.count; row++) {
      const at = this.#data.class[row]!;
      frames[at]!++;
      bytes[at]! += this.#data.original[row]!;
    }
    const branches = new Branches();
    for (let at = 0; at < count; at++) branches.count(this.classes.at(at).path, frames[at]!, bytes[at]!);
    return branches.all;
  }

  /** Frame `number` dissected, with what was known when it was taken. */
  dissect(number: number): Dissection {
    return dissect(this.track.registry, this.frame(number), this.known(number), this.track.options);
  }

  /** The messages that are completed in frame `number`. */
  messages(number: number): readonly MessageRow[] {
    const known = this.known(number);
    return known.allMessages.flatMap((done, nth) => {
      const stream = known.facts(nth)?.['stream'] ?? 0;
      return (done?.messages ?? []).filter((m) => m.fault === undefined).map((m) => rowOf(m, stream, number));
    });
  }

  /** Takes the frames of one conversation once more, because its secrets are there now; what they complete is known anew. */
  again(numbers: Iterable<number>): void {
    let track: Track | undefined;
    for (const number of numbers) {
      const before = this.known(number);
      const frame = this.frame(number);
      track ??= this.track.forAgain(before);
      track.frameAgain(batchOf(frame), number, before);
      this.#noteBeside(number, track, frame.bytes);
    }
    if (track !== undefined) this.track.readOn(track);
  }

  #bytes(number: number): Bytes {
    const row = number - 1;
    return this.#fetch(number, this.#data.position[row]!, this.#data.captured[row]!);
  }

  /** Keeps what a batch says of its frames itself, the first of them in `row`. */
  #begin(batch: FrameBatch, row: number): void {
    const { count, comments } = batch;
    const room = this.#data.position.length;
    if (row + count > room) this.reserve(Math.max(row + count, 2 * room));
    if (count < FEW) for (let i = 0; i < count; i++) copyRow(batch, i, this.#data, row + i);
    else for (const name of COPIED) this.#data[name].set(batch[name].subarray(0, count), row);
    if (batch.written !== undefined) this.#written = this.#log.adopt(batch.written);
    for (const [i, texts] of comments) this.#comments.set(row + 1 + i, texts);
  }

  #noteFacts(row: number): void {
    const { known } = this.track;
    this.#data.facts[row] = this.#log.length;
    for (let nth = 0; nth < known.transports; nth++) this.#log.put(known.nodes[nth]!, known.allFacts[nth]);
  }

  #noteBeside(number: number, track: Track, b: Bytes): void {
    this.#data.class[number - 1] = this.classes.of(track, b);
    this.#kept.put(number, track.known);
  }

  #fetched(from: readonly Origin[]): Bytes {
    const [only] = from;
    if (from.length === 1 && only !== undefined) return this.#bytes(only.frame).subarray(only.at, only.at + only.length);
    const bytes = new Uint8Array(from.reduce((n, { length }) => n + length, 0));
    for (const { offset, length, frame, at } of from) bytes.set(this.#bytes(frame).subarray(at, at + length), offset);
    return bytes;
  }
}

/** Each of it is read where somebody looks. */
class BareFrame implements FrameFacts, Times {
  row = 0;
  readonly #index: CaptureIndex;
  readonly #data: () => Columns;
  readonly #comments: (number: number) => readonly string[];

  constructor(index: CaptureIndex, data: () => Columns, comments: (number: number) => readonly string[]) {
    this.#index = index;
    this.#data = data;
    this.#comments = comments;
  }

  get number(): number {
    return this.row + 1;
  }
  get mark(): Mark {
    return MARKS[this.#data().mark[this.row]!] ?? 'R';
  }
  get seconds(): number {
    return this.#data().seconds[this.row]!;
  }
  get nanos(): number {
    return this.#data().nanos[this.row]!;
  }
  get original(): number {
    return this.#data().original[this.row]!;
  }
  get captured(): number {
    return this.#data().captured[this.row]!;
  }
  get comments(): readonly string[] {
    return this.#comments(this.number);
  }
  get first(): Instant | undefined {
    return this.#index.firstTime(this.number);
  }
  get previous(): Instant | undefined {
    return this.#index.timeBefore(this.number);
  }
}
const NO_COMMENTS: readonly string[] = [];

const COPIED = ['position', 'seconds', 'nanos', 'captured', 'original', 'linkType', 'mark', 'source'] as const;
/** Frames that are copied one by one. */
const FEW = 32;

type Copied = Pick<FrameBatch, (typeof COPIED)[number]>;

const copyRow = (from: Copied, row: number, to: Copied, at: number): void => {
  to.position[at] = from.position[row]!;
  to.seconds[at] = from.seconds[row]!;
  to.nanos[at] = from.nanos[row]!;
  to.captured[at] = from.captured[row]!;
  to.original[at] = from.original[row]!;
  to.linkType[at] = from.linkType[row]!;
  to.mark[at] = from.mark[row]!;
  to.source[at] = from.source[row]!;
};

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

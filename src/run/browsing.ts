/**
 * Browsing: a capture that is looked at while it is read. Its frames are taken once, in slices, and kept in an index; filters, searches,
 * ladders and what was said are worked out from that in the background, in slices too, so that no key waits for any of them.
 */
import type { Branch } from '../analysis/branches.ts';
import { CaptureIndex } from '../analysis/capture-index.ts';
import { ConversationLinks, conversationSides } from '../analysis/conversation-links.ts';
import { ConversationList, type Listed } from '../analysis/conversation-list.ts';
import { DecodeAs } from '../analysis/decode-as.ts';
import type { NearestTruth } from '../analysis/filter/nearest.ts';
import { Follower, readable } from '../analysis/follow.ts';
import { type KeyLog, keyLog } from '../analysis/key-log.ts';
import { OverTime } from '../analysis/over-time.ts';
import type { Holders } from '../core/holder.ts';
import { type Instant, since } from '../core/time.ts';
import type { Words } from '../core/words.ts';
import type { InterfaceInfo } from '../formats/decoder.ts';
import type { Capture } from '../io/capture/read/capture.ts';
import { type FrameStore, frameStore } from '../io/capture/read/frame-store.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import type { Browsed, GrowingLines, Search } from '../view/browse/browsed.ts';
import { FollowLines } from '../view/browse/follow-lines.ts';
import { allNumbers, type FrameNumbers, GrowingNumbers } from '../view/browse/frame-numbers.ts';
import { covered } from '../view/covered.ts';
import { Ladder } from '../view/ladder.ts';
import { segmentOf } from '../view/segment.ts';
import type { Line } from '../view/text.ts';
import type { Dissection } from '../wire/dissection.ts';
import { batchOf, type FrameBatch } from '../wire/frame.ts';
import { eachFrame, type FrameChoice, type TracedCapture } from './frames.ts';
import { Holding } from './holding.ts';
import { type Again, type Looks, lookAgain } from './look-again.ts';
import { lookFiltered } from './look-filtered.ts';
import { lookFor } from './look-for.ts';
import { lookNearest } from './look-nearest.ts';
import type { Passed } from './passed.ts';
import type { Shown } from './shown.ts';
import { type Turn, turns } from './turns.ts';

/** Told that there is more to see; `isAwaited`: what somebody waits for, such as a first screen, or all that passes a filter. */
export type OnChange = (isAwaited: boolean) => void;

export class Browsing implements Browsed {
  readonly name: string;
  isOver = false;
  filtered: Search | undefined;
  found: Search | undefined;
  first: Instant = { seconds: 0, nanos: 0 };
  /** When the newest frame was. */
  last: Instant | undefined;
  readonly #capture: Capture;
  readonly #store: FrameStore;
  readonly #secrets: KeyLog;
  readonly #index: CaptureIndex;
  readonly #list = new ConversationList();
  readonly #links = new ConversationLinks();
  readonly #holding: Holding | undefined;
  readonly overTime: OverTime;
  readonly #signal: AbortSignal;
  readonly #onChange: OnChange;
  #waiting: (() => void)[] = [];
  /** Where the newest frame of the file lies. */
  #read = 0;
  #stopFilter = new AbortController();
  #stopFind = new AbortController();
  readonly #words: Words | undefined;
  readonly #turns: () => Turn;
  readonly #showSecrets: boolean;
  readonly #decodeAs: DecodeAs;
  #looking: NodeJS.Timeout | undefined;

  constructor(capture: TracedCapture, shown: Shown, signal: AbortSignal, onChange: OnChange) {
    const { name, showSecrets = false, secrets = keyLog(), decodeAs = new DecodeAs(protocols), rest } = shown;
    this.name = name;
    this.#words = shown.words;
    this.#turns = () => turns(rest);
    this.#showSecrets = showSecrets;
    this.#decodeAs = decodeAs;
    this.#capture = capture;
    this.#holding = shown.isHere === true ? new Holding() : undefined;
    this.#secrets = secrets;
    secrets.watched = true;
    this.#signal = signal;
    this.#onChange = onChange;
    this.#store = frameStore(capture);
    const fetch = (_: number, position: number, captured: number) => this.#store.read(position, captured);
    const { tracer } = capture;
    this.#index = new CaptureIndex(protocols, fetch, { tools: nodeTools, secrets: this.#secrets, showSecrets, decodeAs, tracer });
    this.overTime = new OverTime(this.#index, this.#list, this.#links);
  }

  /** Reads all of it, or `most` frames. */
  async read(most?: number): Promise<void> {
    const turn = this.#turns();
    const choice: FrameChoice = {
      index: this.#index,
      secrets: this.#secrets,
      decodeAs: this.#decodeAs,
      each: (passed) => this.#each(passed),
    };
    const capture = this.#capture;
    const stored = {
      batches: this.#stored(),
      /** A thread that is ahead tells more of it as it goes on. */
      get decoder() {
        return capture.decoder;
      },
    };
    await eachFrame(stored, { ...choice, most, turn, signal: this.#signal, ready: () => this.#grown() }, () => true);
    this.isOver = true;
    this.#grown();
    if (this.#secrets.mayGrow) this.#looking = setInterval(() => this.#late(), LOOK_MS).unref();
  }

  close(): void {
    this.#stopFilter.abort();
    this.#stopFind.abort();
    clearInterval(this.#looking);
    this.#holding?.close();
    this.#capture.close();
    this.#store.close();
  }

  // ---- what there is --------------------------------------------------------------------------------------------------

  get frames(): number {
    return this.#index.count;
  }
  get progress(): number | undefined {
    const { size } = this.#capture;
    if (this.isOver) return 1;
    return size === undefined ? undefined : Math.min(1, this.#read / Math.max(1, size));
  }
  get fault(): string | undefined {
    return this.#capture.fault?.text;
  }
  get conversations(): readonly Listed[] {
    return this.#list.all;
  }
  get moreConversations(): number {
    return this.#list.left;
  }

  holdersOf(c: Listed): Holders | undefined {
    return this.#holding?.of(c);
  }
  dissect(number: number): Dissection {
    const d = this.#index.dissect(number);
    return this.#showSecrets ? d : covered(d);
  }
  conversationOf(number: number): Listed | undefined {
    const place = this.#links.placeOf(number);
    return place === undefined ? undefined : this.#list.all[place];
  }
  get branches(): readonly Branch[] {
    return this.#index.branches;
  }
  before(number: number): number | undefined {
    return this.#links.before(number);
  }
  after(number: number): number | undefined {
    return this.#links.after(number);
  }

  // ---- what is worked out -----------------------------------------------------------------------------------------------

  filter(text: string): void {
    const judge = this.#passing(text);
    this.#stopFilter.abort();
    this.#stopFilter = new AbortController();
    this.filtered = text.trim() === '' ? undefined : this.#search(text, judge, this.#stopFilter.signal);
  }

  find(text: string): void {
    this.#stopFind.abort();
    this.#stopFind = new AbortController();
    this.found = this.#search(text, { holds: lookFor(text) }, this.#stopFind.signal);
  }

  /** The same for somebody of whom there are several: until the signal aborts. */
  passing(text: string, signal: AbortSignal): Search {
    return this.#search(text, this.#passing(text), signal);
  }
  holding(text: string, signal: AbortSignal): Search {
    return this.#search(text, { holds: lookFor(text) }, signal);
  }

  /** What comes nearest to a filter that no frame passes. */
  nearest(text: string, signal: AbortSignal): Promise<NearestTruth | undefined> {
    return lookNearest(this.#again, text, { signal, turn: this.#turns() });
  }

  /** Those of the frames there are now that pass. */
  async passingNow(text: string, signal: AbortSignal): Promise<FrameNumbers> {
    const { count } = this.#index;
    if (text.trim() === '') return allNumbers(() => count);
    const numbers = new GrowingNumbers();
    await lookAgain(this.#again, this.#passing(text), {
      signal,
      turn: this.#turns(),
      more: async () => false,
      found: (number) => numbers.push(number),
    });
    return numbers;
  }

  /** A frame as it is in the file, and its interface there. */
  stored(number: number): { readonly batch: FrameBatch; readonly source: number; readonly from: InterfaceInfo | undefined } {
    const source = this.#index.sourceOf(number);
    return { batch: batchOf(this.#index.frame(number)), source, from: this.#capture.decoder.interfaces[source] };
  }

  secondsOf(number: number): number {
    const gap = since(this.#index.timeOf(number), this.first);
    return gap.seconds + gap.nanos / 1e9;
  }

  ladder(c: Listed, columns: number): GrowingLines {
    const [client] = c.hosts;
    const names =
      c.opened && this.#words === undefined ? (['client: connects', c.answered ? 'server: listens' : 'server'] as const) : undefined;
    const ladder = new Ladder({
      first: this.first,
      client,
      ...(c.direction !== undefined && { clientDirection: c.direction }),
      ...(names && { names }),
      words: this.#words,
    });
    return this.#lines(c, (d) => {
      const segment = segmentOf(d);
      return segment === undefined ? [] : ladder.push(segment, columns).lines;
    });
  }

  follow(c: Listed, columns: number): GrowingLines {
    const follower = new Follower(readable({ protocol: c.layer.name, number: c.number }, this.#framesOf(c), (n) => this.dissect(n)));
    const lines = new FollowLines(c.hosts, columns);
    const said = (d: Dissection): readonly Line[] => {
      const segment = segmentOf(d);
      return segment === undefined ? [] : follower.push(d, [segment.from, segment.to]).flatMap((s) => lines.of(s));
    };
    return this.#lines(c, said, () => follower.end().flatMap((s) => lines.of(s)));
  }

  // ---- in slices --------------------------------------------------------------------------------------------------------

  /** The capture's batches, each kept so that its frames can be read again. */
  async *#stored(): AsyncGenerator<FrameBatch, void> {
    for await (const batch of this.#capture.batches) {
      if (this.frames === 0) this.#reserve(batch);
      this.#read = batch.position[batch.count - 1] ?? this.#read;
      this.#store.add(batch);
      yield batch;
    }
  }

  /** Room for the frames of a file, as many as there will be if they are as long as the first ones. */
  #reserve({ count, position, captured }: FrameBatch): void {
    if (count === 0) return;
    const each = ((position[count - 1] ?? 0) + (captured[count - 1] ?? 0)) / count;
    const frames = Math.min(MOST_RESERVED, Math.ceil((1.1 * this.size) / Math.max(1, each)));
    this.#index.reserve(frames);
    this.#links.reserve(frames + 1);
  }

  /** Bytes of its file, as far as that is known. */
  get size(): number {
    return this.#capture.size ?? 0;
  }

  #each({ track, batch, i, times }: Passed): void {
    if (track.frames === 1 && times.first !== undefined) this.first = { ...times.first };
    const own = this.#list.take(track, batch, i);
    this.#links.put(track.frames, own, this.#list.side);
    if (track.frames === A_SCREEN) this.#onChange(true);
  }

  #grown(): undefined {
    const { count } = this.#index;
    if (count > 0) this.last = this.#index.timeOf(count);
    this.#holding?.look(this.#list.all);
    this.#late();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
    this.#onChange(this.isOver);
    return undefined;
  }

  /** Conversations whose secrets came after their packets are taken once more. */
  #late(): void {
    this.#secrets.pull();
    const late = this.#secrets.late();
    for (const { transport = '', stream = -1 } of late) {
      const c = this.#list.find(transport, stream);
      if (c !== undefined) this.#index.again(this.#framesOf(c));
    }
    if (late.length === 0) return;
    if (this.filtered !== undefined) this.filter(this.filtered.text);
    this.#onChange(false);
  }

  *#framesOf(c: Listed): Generator<number> {
    for (let n: number | undefined = c.firstFrame; n !== undefined && n <= this.#index.count; n = this.#links.after(n)) yield n;
  }

  /** Resolves when there are more frames; false when all were there. */
  async #more(signal: AbortSignal): Promise<boolean> {
    if (this.isOver || signal.aborted) return false;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return !signal.aborted;
  }

  get #again(): Again {
    return { index: this.#index, store: this.#store, showSecrets: this.#showSecrets };
  }

  #passing(text: string): Looks {
    return lookFiltered(text, this.#index, conversationSides(this.#list, this.#links));
  }

  #search(text: string, looks: Looks, signal: AbortSignal): Search {
    const numbers = new GrowingNumbers();
    const search = { text, numbers, progress: 0, looked: 0 };
    const work = async (): Promise<void> => {
      await lookAgain(this.#again, looks, {
        signal,
        turn: this.#turns(),
        more: () => this.#more(signal),
        found: (number) => {
          numbers.push(number);
          if (numbers.count === A_SCREEN) this.#onChange(true);
        },
        seen: (number) => {
          search.looked = number;
          search.progress = Math.min(0.999, number / Math.max(1, this.frames));
          this.#onChange(false);
        },
      });
      if (signal.aborted) return;
      search.progress = 1;
      search.looked = this.frames;
      this.#onChange(true);
    };
    void work();
    return search;
  }

  /** Lines of the frames of a conversation, one frame after the other. */
  #lines(c: Listed, of: (d: Dissection) => readonly Line[], end: () => readonly Line[] = () => []): GrowingLines {
    const lines: Line[] = [];
    const frames: number[] = [];
    const growing = { lines, frames, isOver: false, stop: () => stop.abort() };
    const stop = new AbortController();
    const put = (more: readonly Line[], frame: number): void => {
      for (const l of more) {
        lines.push(l);
        frames.push(frame);
      }
    };
    const turn = this.#turns();
    const work = async (): Promise<void> => {
      let last = 0;
      for (let n = c.firstFrame; n > 0 && !stop.signal.aborted; n = await this.#next(n, stop.signal)) {
        last = n;
        put(of(this.dissect(n)), n);
        if (lines.length > MOST_LINES) break;
        const pause = turn();
        if (pause === undefined) continue;
        this.#onChange(false);
        await pause;
      }
      if (stop.signal.aborted) return;
      put(end(), last);
      growing.isOver = true;
      this.#onChange(true);
    };
    void work();
    return growing;
  }

  /** The frame after this one in its conversation; 0 at the end. */
  async #next(n: number, signal: AbortSignal): Promise<number> {
    for (;;) {
      const next = this.#links.after(n);
      if (next !== undefined) return next;
      if (!(await this.#more(signal))) return this.#links.after(n) ?? 0;
    }
  }
}

/** Frames that fill most screens: they are shown before the rest of their batch is taken, or the rest that pass a filter are found. */
const A_SCREEN = 64;
/** Frames that room is made for before they are there. */
const MOST_RESERVED = 4 << 20;
/** How often a key log that grows is looked at. */
const LOOK_MS = 500;
/** Lines of one conversation that are kept. */
const MOST_LINES = 100_000;

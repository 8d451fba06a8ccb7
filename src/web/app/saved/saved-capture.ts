/** SavedCapture: a capture whose file lies in the page itself, taken apart here: what a program knows of a capture, known by a page alone. */
import type { Branch } from '../../../analysis/branches.ts';
import { CaptureIndex } from '../../../analysis/capture-index.ts';
import { ConversationLinks } from '../../../analysis/conversation-links.ts';
import { ConversationList, type Listed } from '../../../analysis/conversation-list.ts';
import { DecodeAs } from '../../../analysis/decode-as.ts';
import { filter } from '../../../analysis/filter/filter.ts';
import { Nearest, type NearestTruth } from '../../../analysis/filter/nearest.ts';
import type { Times } from '../../../analysis/frame-fields.ts';
import { OverTime } from '../../../analysis/over-time.ts';
import { utf8 } from '../../../core/bytes.ts';
import { type Instant, since } from '../../../core/time.ts';
import type { Decoder } from '../../../formats/decoder.ts';
import { openFormat } from '../../../formats/index.ts';
import { protocols } from '../../../protocols/registry.ts';
import type { Search } from '../../../view/browse/browsed.ts';
import { GrowingNumbers } from '../../../view/browse/frame-numbers.ts';
import { soughtIn } from '../../../view/browse/sought.ts';
import { covered } from '../../../view/covered.ts';
import { rowLine, rowOf } from '../../../view/rows.ts';
import type { Dissection } from '../../../wire/dissection.ts';
import { type FrameBatch, frameBatch } from '../../../wire/frame.ts';
import type { Looked } from '../../answers/looked.ts';

/** Milliseconds of work after which the page has its turn. */
const SLICE = 12;

export class SavedCapture implements Looked {
  readonly name: string;
  isOver = false;
  first: Instant = { seconds: 0, nanos: 0 };
  readonly overTime: OverTime;
  readonly #bytes: Uint8Array;
  readonly #decoder: Decoder;
  readonly #index: CaptureIndex;
  /** What ports carry, as the file says. */
  readonly #decodeAs = new DecodeAs(protocols);
  #heard = 0;
  readonly #list = new ConversationList();
  readonly #links = new ConversationLinks();
  readonly #changed: () => void;
  #at: number;

  constructor(name: string, bytes: Uint8Array, changed: () => void) {
    this.name = name;
    this.#bytes = bytes;
    this.#changed = changed;
    const { decoder, start } = openFormat(name, bytes, true);
    this.#decoder = decoder;
    this.#at = start;
    const fetch = (_: number, position: number, captured: number) => bytes.subarray(position, position + captured);
    this.#index = new CaptureIndex(protocols, fetch, { decodeAs: this.#decodeAs });
    this.overTime = new OverTime(this.#index, this.#list, this.#links);
  }

  get frames(): number {
    return this.#index.count;
  }
  get progress(): number {
    return this.isOver ? 1 : this.#at / Math.max(1, this.#bytes.length);
  }
  get fault(): string | undefined {
    return this.#decoder.fault?.text;
  }
  get conversations(): readonly Listed[] {
    return this.#list.all;
  }
  get size(): number {
    return this.#bytes.length;
  }
  /** When the newest frame was, after the first. */
  get seconds(): number {
    return this.frames === 0 ? 0 : this.secondsOf(this.frames);
  }

  /** Takes all frames, in slices. */
  async read(): Promise<void> {
    const batch = frameBatch();
    const turn = slices();
    for (let isMore = true; isMore; ) {
      const from = this.#at;
      this.#at = this.#decoder.decode(this.#bytes, from, this.#bytes.length, 0, batch);
      const { interfaces } = this.#decoder;
      for (; this.#heard < interfaces.length; this.#heard++) this.#decodeAs.hear(interfaces[this.#heard]?.comments);
      for (let i = 0; i < batch.count; i++) this.#take(batch, i);
      isMore = this.#at > from && this.#decoder.fault === undefined;
      const pause = turn();
      if (pause === undefined) continue;
      this.#changed();
      await pause;
    }
    this.#decoder.end(this.#bytes.length - this.#at, this.#at);
    this.isOver = true;
    this.#changed();
  }

  dissect(number: number): Dissection {
    return covered(this.#index.dissect(number));
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
  secondsOf(number: number): number {
    const gap = since(this.#index.timeOf(number), this.first);
    return gap.seconds + gap.nanos / 1e9;
  }

  passing(text: string, signal: AbortSignal): Search {
    const judge = filter(text, protocols);
    return this.#search(text, (number, times) => judge.passesDissected(this.#index.dissect(number), times), signal);
  }

  async nearest(text: string, signal: AbortSignal): Promise<NearestTruth | undefined> {
    const found = new Nearest(text, protocols);
    const turn = slices();
    for (let number = 1; number <= this.frames && !signal.aborted; number++) {
      const previous = number === 1 ? undefined : this.#index.timeOf(number - 1);
      found.selection.loadDissected(this.#index.dissect(number), { first: this.first, previous });
      found.take(number);
      await turn();
    }
    return signal.aborted ? undefined : found.truth;
  }

  holding(text: string, signal: AbortSignal): Search {
    const { isText, holds } = soughtIn(text);
    const isIn = (bytes: Uint8Array): boolean => holds(bytes, 0, bytes.length);
    const has = (number: number): boolean => {
      const d = this.dissect(number);
      return isIn(d.frame.bytes) || (isText && isIn(utf8(rowLine(rowOf(d, this.first)))));
    };
    return this.#search(text, has, signal);
  }

  #take(batch: FrameBatch, i: number): void {
    const { track } = this.#index;
    track.frame(batch, i);
    this.#index.note(batch, i);
    if (track.frames === 1) this.first = this.#index.timeOf(1);
    const own = this.#list.take(track, batch, i);
    this.#links.put(track.frames, own, this.#list.side);
  }

  #search(text: string, passes: (number: number, times: Times) => boolean, signal: AbortSignal): Search {
    const numbers = new GrowingNumbers();
    const search = { text, numbers, progress: 0, looked: 0 };
    const turn = slices();
    const work = async (): Promise<void> => {
      for (let number = 1; !signal.aborted; number++) {
        // The file may still be read.
        while (number > this.frames && !this.isOver && !signal.aborted) await later();
        if (number > this.frames) break;
        const previous = number === 1 ? undefined : this.#index.timeOf(number - 1);
        if (passes(number, { first: this.first, previous })) numbers.push(number);
        search.looked = number;
        search.progress = Math.min(0.999, number / this.frames);
        const pause = turn();
        if (pause === undefined) continue;
        this.#changed();
        await pause;
      }
      search.progress = 1;
      this.#changed();
    };
    void work();
    return search;
  }
}

/** Asked often; gives a promise when the page should have its turn. */
const slices = (): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE) return undefined;
    return later().then(() => {
      since = performance.now();
    });
  };
};

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

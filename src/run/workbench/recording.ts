/** Recording: what our own channels carry, as a capture that somebody looks at while it grows. Bounded: what does not fit goes by, counted. */
import { EMPTY } from '../../core/bytes.ts';
import type { InterfaceInfo, Secrets } from '../../formats/decoder.ts';
import type { SourceInfo } from '../../formats/encoder.ts';
import type { Tap } from '../../io/base/tap.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { type BatchSink, batchSink } from '../../io/capture/synth/batch-sink.ts';
import { synth } from '../../io/capture/synth/synth.ts';
import type { CaptureWriter } from '../../io/capture/write/write-file.ts';
import { BATCH, type FrameBatch, frameBatch } from '../../wire/frame.ts';
import { Courtesy } from './courtesy.ts';

/** Bytes and frames that wait to be taken, and that are kept in all. */
const MOST_WAITING = 16 << 20;
const MOST_BATCHES = 128;
const MOST_FRAMES = 4_000_000;
const MOST_BYTES = 2 ** 32;

export class Recording {
  readonly tap: Tap;
  readonly capture: Capture;
  /** Frames that went by. */
  skipped = 0;
  /** Bytes of all frames. */
  bytes = 0;
  /** Those of its channels so far. */
  readonly secrets: Secrets[] = [];
  readonly courtesy = new Courtesy();
  readonly #sink: BatchSink;
  readonly #interfaces: InterfaceInfo[] = [];
  readonly #ready: FrameBatch[] = [];
  readonly #spare: FrameBatch[] = [];
  #waiting = 0;
  #frames = 0;
  #isOver = false;
  #wake: (() => void) | undefined;

  readonly #about: () => string;

  /** `file`: where all that is looked at is kept too; `about`: what files say of its packets besides. */
  constructor(file?: CaptureWriter, about: () => string = () => '') {
    this.#about = about;
    const sink = batchSink((batch) => this.#put(batch), {
      passBy: (frames, bytes) => this.#passBy(frames, bytes),
      secrets: (kind, bytes) => {
        this.secrets.push({ kind, bytes: bytes.slice() });
        file?.secrets(kind, bytes);
      },
    });
    this.#sink = sink;
    this.tap = synth(sink, {
      turn: (_, event) => {
        event();
        sink.flush();
      },
    });
    const notes = { sections: [], secrets: this.secrets, names: new Map(), statistics: new Map() };
    this.capture = {
      place: 'live',
      decoder: { format: 'pcapng', interfaces: this.#interfaces, notes, fault: undefined },
      size: undefined,
      fault: undefined,
      batches: this.#batches(file),
      close: () => this.end(),
    };
  }

  /** Nothing more comes. */
  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  get #hasRoom(): boolean {
    return this.#waiting < MOST_WAITING && this.#ready.length < MOST_BATCHES && this.#frames < MOST_FRAMES && this.bytes < MOST_BYTES;
  }

  #passBy(frames: number, bytes: number): boolean {
    this.courtesy.carried(bytes);
    if (this.#hasRoom) return false;
    this.skipped += frames;
    return true;
  }

  #put(batch: FrameBatch): void {
    if (!this.#hasRoom) {
      this.skipped += batch.count;
      return;
    }
    const { sources } = this.#sink;
    for (const source of sources.slice(this.#interfaces.length)) this.#interfaces.push(interfaceOf(source, this.#about));
    for (let i = 0; i < batch.count; i++) this.#take(batch, i);
    this.#wake?.();
  }

  /** Copies a frame behind the others that wait. */
  #take(from: FrameBatch, i: number): void {
    const captured = from.captured[i] ?? 0;
    const to = this.#roomFor(captured);
    const k = to.count++;
    const at = k === 0 ? 0 : (to.offset[k - 1] ?? 0) + (to.captured[k - 1] ?? 0);
    const start = from.offset[i] ?? 0;
    to.bytes.set(from.bytes.subarray(start, start + captured), at);
    to.offset[k] = at;
    for (const name of COPIED) to[name][k] = from[name][i] ?? 0;
    this.#frames++;
    this.#waiting += captured;
    this.bytes += captured;
  }

  #roomFor(captured: number): FrameBatch {
    const last = this.#ready.at(-1);
    if (last !== undefined && last.count < BATCH) {
      const end = last.count === 0 ? 0 : (last.offset[last.count - 1] ?? 0) + (last.captured[last.count - 1] ?? 0);
      if (end + captured <= last.bytes.length) return last;
    }
    const batch = this.#spare.pop() ?? frameBatch();
    batch.count = 0;
    if (batch.bytes.length < captured) batch.bytes = new Uint8Array(Math.max(captured, ROOM));
    this.#ready.push(batch);
    return batch;
  }

  async *#batches(file: CaptureWriter | undefined): AsyncGenerator<FrameBatch, void> {
    for (;;) {
      const batch = this.#ready.shift();
      if (batch !== undefined) {
        this.#waiting -= (batch.offset[batch.count - 1] ?? 0) + (batch.captured[batch.count - 1] ?? 0);
        file?.batch(batch, this.#interfaces);
        file?.lost(this.skipped);
        yield batch;
        if (batch.bytes.length > 4 * ROOM) batch.bytes = EMPTY_ROOM;
        if (this.#spare.length < MOST_SPARE) this.#spare.push(batch);
        continue;
      }
      if (this.#isOver) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}

const interfaceOf = ({ linkType, mark, name, comment }: SourceInfo, about: () => string): InterfaceInfo => ({
  linkType,
  mark,
  name,
  get comments() {
    return [comment ?? '', about()].filter((line) => line !== '');
  },
  ...PLAIN,
});
const PLAIN = { snapLength: 0, resolution: 9, binary: false, offset: 0, description: '', filter: '', os: '', hardware: '' };

const COPIED = ['captured', 'original', 'seconds', 'nanos', 'linkType', 'mark', 'source'] as const;
const ROOM = 256 << 10;
const MOST_SPARE = 16;
const EMPTY_ROOM = EMPTY.slice();

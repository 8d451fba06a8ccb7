/** Frames that are made here, gathered into batches for views and the index. */
import type { Bytes } from '../../../core/bytes.ts';
import type { Instant } from '../../../core/time.ts';
import type { FrameDirection, FrameSink, SourceInfo } from '../../../formats/encoder.ts';
import { type FrameBatch, frameBatch, MARKS } from '../../../wire/frame.ts';

/** Calls `each` with every full batch, and with what there is at `flush`. A batch is valid during the call. */
export interface BatchSink extends FrameSink {
  flush(): void;
  readonly sources: readonly SourceInfo[];
}

export const batchSink = (each: (batch: FrameBatch) => void, looking: Looking = {}): BatchSink => new Batches(each, looking);

/** What who looks at the frames wants of them; by default all. */
type Looking = Partial<Pick<FrameSink, 'isBlind' | 'passBy' | 'secrets'>>;

const SIZE = 256 << 10;

class Batches implements BatchSink {
  readonly sources: SourceInfo[] = [];
  readonly #marks: number[] = [];
  readonly #batch = frameBatch();
  readonly isBlind: (at: Instant) => boolean;
  readonly passBy: (frames: number, bytes: number) => boolean;
  /** Told at once, before the frames of this batch are. */
  readonly secrets: (kind: number, bytes: Bytes) => void;
  readonly #each: (batch: FrameBatch) => void;
  #used = 0;
  /** Bytes of all batches before this one: `position` counts as if all frames stood one after the other in a file. */
  #before = 0;

  constructor(each: (batch: FrameBatch) => void, { secrets = () => {}, isBlind = () => false, passBy = () => false }: Looking) {
    this.#each = each;
    this.secrets = secrets;
    this.isBlind = isBlind;
    this.passBy = passBy;
    this.#batch.bytes = new Uint8Array(SIZE);
  }

  get bytes(): Uint8Array {
    return this.#batch.bytes;
  }

  source(info: SourceInfo): number {
    this.#marks.push(MARKS.indexOf(info.mark));
    return this.sources.push(info) - 1;
  }

  /** The views read what is here before the bytes of the next event are, but a batch outlives an event: payloads are always copied. */
  lend(): void {}

  settle(): void {}

  reserve(source: number, seconds: number, nanos: number, head: number, payload: Bytes, _direction: FrameDirection, missing = 0): number {
    const batch = this.#batch;
    const captured = head + payload.length;
    if (batch.count === batch.offset.length || this.#used + captured > batch.bytes.length) this.flush();
    if (captured > batch.bytes.length) batch.bytes = new Uint8Array((captured + 7) & ~7);
    const i = batch.count++;
    const at = this.#used;
    batch.offset[i] = at;
    batch.captured[i] = captured;
    batch.original[i] = captured + missing;
    batch.seconds[i] = seconds;
    batch.nanos[i] = nanos;
    batch.linkType[i] = this.sources[source]?.linkType ?? 0;
    batch.mark[i] = this.#marks[source] ?? 0;
    batch.source[i] = source;
    batch.position[i] = this.#before + at;
    // Frames start at multiples of four, where checksums are quickest.
    this.#used += (captured + 3) & ~3;
    batch.bytes.set(payload, at + head);
    return at;
  }

  flush(): void {
    const batch = this.#batch;
    if (batch.count > 0) this.#each(batch);
    this.#before += this.#used;
    this.#used = 0;
    batch.count = 0;
  }
}

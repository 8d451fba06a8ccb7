/** Capture files written: frames of a session as they are made, or batches of another capture. Memory stays bounded; see drain.ts. */
import { closeSync } from 'node:fs';
import type { Bytes } from '../../../core/bytes.ts';
import type { IoError } from '../../../core/fault.ts';
import type { InterfaceInfo } from '../../../formats/decoder.ts';
import type { Encoded, Encoder, FrameDirection, FrameSink, SourceInfo } from '../../../formats/encoder.ts';
import { pcapEncoder } from '../../../formats/pcap-write.ts';
import { pcapngEncoder } from '../../../formats/pcapng-write.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { type Drain, drainTo } from './drain.ts';
import { FrameCounts } from './frame-counts.ts';
import { type Opened, openForWriting } from './open-for-writing.ts';

export interface WriteOptions {
  /** Name and version of the program, for the file header. */
  readonly application: string;
  /** Default: by the name's end, `.pcap` or anything else. */
  readonly format?: 'pcap' | 'pcapng';
  /** Called once when the system refuses to take more, and once when a pipe's reader does not keep up; frames are counted as dropped then. */
  readonly failed?: (error: IoError) => void;
}

export interface WrittenTotals {
  /** Frames that are in the file, and that are not. */
  readonly frames: number;
  readonly dropped: number;
  readonly bytes: number;
}

export interface CaptureWriter extends FrameSink {
  /** Copies the frames of a batch that came from a capture with these interfaces; records that are no frames are left out. */
  batch(batch: FrameBatch, interfaces: readonly InterfaceInfo[]): void;
  /** Names what frames are to come from: the file is one of its kind without any, too. */
  announce(from: InterfaceInfo): void;
  secrets(kind: number, bytes: Bytes): void;
  /** What the system itself could not keep, since it began: it stands in the file's counters. */
  lost(frames: number): void;
  /** Sends what there is on its way to the file. Happens by itself a tenth of a second after a frame. */
  flush(): void;
  /** Writes the rest and closes. Throws the IoError if the file is not complete. */
  close(): Promise<WrittenTotals>;
  readonly totals: WrittenTotals;
}

/** Opens a capture file to write; open-for-writing.ts says which files may be replaced. `-` is standard output. */
export const writeCapture = async (path: string, options: WriteOptions, signal: AbortSignal): Promise<CaptureWriter> =>
  new CaptureFileWriter(path, await openForWriting(path, signal), options);

const FLUSH_MS = 100;
/** Lent payloads that are written from where they are instead of being copied: less is not worth a call of its own. */
const WORTH = 256 << 10;
/** Bytes of them in one call: they were just read for their checksums, and are still in the cache. */
const AT_ONCE = 512 << 10;
/** Stays in the cache between being filled and being written. */
const BUFFER = 256 << 10;
/** Buffers kept to be used again. */
const SPARE = 4;

interface FrameBuffer {
  readonly bytes: Uint8Array;
  /** Regions on their way. */
  pending: number;
  full: boolean;
}

class CaptureFileWriter implements CaptureWriter {
  readonly #encoder: Encoder;
  readonly #file: Opened;
  readonly #drain: Drain;
  readonly #spares: Uint8Array[] = [];
  #current: FrameBuffer = { bytes: new Uint8Array(0), pending: 0, full: true };
  #timer: NodeJS.Timeout | undefined;
  #essential = true;
  /** Whether what is sent next begins the file. */
  #isFirst = true;
  readonly #counts = new FrameCounts();
  #lostBefore = 0;
  #sources = 0;
  #closing: Promise<WrittenTotals> | undefined;
  #seconds = 0;
  #nanos = 0;
  /** Bytes of lent payloads that are not written yet. */
  #apart = 0;
  /** Our number of each interface of a capture that is copied. */
  readonly #copied: number[] = [];

  constructor(path: string, file: Opened, options: WriteOptions) {
    this.#file = file;
    this.#drain = drainTo(path, file, (error) => options.failed?.(error));
    const spill = (rest: Encoded, size: number): Uint8Array => this.#turn(rest, size);
    const format = options.format ?? (path.endsWith('.pcap') ? 'pcap' : 'pcapng');
    this.#encoder = format === 'pcap' ? pcapEncoder(path, spill) : pcapngEncoder(options.application, spill);
  }

  get bytes(): Uint8Array {
    return this.#encoder.bytes;
  }

  get totals(): WrittenTotals {
    const { received, dropped } = this.#counts;
    return { frames: received - dropped, dropped, bytes: this.#drain.written };
  }

  source(info: SourceInfo): number {
    this.#essential = true;
    this.#sources++;
    return this.#encoder.source(info);
  }

  lend(size: number): void {
    if (size >= WORTH && this.#drain.direct) this.#encoder.apart = true;
  }

  settle(): void {
    if (!this.#encoder.apart) return;
    this.#encoder.apart = false;
    this.flush();
  }

  reserve(source: number, seconds: number, nanos: number, head: number, payload: Bytes, direction: FrameDirection, missing = 0): number {
    if (this.#apart >= AT_ONCE) this.flush();
    const at = this.#encoder.reserve(source, seconds, nanos, head, payload, direction, missing);
    if (this.#encoder.apart) this.#apart += payload.length;
    this.#count(source, seconds, nanos);
    return at;
  }

  batch(batch: FrameBatch, interfaces: readonly InterfaceInfo[]): void {
    for (let i = 0; i < batch.count; i++) {
      const number = batch.source[i] ?? 0;
      const from = interfaces[number];
      if (from === undefined || from.linkType !== batch.linkType[i]) continue;
      const source = this.#copyOf(number, from);
      this.#encoder.frame(batch, i, source);
      this.#count(source, batch.seconds[i] ?? 0, batch.nanos[i] ?? 0);
    }
  }

  announce(from: InterfaceInfo): void {
    this.#copyOf(0, from);
    this.#flushSoon();
  }

  #copyOf(number: number, from: InterfaceInfo): number {
    const source = this.#copied[number] ?? this.source({ ...from, comment: from.comments.join('\n') });
    this.#copied[number] = source;
    return source;
  }

  secrets(kind: number, bytes: Bytes): void {
    this.#encoder.secrets(kind, bytes);
    this.#flushSoon();
  }

  lost(frames: number): void {
    this.#lostBefore = frames;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send(this.#encoder.take());
  }

  close(): Promise<WrittenTotals> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<WrittenTotals> {
    for (let source = 0; source < this.#sources; source++) {
      const { received, dropped } = this.#counts.of(source);
      const before = source === 0 ? this.#lostBefore : 0;
      this.#encoder.statistics(source, this.#seconds || 0, this.#nanos, { received: received + before, dropped: dropped + before });
    }
    this.#essential = true;
    this.flush();
    await this.#drain.finish();
    if (this.#file.fd !== 1) closeSync(this.#file.fd);
    if (this.#drain.error !== undefined) throw this.#drain.error;
    return this.totals;
  }

  #count(source: number, seconds: number, nanos: number): void {
    this.#counts.count(source);
    this.#seconds = seconds;
    this.#nanos = nanos;
    if (this.#timer === undefined) this.#flushSoon();
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS).unref();
  }

  /** The encoder's buffer is full: sends the rest of it and gives it another. */
  #turn(rest: Encoded, size: number): Uint8Array {
    const before = this.#current;
    before.full = true;
    this.#send(rest);
    this.#recycle(before);
    const spare = size <= BUFFER ? this.#spares.pop() : undefined;
    const bytes = spare ?? new Uint8Array(Math.max(BUFFER, (size + 7) & ~7));
    this.#current = { bytes, pending: 0, full: false };
    return bytes;
  }

  #send({ bytes, inserts }: Encoded): void {
    if (bytes.length === 0) return;
    this.#apart = 0;
    const buffer = this.#current;
    const counts = this.#counts.take();
    const essential = this.#essential;
    this.#essential = false;
    // After the close the descriptor may be another file's.
    if (this.#closing !== undefined) {
      this.#counts.lose(counts);
      return;
    }
    buffer.pending++;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    let kept: readonly number[] = [];
    const whole = (reached: number): number => {
      const { length, frames } = this.#encoder.whole(bytes, reached, isFirst);
      kept = frames;
      return length;
    };
    const done = (written: boolean): void => {
      buffer.pending--;
      this.#recycle(buffer);
      if (!written) this.#counts.lose(counts, kept);
    };
    this.#drain.put({ bytes, inserts, essential, whole, done });
  }

  #recycle(buffer: FrameBuffer): void {
    if (
      buffer.full &&
      buffer.pending === 0 &&
      buffer.bytes.length === BUFFER &&
      this.#spares.length < SPARE &&
      !this.#spares.includes(buffer.bytes)
    )
      this.#spares.push(buffer.bytes);
  }
}

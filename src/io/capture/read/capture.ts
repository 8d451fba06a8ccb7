/** Capture: frames from a file or a pipe, a batch at a time. */
import type { Fault } from '../../../core/fault.ts';
import type { Decoder, Secrets } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';

export interface Capture {
  /** The path, or `-`. */
  readonly place: string;
  /** Format, interfaces and notes; complete after the last batch. */
  readonly decoder: Pick<Decoder, 'format' | 'interfaces' | 'notes' | 'fault'>;
  /** Bytes in the file; undefined where that is not known before its end. */
  readonly size: number | undefined;
  /** After the last batch: what is wrong with the file, if anything. `offset` is a place in the (unpacked) file. */
  readonly fault: Fault | undefined;
  /** `for await` walks either kind, once. Each batch is valid until the next is asked for. Leaving the loop early closes the file. */
  readonly batches: AsyncIterable<FrameBatch> | Iterable<FrameBatch>;
  /** The secrets of all of a plain file, also of the part that was not read yet. */
  readonly allSecrets?: (() => Iterable<Secrets>) | undefined;
  /** For a capture whose batches nobody walked to their end. May be called twice. */
  close(): void;
}

/** A capture in a plain file, read without promises. */
export interface FileCapture extends Capture {
  readonly size: number;
  /** Its descriptor, open while the capture is. */
  readonly fd: number;
  readonly batches: Iterable<FrameBatch>;
}

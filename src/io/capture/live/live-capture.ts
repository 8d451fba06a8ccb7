/** Live capture: a capture that goes on until it is closed, and counts what it could not keep. */
import type { InterfaceInfo } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import type { Capture } from '../read/capture.ts';

export interface LiveCounts {
  /** Frames that the system had for us, and how many of them it could not keep. */
  readonly received: number;
  readonly dropped: number;
}

export interface LiveCapture extends Capture {
  /** Since it began; undefined where whoever captures does not tell. */
  counts(): LiveCounts | undefined;
  /** Resolves when nothing is captured any more. */
  end(): Promise<void>;
}

export interface LiveSource {
  counts(): LiveCounts | undefined;
  close(): Promise<void>;
}

export const liveCapture = (
  place: string,
  interfaces: readonly InterfaceInfo[],
  batches: AsyncIterable<FrameBatch>,
  source: LiveSource,
): LiveCapture => ({
  place,
  decoder: {
    format: 'pcapng',
    interfaces,
    notes: { sections: [], secrets: [], names: new Map(), statistics: new Map() },
    fault: undefined,
  },
  size: undefined,
  fault: undefined,
  batches,
  counts: () => source.counts(),
  end: () => source.close(),
  close: () => void source.close(),
});

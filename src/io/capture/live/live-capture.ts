/** Live capture: a capture that goes on until it is ended, and counts what it could not keep. */
import type { Fault } from '../../../core/fault.ts';
import type { InterfaceInfo } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import type { Capture } from '../read/capture.ts';

export interface LiveCounts {
  /** Frames that passed the capture filter, and how many of them the system could not keep. */
  readonly received: number;
  readonly dropped: number;
}

export interface LiveCapture extends Capture {
  /** Since it began; undefined where whoever captures does not tell, or not yet. */
  counts(): LiveCounts | undefined;
  /** Resolves when nothing is captured any more. */
  end(): Promise<void>;
}

export interface LiveSource {
  counts(): LiveCounts | undefined;
  close(): Promise<void>;
  /** Why it ended by itself. */
  readonly fault?: Fault | undefined;
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
  get fault() {
    return source.fault;
  },
  batches,
  counts: () => source.counts(),
  end: () => source.close(),
  close: () => void source.close(),
});

/** A capture that ended before anybody wanted it to. */
export const endedFault = (text: string): Fault => ({
  layer: 'frame',
  severity: 'warn',
  kind: 'short',
  offset: 0,
  length: 0,
  text: `the capture has ended: ${text}; every packet that came before is kept`,
});

/** What is known of an interface of which frames are captured here. */
export const liveInterface = (name: string, linkType: number, snapLength: number, filter: string): InterfaceInfo => ({
  linkType,
  snapLength,
  resolution: 9,
  binary: false,
  offset: 0,
  mark: 'R',
  name,
  description: '',
  comments: [],
  filter,
  os: '',
  hardware: '',
});

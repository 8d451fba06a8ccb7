/** Taken: a frame that a track has taken, as filters, rows and views look at it: just now, or later, from an index. */
import type { Bytes } from '../core/bytes.ts';
import type { Collector } from '../wire/collector.ts';
import type { Dissection, DissectOptions, Outline } from '../wire/dissection.ts';
import type { Registry } from '../wire/types.ts';
import type { Walked } from '../wire/walk.ts';
import type { FrameKnown } from './known.ts';

export interface Taken {
  readonly registry: Registry;
  readonly options: DissectOptions;
  /** Its number, from 1 on. */
  readonly frames: number;
  /** The number of its shape among the frames of this track; NO_SHAPE where that is not told. */
  readonly shape: number;
  /** Its layers, as a walk sees them. */
  readonly walked: Walked;
  readonly known: FrameKnown;
  /** Whether only a dissection tells what it holds. */
  readonly isDeep: boolean;
  /** Numbers of the addresses of its highest transport, where a walk explains it. */
  readonly source: number;
  readonly target: number;
  /** The text of an address, as bytes. */
  address(number: number): Bytes;
  dissect(): Dissection;
  /** Gives a collector what it wants of the frame, which costs less than its tree. */
  collect(collector: Collector): Outline;
}

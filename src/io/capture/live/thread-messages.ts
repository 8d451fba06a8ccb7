/** What the thread that captures and the one that shows say to each other. */
import type { Fault, Spot } from '../../../core/fault.ts';
import type { Mistaken } from '../../../core/refusal.ts';
import type { Pieces } from '../../../core/said.ts';
import type { InterfaceInfo, Secrets } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import type { Rotation } from '../write/rotating.ts';
import type { WrittenTotals } from '../write/write-file.ts';
import type { LiveCounts } from './live-capture.ts';
import type { LiveOptions } from './open-live.ts';

/** What is to be done, as data. */
export interface CaptureTask {
  readonly options: Omit<LiveOptions, 'onMessage'>;
  readonly place: string;
  /** Frames after which it ends. */
  readonly most?: number | undefined;
  /** Where they are kept. */
  readonly file?: { readonly path: string; readonly application: string; readonly rotation?: Rotation | undefined } | undefined;
  /** Whether somebody looks at them. */
  readonly shows: boolean;
}

export interface CaptureState {
  readonly frames: number;
  readonly counts: LiveCounts | undefined;
  readonly written: WrittenTotals | undefined;
  /** Frames that are in the file, and were not shown because who looks at them does not keep up. */
  readonly unshown: number;
}

export type ToThread = { readonly kind: 'taken' } | { readonly kind: 'end' };

export type FromThread =
  | { readonly kind: 'say'; readonly line: Pieces }
  /** What the file could not take. */
  | { readonly kind: 'warn'; readonly error: Thrown }
  | { readonly kind: 'opened' }
  /** Since the last time. */
  | { readonly kind: 'learned'; readonly interfaces: readonly InterfaceInfo[]; readonly secrets: readonly Secrets[] }
  | { readonly kind: 'batch'; readonly batch: FrameBatch }
  | { readonly kind: 'state'; readonly state: CaptureState }
  | { readonly kind: 'over'; readonly state: CaptureState; readonly fault?: Fault | undefined; readonly error?: Thrown | undefined };

/** An error on its way to another thread. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
  readonly spot?: Spot | undefined;
  /** Of a UsageError, what it says in other languages. */
  readonly wrong?: Mistaken | undefined;
  /** Of an IoError the same, and where it was. */
  readonly said?: Pieces | undefined;
  readonly place?: string | undefined;
}

/** One side of a way between two threads. */
export interface Port<Sent, Taken> {
  post(message: Sent, transfer?: readonly ArrayBuffer[]): void;
  listen(take: (message: Taken) => void): void;
  close(): void;
}

/** Batches on their way at most: what is shown may stall so long before frames are left out, or wait. */
export const WINDOW = 32;

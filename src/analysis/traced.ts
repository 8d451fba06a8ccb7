/** Traced: what is found out of a frame before its streams are read: its layers, and what its transports belong to. */
import type { Bytes } from '../core/bytes.ts';
import type { FrameBatch } from '../wire/frame.ts';
import type { MutableFacts } from '../wire/transport.ts';
import type { Dissecting, Node } from '../wire/types.ts';
import { Walked } from '../wire/walk.ts';
import { NO_SHAPE } from './shapes.ts';

/** One frame; the same object for every one. */
export class Traced {
  readonly walked = new Walked();
  /** Only a dissection tells what the frame holds: `Tracer.learn` is asked for its facts. */
  isDeep = false;
  /** The number of its shape, where somebody tells frames apart by that. */
  shape: number = NO_SHAPE;
  /** Layers with a transport, of a frame that is not deep. */
  transports = 0;
  /** Of each of them: its place among the layers, what is known of it, and the numbers of its addresses. */
  readonly layer: number[] = [];
  readonly facts: MutableFacts[] = [];
  readonly source: number[] = [];
  readonly target: number[] = [];
}

/** Where a layer of a deep frame belongs. */
export interface Belonging {
  readonly facts: MutableFacts;
  readonly source: number;
  readonly target: number;
}

/** Takes every frame once and in order: here, or in a thread that is ahead. */
export interface Tracer {
  readonly traced: Traced;
  /** The text of an address, by its number. */
  address(number: number): Bytes;
  /** Takes frame `i` of a batch, the `number`th of all. */
  take(batch: FrameBatch, i: number, number: number): void;
  /** Takes the `nth` layer with conversations of a deep frame, while it is dissected. */
  learn(nth: number, d: Dissecting, node: Node): Belonging | undefined;
  /** The frame was taken: now what is too much may be forgotten. */
  settle(): void;
  /** What was forgotten because a limit was reached. */
  readonly forgotten: { readonly conversations: number; readonly channels: number };
}

/** Told of a conversation that is forgotten: its number may be given to another one. */
export type Closed = (conversation: number) => void;

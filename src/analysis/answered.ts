/** Answered: the request that a reply answers, and how long before it was. */
import { nanosBetween } from '../core/time.ts';
import type { Answered } from '../wire/origin.ts';
import type { Message } from '../wire/stream.ts';

/** When a frame was. */
export interface Moment {
  readonly frame: number;
  readonly seconds: number;
  readonly nanos: number;
}

export const answeredOf = (asked: Moment, now: Moment, message: Message | undefined): Answered => ({
  frame: asked.frame,
  message,
  nanos: nanosBetween(asked.seconds, asked.nanos, now.seconds, now.nanos),
});

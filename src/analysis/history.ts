/** What earlier frames say about a frame: streams, relative numbers, reassembly. */
import type { History } from '../wire/dissect.ts';
import type { Frame } from '../wire/frame.ts';

export interface FrameHistory extends History {
  /** Told of every frame, in order, before it is dissected. */
  frame(frame: Frame): void;
}

export const history = (): FrameHistory => ({ frame: () => {}, observe: () => {} });

/** A frame for tests of declarations alone: its link type is 1, whatever layer says `on: { link: 1 }` starts it. */
import type { Frame } from '../src/wire/frame.ts';

export const wireFrame = (bytes: Uint8Array, original = bytes.length): Frame => ({
  number: 1,
  mark: 'R',
  seconds: 0,
  nanos: 0,
  linkType: 1,
  bytes,
  original,
  comments: [],
});

/** The frame of a lecture's screen: "here is a message\n" from an echo client, both checksums right. */
import { fromHex } from '../src/core/bytes.ts';
import type { Frame } from '../src/wire/frame.ts';

export const LECTURE_DUMP = `0000 08 00 7f 20 00 64 00 16 ea e3 54 e6 08 00 45 00
0010 00 3a 2c 7a 40 00 80 06 f4 a5 80 ed fc a3 80 02
0020 dc 0a d8 0a 3b 6d f4 a4 99 6c 75 de 71 6a 50 18
0030 3f ff 96 8b 00 00 68 65 72 65 20 69 73 20 61 20
0040 6d 65 73 73 61 67 65 0a
`;

export const LECTURE_BYTES: Uint8Array = fromHex(LECTURE_DUMP.replace(/^.{4}/gm, '')) ?? new Uint8Array(0);

/** Any bytes as a frame with a number and no time. */
export const frameFrom = (bytes: Uint8Array, about: Partial<Frame> = {}): Frame => ({
  number: 1,
  mark: 'R',
  seconds: Number.NaN,
  nanos: 0,
  linkType: 1,
  bytes,
  original: bytes.length,
  comments: [],
  ...about,
});

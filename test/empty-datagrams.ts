/** Frames whose datagram of UDP has lost its bytes: each once as the capture cut it there, and once as one that was sent so. */
import type { Frame } from '../src/wire/frame.ts';
import { dissected } from './dissected.ts';

const HEADER = 8;

export const emptied = (frames: readonly Frame[]): readonly Frame[] =>
  frames.flatMap((frame) => {
    const last = dissected(frame.bytes, frame.linkType).layers.findLast((l) => l.layer.name === 'udp' && l.source === 0 && !l.quoted);
    if (last === undefined) return [];
    const cut = { ...frame, bytes: frame.bytes.slice(0, last.offset + HEADER) };
    const bytes = cut.bytes.slice();
    bytes.set([0, HEADER], last.offset + 4);
    return [cut, { ...cut, bytes }];
  });

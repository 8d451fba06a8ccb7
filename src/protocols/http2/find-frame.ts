/** Where a frame of HTTP/2 begins behind missing bytes (RFC 9113 §6): one that can be, and another one or the end of what is there behind it. */
import { type Bytes, u8 } from '../../core/bytes.ts';
import { type FrameHead, HEAD, headAt, Type } from './frame.ts';

/** Of each type: the flags that it has, and the lengths. */
const FRAMES: readonly { readonly flags: number; readonly fits: (length: number) => boolean }[] = [
  { flags: 0x09, fits: () => true },
  { flags: 0x2d, fits: () => true },
  { flags: 0, fits: (n) => n === 5 },
  { flags: 0, fits: (n) => n === 4 },
  { flags: 1, fits: (n) => n % 6 === 0 },
  { flags: 0x0c, fits: (n) => n > 4 },
  { flags: 1, fits: (n) => n === 8 },
  { flags: 0, fits: (n) => n >= 8 },
  { flags: 0, fits: (n) => n === 4 },
  { flags: 0x04, fits: () => true },
];
/** What nobody offers to take unless asked (§4.2). */
const MOST = 1 << 14;

const mayBe = (b: Bytes, o: number): boolean => u8(b, o + 5) < 128 && fits(headAt(b, o));

const fits = ({ length, type, flags, stream }: FrameHead): boolean => {
  const known = FRAMES[type];
  if (known === undefined || length > MOST || (flags & ~known.flags) !== 0 || !known.fits(length)) return false;
  const isOfConnection = type === Type.settings || type === Type.ping || type === Type.goAway;
  return type === Type.windowUpdate || isOfConnection === (stream === 0);
};

/** The offset in [o, end); -1 where there is none. At `o` a frame may go on behind the end. */
export const findFrame = (b: Bytes, o: number, end: number): number => {
  for (let at = o; at + HEAD <= end; at++) {
    if (!mayBe(b, at)) continue;
    const next = at + HEAD + headAt(b, at).length;
    if (next === end || (next > end ? at === o : next + HEAD <= end && mayBe(b, next))) return at;
  }
  return -1;
};

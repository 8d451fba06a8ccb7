/** netascii (RFC 764): line ends are CR LF, a CR alone is CR NUL. */
import type { Bytes } from '../../../core/bytes.ts';

const [NUL, LF, CR] = [0, 10, 13];

export const toNetascii = (b: Bytes): Bytes => {
  const out: number[] = [];
  for (const byte of b) {
    if (byte === LF) out.push(CR, LF);
    else if (byte === CR) out.push(CR, NUL);
    else out.push(byte);
  }
  return Uint8Array.from(out);
};

/** Stretch by stretch: a CR at the end of one waits for the next. */
export const fromNetascii = (): ((b: Bytes) => Bytes) => {
  let wasReturn = false;
  return (b) => {
    const out: number[] = [];
    for (const byte of b) {
      if (wasReturn && byte === NUL) out.push(CR);
      else if (wasReturn && byte !== LF) out.push(CR, byte);
      else if (byte !== CR) out.push(byte);
      wasReturn = byte === CR;
    }
    return Uint8Array.from(out);
  };
};

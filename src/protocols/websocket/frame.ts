/** Frame: where the parts of a WebSocket frame lie (RFC 6455 §5.2), and its payload without the mask. */
import { type Bytes, u8, u16, u32 } from '../../core/bytes.ts';

export const Opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Of the reserved bits, the one that says "compressed" (RFC 7692). */
export const COMPRESSED = 4;

export interface FrameParts {
  readonly opcode: number;
  readonly final: boolean;
  readonly reserved: number;
  /** Bytes of the longer length behind the first two: 0, 2 or 8. */
  readonly extended: number;
  readonly masked: boolean;
  /** Bytes before the payload, and of the payload. */
  readonly head: number;
  readonly length: number;
}

/** How many bytes the head of the frame at `o` takes; of fewer than two nobody knows. */
export const headLength = (b: Bytes, o: number, end: number): number =>
  end - o < 2 ? 2 : 2 + extendedBytes(u8(b, o + 1) & 127) + (u8(b, o + 1) & 128 ? 4 : 0);

const extendedBytes = (short: number): number => (short === 126 ? 2 : short === 127 ? 8 : 0);

/** The frame whose whole head is at `o`. */
export const frameAt = (b: Bytes, o: number): FrameParts => {
  const [first, second] = [u8(b, o), u8(b, o + 1)];
  const short = second & 127;
  const extended = extendedBytes(short);
  const masked = (second & 128) !== 0;
  const length = extended === 0 ? short : extended === 2 ? u16(b, o + 2) : u32(b, o + 2) * 2 ** 32 + u32(b, o + 6);
  return {
    opcode: first & 15,
    final: (first & 128) !== 0,
    reserved: (first >> 4) & 7,
    extended,
    masked,
    head: 2 + extended + (masked ? 4 : 0),
    length,
  };
};

/** The payload of the frame at `o`, as far as it is there. */
export const payloadOf = (b: Bytes, o: number, { head, length, masked }: FrameParts, end: number): Bytes => {
  const from = o + head;
  const sent = b.subarray(from, Math.min(end, from + length));
  return masked ? Uint8Array.from(sent, (byte, i) => byte ^ u8(b, from - 4 + (i & 3))) : sent;
};

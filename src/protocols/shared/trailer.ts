/** What lies behind a packet in a frame of a link layer: padding of zeros up to Ethernet's shortest frame, then a trailer. */
import { isZero } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

/** Shortest Ethernet frame without its check sequence (IEEE 802.3 §3.2.8). */
const SHORTEST = 60;

/** Wireshark calls the padding `eth.padding` in every link layer. */
export const paddingFields: Fields = { padding: extra('Padding', 'bytes', { as: 'eth.padding' }) };

/** Puts padding and trailer in [from, end); `start` is where the frame that may be padded starts. */
export const putTrailer = (d: Dissecting, from: number, end: number, start: number): void => {
  const stop = start + SHORTEST;
  const padded = from < stop && end >= stop && isZero(d.b, from, stop);
  if (padded) d.put('padding', from, stop - from);
  const at = padded ? stop : from;
  if (at < end) d.put('trailer', at, end - at);
};

/** How much of a whole TCP conversation has been seen: the bits of Wireshark's tcp.completeness. */
import { TcpFlag } from './flags.ts';

export const Seen = { syn: 1, synAck: 2, ack: 4, data: 8, fin: 16, rst: 32 } as const;
/** The bits that the first segment of a conversation gives: only a SYN counts. */
export const seenFirst = (flags: number, length: number): number => {
  if ((flags & (TcpFlag.syn | TcpFlag.ack)) !== TcpFlag.syn) return 0;
  return length > 0 ? Seen.syn | Seen.data : Seen.syn;
};

/** The bits after a later segment. */
export const seenNext = (seen: number, flags: number, length: number): number => {
  let s = seen;
  if (flags & TcpFlag.rst) s |= Seen.rst;
  if (flags & TcpFlag.syn) s |= flags & TcpFlag.ack ? Seen.synAck : Seen.syn;
  else if (flags & TcpFlag.ack) s |= length > 0 ? Seen.data : Seen.ack;
  if (flags & TcpFlag.fin && flags & TcpFlag.ack) s |= Seen.fin;
  return s;
};

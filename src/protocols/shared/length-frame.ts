/** What follows a length in place of an EtherType (IEEE 802.3): LLC, or, as Novell began, IPX without it. */
import { u16 } from '../../core/bytes.ts';
import type { Dissecting } from '../../wire/types.ts';

/** No LLC begins so. */
const IPX = 0xffff;

export const isRawIpx = (d: Dissecting, o: number): boolean => o + 2 <= d.end && u16(d.b, o) === IPX;

export const followLength = (d: Dissecting, o: number, end = d.end, wire = d.wire): void => {
  if (o < end && !isRawIpx(d, o)) d.next('eth.length', 0, o, end, wire);
};

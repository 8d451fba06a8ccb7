/** Octet ranges: IPv4 addresses as `10.0.0-255.1-254`, `192.168.*.1`, `10.0.0.1,3,5-9`, the way Nmap and Ncat have it. */
import type { Bytes } from '../../core/bytes.ts';

/** For each of the four octets, which values are in. */
export type OctetRanges = readonly ReadonlySet<number>[];

/** Undefined where it is not four octets of numbers, ranges (`5-`, `-5` and `-` reach to the edge) and stars. */
export const parseOctetRanges = (text: string): OctetRanges | undefined => {
  const octets = text.split('.').map(parseOctet);
  return octets.length === 4 && octets.every((o) => o !== undefined) ? octets : undefined;
};

/** Whether an address of four bytes is within. */
export const inOctetRanges = (address: Bytes, ranges: OctetRanges): boolean =>
  address.length === 4 && ranges.every((octet, i) => octet.has(address[i] ?? -1));

const parseOctet = (text: string): ReadonlySet<number> | undefined => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, dash, to] = part === '*' ? ['', '', '-', ''] : (/^(\d{0,3})(?:(-)(\d{0,3}))?$/.exec(part) ?? []);
    if (from === undefined || (dash === undefined && from === '')) return undefined;
    const low = from === '' ? 0 : Number(from);
    const high = dash === undefined ? low : to === '' ? 255 : Number(to);
    if (low > high || high > 255) return undefined;
    for (let value = low; value <= high; value++) values.add(value);
  }
  return values;
};

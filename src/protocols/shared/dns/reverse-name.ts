/** The names under which the names of addresses are looked for. */
import { parseIp } from '../../../core/address.ts';
import { hex } from '../../../core/bytes.ts';

/** `1.0.0.127.in-addr.arpa` (RFC 1035 §3.5), or with the digits of an IPv6 address in `ip6.arpa` (RFC 3596 §2.5). */
export const reverseName = (address: string): string => {
  const bytes = parseIp(address) ?? new Uint8Array(4);
  if (bytes.length === 4) return `${[...bytes].reverse().join('.')}.in-addr.arpa`;
  return `${[...hex(bytes)].reverse().join('.')}.ip6.arpa`;
};

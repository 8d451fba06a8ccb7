/** Ends as Linux has them (struct sockaddr_in and sockaddr_in6, netinet/in.h) on little-endian machines, and as Node tells them. */
import { networkInterfaces } from 'node:os';
import { ip4Text, ip6Text, parseIp } from '../../core/address.ts';
import type { IpEnd } from '../base/tap.ts';

const [FAMILY_4, FAMILY_6] = [2, 10];
const [NAME_4, NAME_6] = [16, 28];

/** Bytes of it that tell one end from another. */
export const nameLength = (name: Uint8Array): number => (name[0] === FAMILY_4 ? 8 : NAME_6);
export const LONGEST_NAME = NAME_6;

export const endOfName = (name: Uint8Array): IpEnd => {
  const view = new DataView(name.buffer, name.byteOffset, name.byteLength);
  const port = view.getUint16(2);
  if (name[0] === FAMILY_4) return { address: ip4Text(name, 4), port };
  const linkLocal = (view.getUint16(8) & 0xffc0) === 0xfe80;
  return { address: `${ip6Text(name, 8)}${linkLocal ? scopeText(view.getUint32(24, true)) : ''}`, port };
};

/** IPv4 for an address that is mapped to IPv6, which sockets of both take too. Undefined for one that only means something on one link, or for a host. */
export const nameOfEnd = (end: IpEnd): Uint8Array | undefined => {
  const address = end.address.includes('%') ? undefined : parseIp(end.address);
  if (address === undefined) return undefined;
  const four = address.length === 4;
  const name = new Uint8Array(four ? NAME_4 : NAME_6);
  name[0] = four ? FAMILY_4 : FAMILY_6;
  new DataView(name.buffer).setUint16(2, end.port);
  name.set(address, four ? 4 : 8);
  return name;
};

/** `%eth0`, as Node writes it behind addresses of one link. */
const scopeText = (scope: number): string => {
  if (scope === 0) return '';
  for (const [on, list] of Object.entries(networkInterfaces()))
    if (list?.some((a) => a.family === 'IPv6' && a.scopeid === scope)) return `%${on}`;
  return '';
};

/** Networks that this machine is in, and whether an address lies in one of them. */
import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';
import { familyOf } from './hosts.ts';

/** Of loopback and of each interface; a network of everything (/0) counts for nothing. */
export const ownNetworks = (): BlockList => {
  const own = new BlockList();
  own.addSubnet('127.0.0.0', 8, 'ipv4');
  own.addAddress('::1', 'ipv6');
  for (const { cidr, address, family } of Object.values(networkInterfaces()).flatMap((each) => each ?? [])) {
    const prefix = Number(cidr?.split('/')[1] ?? 0);
    if (prefix > 0) own.addSubnet(address, prefix, family === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return own;
};

export const isIn = (networks: BlockList, address: string): boolean =>
  networks.check(address.replace(/%.*/, ''), familyOf(address) === 6 ? 'ipv6' : 'ipv4');

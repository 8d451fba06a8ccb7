/** Internal targets, to which a proxy that others can reach must not connect for them: this machine and its link (threat C1). */

import { inNetwork, parseIp, parseNetwork } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import type { Target } from './target.ts';
import { targetText } from './target.ts';

/** Addresses of a name, in the order to try. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * The target with its name looked up once: what is connected to is the address that was checked, whatever the name says a moment later.
 * Rejects with an IoError where any of its addresses is this machine's own or its link's.
 */
export const externalTarget = async (to: Target, resolve: Resolve): Promise<Target> => {
  const addresses = parseIp(to.host) === undefined ? await resolve(to.host) : [to.host];
  const inner = addresses.find(isInternal);
  if (inner !== undefined) throw new IoError(targetText(to), 'EACCES', sayTrouble('internalTarget', { inner }));
  const [first] = addresses;
  if (first === undefined) throw new IoError(targetText(to), 'ENOTFOUND', 'expected an address, got none');
  return { host: first, port: to.port };
};

const isInternal = (address: string): boolean => {
  const bytes = parseIp(address);
  return bytes === undefined || INTERNAL.some((net) => inNetwork(bytes, net));
};

/** Unspecified, loopback, link-local (with the cloud's metadata service), and their IPv6 kin. */
const INTERNAL = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '255.255.255.255', '::/128', '::1', 'fe80::/10', '64:ff9b::127.0.0.0/104']
  .map(parseNetwork)
  .filter((net) => net !== undefined);

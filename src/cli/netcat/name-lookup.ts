/** Hosts as getaddrinfo and getnameinfo give them, with the C library's words where there are none. */
import { lookupService } from 'node:dns';
import { isIP } from 'node:net';
import { IoError } from '../../core/fault.ts';
import { interfaceNames } from '../../io/host/interface-facts.ts';
import { gaiStrerror } from '../../io/host/strerror.ts';
import type { Candidate } from '../../io/net/happy-eyeballs.ts';
import { resolveName } from '../../io/net/hosts.ts';
import { inetAton } from './inet-aton.ts';

export interface LookUp {
  /** Only this family. */
  readonly family?: 4 | 6 | undefined;
  /** `-n`: only addresses, no names. */
  readonly numeric?: boolean | undefined;
}

/** What a look-up gave: addresses, or why there are none. */
export type Found = { readonly addresses: readonly Candidate[] } | { readonly why: string };

/** All addresses in the system's order. */
export const findHost = async (host: string, { family, numeric }: LookUp): Promise<Found> => {
  const literal = literalAddress(host, family);
  if (literal !== undefined && family !== undefined && literal.family !== family)
    return { why: 'Address family for hostname not supported' };
  if (literal !== undefined) return { addresses: [literal] };
  if (numeric || host === '' || hasNoScope(host)) return { why: NO_SUCH_NAME };
  try {
    return { addresses: await resolveName(host, family, host, never) };
  } catch (cause) {
    if (!(cause instanceof IoError)) throw cause;
    return { why: cause.code === 'EINVAL' ? NO_SUCH_NAME : gaiStrerror(cause) }; // Node calls a name that is too long an invalid argument
  }
};

const NO_SUCH_NAME = 'Name or service not known';
const never = new AbortController().signal;

/** Why a name has no address. */
export class LookUpError extends Error {
  override readonly name = 'LookUpError';
}

/** The same, but throws a LookUpError. */
export const resolve = async (host: string, family: 4 | 6 | undefined, numeric: boolean): Promise<readonly Candidate[]> => {
  const found = await findHost(host, { family, numeric });
  if ('why' in found) throw new LookUpError(found.why);
  return found.addresses;
};

/** The name of an address: the address itself where it has none, or where `numeric` forbids to ask. */
export const hostName = (address: string, port: number, numeric: boolean): Promise<string> => {
  if (numeric || address === '0.0.0.0' || address === '::' || isIP(address) === 0) return Promise.resolve(address);
  return new Promise((done) => lookupService(address, port, (error, name) => done(error ? address : name)));
};

/** A zone is a number, or of link-local addresses (RFC 4007) the name of an interface that is there. */
const hasNoScope = (host: string): boolean => {
  const zone = /%(.*)$/.exec(host)?.[1];
  if (zone === undefined || /^\d+$/.test(zone)) return false;
  const names = interfaceNames();
  return !/^(fe[89ab]|ff.2)/i.test(host) || (names.length > 0 && !names.includes(zone));
};

/** A mapped address is an IPv4 address to whoever wants one. */
const literalAddress = (host: string, wanted: 4 | 6 | undefined): Candidate | undefined => {
  const mapped = wanted === 4 ? /^::ffff:([\d.]+)$/i.exec(host)?.[1] : undefined;
  if (mapped !== undefined && isIP(mapped) === 4) return { address: mapped, family: 4 };
  if (isIP(host) === 6 && !hasNoScope(host)) return { address: host, family: 6 };
  const four = inetAton(host);
  return four === undefined ? undefined : { address: four, family: 4 };
};

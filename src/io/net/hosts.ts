/** Hosts as addresses: names looked up, interfaces by name, loopback where none is written. */
import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { listenForAbort } from '../base/abort-listener.ts';
import { abortReason, ioError } from '../base/errors.ts';
import type { Candidate } from './happy-eyeballs.ts';

/** Where no host is written: this machine. */
export const LOOPBACK: readonly Candidate[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** The family of an IP address, with or without a zone; undefined for a name. */
export const familyOf = (host: string): 4 | 6 | undefined => (isIPv4(host) ? 4 : isIPv6(host) ? 6 : undefined);

/** All addresses of a host in the system's order. An address needs no look-up; no host is this machine. */
export const lookUp = async (host: string, place: string, signal: AbortSignal): Promise<readonly Candidate[]> => {
  const family = familyOf(host);
  if (host === '') return LOOPBACK;
  return family === undefined ? resolveName(host, undefined, place, signal) : [{ address: host, family }];
};

/** What the system's resolver gives for a name, of one family or of both. Rejects with an IoError, or with the signal's reason. */
export const resolveName = async (
  name: string,
  family: 4 | 6 | undefined,
  place: string,
  signal: AbortSignal,
): Promise<readonly Candidate[]> => {
  const { lookup } = await import('node:dns/promises');
  let forget = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    forget = listenForAbort(signal, () => reject(abortReason(signal)));
  });
  try {
    const found = await Promise.race([lookup(name, { all: true, verbatim: true, family: family ?? 0 }), stopped]);
    return found.map((f) => ({ address: f.address, family: f.family === 6 ? 6 : 4 }));
  } catch (cause) {
    throw signal.aborted ? abortReason(signal) : ioError(place, 'a host that can be looked up', cause);
  } finally {
    forget();
  }
};

/** What the system's resolver calls an address; undefined where it has no name for it. */
export const nameOf = async (address: string, signal: AbortSignal): Promise<string | undefined> => {
  const { lookupService } = await import('node:dns/promises');
  let forget = (): void => {};
  const stopped = new Promise<undefined>((resolve) => {
    forget = listenForAbort(signal, () => resolve(undefined));
  });
  try {
    const found = await Promise.race([lookupService(address, 0), stopped]);
    return found === undefined || found.hostname === address ? undefined : found.hostname;
  } catch {
    return undefined;
  } finally {
    forget();
  }
};

/** The addresses of a network interface by its name, or undefined. */
export const interfaceAddresses = async (name: string): Promise<readonly Candidate[] | undefined> => {
  if (name === '' || familyOf(name) !== undefined) return undefined;
  const all = networkInterfaces();
  const addresses = Object.hasOwn(all, name) ? all[name] : undefined;
  return addresses?.map((a) => ({
    address: a.family === 'IPv6' && a.scopeid ? `${a.address}%${name}` : a.address,
    family: a.family === 'IPv6' ? 6 : 4,
  }));
};

/** Addresses of this machine that others can use, of the family of `like`; link-local ones and those of loopback are not. */
export const ownAddresses = (like: string): readonly string[] => {
  const family = familyOf(like) === 6 ? 'IPv6' : 'IPv4';
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all
    .filter((a) => !a.internal && !/^(fe80|169\.254\.)/i.test(a.address) && (family === 'IPv6' || a.family === 'IPv4'))
    .map((a) => a.address);
};

/** The first interface of this machine that leads to others. */
export const outwardInterface = (): string | undefined =>
  Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some((a) => !a.internal))?.[0];

/** Whether an address is one of this machine. */
export const isOwnAddress = (address: string): boolean =>
  /^127\./.test(address) || Object.values(networkInterfaces()).some((list) => list?.some((a) => a.address === address.replace(/%.*$/, '')));

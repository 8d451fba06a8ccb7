/** Loop guard: whether a place to be opened is one that we listen on ourselves, whatever it is called there (threat C2). */
import { realpath } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { splitHostPort } from '../../core/address.ts';
import { canonicalIp } from '../accept/access.ts';
import { lookUp } from '../net/hosts.ts';
import type { Address } from './address.ts';

/** `listening` is where a listener on `on` says that it listens. A name that cannot be looked up is nobody's. Rejects with the signal's reason. */
export const leadsToItself = async (to: Address, on: Address, listening: readonly string[], signal: AbortSignal): Promise<boolean> => {
  if (to.endpoint.scheme !== on.endpoint.scheme) return false;
  if (isPort(to.at)) return isOwnPort(to.at, listening, signal);
  if (isPath(to.at)) return isOwnPath(to.at.path, listening);
  return isName(to.at) && listening.includes(to.at.name);
};

interface HostPortAddress {
  readonly host: string;
  readonly port: number;
}

const isPort = (at: unknown): at is HostPortAddress => isObject(at) && 'host' in at && 'port' in at;
const isPath = (at: unknown): at is { readonly path: string } => isObject(at) && 'path' in at;
const isName = (at: unknown): at is { readonly name: string } => isObject(at) && 'name' in at;
const isObject = (at: unknown): at is object => typeof at === 'object' && at !== null;

const isOwnPort = async ({ host, port }: HostPortAddress, listening: readonly string[], signal: AbortSignal): Promise<boolean> => {
  const own = listening.map(splitHostPort).filter((place) => Number(place.port) === port);
  if (own.length === 0) return false;
  const found = await lookUp(host === '*' ? '' : host, host, signal).catch(() => []);
  signal.throwIfAborted();
  return found.some(({ address }) => own.some((place) => reaches(canonicalIp(address), place.host)));
};

/** Whether a connection to an address comes to a listener on another, or on all of this machine. */
const reaches = (address: string, listener: string): boolean => {
  const to = TO_ALL[address] ?? address;
  if (listener === '::') return isOfThisMachine(to);
  if (listener === '0.0.0.0') return !to.includes(':') && isOfThisMachine(to);
  return to === canonicalIp(listener);
};

const isOfThisMachine = (address: string): boolean =>
  address.startsWith('127.') ||
  address === '::1' ||
  Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address.replace(/%.*$/, '')));

/** Whoever connects to "all addresses" comes to this machine. */
const TO_ALL: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

const isOwnPath = async (path: string, listening: readonly string[]): Promise<boolean> => {
  const one = await realPath(path);
  for (const own of listening) if ((await realPath(own)) === one) return true;
  return false;
};

/** The name itself where there is no such file: an abstract name, or one that is not there yet. */
const realPath = (path: string): Promise<string> => (path.startsWith('@') ? Promise.resolve(path) : realpath(path).catch(() => path));

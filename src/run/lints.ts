/** Lints: what is allowed and should still be known before it happens. */
import { isLoopback } from '../core/address.ts';
import { saySession } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { type Address, printAddress } from '../io/address/address.ts';

/** `guarded`: somebody decides who may come in. */
export const lintListen = (on: Address, guarded: boolean): readonly Said[] => {
  const host = hostOf(on);
  if (host === undefined || isHere(host) || guarded) return [];
  const isSecret = on.overlays.some((o) => ENCRYPTED.includes(o.type.scheme));
  return [saySession(isSecret ? 'reachable' : 'reachablePlain', { address: printAddress(on) })];
};

/** Whether other machines reach it, as far as its words tell. */
export const isPublic = (on: Address): boolean => {
  const host = hostOf(on);
  return host !== undefined && !isHere(host);
};

/** Behind a place of this machine alone a program is still everybody's who works on it. */
export const lintProgram = (on: Address, program: string): readonly Said[] => {
  const host = hostOf(on);
  const isOurs = host === undefined ? isAbstract(on) : isHere(host);
  return isOurs ? [saySession('everyUser', { program })] : [];
};

const isAbstract = (on: Address): boolean => printAddress(on).includes(':@');

const ENCRYPTED: readonly string[] = ['tls', 'wss'];

/** The host that an address names; undefined for one without hosts. */
const hostOf = (on: Address): string | undefined => {
  const at = on.at;
  return typeof at === 'object' && at !== null && 'host' in at && typeof at.host === 'string' ? at.host : undefined;
};

/** Whether a host as typed is this machine alone, as no host is too. A name that has to be looked up is not: nobody knows yet where it leads. */
export const isHere = (host: string): boolean => host === '' || host === 'localhost' || host === 'lo' || isLoopback(host);

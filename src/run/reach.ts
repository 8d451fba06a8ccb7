/** Reach: who can connect to a listener, and what to type there: on this machine, or on another one with an address of this one. */
import { isLoopback, joinHostPort, parseIp, splitHostPort } from '../core/address.ts';
import { saySession } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { type Address, parseAddress, printAddress } from '../io/address/address.ts';
import { ownAddresses } from '../io/net/hosts.ts';

/** Of one address that is listened on, e.g. `tcp:127.0.0.1:61111`; `again` is what was typed, with another address: `wirecat listen PLACE`. */
export const reachLines = (on: Address, listening: string, again: (place: string) => string): readonly Said[] => {
  const over = on.overlays.map((o) => `${o.type.scheme}:`).join('');
  const { scheme } = on.endpoint;
  if (scheme === 'unix' || scheme === 'unixgram')
    return [saySession('programs', { line: `wirecat ${over}${scheme}:${pathOf(listening)}` })];
  const { host, port } = splitHostPort(bare(listening));
  if (host === '' || !/^\d+$/.test(port)) return [];
  const type =
    over === '' && scheme === 'tcp'
      ? (at: string): string => `wirecat ${at} ${port}`
      : (at: string): string => `wirecat ${over}${scheme === 'tcp' ? '' : `${scheme}:`}${joinHostPort(at, port)}`;
  if (isLoopback(host))
    return [saySession('onlyHere', { line: type(host) }), saySession('forOthers', { line: again(everywhere(on, port)) })];
  return [saySession('fromThere', { line: type(isAny(host) ? (ownAddresses(host)[0] ?? host) : host) })];
};

/** The same address, open to all. */
const everywhere = (on: Address, port: string): string => {
  const over = on.overlays.map((o) => o.type.print(o.options)).join('');
  const scheme = on.endpoint.scheme === 'tcp' ? '' : `${on.endpoint.scheme}:`;
  return `${over}${scheme}0.0.0.0:${port}`;
};

const isAny = (host: string): boolean => parseIp(host)?.every((b) => b === 0) === true;

const bare = (listening: string): string => listening.replace(/^(?:[a-z][a-z0-9-]*:)+(?=[[\d])/, '').replace(/\?.*$/s, '');

const pathOf = (listening: string): string => {
  try {
    return printAddress(parseAddress(listening))
      .replace(/^[a-z]+:/, '')
      .replace(/\?.*$/s, '');
  } catch {
    return listening;
  }
};

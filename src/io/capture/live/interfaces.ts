/** Interfaces of this machine that frames can be captured from, as the system names them. */

import { networkInterfaces } from 'node:os';
import { IoError, quote, UsageError } from '../../../core/fault.ts';
import { sayCapture, sayWrong } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { LinkType } from '../../../wire/frame.ts';
import { interfaceFacts } from '../../host/interface-facts.ts';

export interface Interface {
  readonly name: string;
  /** Its number; 0 for `any`, which is all of them. */
  readonly index: number;
  /** LINKTYPE_ value of its frames; undefined where their header is not known here: they are captured without it (`cooked`). */
  readonly linkType: number | undefined;
  readonly isUp: boolean;
  readonly isLoopback: boolean;
  readonly addresses: readonly string[];
}

export const ANY: Interface = { name: 'any', index: 0, linkType: undefined, isUp: true, isLoopback: false, addresses: [] };

/** ARPHRD_ values (if_arp.h) whose frames begin as a link type says. */
const LINKS: Readonly<Record<number, number>> = {
  1: LinkType.ethernet,
  772: LinkType.ethernet, // loopback
  65_534: LinkType.raw, // none: tun
  519: LinkType.raw, // rawip
};
const [UP, LOOPBACK] = [1, 8];

/** `up, loopback` */
export const stateSaid = ({ name, isUp, isLoopback }: Interface): Said => {
  if (name === 'any') return sayCapture('all');
  if (isLoopback) return sayCapture(isUp ? 'upLoopback' : 'downLoopback');
  return sayCapture(isUp ? 'up' : 'down');
};

/** In the order of their numbers, `any` last. Empty but for that where the system does not tell. */
export const interfaces = async (place: string): Promise<readonly Interface[]> => {
  const known = networkInterfaces();
  const all = [...(await interfaceFacts(place))].map(([name, { index, flags, type }]): Interface => {
    const addresses = (known[name] ?? []).map(({ cidr, address }) => cidr ?? address);
    return { name, index, linkType: LINKS[type], isUp: (flags & UP) !== 0, isLoopback: (flags & LOOPBACK) !== 0, addresses };
  });
  return [...all.sort((a, b) => a.index - b.index), ANY];
};

/** Throws a UsageError that lists what there is. */
export const interfaceNamed = (name: string, all: readonly Interface[], place: string): Interface => {
  const found = all.find((one) => one.name === name);
  if (found === undefined)
    throw UsageError.of(
      place,
      sayWrong('noInterface', { name: quote(name) }),
      sayWrong('thereAre', { names: all.map((one) => one.name).join(', ') }),
    );
  if (!found.isUp) throw new IoError(place, 'ENETDOWN', sayCapture('isDown', { name }));
  return found;
};

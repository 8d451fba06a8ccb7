/** ConnectionLimits: how many connections are accepted, in all and per address, and from whom; counted here because Node says nothing at EMFILE. */
import { readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { sayServing } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { AcceptOptions } from '../base/endpoint.ts';
import { canonicalIp } from './access.ts';

export interface ConnectionLimits {
  /**
   * Undefined: accepted; call `release` with the same text later. Else why not, for people. `makeRoom` releases another one (of the address
   * it is given) where there is no room, and says whether it could.
   */
  admit(remote: string, makeRoom?: (address?: string) => boolean): Said | undefined;
  release(remote: string): void;
}

/** Why somebody is not accepted who came when the listener had stopped. */
export const ONLY_FIRST: Said = sayServing('onlyFirst');

const MOST = 1000;
const MOST_PER_ADDRESS = 100;
/** File descriptors that are left for everything else: this many, or where there are few, this many more than are open now. */
const RESERVED_FILES = 64;
const SPARE_FILES = 12;

/**
 * `remote` is an IP address in any spelling, or any other text that names a peer; only addresses have a limit each.
 * Who asks for a number of connections and says nothing of addresses may have them all from one.
 */
export const connectionLimits = (options: AcceptOptions): ConnectionLimits => {
  const most = Math.min(options.maxConns ?? MOST, affordable(options.filesPerConn ?? 1));
  const mostEach = options.maxPerAddress ?? options.maxConns ?? MOST_PER_ADDRESS;
  const each = new Map<string, number>();
  let all = 0;
  return {
    admit: (remote, makeRoom = () => false) => {
      const who = canonicalIp(remote);
      if (options.admits?.(who) === false) return sayServing('notListed');
      if (all >= most && !makeRoom()) return sayServing('limitAll', { most: String(most) });
      if ((each.get(who) ?? 0) >= mostEach && isIP(who) !== 0 && !makeRoom(who)) return sayServing('limitEach', { most: String(mostEach) });
      each.set(who, (each.get(who) ?? 0) + 1);
      all++;
      return undefined;
    },
    release: (remote) => {
      const who = canonicalIp(remote);
      const of = each.get(who) ?? 0;
      if (of <= 1) each.delete(who);
      else each.set(who, of - 1);
      all--;
    },
  };
};

/** How many connections the file limit of this process leaves. */
const affordable = (filesPerConn: number): number => Math.max(1, Math.floor((fileLimit() - reserve()) / filesPerConn));

const reserve = (): number => Math.min(RESERVED_FILES, openFiles() + SPARE_FILES);

/** How many files are open now; as many as are reserved, where the system does not tell. */
const openFiles = (): number => {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return RESERVED_FILES;
  }
};

/** The soft limit of open files (`ulimit -n`); 1024 where the system does not tell. */
const fileLimit = (): number => {
  try {
    const soft = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
    return soft === undefined ? 1024 : soft === 'unlimited' ? Number.MAX_SAFE_INTEGER : Number(soft);
  } catch {
    return 1024;
  }
};

/** Conversation holders: which processes of this machine have the ends of conversations that pass here. Linux tells it in /proc. */
import { joinHostPort } from '../../core/address.ts';
import type { Holder, Holders } from '../../core/holder.ts';
import { isOwnAddress } from './hosts.ts';
import { type Owner, type SystemSocket, socketOwners, systemSockets } from './system-sockets.ts';

/** The ends of a conversation, each with its port: `[::1]:80`. */
export interface Asked {
  readonly transport: string;
  readonly hosts: readonly [string, string];
}

/** All in one look at the system's tables; undefined where it does not tell of such a transport. */
export const holdersOf = (asked: readonly Asked[]): readonly (Holders | undefined)[] => {
  const tables = new Map(
    (['tcp', 'udp'] as const).filter((name) => asked.some((a) => a.transport === name)).map((name) => [name as string, new Table(name)]),
  );
  const sockets = asked.map(({ transport, hosts: [a, b] }) => {
    const table = tables.get(transport);
    return table && ([table.find(a, b), table.find(b, a)] as const);
  });
  const owners = socketOwners(new Set(sockets.flatMap((both) => both?.flatMap((s) => (s?.inode ? [s.inode] : [])) ?? [])));
  return asked.map(({ hosts }, k) => {
    const both = sockets[k];
    if (both === undefined || tables.get(asked[k]?.transport ?? '')?.isEmpty) return undefined;
    return [holderOf(both[0], hosts[0], owners), holderOf(both[1], hosts[1], owners)];
  });
};

const holderOf = (socket: SystemSocket | undefined, host: string, owners: ReadonlyMap<number, Owner>): Holder | undefined => {
  const owner = socket && owners.get(socket.inode);
  if (owner !== undefined) return owner;
  // One of our own that no process has any more ended while we looked.
  if (socket !== undefined && socket.inode !== 0 && socket.user !== process.getuid?.()) return { user: socket.user };
  return isOwnAddress(addressOf(host)) ? { gone: true } : undefined;
};

/** The sockets of a transport by their ends, and those without a peer by their own. */
class Table {
  readonly isEmpty: boolean;
  readonly #connected = new Map<string, SystemSocket>();
  readonly #alone = new Map<string, SystemSocket>();

  constructor(transport: 'tcp' | 'udp') {
    const all = systemSockets(transport);
    this.isEmpty = all.length === 0;
    for (const socket of all) {
      const { local, remote, state, inode } = socket;
      const own = joinHostPort(local.address, local.port);
      if (state === 'listen') this.#alone.set(own, socket);
      else if (inode !== 0) this.#connected.set(`${own} ${joinHostPort(remote.address, remote.port)}`, socket);
    }
  }

  /** What has this conversation itself, or else what takes those that come to that end. */
  find(own: string, other: string): SystemSocket | undefined {
    const exact = this.#connected.get(`${own} ${other}`) ?? this.#alone.get(own);
    if (exact !== undefined || !isOwnAddress(addressOf(own))) return exact;
    const port = own.slice(own.lastIndexOf(':') + 1);
    return (own.startsWith('[') ? undefined : this.#alone.get(`0.0.0.0:${port}`)) ?? this.#alone.get(`[::]:${port}`);
  }
}

const addressOf = (host: string): string => host.slice(0, host.lastIndexOf(':')).replace(/^\[|\]$/g, '');

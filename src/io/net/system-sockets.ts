/** Sockets of this machine, whoever has them: where they listen, whom they talk to, and which process holds them. Linux tells it in /proc. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { ip4Text, ip6Text } from '../../core/address.ts';
import type { IpEnd } from '../base/tap.ts';

export interface SystemSocket {
  readonly transport: 'tcp' | 'udp';
  readonly local: IpEnd;
  readonly remote: IpEnd;
  readonly state: 'listen' | 'opening' | 'waiting' | 'other';
  /** Segments that were sent again without an answer. */
  readonly again: number;
  readonly user: number;
  readonly inode: number;
}

export interface Owner {
  readonly pid: number;
  readonly command: string;
}

/** Of a transport, over both families; nothing where the system does not tell. */
export const systemSockets = (transport: 'tcp' | 'udp'): readonly SystemSocket[] =>
  [transport, `${transport}6`].flatMap((name) => parseSockets(transport, textOf(`/proc/net/${name}`)));

/** How many segments with SYN of this process have gone to a port without an answer, from a port of ours where that is known. */
export const unansweredSyns = (port: number, from?: number): number | undefined => {
  const all = systemSockets('tcp').filter(
    ({ state, local, remote }) => state === 'opening' && remote.port === port && (from === undefined || local.port === from),
  );
  const ours = new Set(namesIn('/proc/self/fd').map((fd) => inodeOf(`/proc/self/fd/${fd}`)));
  const own = all.filter(({ inode }) => ours.has(inode));
  return own.length === 0 ? undefined : Math.max(...own.map(({ again }) => again)) + 1;
};

/** A table of /proc/net. */
export const parseSockets = (transport: 'tcp' | 'udp', table: string): readonly SystemSocket[] =>
  table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', remote = '', state = '', , , again = '', user = '', , inode = ''] = line.trim().split(/\s+/);
      const [from, to] = [endOf(local), endOf(remote)];
      if (from === undefined || to === undefined) return [];
      const numbers = { again: Number.parseInt(again, 16), user: Number(user), inode: Number(inode) };
      return [{ transport, local: from, remote: to, state: stateOf(transport, state), ...numbers }];
    });

/** Numbers of include/net/tcp_states.h; a UDP socket without a peer is CLOSE there. */
const stateOf = (transport: 'tcp' | 'udp', state: string): SystemSocket['state'] => {
  if (transport === 'udp') return state === '07' ? 'listen' : 'other';
  return state === '0A' ? 'listen' : state === '02' ? 'opening' : state === '06' ? 'waiting' : 'other';
};

/** `0100007F:1F90`: words of 32 bits in the order of a little-endian machine. */
const endOf = (text: string): IpEnd | undefined => {
  const [address = '', port = ''] = text.split(':');
  if (!/^([0-9A-F]{8}|[0-9A-F]{32})$/.test(address)) return undefined;
  const bytes = Buffer.from(address, 'hex');
  for (let word = 0; word < bytes.length; word += 4) bytes.subarray(word, word + 4).reverse();
  const isMapped = bytes.length === 16 && bytes.subarray(0, 12).equals(MAPPED);
  const plain = bytes.length === 4 ? ip4Text(bytes) : isMapped ? ip4Text(bytes, 12) : ip6Text(bytes);
  return { address: plain, port: Number.parseInt(port, 16) };
};
const MAPPED = Buffer.from('00000000000000000000ffff', 'hex');

/** Who has the other end of a TCP connection, where it is a process of this machine that we may see. */
export const ownerOfPeer = (local: IpEnd, remote: IpEnd): Owner | undefined => {
  const other = systemSockets('tcp').find((s) => isAt(s.local, remote) && isAt(s.remote, local));
  return other && socketOwners(new Set([other.inode])).get(other.inode);
};

/** Whether an end of a table is this one, however either writes it. */
const isAt = (end: IpEnd, { address, port }: IpEnd): boolean =>
  end.port === port && end.address === address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/, '');

/** Which processes hold these sockets, as far as we may see; by inode. */
export const socketOwners = (inodes: ReadonlySet<number>): ReadonlyMap<number, Owner> => {
  const found = new Map<number, Owner>();
  if (inodes.size === 0) return found;
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const fd of namesIn(`/proc/${pid}/fd`)) {
      const inode = inodeOf(`/proc/${pid}/fd/${fd}`);
      if (inodes.has(inode) && !found.has(inode)) found.set(inode, { pid: Number(pid), command: textOf(`/proc/${pid}/comm`).trim() });
    }
    if (found.size === inodes.size) break;
  }
  return found;
};

const inodeOf = (path: string): number => Number(/^socket:\[(\d+)\]$/.exec(linkOf(path))?.[1] ?? Number.NaN);
const textOf = (path: string): string => attempt(() => readFileSync(path, 'latin1'), '');
const namesIn = (path: string): readonly string[] => attempt(() => readdirSync(path), []);
const linkOf = (path: string): string => attempt(() => readlinkSync(path), '');

/** Processes end while they are looked at, and those of others are closed to us. */
const attempt = <T>(look: () => T, otherwise: T): T => {
  try {
    return look();
  } catch {
    return otherwise;
  }
};

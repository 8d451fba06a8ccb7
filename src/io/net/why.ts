/**
 * Why: what this machine knows of a refusal beyond its code: who listens where, who holds a port, how often nobody answered. One sentence,
 * what to type next, and the same as data. It says only what it knows; where the system tells nothing, the words for the code remain.
 */
import { readFileSync } from 'node:fs';
import { joinHostPort, parseIp } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import type { SystemRefusal } from '../../core/refusal.ts';
import { sayWhy } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { isOwnAddress, outwardInterface, ownAddresses } from './hosts.ts';
import { type SystemSocket, socketOwners, systemSockets } from './system-sockets.ts';

export interface Why {
  /** E.g. `nothing listens on 127.0.0.1:8080, but node (pid 123) listens on [::1]:8080`. */
  readonly says: Said;
  /** What to type or to do. */
  readonly next: Said;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Undefined where nothing more is known. */
export const whyOf = ({ code, at }: IoError): Why | undefined => {
  if (at?.by === 'resolver') return unknownName(code, at.host ?? '');
  if (at?.by !== 'system') return undefined;
  return WHYS[code]?.(at);
};

/** An error with what is known more of it, and what to type; as it is where nothing is. */
export const explained = (error: unknown): unknown => {
  const why = error instanceof IoError ? whyOf(error) : undefined;
  return error instanceof IoError && why !== undefined ? toldWith(error, why) : error;
};

export const toldWith = (error: IoError, { says, next }: Why): IoError =>
  new IoError(error.place, error.code, [says, '; ', next, ` (${error.code})`], error, error.at);

type Explain = (at: SystemRefusal) => Why | undefined;

const WHYS: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: (at) => (at.address === undefined || at.port === undefined ? undefined : refused(at.address, at.port, at.over)),
  ETIMEDOUT: (at) => silent(at),
  EHOSTUNREACH: (at) => nobodyThere(at),
  ENETUNREACH: (at) => noRoute(at),
  EADDRINUSE: (at) => (at.port === undefined ? undefined : inUse(at.port)),
  EADDRNOTAVAIL: (at) => notOurs(at),
  EACCES: (at) => notAllowed(at),
  EINVAL: (at) => noZone(at),
};

// ---- who listens ---------------------------------------------------------------------------------------------------------

/** A socket that waits for peers, and who has it, in words and as data. */
interface Listening {
  readonly place: string;
  readonly who: string | Said;
  readonly socket: SystemSocket;
  readonly facts: Readonly<Record<string, unknown>>;
}

const listeningOn = (transport: 'tcp' | 'udp', port: number): readonly Listening[] => {
  const sockets = systemSockets(transport).filter(({ state, local }) => state === 'listen' && local.port === port);
  const owners = socketOwners(new Set(sockets.map(({ inode }) => inode)));
  return sockets.map((socket) => {
    const owner = owners.get(socket.inode);
    const place = joinHostPort(socket.local.address, port);
    const who = owner === undefined ? sayWhy('ofUser', { user: String(socket.user) }) : `${owner.command} (pid ${owner.pid})`;
    return { place, who, socket, facts: { transport, address: socket.local.address, port, ...(owner ?? { user: socket.user }) } };
  });
};

/** What a listener there would have taken. */
const covers = ({ socket }: Listening, address: string): boolean =>
  socket.local.address === address ||
  (isAny(socket.local.address) && (familyOf(socket.local.address) === familyOf(address) || familyOf(address) === 4));

const isAny = (address: string): boolean => parseIp(address)?.every((b) => b === 0) === true;
const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);

const isOwn = (address: string): boolean => isAny(address) || isOwnAddress(address);

/** How a listener is reached from here. */
const reached = ({ socket, place }: Listening, port: number): string =>
  isAny(socket.local.address) ? joinHostPort(familyOf(socket.local.address) === 6 ? '::1' : '127.0.0.1', port) : place;

// ---- the cases -----------------------------------------------------------------------------------------------------------

const refused = (address: string, port: number, over = ''): Why => {
  const to = joinHostPort(address, port);
  if (!isOwn(address))
    return {
      says: sayWhy('resetThere', { address, port: String(port) }),
      next: sayWhy('listenThere', { at: `${over}0.0.0.0:${port}` }),
      facts: { cause: 'refused', by: address, port },
    };
  const all = listeningOn('tcp', port);
  const there = all.find((l) => covers(l, address));
  if (there !== undefined)
    return {
      says: sayWhy('rejected', there),
      next: sayWhy('again'),
      facts: { cause: 'rejected', by: 'this machine', listens: [there.facts] },
    };
  const [other] = all;
  if (other !== undefined)
    return {
      says: sayWhy('elsewhere', { to, who: other.who, place: other.place }),
      next: sayWhy('connect', { to: `${over}${reached(other, port)}` }),
      facts: { cause: 'elsewhere', by: 'this machine', listens: all.map(({ facts }) => facts) },
    };
  const [datagrams] = over === '' ? listeningOn('udp', port) : [];
  if (datagrams !== undefined)
    return {
      says: sayWhy('onUdp', { port: String(port), who: datagrams.who }),
      next: sayWhy('connect', { to: `udp:${reached(datagrams, port)}` }),
      facts: { cause: 'other transport', by: 'this machine', listens: [datagrams.facts] },
    };
  return {
    says: sayWhy('nobody', { port: String(port) }),
    next: sayWhy('listenHere', { at: `${over}${to.replace(/^127\.0\.0\.1:/, '')}` }),
    facts: { cause: 'nobody', by: 'this machine', listens: [] },
  };
};

const silent = ({ address, port, syns, waited }: SystemRefusal): Why | undefined => {
  if (address === undefined || syns === undefined) return undefined;
  const time = waited === undefined ? '' : sayWhy('inSeconds', { seconds: String(waited / 1000) });
  const asked = syns === 1 ? sayWhy('oneSyn') : sayWhy('manySyns', { count: syns });
  const listener = isOwn(address) && port !== undefined ? listeningOn('tcp', port).find((l) => covers(l, address)) : undefined;
  if (listener !== undefined)
    return {
      says: sayWhy('queueFull', { time, who: listener.who, place: listener.place }),
      next: sayWhy('see', { pid: String((listener.facts as { pid?: number }).pid ?? '-e') }),
      facts: { cause: 'full queue', address, port, syns, listens: [listener.facts] },
    };
  const lost = arpOf(address);
  const because = lost ?? sayWhy('down');
  return {
    says: sayWhy('silent', { time, asked, because }),
    next: sayWhy('waitLonger'),
    facts: { cause: lost === undefined ? 'silent' : 'no such neighbour', address, port, syns },
  };
};

/** What is known of a neighbour that does not answer for its hardware address. */
const arpOf = (address: string): Said | undefined => {
  const row = linesOf('/proc/net/arp').find((line) => line.startsWith(`${address} `));
  const [, , flags, , , name] = row?.split(/\s+/) ?? [];
  return flags === '0x0' ? sayWhy('noArp', { name: name ?? '', address }) : undefined;
};

const nobodyThere = ({ address = '' }: SystemRefusal): Why | undefined => {
  const lost = arpOf(address);
  if (lost === undefined) return undefined;
  return { says: lost, next: sayWhy('isOn'), facts: { cause: 'no such neighbour', address } };
};

const noRoute = ({ address = '' }: SystemRefusal): Why | undefined => {
  if (address === '') return undefined;
  const family = familyOf(address);
  const table = family === 4 ? linesOf('/proc/net/route').slice(1) : linesOf('/proc/net/ipv6_route');
  if (table.length === 0) return undefined;
  const hasDefault = table.some((line) => (family === 4 ? /^\S+\s00000000\s/.test(line) : /^0{32} 00 /.test(line) && !/\slo$/.test(line)));
  if (hasDefault) return undefined;
  const next = sayWhy(family === 6 ? 'typeIp4' : 'checkRoute');
  return { says: sayWhy('noRoute', { family: String(family), address }), next, facts: { cause: 'no route', family, address } };
};

const inUse = (port: number): Why | undefined => {
  const [holder] = [...listeningOn('tcp', port), ...listeningOn('udp', port)];
  if (holder !== undefined) {
    const { pid } = holder.facts as { pid?: number };
    const next = pid === undefined ? sayWhy('freePort') : sayWhy('freeOrKill', { pid: String(pid) });
    return { says: sayWhy('inUse', holder), next, facts: { cause: 'in use', holder: holder.facts } };
  }
  const used = systemSockets('tcp').find(({ local }) => local.port === port);
  if (used === undefined) return undefined;
  const remote = joinHostPort(used.remote.address, used.remote.port);
  const isOver = used.state === 'waiting';
  const says = sayWhy(isOver ? 'timeWait' : 'hasPort', { remote });
  return { says, next: sayWhy(isOver ? 'aMinute' : 'freePort'), facts: { cause: 'in use', state: used.state } };
};

const notOurs = ({ address, port }: SystemRefusal): Why | undefined => {
  if (address === undefined) return undefined;
  const own = ownAddresses(address);
  const [first = familyOf(address) === 6 ? '::1' : '127.0.0.1'] = own;
  const has = own.length === 0 ? sayWhy('onlyLoopback') : sayWhy('has', { own: own.slice(0, 4).join(', ') });
  return {
    says: sayWhy('notOurs', { address, has }),
    // Only where one connects from has no port.
    next: sayWhy('typeAddress', { at: port ? joinHostPort(first, port) : `bind=${first}` }),
    facts: { cause: 'not our address', address, own },
  };
};

/** RFC 4007 §6: which link an address of a link alone is on. */
const noZone = ({ address = '', port }: SystemRefusal): Why | undefined => {
  if (!/^fe[89ab]/i.test(address) || address.includes('%')) return undefined;
  const zone = outwardInterface() ?? 'lo';
  return {
    says: sayWhy('linkLocal', { address }),
    next: sayWhy('typeAddress', { at: joinHostPort(`${address}%${zone}`, port ?? 0) }),
    facts: { cause: 'no zone', address },
  };
};

const notAllowed = ({ port, call }: SystemRefusal): Why | undefined => {
  if (port === undefined || (call !== 'listen' && call !== 'bind')) return undefined;
  const [from = '1024'] = linesOf('/proc/sys/net/ipv4/ip_unprivileged_port_start');
  if (port >= Number(from)) return undefined;
  const other = port + 8000;
  return {
    says: sayWhy('below', { from }),
    next: sayWhy('inPlace', { other: String(other), port: String(port) }),
    facts: { cause: 'permission', port, from: Number(from) },
  };
};

const unknownName = (code: string, host: string): Why | undefined => {
  if (code === 'EAI_AGAIN') {
    const servers = linesOf('/etc/resolv.conf').flatMap((line) => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
    if (servers.length === 0) return undefined;
    const says = sayWhy('noServer', { servers: servers.join(', ') });
    return { says, next: sayWhy('tryOne', { host, server: servers[0] ?? '' }), facts: { cause: 'no name server', servers } };
  }
  if (code !== 'ENOTFOUND') return undefined;
  const known = linesOf('/etc/hosts').flatMap((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1));
  const near = nearest(host, ['localhost', ...known]);
  const next = near === undefined || near === host ? sayWhy('spelling', { host }) : sayWhy('meant', { near });
  return { says: sayWhy('unknownName', { host }), next, facts: { cause: 'no such name', host, ...(near !== undefined && { near }) } };
};

const linesOf = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'latin1')
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
  } catch {
    return [];
  }
};

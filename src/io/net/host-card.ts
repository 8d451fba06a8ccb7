/** Host card: what this machine knows of a host: name, addresses, the way there with its MAC, the port and who listens on it; and of itself. */
import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { joinHostPort, parseMac } from '../../core/address.ts';
import { serviceName, type Transport } from '../../core/services-table.ts';
import { clientPorts } from './client-ports.ts';
import { lookUp, nameOf } from './hosts.ts';
import { makerOf } from './makers-table.ts';
import { neighbour, routeTo } from './routes.ts';
import { type SystemSocket, socketOwners, systemSockets } from './system-sockets.ts';

export interface InterfaceCard {
  readonly name: string;
  readonly mac: string;
  readonly maker: string | undefined;
  readonly mtu: number | undefined;
  readonly addresses: readonly string[];
}

export interface Listener {
  readonly transport: Transport;
  readonly address: string;
  readonly port: number;
  readonly service: string | undefined;
  readonly program: string | undefined;
  readonly pid: number | undefined;
}

export interface OwnCard {
  readonly name: string;
  readonly interfaces: readonly InterfaceCard[];
  readonly gateway: string | undefined;
  readonly gatewayDevice: string | undefined;
  readonly nameServers: readonly string[];
  readonly listeners: readonly Listener[];
  /** Ports that the system gives to clients. */
  readonly clientPorts: readonly [first: number, last: number];
}

/** How packets get there: not at all, never leaving, straight over a link, or by a router. */
export interface Way {
  readonly kind: 'here' | 'link' | 'router' | 'none' | 'unknown';
  readonly device: string | undefined;
  readonly router: string | undefined;
  readonly mac: string | undefined;
  readonly maker: string | undefined;
}

export interface HostCard {
  readonly host: string;
  readonly addresses: readonly { readonly address: string; readonly name: string | undefined; readonly way: Way }[];
  readonly port: { readonly number: number; readonly services: readonly string[] } | undefined;
  /** On this machine; undefined where the host is another one. */
  readonly listeners: readonly Listener[] | undefined;
}

export const ownCard = (): OwnCard => {
  const way = routeTo('0.0.0.0');
  return {
    name: hostname(),
    interfaces: Object.entries(networkInterfaces()).map(([name, all = []]) => ({
      name,
      mac: all[0]?.mac ?? '',
      maker: madeBy(all[0]?.mac),
      mtu: numberIn(`/sys/class/net/${name}/mtu`),
      addresses: all.map(({ cidr, address }) => cidr ?? address),
    })),
    gateway: way?.gateway,
    gatewayDevice: way?.device,
    nameServers: [...textOf('/etc/resolv.conf').matchAll(/^nameserver\s+(\S+)/gm)].map(([, address = '']) => address),
    listeners: listeners(() => true),
    clientPorts: clientPorts(),
  };
};

/** Rejects with an IoError where there is nothing by that name. */
export const hostCard = async (host: string, port: number | undefined, signal: AbortSignal): Promise<HostCard> => {
  const own = new Set(Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address)));
  const found = [...new Set((await lookUp(host, host, signal)).map(({ address }) => address))];
  const named = async (address: string) => ({ address, name: await nameOf(address, signal), way: wayTo(address, own) });
  const addresses = await Promise.all(found.map(named));
  const isHere = addresses.some(({ way }) => way.kind === 'here');
  return {
    host,
    addresses,
    port: port === undefined ? undefined : { number: port, services: servicesOf(port) },
    listeners: isHere ? listeners((socket) => port === undefined || socket.local.port === port) : undefined,
  };
};

const servicesOf = (port: number): readonly string[] =>
  (['tcp', 'udp'] as const).flatMap((transport) => {
    const name = serviceName(port, transport);
    return name === undefined ? [] : [`${name}/${transport}`];
  });

const wayTo = (address: string, own: ReadonlySet<string>): Way => {
  const nothing = { device: undefined, router: undefined, mac: undefined, maker: undefined };
  if (own.has(address) || /^127\./.test(address)) return { ...nothing, kind: 'here' };
  if (address.includes(':')) return { ...nothing, kind: 'unknown' };
  const route = routeTo(address);
  if (route === undefined) return { ...nothing, kind: 'none' };
  const { device, gateway } = route;
  const next = neighbour(gateway ?? address);
  const mac = next === undefined || next === 'unanswered' ? undefined : next.mac;
  return { kind: gateway === undefined ? 'link' : 'router', device, router: gateway, mac, maker: madeBy(mac) };
};

const listeners = (chosen: (socket: SystemSocket) => boolean): readonly Listener[] => {
  const all = (['tcp', 'udp'] as const).flatMap(systemSockets).filter((socket) => socket.state === 'listen' && chosen(socket));
  const owners = socketOwners(new Set(all.map(({ inode }) => inode)));
  return all
    .map(({ transport, local, inode }) => {
      const owner = owners.get(inode);
      const { address, port } = local;
      return { transport, address, port, service: serviceName(port, transport), program: owner?.command, pid: owner?.pid };
    })
    .sort((a, b) => a.port - b.port || a.transport.localeCompare(b.transport));
};

/** `127.0.0.1:7/tcp` */
export const listenerPlace = ({ address, port, transport }: Listener): string => `${joinHostPort(address, port)}/${transport}`;

const madeBy = (mac: string | undefined): string | undefined => {
  const bytes = mac === undefined ? undefined : parseMac(mac);
  return bytes === undefined || bytes.every((byte) => byte === 0) ? undefined : makerOf(bytes);
};

const numberIn = (path: string): number | undefined => {
  const text = textOf(path).trim();
  return text === '' ? undefined : Number(text);
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};

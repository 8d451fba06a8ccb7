/** Raw sockets, which Node has not: IP packets (raw(7)) and frames of an interface (packet(7)). The right to them is CAP_NET_RAW. */
import { IoError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { IpEnd } from '../base/tap.ts';
import { check, type DatagramSocket, datagramSocket, type SystemName } from './datagram-calls.ts';
import { interfaceFacts } from './interface-facts.ts';
import { type Native, native } from './native.ts';
import { endOfName, nameOfEnd } from './socket-name.ts';

export interface RawSocket extends DatagramSocket {
  /** Where `send` sends. */
  readonly to: SystemName;
}

const [SOCK_RAW, AF_PACKET, IPPROTO_IP, IP_HDRINCL] = [3, 17, 0, 3];
/** ETH_P_ALL in network byte order. */
const ALL = 0x0300;
const [SOL_PACKET, PACKET_IGNORE_OUTGOING] = [263, 23];
const ETHERNET: ReadonlySet<number> = new Set([1, 772]);

/**
 * Packets of one IP protocol from and to one host, with an address of our own to choose. `header`: each that is sent begins with an IP header
 * of its own. Rejects with an IoError, or with the system's error.
 */
export const rawIpSocket = async (
  place: string,
  remote: string,
  protocol: number,
  header: boolean,
  from?: string,
): Promise<RawSocket & { readonly local: IpEnd }> => {
  const system = await native(place, 'raw sockets');
  const [to, own] = [nameFor(place, remote), from === undefined ? undefined : nameFor(place, from)];
  let local: IpEnd = { address: '', port: 0 };
  const socket = datagramSocket(system, [to[0] ?? 0, SOCK_RAW, protocol], (fd) => {
    if (header) check(system, system.setsockopt(fd, IPPROTO_IP, IP_HDRINCL, Uint8Array.of(1, 0, 0, 0), 4));
    if (own !== undefined) check(system, system.bind(fd, own, own.length));
    check(system, system.connect(fd, to, to.length));
    local = ownEnd(system, fd);
  });
  return { ...socket, to, local };
};

const nameFor = (place: string, address: string): SystemName => {
  const name = nameOfEnd({ address, port: 0 });
  if (name === undefined) throw new IoError(place, 'EINVAL', `expected an address that means the same everywhere, got ${address}`);
  return name;
};

const ownEnd = (system: Native, fd: number): IpEnd => {
  const [name, size] = [new Uint8Array(128), [128] as [number]];
  check(system, system.getsockname(fd, name, size));
  return { address: endOfName(name.subarray(0, size[0])).address, port: 0 };
};

/** Whole frames of an Ethernet interface. Rejects with an IoError, or with the system's error. */
export const packetSocket = async (place: string, name: string): Promise<RawSocket> => {
  const system = await native(place, 'frames of an interface');
  const all = await interfaceFacts(place);
  const found = all.get(name);
  if (found === undefined)
    throw new IoError(place, 'ENODEV', [
      sayWrong('noInterface', { name }),
      '; ',
      sayWrong('thereAre', { names: [...all.keys()].join(', ') }),
      ' (ENODEV)',
    ]);
  if (!ETHERNET.has(found.type)) throw new IoError(place, 'ENOTSUP', `${name} has frames of another kind than Ethernet`);
  const to = new Uint8Array(20);
  const view = new DataView(to.buffer);
  view.setUint16(0, AF_PACKET, true);
  view.setUint16(2, ALL, true);
  view.setInt32(4, found.index, true);
  const socket = datagramSocket(system, [AF_PACKET, SOCK_RAW, ALL], (fd) => {
    check(system, system.bind(fd, to, to.length));
    // Our own frames come back otherwise; before Linux 4.20 they do.
    system.setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, Uint8Array.of(1, 0, 0, 0), 4);
  });
  return { ...socket, to };
};

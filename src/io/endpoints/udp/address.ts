/** The words of a `udp:` address: `host:port?option=value`. */

import { joinHostPort, parseIp } from '../../../core/address.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import {
  checkOptions,
  defined,
  flagOption,
  numberOption,
  type OptionHelp,
  type Options,
  printOptions,
  secondsOption,
  splitOptions,
  textOption,
} from '../../base/options.ts';
import { familyOption, parseHostPort } from '../../net/host-port.ts';

export interface UdpAddress {
  /** A name, an IP address, a multicast group, an interface (when listening), `*` or `<broadcast>`; empty: this machine, on loopback. */
  readonly host: string;
  readonly port: number;
  /** Let the peers of a multicast listener be answered. */
  readonly answer?: boolean;
  /** Source address and port when sending. */
  readonly bind?: string;
  readonly sourcePort?: number;
  readonly broadcast?: boolean;
  /** Bytes of the receive buffer; default 4 MiB. The system may give less. */
  readonly buffer?: number;
  readonly family?: 4 | 6;
  /** Receive only what this host sends to the group (source-specific join). */
  readonly from?: string;
  /** Seconds after which a silent peer of a listener is forgotten; default 120, 0: never. */
  readonly idle?: number;
  /** Network interface by name or address, for multicast. */
  readonly interface?: string;
  /** Receive what is sent to the group, and send to it. */
  readonly join?: boolean;
  /** Whether this machine gets the multicasts that it sends; default true. */
  readonly loop?: boolean;
  /** Several sockets may have this address and port. */
  readonly reuse?: boolean;
  /** Hops; default 1 for multicast, else the system's. */
  readonly ttl?: number;
  /** Seconds to wait for more after our own end; default 2, 0: for ever. */
  readonly wait?: number;
}

export const udpOptions: readonly OptionHelp[] = [
  { name: '4', help: 'IPv4 only' },
  { name: '6', help: 'IPv6 only' },
  { name: 'answer', help: 'may answer those who send to the group that is listened on' },
  { name: 'bind', value: 'ADDRESS', help: 'send from this address' },
  { name: 'broadcast', help: 'may send to a broadcast address' },
  { name: 'buffer', value: 'BYTES', help: 'size of the receive buffer (4194304; the system may give less)' },
  { name: 'from', value: 'ADDRESS', help: 'join the group for this sender only (source-specific)' },
  { name: 'idle', value: 'SECONDS', help: 'when listening, forget a peer after so much silence (120; 0: never)' },
  { name: 'interface', value: 'NAME', help: 'interface for multicast, by name or address' },
  { name: 'join', help: 'join the multicast group: receive from it, send to it' },
  { name: 'loop', value: 'yes|no', help: 'multicasts reach this machine too (yes)' },
  { name: 'reuse', help: 'let several sockets have this address and port' },
  { name: 'sourceport', value: 'PORT', help: 'send from this port' },
  { name: 'ttl', value: 'N', help: 'hops a datagram may take (multicast: 1, it stays on the link)' },
  { name: 'wait', value: 'SECONDS', help: 'after our own end, end after so much silence (2; 0: never)' },
];

/** `host:port`, `[v6]:port`, `:port`, `<broadcast>:port`; the port a number or a service name. */
export const parseUdp = (text: string): UdpAddress => {
  const place = `udp:${text}`;
  const { head, options } = splitOptions(text, place);
  checkOptions(options, udpOptions, place);
  const at: UdpAddress = { ...parseHostPort(head, 'udp', place, ['<broadcast>']), ...parseUdpOptions(options, place) };
  if ((at.join || at.from !== undefined) && parseIp(at.host) !== undefined && !isMulticast(at.host))
    throw new UsageError(place, sayWrong('multicastGroup'), at.host);
  return at;
};

export const printUdp = (at: UdpAddress): string =>
  `udp:${joinHostPort(at.host, at.port)}${printOptions({
    4: at.family === 4,
    6: at.family === 6,
    answer: at.answer,
    bind: at.bind,
    broadcast: at.broadcast,
    buffer: at.buffer,
    from: at.from,
    idle: at.idle,
    interface: at.interface,
    join: at.join,
    loop: at.loop === undefined ? undefined : at.loop ? 'yes' : 'no',
    reuse: at.reuse,
    sourceport: at.sourcePort,
    ttl: at.ttl,
    wait: at.wait,
  })}`;

/** 224.0.0.0/4 (RFC 5771) and ff00::/8 (RFC 4291 §2.7). */
export const isMulticast = (address: string): boolean => {
  const bytes = parseIp(address);
  return bytes !== undefined && (bytes.length === 4 ? (bytes[0]! & 0xf0) === 0xe0 : bytes[0] === 0xff);
};

export const isBroadcast = (host: string): boolean => host === '<broadcast>' || host === '255.255.255.255';

const parseUdpOptions = (options: Options, place: string): Omit<UdpAddress, 'host' | 'port'> => {
  return defined<Omit<UdpAddress, 'host' | 'port'>>({
    answer: flagOption(options, 'answer', place) || undefined,
    bind: textOption(options, 'bind', place),
    sourcePort: numberOption(options, 'sourceport', 1, 65535, place),
    broadcast: flagOption(options, 'broadcast', place) || undefined,
    buffer: numberOption(options, 'buffer', 1024, 1 << 30, place),
    family: familyOption(options, place),
    from: textOption(options, 'from', place),
    idle: secondsOption(options, 'idle', place),
    interface: textOption(options, 'interface', place),
    join: flagOption(options, 'join', place) || undefined,
    loop: flagOption(options, 'loop', place),
    reuse: flagOption(options, 'reuse', place) || undefined,
    ttl: numberOption(options, 'ttl', 1, 255, place),
    wait: secondsOption(options, 'wait', place),
  });
};

/** The words of a `tcp:` address: `host:port?option=value`. */
import { joinHostPort } from '../../../core/address.ts';
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

export interface TcpAddress {
  /** A name, an IP address, an interface (when listening) or `*`; empty where only a port was written: this machine, on loopback. */
  readonly host: string;
  readonly port: number;
  /** Source address and port when connecting. */
  readonly bind?: string;
  readonly sourcePort?: number;
  /** Only this family. */
  readonly family?: 4 | 6;
  /** Default true. */
  readonly noDelay?: boolean;
  /** Seconds of silence before the first probe. */
  readonly keepAlive?: number;
  /** Seconds; default 10, 0 waits as long as the system does. */
  readonly connectTimeout?: number;
  /** Connections that may wait to be accepted; default 1024. */
  readonly backlog?: number;
  /** Several processes may listen on the port (SO_REUSEPORT). */
  readonly reusePort?: boolean;
}

export const tcpOptions: readonly OptionHelp[] = [
  { name: '4', help: 'IPv4 only' },
  { name: '6', help: 'IPv6 only' },
  { name: 'backlog', value: 'N', help: 'connections that may wait to be accepted (1024)' },
  { name: 'bind', value: 'ADDRESS', help: 'connect from this address' },
  { name: 'connect-timeout', value: 'SECONDS', help: 'give up connecting after this time (10; 0: the system decides)' },
  { name: 'keepalive', value: 'SECONDS', help: 'probe a silent peer after this time' },
  { name: 'nodelay', value: 'yes|no', help: 'send small chunks at once (yes)' },
  { name: 'reuseport', help: 'let several processes listen on the port' },
  { name: 'sourceport', value: 'PORT', help: 'connect from this port' },
];

/** `host:port`, `[v6]:port`, `:port`; the port a number or a service name. */
export const parseTcp = (text: string): TcpAddress => {
  const place = `tcp:${text}`;
  const { head, options } = splitOptions(text, place);
  checkOptions(options, tcpOptions, place);
  return { ...parseHostPort(head, 'tcp', place), ...parseTcpOptions(options, place) };
};

export const printTcp = (at: TcpAddress): string =>
  `tcp:${joinHostPort(at.host, at.port)}${printOptions({
    4: at.family === 4,
    6: at.family === 6,
    backlog: at.backlog,
    bind: at.bind,
    'connect-timeout': at.connectTimeout,
    keepalive: at.keepAlive,
    nodelay: at.noDelay === undefined ? undefined : at.noDelay ? 'yes' : 'no',
    reuseport: at.reusePort,
    sourceport: at.sourcePort,
  })}`;

const parseTcpOptions = (options: Options, place: string): Omit<TcpAddress, 'host' | 'port'> => {
  return defined<Omit<TcpAddress, 'host' | 'port'>>({
    bind: textOption(options, 'bind', place),
    sourcePort: numberOption(options, 'sourceport', 1, 65535, place),
    family: familyOption(options, place),
    noDelay: flagOption(options, 'nodelay', place),
    keepAlive: secondsOption(options, 'keepalive', place),
    connectTimeout: secondsOption(options, 'connect-timeout', place),
    backlog: numberOption(options, 'backlog', 1, 65535, place),
    reusePort: flagOption(options, 'reuseport', place) || undefined,
  });
};

/** Plan: what Ncat will do. Combinations that make no sense are refused and names looked up, in Ncat's order. */
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import { findHost } from '../name-lookup.ts';
import { type Admits, readAccess } from './access-hosts.ts';
import type { Flags } from './flags.ts';
import type { NcatMessages } from './messages.ts';
import { lost, quit } from './quit.ts';
import { readPort, readProxy } from './values.ts';

/** Everything that the modes need; names are addresses, defaults are filled in. */
export interface Plan {
  readonly mode: 'connect' | 'listen' | 'proxy';
  readonly transport: 'tcp' | 'udp' | 'unix';
  /** UDP, or unix sockets of that kind: there are messages and no ends. */
  readonly datagrams: boolean;
  /** The host as typed; the path of a unix socket. Empty where none was typed. */
  readonly host: string;
  /** Where to connect or listen. Empty for unix sockets and where the proxy looks the name up. */
  readonly addresses: readonly Candidate[];
  readonly port: number;
  readonly source: string | undefined;
  readonly sourcePort: number | undefined;
  readonly admits: Admits | undefined;
  readonly proxy: ProxyPlan | undefined;
  /** Credentials for the proxy, or that ours wants. */
  readonly proxyAuth: string | undefined;
  readonly verbose: number;
  readonly flags: Flags;
}

export interface ProxyPlan {
  readonly type: 'http' | 'socks4' | 'socks5';
  readonly addresses: readonly Candidate[];
  readonly port: number;
}

export const DEFAULT_PORT = 31337;
const PROXY_PORTS = { http: 3128, socks4: 1080, socks5: 1080 } as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Throws a Quit. */
export const makePlan = async (flags: Flags, messages: NcatMessages, env: Env): Promise<Plan> => {
  checkUnix(flags);
  checkVsock(flags);
  if (flags.sctp) throw quit('SCTP is not supported here: Node has no such sockets.');
  await checkHops(flags);
  const proxy = await proxyOf(flags);
  checkZero(flags);
  const source = await sourceOf(flags);
  const access = flags.allow.length + flags.deny.length > 0;
  const admits = access
    ? await readAccess(flags, { family: familyOfFlags(flags), numeric: flags.nodns === true }, messages.user)
    : undefined;
  const where = await planTarget(flags, proxy);
  checkListening(flags);
  if (flags.maxConns !== undefined && !flags.keepOpen && !flags.broker && flags.listen)
    messages.user('Warning: Maximum connections ignored, since it does not take effect without -k or --broker.');
  if (!flags.listen) checkConnecting(flags);
  if (flags.lua !== undefined) throw quit(`${flags.lua} is not supported here: this Ncat runs on Node, which has no way to do it.`);
  const datagrams = flags.udp === true && proxy === undefined;
  return {
    mode: flags.listen ? (flags.proxyType === undefined ? 'listen' : 'proxy') : 'connect',
    transport: flags.family === 'unix' ? 'unix' : datagrams ? 'udp' : 'tcp',
    datagrams,
    ...where,
    source,
    sourcePort: flags.sourcePort,
    admits,
    proxy,
    proxyAuth: flags.proxyAuth ?? env['NCAT_PROXY_AUTH'],
    verbose: flags.verbose,
    flags,
  };
};

/** The family that addresses must be of. */
export const familyOfFlags = (flags: Flags): 4 | 6 | undefined => (flags.family === 4 || flags.family === 6 ? flags.family : undefined);

/** How many may be served at once. */
export const mostOf = ({ flags: { maxConns } }: Plan): number => (maxConns === undefined || maxConns < 0 ? MAX_CONNS : maxConns);

const MAX_CONNS = 100;

const checkUnix = (flags: Flags): void => {
  if (flags.family !== 'unix') return;
  const kind = 'Unix domain sockets';
  if (flags.proxy !== undefined || flags.proxyType !== undefined) throw quit(`Proxy option not supported when using ${kind}.`);
  if (flags.ssl) throw quit(`SSL option not supported when using ${kind}.`);
  if (flags.broker) throw quit(`Connection brokering not supported when using ${kind}.`);
  if (flags.sourcePort !== undefined) throw quit(`Specifying source port when using ${kind} doesn't make sense.`);
  if (flags.hops.length > 0) throw quit(`Loose source routing not allowed when using ${kind}.`);
};

const checkVsock = (flags: Flags): void => {
  if (flags.family !== 'vsock') return;
  const kind = 'vsock sockets';
  if (flags.proxy !== undefined || flags.proxyType !== undefined) throw quit(`Proxy option not supported when using ${kind}.`);
  if (flags.ssl) throw quit(`SSL option not supported when using ${kind}.`);
  if (flags.broker) throw quit(`Connection brokering not supported when using ${kind}.`);
  if (flags.hops.length > 0) throw quit(`Loose source routing not allowed when using ${kind}.`);
  throw quit('vsock sockets are not supported here: Node has none.');
};

const checkHops = async (flags: Flags): Promise<void> => {
  for (const hop of flags.hops) {
    const found = await findHost(hop, { numeric: flags.nodns });
    if ('why' in found) throw quit(`Sorry, could not resolve source route hop "${hop}": ${found.why}.`);
  }
  if (flags.hops.length > 0 && flags.family !== 4) throw quit('Sorry, -g can only currently be used with IPv4.');
  if (flags.hops.length > 0) throw quit('Sorry, source routing (-g, -G) is not supported here: Node cannot set IP options.');
};

/** The proxy to go by, or undefined; checks the kind of proxy to be, too. */
const proxyOf = async (flags: Flags): Promise<ProxyPlan | undefined> => {
  const { proxy, proxyType, listen } = flags;
  if (proxy === undefined) {
    if (proxyType !== undefined && !listen) throw quit('Proxy type (--proxy-type) specified without proxy address (--proxy).');
    if (proxyType !== undefined && proxyType !== 'http')
      throw quit(`Invalid proxy type "${proxyType}"; Ncat proxy server only supports "http".`);
    return undefined;
  }
  const type = proxyType ?? 'http';
  if (type !== 'http' && type !== 'socks4' && type !== 'socks5') throw quit(`Invalid proxy type "${type}".`);
  const { host, port } = readProxy(proxy);
  const found = await findHost(host, { family: familyOfFlags(flags), numeric: flags.nodns });
  if ('why' in found) {
    const hint = flags.family === 6 ? "\nNcat: Did you specify the port number? It's required for IPv6." : '';
    throw lost(`Could not resolve proxy "${host}": ${found.why}.${hint}`);
  }
  if (listen) throw quit('Invalid option combination: --proxy and -l.');
  return { type, addresses: found.addresses, port: port ?? PROXY_PORTS[type] };
};

const checkZero = (flags: Flags): void => {
  if (!flags.zero) return;
  if (flags.listen) throw quit("Services designed for LISTENING can't be used with -z");
  if (flags.telnet) throw quit('Invalid option combination: -z and -t.');
  if (flags.exec !== undefined) throw quit("Command execution can't be done along with option -z.");
};

const sourceOf = async (flags: Flags): Promise<string | undefined> => {
  const { source } = flags;
  if (source === undefined) return undefined;
  if (flags.listen) throw quit('-l and -s are incompatible.  Specify the address and port to bind to like you would a host to connect to.');
  if (flags.family === 'unix') return source;
  const found = await findHost(source, { family: familyOfFlags(flags), numeric: flags.nodns });
  if ('why' in found) throw quit(`Could not resolve source address "${source}": ${found.why}.`);
  return found.addresses[0]?.address;
};

type PlanTarget = Pick<Plan, 'host' | 'addresses' | 'port'>;

/**
 * The first word is the host unless it is all digits; the others are ports, of which there may be one. A proxy listens on all addresses,
 * whatever host is named.
 */
const planTarget = async (flags: Flags, proxy: ProxyPlan | undefined): Promise<PlanTarget> => {
  const { words } = flags;
  const [first = ''] = words;
  if (flags.family === 'unix') return unixWhere(flags, first);
  const isPort = /^\d*$/.test(first);
  if (isPort && !flags.listen) throw quit('You must specify a host to connect to.');
  const isEverywhere = isPort || (flags.listen === true && flags.proxyType !== undefined);
  const host = isEverywhere ? '' : first;
  const addresses = isEverywhere ? everywhere(flags) : await addressesOf(host, flags, proxy);
  return { host, addresses, port: portOf(isPort ? words : words.slice(1), flags) };
};

const unixWhere = (flags: Flags, path: string): PlanTarget => {
  if (path === '') throw quit(`You have to specify path to a socket to ${flags.listen ? 'listen on' : 'connect to'}.`);
  return { host: path, addresses: [], port: portOf(flags.words.slice(1), flags) };
};

/** With a proxy, a name is its business (--proxy-dns). */
const addressesOf = async (host: string, flags: Flags, proxy: ProxyPlan | undefined): Promise<readonly Candidate[]> => {
  if (proxy !== undefined) return [];
  const found = await findHost(host, { family: familyOfFlags(flags), numeric: flags.nodns });
  if (!('why' in found)) return found.addresses;
  throw quit(`Could not resolve hostname "${host}": ${found.why}.`);
};

const everywhere = ({ family }: Flags): readonly Candidate[] => {
  const all: readonly Candidate[] = [
    { address: '::', family: 6 },
    { address: '0.0.0.0', family: 4 },
  ];
  return all.filter((one) => typeof family !== 'number' || one.family === family);
};

/** With `-l`, `-p` may say the port too, but not both. */
const portOf = (typed: readonly string[], flags: Flags): number => {
  const source = flags.listen && flags.sourcePort !== undefined ? [String(flags.sourcePort)] : [];
  const ports = [...source, ...typed];
  if (ports.length > 1) throw quit(`Got more than one port specification: ${ports.join(' ')}.`);
  const [port] = ports;
  if (port !== undefined) return readPort(port, 'port');
  if (flags.listen && flags.proxyType !== undefined) return PROXY_PORTS.http;
  return DEFAULT_PORT;
};

const checkListening = (flags: Flags): void => {
  if (flags.udp && flags.keepOpen && flags.exec === undefined)
    throw quit('UDP mode does not support the -k or --keep-open options, except with --exec or --sh-exec.');
  if (flags.udp && flags.broker) throw quit(NO_BROKER_OF_DATAGRAMS);
  if (flags.broker && flags.exec !== undefined) throw quit('Invalid option combination: --broker and -e.');
  if (flags.proxyType !== undefined && flags.telnet) throw quit('Invalid option combination: --telnet has no effect with --proxy-type.');
};

const checkConnecting = (flags: Flags): void => {
  if (flags.allow.length > 0) throw quit('Invalid option combination: allow/deny with connect.');
  if (flags.maxConns !== undefined) throw quit("Invalid option combination: `--max-conns' with connect.");
  if (flags.chat) throw quit("Invalid option combination: `--chat' with connect.");
  if (flags.keepOpen) throw quit("Invalid option combination: `--keep-open' with connect.");
};

const NO_BROKER_OF_DATAGRAMS = `UDP mode does not support connection brokering.
If this feature is important to you, write dev@nmap.org with a
description of how you intend to use it, as an aid to deciding how UDP
connection brokering should work.`;

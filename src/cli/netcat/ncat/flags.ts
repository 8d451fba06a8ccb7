/** What was typed after `ncat`, read letter by letter: mistakes in a value are told at once, combinations later (plan.ts). */

import { getopt } from './getopt.ts';
import { Quit, quit } from './quit.ts';
import { nameOf, ncatGrammar } from './table.ts';
import { readLeadingInteger, readSourcePort, readTime } from './values.ts';

export interface Flags {
  family?: 4 | 6 | 'unix' | 'vsock';
  crlf?: true;
  exec?: { readonly shell: boolean; readonly command: string };
  /** The option that asked for a Lua script. */
  lua?: string;
  hops: string[];
  pointer?: number;
  keepOpen?: true;
  maxConns?: number;
  /** Milliseconds. */
  delay?: number;
  idle?: number;
  wait?: number;
  output?: string;
  hexDump?: string;
  append?: true;
  sourcePort?: number;
  source?: string;
  listen?: true;
  udp?: true;
  sctp?: true;
  telnet?: true;
  verbose: number;
  test?: true;
  nodns?: true;
  zero?: true;
  sendOnly?: true;
  recvOnly?: true;
  noShutdown?: true;
  broker?: true;
  chat?: true;
  proxy?: string;
  proxyType?: string;
  proxyAuth?: string;
  proxyDns: 'local' | 'remote' | 'both' | 'none';
  /** Words and names of files, as typed; whether `--allow` or `--allowfile` was given at all. */
  allow: HostWords[];
  deny: HostWords[];
  ssl?: true;
  sslCert?: string;
  sslKey?: string;
  sslVerify?: true;
  sslTrust?: string;
  sslCiphers?: string;
  sslName?: string;
  sslAlpn?: string;
  /** The words that are no options. */
  words: string[];
}

export interface HostWords {
  readonly words: string;
  /** `words` is the name of a file. */
  readonly file: boolean;
}

/** Throws a Quit, also for `--version` (exit code 0); gives `help` where that was asked for. */
export const readFlags = (argv: readonly string[], posix: boolean): Flags | 'help' => {
  const flags: Flags = { hops: [], verbose: 0, proxyDns: 'remote', allow: [], deny: [], words: [] };
  for (const typed of getopt(ncatGrammar, argv, posix)) {
    if (typed.kind === 'word') flags.words.push(typed.text);
    else if (typed.kind === 'mistake') throw new Quit(`ncat: ${typed.text}\n${TRY_HELP.message}`, 2);
    else if (nameOf(typed.name) === 'help') return 'help';
    else TAKE[nameOf(typed.name)]?.(flags, typed.value ?? '');
  }
  return flags;
};

export const VERSION = 'Version 7.93 ( https://nmap.org/ncat )';

const TRY_HELP = quit("Try `--help' or man(1) ncat for more information, usage options and help.");

const takeExec = (flags: Flags, shell: boolean, command: string): void => {
  if (flags.exec !== undefined) throw quit('Only one of --exec, --sh-exec, and --lua-exec is allowed.');
  flags.exec = { shell, command };
};

/** Refused once all words are read and combinations checked. */
const takeLua = (flags: Flags, file: string, option: string): void => {
  takeExec(flags, false, file);
  flags.lua = option;
};

const once = (flags: Flags, name: 'proxy' | 'proxyType' | 'proxyAuth', typed: string, value: string): void => {
  if (flags[name] !== undefined) throw quit(`You can't specify more than one ${typed}.`);
  flags[name] = value;
};

const takeHops = (flags: Flags, list: string): void => {
  flags.hops.push(...list.split(','));
  if (flags.hops.length > 8) throw quit('Sorry, you gave too many source route hops.');
};

const takePointer = (flags: Flags, text: string): void => {
  const pointer = readLeadingInteger(text);
  if (pointer < 4 || pointer > 28 || pointer % 4 !== 0) throw quit(`Invalid source-route hop pointer ${pointer}.`);
  flags.pointer = pointer;
};

const takeDns = (flags: Flags, value: string): void => {
  if (value !== 'local' && value !== 'remote' && value !== 'both' && value !== 'none') throw quit('Invalid proxy DNS type.');
  flags.proxyDns = value;
};

const takeEngine = (value: string): void => {
  if (!['epoll', 'poll', 'select'].includes(value)) throw quit(`Unknown or non-available engine: ${value}.`);
};

const takeTrust = (flags: Flags, value: string): void => {
  if (flags.sslTrust !== undefined) throw quit('The --ssl-trustfile option may be given only once.');
  flags.sslTrust = value;
  flags.sslVerify = true;
};

type Take = (flags: Flags, value: string) => void;
type Switch = { [K in keyof Flags]-?: Flags[K] extends true | undefined ? K : never }[keyof Flags];
type Text = { [K in keyof Flags]-?: string extends Flags[K] ? K : never }[keyof Flags];

const set =
  (...keys: readonly Switch[]): Take =>
  (flags) => {
    for (const key of keys) flags[key] = true;
  };

const keep =
  (key: Text): Take =>
  (flags, value) => {
    flags[key] = value;
  };

const family =
  (value: NonNullable<Flags['family']>): Take =>
  (flags) => {
    flags.family = value;
  };

const time =
  (key: 'delay' | 'idle' | 'wait', what: string): Take =>
  (flags, value) => {
    flags[key] = readTime(value, what);
  };

/** Options that ask for TLS without `--ssl`. */
const withTls =
  (take: Take): Take =>
  (flags, value) => {
    flags.ssl = true;
    take(flags, value);
  };

const TAKE: Readonly<Record<string, Take>> = {
  '4': family(4),
  '6': family(6),
  unixsock: family('unix'),
  vsock: family('vsock'),
  crlf: set('crlf'),
  g: takeHops,
  G: takePointer,
  exec: (f, v) => takeExec(f, false, v),
  'sh-exec': (f, v) => takeExec(f, true, v),
  'lua-exec': (f, v) => takeLua(f, v, '--lua-exec'),
  'lua-exec-internal': (f, v) => takeLua(f, v, '--lua-exec-internal'),
  'max-conns': (f, v) => {
    const most = readLeadingInteger(v);
    if (most !== -1)
      f.maxConns = most; // -1 is what it says where nobody has said anything
    else delete f.maxConns;
  },
  delay: time('delay', '-d delay'),
  listen: set('listen'),
  output: keep('output'),
  'hex-dump': keep('hexDump'),
  'append-output': set('append'),
  'idle-timeout': time('idle', '-i timeout'),
  'keep-open': set('keepOpen'),
  'recv-only': set('recvOnly'),
  'source-port': (f, v) => {
    f.sourcePort = readSourcePort(v);
  },
  source: keep('source'),
  'send-only': set('sendOnly'),
  'no-shutdown': set('noShutdown'),
  broker: set('broker', 'listen'),
  chat: set('chat', 'broker'),
  talk: set('chat', 'broker'),
  deny: (f, v) => void f.deny.push({ words: v, file: false }),
  denyfile: (f, v) => void f.deny.push({ words: v, file: true }),
  allow: (f, v) => void f.allow.push({ words: v, file: false }),
  allowfile: (f, v) => void f.allow.push({ words: v, file: true }),
  telnet: set('telnet'),
  udp: set('udp'),
  sctp: set('sctp'),
  version: () => {
    throw new Quit(`Ncat: ${VERSION}\n`, 0);
  },
  verbose: (f) => {
    f.verbose++;
  },
  wait: time('wait', '-w timeout'),
  nodns: set('nodns'),
  z: set('zero'),
  proxy: (f, v) => once(f, 'proxy', '--proxy', v),
  'proxy-type': (f, v) => once(f, 'proxyType', '--proxy-type', v),
  'proxy-auth': (f, v) => once(f, 'proxyAuth', '--proxy-auth', v),
  'proxy-dns': takeDns,
  'nsock-engine': (_f, v) => takeEngine(v),
  test: set('test'),
  ssl: set('ssl'),
  'ssl-cert': withTls(keep('sslCert')),
  'ssl-key': withTls(keep('sslKey')),
  'ssl-verify': set('sslVerify', 'ssl'),
  'ssl-trustfile': withTls(takeTrust),
  'ssl-ciphers': withTls(keep('sslCiphers')),
  'ssl-servername': withTls(keep('sslName')),
  'ssl-alpn': withTls(keep('sslAlpn')),
};

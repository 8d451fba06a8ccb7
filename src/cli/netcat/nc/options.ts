/**
 * The options of nc as OpenBSD netcat 1.219 (Debian) reads and checks them, in its order and words, and those of the traditional netcat
 * that people type: `-e`, `-c`, `-o`. `-i`, `-k`, `-p` with `-l` and `-q` mean what OpenBSD says.
 */

import { NcError } from '../nc-error.ts';
import { getopt, type Option } from './getopt.ts';
import { strtonum } from './numbers.ts';
import { type ProxyAddress, type ProxyKind, readProxy } from './proxy-address.ts';
import { USAGE } from './texts.ts';
import { readTos } from './tos.ts';

export interface NcOptions {
  /** `-4`, `-6`, `-U`; the last one counts. */
  readonly family?: 4 | 6 | 'unix';
  /** Where to connect to, or to listen. */
  readonly host?: string;
  /** One to listen on; as typed. */
  readonly ports: readonly string[];
  /** `-l`, `-k`, `-u`, `-z`, `-n`, `-d`, `-N`, `-C`, `-t`, `-r`, `-b`, `-F`. */
  readonly listen: boolean;
  readonly keep: boolean;
  readonly udp: boolean;
  readonly scan: boolean;
  readonly numeric: boolean;
  readonly detached: boolean;
  readonly shutdown: boolean;
  readonly crlf: boolean;
  readonly telnet: boolean;
  readonly random: boolean;
  readonly broadcast: boolean;
  readonly passSocket: boolean;
  /** How often `-v` was given. */
  readonly verbose: number;
  /** `--raw`: bytes go to a terminal as they are. */
  readonly raw: boolean;
  /** `-q`: seconds; negative waits for ever. */
  readonly quit?: number;
  /** `-w`: seconds. */
  readonly timeout?: number;
  /** `-i`: seconds between lines. */
  readonly interval?: number;
  /** `-W`: reads from the network. */
  readonly receiveLimit?: number;
  /** `-s` and `-p`. */
  readonly source?: string;
  readonly sourcePort?: string;
  readonly proxy?: ProxyAddress;
  readonly proxyUser?: string;
  readonly socket: SocketWishes;
  /** `-e` and `-c`. */
  readonly exec?: { readonly shell: boolean; readonly text: string };
  /** `-o`. */
  readonly hexLog?: string;
}

/** Options of the socket itself: `-T`, `-M`, `-m`, `-I`, `-O`, `-D`, `-S`. */
export interface SocketWishes {
  readonly tos?: number;
  readonly ttl?: number;
  readonly minTtl?: number;
  readonly receiveBuffer?: number;
  readonly sendBuffer?: number;
  readonly debug?: boolean;
  readonly md5?: boolean;
}

export const hasWishes = (wishes: SocketWishes): boolean => Object.keys(wishes).length > 0;

/** Throws an NcError in the original's words; `help` where `-h` came before anything wrong. */
export const readOptions = (argv: readonly string[]): NcOptions | 'help' => {
  const end = argv.indexOf('--');
  const raw = argv.findIndex((word, i) => word === '--raw' && (end < 0 || i < end));
  const { options, operands } = getopt(
    argv.filter((_, i) => i !== raw),
    LETTERS,
  );
  const draft: Draft = { socket: {}, given: new Set(), verbose: 0 };
  for (const option of options) {
    if (option.kind === 'switch' && option.letter === 'h') return 'help';
    take(option, draft);
  }
  const read: NcOptions = { ...assemble(draft), ...placeOf(operands, draft), raw: raw >= 0 };
  check(read, draft);
  return draft.proxyText === undefined ? read : { ...read, proxy: proxyOf(read, draft.proxyText, draft.proxyKind ?? 'socks5') };
};

const LETTERS = '46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zzc:e:g:G:o:';

interface Draft {
  /** Letters of the switches that were given. */
  readonly given: Set<string>;
  socket: SocketWishes;
  verbose: number;
  family?: 4 | 6 | 'unix';
  quit?: number;
  timeout?: number;
  interval?: number;
  receiveLimit?: number;
  source?: string;
  sourcePort?: string;
  proxyKind?: ProxyKind;
  proxyText?: string;
  proxyUser?: string;
  exec?: { shell: boolean; text: string };
  hexLog?: string;
}

const take = (option: Option, draft: Draft): void => {
  const { letter } = option;
  if (option.kind === 'unknown') throw new NcError(`invalid option -- '${letter}'`, USAGE);
  if (option.kind === 'no value') throw new NcError(`option requires an argument -- '${letter}'`, USAGE);
  if (option.kind === 'value') Object.assign(draft, VALUES[letter]?.(option.value, draft));
  else takeSwitch(letter, draft);
};

const takeSwitch = (letter: string, draft: Draft): void => {
  draft.given.add(letter);
  if (letter === '4' || letter === '6') draft.family = letter === '4' ? 4 : 6;
  else if (letter === 'U') draft.family = 'unix';
  else if (letter === 'v') draft.verbose++;
  else if (letter === 'D') draft.socket = { ...draft.socket, debug: true };
  else if (letter === 'S') draft.socket = { ...draft.socket, md5: true };
};

/** A number in bounds; `what` begins the line that says it is not one. */
const number = (text: string, min: number, max: number, what: string): number => {
  const value = strtonum(text, min, max);
  if (typeof value === 'string') throw new NcError(`${what} ${value}: ${text}`);
  return value;
};

const hops = (text: string, what: string): number => {
  const value = strtonum(text, 0, 255);
  if (typeof value === 'string') throw new NcError(`${what} is ${value}`);
  return value;
};

const INT_MAX = 2 ** 31 - 1;
const WINDOW_MAX = 2 ** 30;

/** What a value changes in the draft. */
const VALUES: Readonly<Record<string, (value: string, draft: Draft) => Partial<Draft>>> = {
  I: (v, d) => ({ socket: { ...d.socket, receiveBuffer: number(v, 1, WINDOW_MAX, 'TCP receive window') } }),
  i: (v) => ({ interval: number(v, 0, 2 ** 32 - 1, 'interval') }),
  M: (v, d) => ({ socket: { ...d.socket, ttl: hops(v, 'ttl') } }),
  m: (v, d) => ({ socket: { ...d.socket, minTtl: hops(v, 'minttl') } }),
  O: (v, d) => ({ socket: { ...d.socket, sendBuffer: number(v, 1, WINDOW_MAX, 'TCP send window') } }),
  P: (v) => ({ proxyUser: v }),
  p: (v) => ({ sourcePort: v }),
  q: (v) => ({ quit: number(v, -INT_MAX - 1, INT_MAX, 'quit timer') }),
  s: (v) => ({ source: v }),
  T: (v, d) => ({ socket: { ...d.socket, tos: readTos(v) } }),
  V: () => {
    throw new NcError('no alternate routing table support available');
  },
  W: (v) => ({ receiveLimit: number(v, 1, INT_MAX, 'receive limit') }),
  w: (v) => ({ timeout: number(v, 0, Math.trunc(INT_MAX / 1000), 'timeout') }),
  X: (v) => ({ proxyKind: readProxyKind(v) }),
  x: (v) => ({ proxyText: v }),
  c: (v) => ({ exec: { shell: true, text: v } }),
  e: (v) => ({ exec: { shell: false, text: v } }),
  g: () => noSourceRouting('g'),
  G: () => noSourceRouting('G'),
  o: (v) => ({ hexLog: v }),
};

const readProxyKind = (text: string): ProxyKind => {
  if (text.toLowerCase() === 'connect') return 'connect';
  if (text === '4') return 'socks4';
  if (text === '5') return 'socks5';
  throw new NcError('unsupported proxy protocol');
};

const noSourceRouting = (letter: string): never => {
  throw new NcError(`-${letter}: loose source routing is not supported (routers have dropped such packets for decades)`);
};

const assemble = (draft: Draft): Omit<NcOptions, 'raw' | 'host' | 'ports'> => {
  const { given, socket, verbose, proxyKind, proxyText, ...values } = draft;
  return { ...values, socket, verbose, ...switches(given, draft) };
};

const proxyOf = (o: NcOptions, text: string, kind: ProxyKind): ProxyAddress => {
  for (const [wrong, what] of [
    [o.udp, 'UDP mode'],
    [o.listen, 'listen'],
    [o.family === 'unix', 'unix sockets'],
    [o.source !== undefined, 'local source address'],
  ] as const)
    if (wrong) throw new NcError(`no proxy support for ${what}`);
  return readProxy(text, kind);
};

const switches = (given: ReadonlySet<string>, draft: Draft) => ({
  listen: given.has('l'),
  keep: given.has('k'),
  udp: given.has('u'),
  scan: given.has('z'),
  numeric: given.has('n'),
  detached: given.has('d'),
  shutdown: given.has('N') || (draft.quit ?? -1) >= 0,
  crlf: given.has('C'),
  telnet: given.has('t'),
  random: given.has('r'),
  broadcast: given.has('b'),
  passSocket: given.has('F'),
});

/** Which words are host and port depends on `-l`, `-p`, `-s` and `-U`. */
const placeOf = (operands: readonly string[], draft: Draft): { host?: string; ports: readonly string[] } => {
  const { given, family, source, sourcePort } = draft;
  const [first, ...rest] = operands;
  if (first === undefined) {
    if (!given.has('l')) throw new NcError('', USAGE);
    return { ...(source === undefined ? {} : { host: source }), ports: sourcePort === undefined ? [] : [sourcePort] };
  }
  if (rest.length > 0) {
    if (given.has('l') && (sourcePort !== undefined || source !== undefined || rest.length > 1)) throw new NcError('', USAGE);
    return { host: first, ports: rest };
  }
  const boundDatagrams = family === 'unix' && given.has('u') && !given.has('l');
  if (sourcePort !== undefined || (source !== undefined && !boundDatagrams)) throw new NcError('', USAGE);
  if (family === 'unix') return { host: first, ports: [] };
  return given.has('l') ? { ports: [first] } : { ports: [] };
};

const check = (o: NcOptions, { given }: Draft): void => {
  const wrong = (is: boolean, words: string): void => {
    if (is) throw new NcError(words);
  };
  if (o.family === 'unix') {
    wrong(given.has('Z'), 'cannot use -Z and -U');
    wrong(o.ports.length > 0, 'cannot use port with -U');
    wrong(o.host === undefined, 'missing socket pathname');
  } else wrong(o.ports.length === 0, 'missing port number');
  wrong(o.listen && o.scan, 'cannot use -z and -l');
  wrong(!o.listen && o.keep, 'must use -l with -k');
  wrong(o.family === 'unix' && o.passSocket, 'cannot use -F and -U');
  wrong(given.has('Z'), 'no DCCP support available (Linux 6.16 has dropped it too)');
  wrong(o.exec !== undefined && o.scan, 'cannot use -z and -e or -c');
};

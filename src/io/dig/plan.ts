/** The words of `dig` and what they ask: `NAME [TYPE] [@SERVER] [+OPTION…]`, in any order, as dig has it. */

import { readFileSync } from 'node:fs';
import { parseIp, parsePort } from '../../core/address.ts';
import { UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import type { Edns } from '../../protocols/shared/dns/message.ts';
import { reverseName } from '../../protocols/shared/dns/reverse-name.ts';
import { typeName, typeNumber } from '../../protocols/shared/dns/types.ts';
import { absoluteName } from '../../protocols/shared/dns/zone-words.ts';
import type { DigPlan } from './dig.ts';
import type { ShownSections } from './reply-text.ts';

export interface DigWords {
  readonly words: readonly string[];
  /** `-x ADDRESS` */
  readonly reverse?: string | undefined;
  readonly port?: number | undefined;
}

export interface DigAsked {
  readonly plan: DigPlan;
  readonly shown: ShownSections & { readonly short: boolean; readonly stats: boolean; readonly cmd: boolean };
}

const SWITCHES = {
  tcp: false,
  short: false,
  recurse: true,
  dnssec: false,
  edns: true,
  ignore: false,
  adflag: true,
  cdflag: false,
  cmd: true,
  comments: true,
  question: true,
  answer: true,
  authority: true,
  additional: true,
  stats: true,
};
type Switches = { -readonly [K in keyof typeof SWITCHES]: boolean };
const NUMBERS = { time: 5, tries: 3, bufsize: 1232, edns: 0 };
type Numbers = { -readonly [K in keyof typeof NUMBERS]: number };
/** Other names of the same. */
const ALIASES: Readonly<Record<string, string>> = {
  vc: 'tcp',
  rd: 'recurse',
  rdflag: 'recurse',
  ad: 'adflag',
  cd: 'cdflag',
  do: 'dnssec',
  timeout: 'time',
  retry: 'tries',
};
const SECTIONS = ['cmd', 'comments', 'question', 'answer', 'authority', 'additional', 'stats'] as const;

export const digPlan = (given: DigWords): DigAsked => {
  const asked = readWords(given);
  const { on, numbers, name, type, server, port } = asked;
  const isLinkLocal = server === undefined && LINK_LOCAL.test(name);
  const edns: Edns = { size: numbers.bufsize, ...(numbers.edns > 0 && { version: numbers.edns }), ...(on.dnssec && { dnssec: true }) };
  const query = {
    id: 0,
    questions: [{ name, type }],
    recursionDesired: on.recurse && !isLinkLocal,
    authentic: on.adflag && !isLinkLocal,
    checkingDisabled: on.cdflag,
    ...((on.edns || on.dnssec) && !isLinkLocal && { edns }),
  };
  const plan = {
    servers: isLinkLocal ? [MDNS.group] : server === undefined ? systemServers() : [server],
    port: given.port ?? port ?? (isLinkLocal ? MDNS.port : 53),
    query,
    over: !isLinkLocal && (on.tcp || STREAMED.has(type)) ? ('tcp' as const) : ('udp' as const),
    ignoresCut: on.ignore,
    tries: Math.max(1, numbers.tries),
    patience: Math.max(1, numbers.time) * 1000,
  };
  return { plan, shown: on };
};

/** Names of the link are asked of all who are on it; whoever has one answers (RFC 6762 §5.1). */
const LINK_LOCAL = /\.(local|254\.169\.in-addr\.arpa|[89ab]\.e\.f\.ip6\.arpa)\.?$/i;
const MDNS = { group: '224.0.0.251', port: 5353 };

/** What is asked for over TCP from the start. */
const STREAMED: ReadonlySet<string> = new Set(['AXFR', 'IXFR', 'ANY']);

interface Read {
  readonly on: Switches;
  readonly numbers: Numbers;
  name: string;
  type: string;
  server: string | undefined;
  port: number | undefined;
}

const readWords = ({ words, reverse }: DigWords): Read => {
  const read: Read = { on: { ...SWITCHES }, numbers: { ...NUMBERS }, name: '', type: '', server: undefined, port: undefined };
  const names: string[] = [];
  for (const word of words) {
    if (word.startsWith('+')) readOption(word, read);
    else if (word.startsWith('@')) readServer(word.slice(1), read);
    else if (read.type === '' && typeNumber(word) !== undefined && (names.length > 0 || reverse !== undefined))
      read.type = typeName(typeNumber(word) ?? 1);
    else if (word.toUpperCase() !== 'IN') names.push(word);
  }
  if (reverse !== undefined && parseIp(reverse) === undefined) throw new UsageError('dig -x', sayWrong('anAddress'), reverse);
  const [name = reverse === undefined ? '.' : reverseName(reverse), more] = names;
  if (more !== undefined) throw new UsageError('dig', sayWrong('recordBehind'), more);
  if (reverse !== undefined && names.length > 0) throw new UsageError('dig -x', sayWrong('noNameBeside'), name);
  read.name = absoluteName(name, { origin: '.', place: 'dig' });
  if (read.type === '') read.type = reverse !== undefined ? 'PTR' : names.length === 0 ? 'NS' : 'A';
  return read;
};

/** `SERVER`, `SERVER#PORT`, `SERVER:PORT`, `[ADDRESS]:PORT`. */
const readServer = (text: string, read: Read): void => {
  const [, bracketed, other, port] = /^(?:\[([^\]]+)\]|(.+?))(?:[#:](\d+))?$/.exec(parseIp(text) === undefined ? text : `[${text}]`) ?? [];
  const server = bracketed ?? other;
  if (server === undefined || server === '') throw new UsageError('dig', sayWrong('dnsServerForm'), `@${text}`);
  read.server = server;
  if (port !== undefined) read.port = parsePort(port, 'dig');
};

const readOption = (word: string, { on, numbers }: Read): void => {
  const [, no, typed = '', value] = /^\+(no)?([a-z]+)(?:=(.*))?$/i.exec(word) ?? [];
  const key = ALIASES[typed] ?? typed;
  if (key === 'all') for (const section of SECTIONS) on[section] = no === undefined;
  else if (value !== undefined && Object.hasOwn(NUMBERS, key)) {
    if (!/^\d{1,5}$/.test(value)) throw new UsageError(`dig +${key}`, sayWrong('aNumber'), value);
    numbers[key as keyof Numbers] = Number(value) + (typed === 'retry' ? 1 : 0);
  } else if (value === undefined && Object.hasOwn(SWITCHES, key)) on[key as keyof Switches] = no === undefined;
  else if (!IGNORED.has(key)) throw unknownOption(word, key);
};

/** What only concerns how dig prints, or what is not sent here. */
const IGNORED: ReadonlySet<string> = new Set([
  'cookie',
  'nsid',
  'multiline',
  'search',
  'ttlid',
  'class',
  'crypto',
  'split',
  'idnin',
  'idnout',
]);

const unknownOption = (word: string, key: string): UsageError => {
  const known = [...Object.keys(SWITCHES), 'time', 'tries', 'bufsize', 'all'];
  const near = nearest(key, known);
  return UsageError.of(
    'dig',
    sayWrong('noScheme', { scheme: word }),
    near === undefined ? sayWrong('thereAre', { names: known.map((k) => `+${k}`).join(', ') }) : sayWrong('perhaps', { near: `+${near}` }),
  );
};

/** Of this system; itself where it names none. */
export const systemServers = (file = '/etc/resolv.conf'): readonly string[] => {
  try {
    const found = [...readFileSync(file, 'utf8').matchAll(/^\s*nameserver\s+(\S+)/gm)].map(([, server]) => server ?? '');
    return found.length > 0 ? found : LOCAL;
  } catch {
    return LOCAL;
  }
};
const LOCAL: readonly string[] = ['127.0.0.1'];

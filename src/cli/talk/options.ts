/** Options that connect, listen, serve and link have in common, and what they become: the packets shown and kept, who may connect, limits. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { accessList } from '../../io/accept/access.ts';
import type { AcceptOptions, OpenOptions } from '../../io/base/endpoint.ts';
import { interfaceNames } from '../../io/host/interface-facts.ts';
import type { WirePlan } from '../../run/plan.ts';
import type { Context } from '../command/command.ts';
import type { Values } from '../command/options.ts';

export const wireOptions = {
  wire: {
    negatable: true,
    forms: ['all', 'states'],
    help: 'show each packet as it happens, all: also what is inferred, states: and the states of TCP; on by itself on a terminal',
    group: 'The wire',
  },
  write: {
    short: 'w',
    value: 'FILE',
    help: 'write the packets to FILE: pcapng with the secrets of TLS, or pcap by its name',
    group: 'The wire',
    complete: 'file',
  },
  beside: {
    value: 'INTERFACE',
    help: 'capture there, too: what was real (R) beside what is inferred (S), and how they differ; wants the right to capture',
    group: 'The wire',
    complete: interfaceNames,
  },
  dissector: {
    value: 'NAME',
    help: 'with -w: what Wireshark decodes the bytes of unix sockets, pipes and programs as, e.g. http',
    group: 'The wire',
  },
  'show-secrets': { help: 'passwords and cookies as they are; otherwise asterisks stand for them', group: 'The wire' },
  quiet: { short: 'q', help: 'neither packets nor notices, errors alone' },
} as const;

/** As netcat has it; `crlf:` before an address is the same. */
/** What netcats say by options and we by the address, and the line that says it. `verb` is ours, `at` what follows a scheme. */
export const netcatWords = (verb: string, at: string): Readonly<Record<string, string>> => {
  const lines: readonly (readonly [words: string, line: string])[] = [
    ['u udp', `wirecat ${verb} udp:${at}`],
    ['ssl tls', `wirecat ${verb} tls:${at}`],
    ['U unix unixsock', `wirecat ${verb} unix:PATH`],
    ['l listen p port', 'wirecat listen PORT'],
    ['e exec c', `wirecat link ${verb === 'listen' ? 'listen:' : ''}${at} sh:COMMAND`],
    ['v verbose', `wirecat ${verb} ${at}`],
  ];
  return Object.fromEntries(lines.flatMap(([words, line]) => words.split(' ').map((word) => [word, line])));
};

export const crlfOption = { crlf: { short: 'C', help: 'send line ends as CR LF, as SMTP, IMAP and HTTP want them' } } as const;

export const rawOption = { help: 'let what comes steer the terminal (it is escaped otherwise)' } as const;

export const talkOptions = { ...wireOptions, raw: rawOption } as const;

/** `connect` and `listen`: what else is known of a conversation. */
export const cardsOption = {
  cards: { help: 'who has the other end, where it is a program of this machine; round trip, window and what was sent again (Linux)' },
} as const;

export const explainOption = { explain: { help: 'print what would be opened, and open nothing' } } as const;

const handshakeOption = {
  'handshake-timeout': {
    value: 'TIME',
    kind: 'duration',
    min: 0.001,
    help: 'time for the handshakes of TLS, WebSockets and proxies together (10s)',
    group: 'Limits',
  },
} as const;

export const acceptOptions = {
  allow: { value: 'WHO', repeat: true, help: 'only these may connect: an address, a network like 10.0.0.0/8 or a name', group: 'Who' },
  deny: { value: 'WHO', repeat: true, help: 'these may not connect', group: 'Who' },
  'max-conns': { value: 'N', kind: 'integer', min: 1, help: 'connections at once; the next one is refused (1000)', group: 'Limits' },
  'max-per-address': {
    value: 'N',
    kind: 'integer',
    min: 1,
    help: 'connections at once from one address (--max-conns where that is given, otherwise 100)',
    group: 'Limits',
  },
  ...handshakeOption,
} as const;

/** What whoever opens an address can limit. */
export const openOptions = {
  insecure: { help: 'take any certificate: anybody on the way can read and change everything', group: 'Who' },
  'connect-timeout': { value: 'TIME', kind: 'duration', min: 0.001, help: 'give up connecting after TIME (10s)', group: 'Limits' },
  ...handshakeOption,
} as const;

export const wirePlan = (given: Values<typeof wireOptions>, context: Context): WirePlan => {
  const byItself = context.out.isTerminal && context.err.isTerminal && !given.quiet;
  const { dissector } = given;
  if (dissector !== undefined && !/^[a-z0-9][\w.-]{0,59}$/i.test(dissector))
    throw new UsageError(`${context.program} --dissector`, sayWrong('wiresharkName'), dissector);
  if (given.beside !== undefined && given.write?.endsWith('.pcap'))
    throw new UsageError(`${context.program} -w`, sayWrong('besidePcapng'), given.write);
  return {
    ...(given.beside !== undefined && { beside: { interface: given.beside, filter: '' } }),
    live: given.wire === undefined ? byItself : given.wire !== false,
    all: given.wire === 'all' || given.wire === 'states',
    states: given.wire === 'states',
    file: given.write,
    showSecrets: given['show-secrets'],
    ...(dissector !== undefined && { dissector }),
  };
};

export const acceptRules = async (given: Values<typeof acceptOptions>): Promise<AcceptOptions> => {
  const { allow, deny } = given;
  const guarded = allow.length > 0 || deny.length > 0;
  const [maxConns, maxPerAddress] = [given['max-conns'], given['max-per-address']];
  return {
    ...(guarded && { admits: await accessList({ allow, deny }) }),
    ...(maxConns !== undefined && { maxConns }),
    ...(maxPerAddress !== undefined && { maxPerAddress }),
    ...handshakeRule(given),
  };
};

export const openRules = (given: Values<typeof openOptions>): OpenOptions => ({
  ...(given['connect-timeout'] !== undefined && { connectTimeout: given['connect-timeout'] * 1000 }),
  ...handshakeRule(given),
});

const handshakeRule = (given: Values<typeof handshakeOption>): { readonly handshakeTimeout?: number } =>
  given['handshake-timeout'] === undefined ? {} : { handshakeTimeout: given['handshake-timeout'] * 1000 };

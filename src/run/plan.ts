/** Plan: what the words of a command mean, as data. Lints run here, before anything is opened. */
import { joinHostPort } from '../core/address.ts';
import { quote, UsageError } from '../core/fault.ts';
import { saySession, sayWrong } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { type Address, canAccept, insecureAddress, parseAddress, printAddress } from '../io/address/address.ts';
import { refuseForeign } from './foreign-words.ts';
import { lintListen } from './lints.ts';

/** Where the packets of a conversation are shown. */
export interface WirePlan {
  /** As they happen. */
  readonly live: boolean;
  /** With what is inferred: acknowledgements without data, sequence numbers, sizes. */
  readonly all?: boolean;
  /** With the states of both sides of a connection. */
  readonly states?: boolean;
  /** Passwords as they are. */
  readonly showSecrets?: boolean;
  /** Path of the capture to write. */
  readonly file: string | undefined;
  /** Bytes a direction of which a link writes the payload on both its sides; default: all. */
  readonly repeat?: number;
  /** An interface that is captured at the same time. */
  readonly beside?: BesidePlan;
  /** What Wireshark decodes the bytes of channels without addresses as, in the file; default `data`. */
  readonly dissector?: string;
}

export interface BesidePlan {
  readonly interface: string;
  /** In tcpdump's language: what cannot be ours is kept out. */
  readonly filter: string;
}

export interface ConnectPlan {
  readonly kind: 'connect';
  readonly to: Address;
  readonly wire: WirePlan;
}

export interface ListenPlan {
  readonly kind: 'listen';
  readonly on: Address;
  /** Goes on with the next client when one has gone. */
  readonly keep: boolean;
  readonly wire: WirePlan;
  /** What the user should know: one line each. */
  readonly notes: readonly Said[];
}

/** `tcp:HOST:PORT`, `HOST:PORT` or `HOST PORT`. */
export const connectPlan = (
  words: readonly string[],
  wire: WirePlan,
  { insecure = false, crlf = false, command = 'connect' } = {},
): ConnectPlan => {
  const typed = withCrlf(addressOf(words, command), crlf);
  const to = insecure ? insecureAddress(typed) : typed;
  if (portOf(to) === 0) throw UsageError.of(command, sayWrong('portZero'), sayWrong('somePort'));
  return { kind: 'connect', to, wire: besidePort(wire, to) };
};

/** What the plan would do, a line each: for `--explain`. */
export const explainConnect = (plan: ConnectPlan): readonly Said[] => [
  ...explainAddress('opens', plan.to),
  saySession('joins'),
  ...explainWire(plan.wire),
];

export const explainListen = (plan: ListenPlan): readonly Said[] => [
  ...explainAddress('listens', plan.on),
  saySession(plan.keep ? 'servesMany' : 'servesOne'),
  ...explainWire(plan.wire),
  ...plan.notes,
];

/** What is opened, and what lies on it, from below. */
export const explainAddress = (verb: 'opens' | 'listens', at: Address): readonly Said[] => [
  saySession(verb, { address: printAddress(at), title: at.endpoint.title }),
  ...[...at.overlays].reverse().map(({ type }) => saySession('onIt', { scheme: type.scheme, title: type.title })),
];

/** What is captured beside a conversation of a known port is kept to that port. */
const besidePort = (wire: WirePlan, at: Address): WirePlan => {
  const port = portOf(at) ?? 0;
  return wire.beside === undefined || port === 0 ? wire : { ...wire, beside: { ...wire.beside, filter: `port ${port}` } };
};

const explainWire = ({ live, file, beside }: WirePlan): readonly Said[] => [
  ...(beside === undefined ? [] : [saySession('captures', { interface: beside.interface })]),
  ...(live ? [saySession('shows')] : []),
  ...(file === undefined ? [] : [saySession('writes', { file })]),
];

/** `PORT`, `tcp:HOST:PORT`, `HOST:PORT` or `HOST PORT`; on this machine alone where no host is written. */
export const listenPlan = (
  words: readonly string[],
  keep: boolean,
  wire: WirePlan,
  guarded: boolean,
  crlf = false,
  command = 'listen',
): ListenPlan => {
  const on = withCrlf(listening(addressOf(words, command)), crlf);
  return { kind: 'listen', on, keep, wire: besidePort(wire, on), notes: lintListen(on, guarded) };
};

/** With `-C`: lines end in CR LF there. */
export const withCrlf = (at: Address, wanted: boolean): Address =>
  !wanted || at.overlays.some((o) => o.type.scheme === 'crlf') ? at : parseAddress(`crlf:${printAddress(at)}`);

/** One word is an address, two are host and port. */
export const addressOf = (words: readonly string[], place: string): Address => {
  refuseForeign(place, words);
  const [first = '', second, ...more] = words;
  if (second === undefined) return parseAddress(first);
  if (more.length > 0)
    throw UsageError.of(
      place,
      sayWrong('oneTooMany', { word: quote(more[0] ?? '') }),
      sayWrong('type', { line: `wirecat ${place} ADDRESS, or HOST PORT` }),
    );
  const whole = parsed(first);
  if (whole !== undefined && second !== undefined) {
    const address = parsed(second) !== undefined && !/^\d+$/.test(second);
    if (address && place === 'connect')
      throw UsageError.of(place, sayWrong('oneAddress'), sayWrong('toJoin', { line: `wirecat link ${first} ${second}` }));
    throw UsageError.of(
      place,
      sayWrong('wholeAddress', { word: quote(second), address: first }),
      sayWrong('type', { line: `wirecat ${place} ${first}` }),
    );
  }
  if (!/^[\w-]+$/.test(second)) throw new UsageError(place, sayWrong('portBehind'), second);
  return parseAddress(`tcp:${joinHostPort(first.replace(/^\[(.*)\]$/, '$1'), second)}`);
};

/** A whole address, or undefined: a host alone is none. */
const parsed = (word: string): Address | undefined => {
  try {
    return /:/.test(word) || word === '-' ? parseAddress(word) : undefined;
  } catch {
    return undefined;
  }
};

export const listening = (on: Address): Address => {
  if (canAccept(on)) return on;
  throw cannotListen(on);
};

export const cannotListen = (at: Address): UsageError =>
  UsageError.of(
    printAddress(at),
    sayWrong('openedOnly', { scheme: at.endpoint.scheme }),
    sayWrong('toOpen', { address: printAddress(at) }),
  );

/** The port that an address names; undefined for one without ports. */
export const portOf = (at: Address): number | undefined => {
  const parsed = at.at;
  return typeof parsed === 'object' && parsed !== null && 'port' in parsed && typeof parsed.port === 'number' ? parsed.port : undefined;
};

/** Plan: what the words of a command mean, as data. Lints run here, before anything is opened. */
import { joinHostPort } from '../core/address.ts';
import { UsageError } from '../core/fault.ts';
import { type Address, canAccept, insecureAddress, parseAddress, printAddress } from '../io/address/address.ts';
import { lintListen } from './lints.ts';

/** Where the packets of a conversation are shown. */
export interface WirePlan {
  /** As they happen. */
  readonly live: boolean;
  /** With what is inferred: acknowledgements without data, sequence numbers, sizes. */
  readonly all?: boolean;
  /** Path of the capture to write. */
  readonly file: string | undefined;
  /** Bytes a direction of which a link writes the payload on both its sides; default: all. */
  readonly repeat?: number;
  /** What Wireshark decodes the bytes of channels without addresses as, in the file; default `data`. */
  readonly dissector?: string;
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
  readonly notes: readonly string[];
}

/** `tcp:HOST:PORT`, `HOST:PORT` or `HOST PORT`. */
export const connectPlan = (words: readonly string[], wire: WirePlan, insecure = false): ConnectPlan => {
  const typed = addressOf(words, 'connect');
  const to = insecure ? insecureAddress(typed) : typed;
  if (portOf(to) === 0) throw new UsageError('connect', 'a port from 1 to 65535', '0', 'nobody can listen on port 0');
  return { kind: 'connect', to, wire };
};

/** What the plan would do, a line each: for `--explain`. */
export const explainConnect = (plan: ConnectPlan): readonly string[] => [
  ...explainAddress('open', plan.to),
  'join it to standard input and output, until both sides have ended',
  ...explainWire(plan.wire),
];

export const explainListen = (plan: ListenPlan): readonly string[] => [
  ...explainAddress('listen on', plan.on),
  plan.keep ? 'serve one client after the other on standard input and output' : 'serve one client on standard input and output, then end',
  ...explainWire(plan.wire),
  ...plan.notes,
];

/** What is opened, and what lies on it, from below. */
export const explainAddress = (verb: string, at: Address): readonly string[] => [
  `${verb} ${printAddress(at)} (${at.endpoint.title})`,
  ...[...at.overlays].reverse().map(({ type }) => `on it: ${type.scheme} (${type.title})`),
];

const explainWire = ({ live, file }: WirePlan): readonly string[] => [
  ...(live ? ['show each packet as it happens'] : []),
  ...(file === undefined ? [] : [`write the packets to ${file}`]),
];

/** `PORT`, `tcp:HOST:PORT`, `HOST:PORT` or `HOST PORT`; on this machine alone where no host is written. */
export const listenPlan = (words: readonly string[], keep: boolean, wire: WirePlan, guarded: boolean): ListenPlan => {
  const on = listening(addressOf(words, 'listen'));
  return { kind: 'listen', on, keep, wire, notes: lintListen(on, guarded) };
};

/** One word is an address, two are host and port. */
export const addressOf = (words: readonly string[], place: string): Address => {
  const [first = '', second, ...more] = words;
  if (more.length > 0) throw new UsageError(place, 'an address, or a host and a port', words.join(' '));
  if (second === undefined) return parseAddress(first);
  if (!/^[\w-]+$/.test(second)) throw new UsageError(place, 'a port behind the host', second);
  return parseAddress(`tcp:${joinHostPort(first.replace(/^\[(.*)\]$/, '$1'), second)}`);
};

export const listening = (on: Address): Address => {
  if (canAccept(on)) return on;
  throw new UsageError(printAddress(on), 'an address that can be listened on', `${on.endpoint.scheme}:`);
};

/** The port that an address names; undefined for one without ports. */
export const portOf = (at: Address): number | undefined => {
  const parsed = at.at;
  return typeof parsed === 'object' && parsed !== null && 'port' in parsed && typeof parsed.port === 'number' ? parsed.port : undefined;
};

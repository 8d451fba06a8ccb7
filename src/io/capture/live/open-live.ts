/**
 * A live capture opened with what there is, best first: libpcap, the kernel's ring, a program that may capture where we may not. Which it
 * was is told in one line; where none works, what is missing and what to type.
 */
import { IoError } from '../../../core/fault.ts';
import { libpcap } from '../../host/libpcap.ts';
import { IS_PLAIN, PLAIN } from '../../host/plain-host.ts';
import { compileForKernel } from './filter/compile.ts';
import { pointing } from './filter/pointing.ts';
import { type Interface, interfaceNamed, interfaces } from './interfaces.ts';
import type { LiveCapture } from './live-capture.ts';
import { pcapCapture } from './pcap-capture.ts';
import { programCapture } from './program-capture.ts';
import { GIVE_RIGHT, isMissingRight, withoutRoot } from './rights.ts';
import { ringCapture } from './ring-capture.ts';

export interface LiveOptions {
  readonly interface: string;
  /** In tcpdump's language; empty for all. */
  readonly filter?: string;
  /** Also frames that are for others, where the interface hears them. */
  readonly promiscuous?: boolean;
  /** The longest part of a frame that is kept, in bytes. */
  readonly snapLength?: number;
  readonly onMessage?: (line: string) => void;
}

/** What tcpdump keeps. */
export const SNAP_LENGTH = 262_144;

type Settled = Required<LiveOptions>;

/** Throws a UsageError for a name or a filter that cannot be, an IoError where the system refuses. Ends when `signal` aborts. */
export const openLive = async (given: LiveOptions, place: string, signal: AbortSignal): Promise<LiveCapture> => {
  const o: Settled = { filter: '', promiscuous: false, snapLength: SNAP_LENGTH, onMessage: () => {}, ...given };
  const all = await interfaces(place);
  const from = interfaceNamed(o.interface, all, place);
  try {
    return await ourselves(from, all, o, place, signal);
  } catch (error) {
    if (!(error instanceof IoError) || !WITHOUT.has(error.code)) throw error;
    const found = await programCapture(o, place, signal);
    if ('refusals' in found) throw refusal(from.name, error, found.refusals, place);
    o.onMessage(`${reasonOf(error)}: ${found.by} captures instead${isMissingRight(error.code) ? `; ${GIVE_RIGHT}` : ''}`);
    return found.capture;
  }
};

/** Codes after which another may still capture for us. */
const WITHOUT: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'ENOPKG', 'ENOPACKAGE', 'ENOSYS', 'EAFNOSUPPORT']);

const ourselves = async (
  from: Interface,
  all: readonly Interface[],
  o: Settled,
  place: string,
  signal: AbortSignal,
): Promise<LiveCapture> => {
  const library = await libpcap(place);
  if (library !== undefined) {
    const capture = pointing(o.filter, place, () => pcapCapture(library, o, place, o.onMessage, signal));
    o.onMessage(`frames come by ${library.version.split(' (')[0]?.replace(' version', '')}`);
    return capture;
  }
  const program = compileForKernel(o.filter, from.linkType ?? 'cooked', o.snapLength, place);
  const capture = await ringCapture(from, all, { ...o, program }, place, signal);
  o.onMessage("libpcap is not installed: frames come from the kernel's packet ring");
  return capture;
};

const reasonOf = ({ code }: IoError): string => {
  if (isMissingRight(code)) return 'this user may not capture (CAP_NET_RAW is missing)';
  if (code === 'ENOPACKAGE') return 'the package koffi is not installed (npm install koffi)';
  return IS_PLAIN ? `${PLAIN} leaves Node alone` : `the system has no packet sockets for us (${code})`;
};

const refusal = (name: string, ours: IoError, theirs: readonly string[], place: string): IoError => {
  const give = isMissingRight(ours.code) ? ` ${GIVE_RIGHT}.` : '';
  const text = `cannot capture from ${name}: ${reasonOf(ours)} (${theirs.join('; ')}).${give} ${withoutRoot(name)}`;
  return new IoError(place, ours.code, text, ours);
};

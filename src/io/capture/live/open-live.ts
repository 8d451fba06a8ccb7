/**
 * A live capture opened with what there is, best first: libpcap, the kernel's ring, a program that may capture where we may not. Which it
 * was is told in one line; where none works, what is missing and what to type.
 */
import { IoError } from '../../../core/fault.ts';
import { type Pieces, sayCapture } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { libpcap } from '../../host/libpcap.ts';
import { IS_PLAIN, PLAIN } from '../../host/plain-host.ts';
import { compileForKernel } from './filter/compile.ts';
import { pointing } from './filter/pointing.ts';
import { type Interface, interfaceNamed, interfaces } from './interfaces.ts';
import type { LiveCapture } from './live-capture.ts';
import { pcapCapture } from './pcap-capture.ts';
import { programCapture } from './program-capture.ts';
import { giveRight, isMissingRight, withoutRoot } from './rights.ts';
import { ringCapture } from './ring-capture.ts';

export interface LiveOptions {
  readonly interface: string;
  /** In tcpdump's language; empty for all. */
  readonly filter?: string;
  /** Also frames that are for others, where the interface hears them. */
  readonly promiscuous?: boolean;
  /** The longest part of a frame that is kept, in bytes. */
  readonly snapLength?: number;
  readonly onMessage?: (line: Pieces) => void;
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
    const give = isMissingRight(error.code) ? ['; ', giveRight()] : [];
    o.onMessage([reasonOf(error), ': ', sayCapture('instead', { program: found.by }), ...give]);
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
    o.onMessage([sayCapture('library', { name: library.version.split(' (')[0]?.replace(' version', '') ?? '' })]);
    return capture;
  }
  const program = compileForKernel(o.filter, from.linkType ?? 'cooked', o.snapLength, place);
  const capture = await ringCapture(from, all, { ...o, program }, place, signal);
  o.onMessage([sayCapture('ring')]);
  return capture;
};

const reasonOf = ({ code }: IoError): Said => {
  if (isMissingRight(code)) return sayCapture('mayNot');
  if (code === 'ENOPACKAGE') return sayCapture('noKoffi');
  return IS_PLAIN ? sayCapture('plain', { how: PLAIN }) : sayCapture('noSockets', { code });
};

const refusal = (name: string, ours: IoError, theirs: readonly Pieces[], place: string): IoError => {
  const others = theirs.flatMap((one, k) => (k === 0 ? one : ['; ', ...one]));
  const give = isMissingRight(ours.code) ? [' ', giveRight(), '.'] : [];
  const text = [sayCapture('cannot', { name }), ': ', reasonOf(ours), ' (', ...others, ').', ...give, ' ', withoutRoot(name)];
  return new IoError(place, ours.code, text, ours);
};

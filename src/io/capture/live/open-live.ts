/** A live capture opened with the rights there are: the kernel's ring, else a program that may capture. Says what is missing and what to type. */
import { IoError } from '../../../core/fault.ts';
import { LinkType } from '../../../wire/frame.ts';
import { libpcap } from '../../host/libpcap.ts';
import { compileFilter } from './filter/compile.ts';
import { type Interface, interfaceNamed, interfaces } from './interfaces.ts';
import type { LiveCapture } from './live-capture.ts';
import { programCapture } from './program-capture.ts';
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

/** Throws a UsageError for a name or a filter that cannot be, an IoError where the system refuses. Ends when `signal` aborts. */
export const openLive = async (o: LiveOptions, place: string, signal: AbortSignal): Promise<LiveCapture> => {
  const all = await interfaces(place);
  const from = interfaceNamed(o.interface, all, place);
  const { filter = '', promiscuous = false, snapLength = SNAP_LENGTH, onMessage = () => {} } = o;
  const program = await programOf(filter, from, snapLength, place);
  try {
    return await ringCapture(from, all, { filter, promiscuous, snapLength, program }, place, signal);
  } catch (error) {
    if (!(error instanceof IoError) || !WITHOUT.has(error.code)) throw error;
    const found = await programCapture({ interface: from.name, filter, promiscuous, snapLength }, place, onMessage, signal);
    if ('batches' in found) return found;
    throw refusal(from.name, error, found, place);
  }
};

/** Codes after which another may still capture for us. */
const WITHOUT: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'ENOPKG', 'ENOSYS', 'EAFNOSUPPORT']);

/** Frames without a link header begin with IP as far as filters can tell. */
const programOf = async (filter: string, from: Interface, snapLength: number, place: string): Promise<Uint8Array> => {
  const linkType = from.linkType ?? LinkType.raw;
  const library = filter === '' ? undefined : await libpcap(place);
  return library?.compile(filter, linkType, snapLength, place) ?? compileFilter(filter, linkType, snapLength, place);
};

const refusal = (name: string, ours: IoError, theirs: readonly string[], place: string): IoError => {
  const why = ours.code === 'EPERM' || ours.code === 'EACCES' ? 'this user has no right to capture' : ours.message;
  const text = `cannot capture from ${name}: ${why} (${theirs.join('; ')}). Type: sudo tcpdump -i ${name} -U -w - | wirecat read -`;
  return new IoError(place, ours.code, text, ours);
};

/**
 * An interface opened by libpcap. Its frames are never handed over one by one: libpcap's own `pcap_dump` puts them, as records of a capture
 * file, into a stream in memory (open_memstream(3)), which is looked at when many have come together. Nothing here ever blocks.
 */

import { IoError, UsageError } from '../../core/fault.ts';
import { sayCapture, sayWrong } from '../../core/said.ts';
import type { Libpcap } from './libpcap.ts';
import type { Koffi, Library, Pointer } from './native.ts';

export interface PcapOptions {
  readonly interface: string;
  readonly filter: string;
  readonly promiscuous: boolean;
  readonly snapLength: number;
}

export interface PcapCounts {
  /** Frames that passed the filter, and how many of them found no room. */
  readonly received: number;
  readonly dropped: number;
}

export interface PcapHandle {
  /** The header of a capture file of these frames. */
  readonly header: Uint8Array;
  /** What is odd and does not hinder, in libpcap's words. */
  readonly warning: string | undefined;
  /** Records that have come, valid until the next call; undefined where there are none. */
  next(): Uint8Array | undefined;
  /** Why there will be no more, in libpcap's words; undefined as long as there may be. */
  readonly ended: string | undefined;
  /** Resolves when there may be some. */
  wait(): Promise<void>;
  counts(): PcapCounts;
  /** Resolves when nothing of it is used any more. */
  close(): Promise<void>;
}

/** A block of frames is handed over when it is full, or so many milliseconds after its first frame. */
export const HANDED_MS = 20;
/** Kernel memory for frames that nobody has fetched yet. */
const BUFFER = 64 << 20;
/** Frames in a call: none is longer than the snap length, so that memory stays bounded. */
const AT_ONCE = 1024;
/** How long a wait in the system lasts at most: an end is seen no later. */
const WAIT_MS = 200;
const POLLIN = 1;
const ERROR_SIZE = 256;
const HEADER = 24;
const NANOSECONDS = 1;
/** DLT_ values: what stands for the header of many kinds of links; the second one also names the interface, and is what tcpdump asks for. */
const [COOKED, COOKED_2] = [113, 276];
const UNKNOWN_NETMASK = 0xffff_ffff;

/** What pcap_activate answers, as the system says it. */
const CODES: Readonly<Record<number, string>> = { [-5]: 'ENODEV', [-8]: 'EPERM', [-9]: 'ENETDOWN', [-11]: 'EPERM', [-15]: 'EPERM' };

/** Throws an IoError, EPERM where the right is missing, or a UsageError with libpcap's words about the filter. */
export const openPcap = (pcap: Libpcap, o: PcapOptions, place: string): PcapHandle => {
  const calls = callsOf(pcap);
  const error = bytes(ERROR_SIZE);
  const p = calls.create(o.interface, error);
  if (p === null) throw new IoError(place, 'ENODEV', sayCapture('noOpen', { name: o.interface, why: textOf(error) }));
  try {
    calls.setSnapLength(p, o.snapLength);
    calls.setPromiscuous(p, o.promiscuous ? 1 : 0);
    calls.setTimeout(p, HANDED_MS);
    calls.setBufferSize(p, BUFFER);
    calls.setPrecision(p, NANOSECONDS);
    const state = calls.activate(p);
    const said = (): string => calls.error(p) || calls.statusText(state);
    if (state < 0) throw new IoError(place, CODES[state] ?? 'EIO', sayCapture('noFrames', { name: o.interface, why: said() }));
    if (calls.dataLink(p) === COOKED) calls.setDataLink(p, COOKED_2);
    filterBy(calls, p, o.filter, place);
    if (calls.setNonBlocking(p, 1, error) < 0) throw new IoError(place, 'EIO', sayCapture('noWait', { why: textOf(error) }));
    return new Handle(calls, pcap.koffi, p, state > 0 ? said() : undefined);
  } catch (wrong) {
    calls.close(p);
    throw wrong;
  }
};

const filterBy = (calls: Calls, p: Pointer, filter: string, place: string): void => {
  if (filter === '') return;
  const program = bytes(16);
  if (calls.compile(p, program, filter, 1, UNKNOWN_NETMASK) !== 0)
    throw new UsageError(place, sayWrong('tcpdumpFilter'), filter, sayWrong('words', { words: calls.error(p) }));
  const set = calls.setFilter(p, program);
  calls.freeCode(program);
  if (set < 0) throw new IoError(place, 'EIO', sayCapture('noFilter', { why: calls.error(p) }));
};

class Handle implements PcapHandle {
  readonly header: Uint8Array;
  readonly warning: string | undefined;
  ended: string | undefined;
  readonly #calls: Calls;
  readonly #koffi: Koffi;
  readonly #p: Pointer;
  readonly #stream: Pointer;
  readonly #dumper: Pointer;
  /** Where the stream's memory is, and how much of it: the C library writes there, and knows it by its address alone. */
  readonly #slot = bytes(16);
  readonly #slots = new DataView(this.#slot.buffer);
  readonly #fds = bytes(8);
  #at = 0n;
  #memory = new Uint8Array(0);
  #waiting: Promise<void> | undefined;
  #counts: PcapCounts = { received: 0, dropped: 0 };
  #closed = false;

  constructor(calls: Calls, koffi: Koffi, p: Pointer, warning: string | undefined) {
    this.#calls = calls;
    this.#koffi = koffi;
    this.#p = p;
    this.warning = warning;
    this.#stream = calls.openMemory(this.#slot, this.#slot.subarray(8));
    this.#dumper = calls.dumpTo(p, this.#stream);
    const view = new DataView(this.#fds.buffer);
    view.setInt32(0, calls.selectable(p), true);
    view.setInt16(4, POLLIN, true);
    this.header = this.#taken(HEADER).slice();
  }

  next(): Uint8Array | undefined {
    if (this.#closed) return undefined;
    const frames = this.#calls.dispatch(this.#p, AT_ONCE, this.#calls.dump, this.#dumper);
    if (frames < 0) {
      this.ended ??= this.#calls.error(this.#p);
      return undefined;
    }
    return frames === 0 ? undefined : this.#taken();
  }

  wait(): Promise<void> {
    this.#waiting ??= new Promise((resolve) => {
      this.#calls.poll.async(this.#fds, 1, WAIT_MS, () => {
        this.#waiting = undefined;
        resolve();
      });
    });
    return this.#waiting;
  }

  counts(): PcapCounts {
    const now = bytes(24);
    if (!this.#closed && this.#calls.stats(this.#p, now) === 0) {
      const view = new DataView(now.buffer);
      this.#counts = { received: view.getUint32(0, true), dropped: view.getUint32(4, true) };
    }
    return this.#counts;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.counts();
    this.#closed = true;
    await this.#waiting;
    this.#memory = new Uint8Array(0);
    this.#calls.closeDump(this.#dumper);
    this.#calls.close(this.#p);
    this.#calls.free(this.#slots.getBigUint64(0, true));
  }

  /** What was written into the stream, which begins again. */
  #taken(most = Number.POSITIVE_INFINITY): Uint8Array {
    this.#calls.flush(this.#stream);
    const at = this.#slots.getBigUint64(0, true);
    const length = Number(this.#slots.getBigUint64(8, true));
    this.#calls.seek(this.#stream, 0, 0);
    if (at !== this.#at || length > this.#memory.length) this.#memory = new Uint8Array(this.#koffi.view(at, length));
    this.#at = at;
    return this.#memory.subarray(0, Math.min(length, most));
  }
}

/** Memory of its own, which does not move: the system keeps its address. */
const bytes = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(new ArrayBuffer(size));

const textOf = (text: Uint8Array): string => new TextDecoder('latin1').decode(text.subarray(0, text.indexOf(0)));

interface Calls {
  create(source: string, error: Uint8Array): Pointer | null;
  setSnapLength(p: Pointer, length: number): number;
  setPromiscuous(p: Pointer, on: number): number;
  setTimeout(p: Pointer, ms: number): number;
  setBufferSize(p: Pointer, size: number): number;
  setPrecision(p: Pointer, precision: number): number;
  activate(p: Pointer): number;
  error(p: Pointer): string;
  statusText(status: number): string;
  compile(p: Pointer, program: Uint8Array, filter: string, optimize: number, netmask: number): number;
  setFilter(p: Pointer, program: Uint8Array): number;
  freeCode(program: Uint8Array): void;
  setNonBlocking(p: Pointer, on: number, error: Uint8Array): number;
  selectable(p: Pointer): number;
  dataLink(p: Pointer): number;
  setDataLink(p: Pointer, type: number): number;
  dispatch(p: Pointer, most: number, each: bigint, user: Pointer): number;
  stats(p: Pointer, into: Uint8Array): number;
  close(p: Pointer): void;
  dumpTo(p: Pointer, stream: Pointer): Pointer;
  closeDump(dumper: Pointer): void;
  /** The address of `pcap_dump`. */
  readonly dump: bigint;
  openMemory(at: Uint8Array, size: Uint8Array): Pointer;
  flush(stream: Pointer): number;
  seek(stream: Pointer, offset: number, from: number): number;
  free(at: bigint): void;
  poll: { async: (fds: Uint8Array, count: number, ms: number, done: (error: Error | null, ready: number) => void) => void };
}

const DECLARATIONS = {
  create: 'void *pcap_create(const char *source, uint8_t *error)',
  setSnapLength: 'int pcap_set_snaplen(void *p, int length)',
  setPromiscuous: 'int pcap_set_promisc(void *p, int on)',
  setTimeout: 'int pcap_set_timeout(void *p, int ms)',
  setBufferSize: 'int pcap_set_buffer_size(void *p, int size)',
  setPrecision: 'int pcap_set_tstamp_precision(void *p, int precision)',
  activate: 'int pcap_activate(void *p)',
  error: 'const char *pcap_geterr(void *p)',
  statusText: 'const char *pcap_statustostr(int status)',
  compile: 'int pcap_compile(void *p, uint8_t *program, const char *filter, int optimize, uint32_t netmask)',
  setFilter: 'int pcap_setfilter(void *p, uint8_t *program)',
  freeCode: 'void pcap_freecode(uint8_t *program)',
  setNonBlocking: 'int pcap_setnonblock(void *p, int on, uint8_t *error)',
  selectable: 'int pcap_get_selectable_fd(void *p)',
  dataLink: 'int pcap_datalink(void *p)',
  setDataLink: 'int pcap_set_datalink(void *p, int type)',
  dispatch: 'int pcap_dispatch(void *p, int most, void *each, void *user)',
  stats: 'int pcap_stats(void *p, uint8_t *into)',
  close: 'void pcap_close(void *p)',
  dumpTo: 'void *pcap_dump_fopen(void *p, void *stream)',
  closeDump: 'void pcap_dump_close(void *dumper)',
} as const;

const OF_C = {
  openMemory: 'void *open_memstream(uint8_t *at, uint8_t *size)',
  flush: 'int fflush(void *stream)',
  seek: 'int fseek(void *stream, long offset, int from)',
  free: 'void free(void *at)',
  poll: 'int poll(uint8_t *fds, unsigned int count, int ms)',
} as const;

let made: Calls | undefined;

const callsOf = ({ library, koffi }: Libpcap): Calls => {
  if (made !== undefined) return made;
  const from = (table: Readonly<Record<string, string>>, of: Library): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(table).map(([name, declaration]) => [name, of.func(declaration)]));
  made = { ...from(DECLARATIONS, library), ...from(OF_C, koffi.load(null)), dump: library.symbol('pcap_dump') } as object as Calls;
  return made;
};

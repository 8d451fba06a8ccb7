/**
 * libpcap, where it is installed: it compiles capture filters as tcpdump does, and opens interfaces (libpcap-live.ts). Through the optional
 * package koffi. WIRECAT_LIBPCAP names another library; where that is empty, none is used.
 */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { isWide, type Koffi, koffiFor, type Library, type Pointer } from './native.ts';

export interface Libpcap {
  /** As it says itself: `libpcap version 1.10.3 (with TPACKET_V3)`. */
  readonly version: string;
  readonly library: Library;
  readonly koffi: Koffi;
  /** The instructions of a filter for frames of a link type, struct sock_filter each. Throws a UsageError with libpcap's own words. */
  compile(filter: string, linkType: number, snapLength: number, place: string, optimized?: boolean): Uint8Array;
}

const NAMES = process.platform === 'darwin' ? ['libpcap.dylib', 'libpcap.A.dylib'] : ['libpcap.so.1', 'libpcap.so.0.8', 'libpcap.so'];
const UNKNOWN_NETMASK = 0xffff_ffff;
/** Link types of files that have another number in the library (DLT_RAW). */
const DATA_LINKS: ReadonlyMap<number, number> = new Map([[101, 12]]);
/** Bytes of struct sock_filter. */
const INSTRUCTION = 8;

/** Undefined where it is not installed, or koffi is not. */
export const libpcap = async (place: string): Promise<Libpcap | undefined> => {
  if (!isWide() || process.platform === 'win32') return undefined;
  const koffi = await koffiFor(place, 'capture filters').catch(() => undefined);
  return koffi && load(koffi);
};

const load = (koffi: Koffi): Libpcap | undefined => {
  const named = process.env['WIRECAT_LIBPCAP'];
  for (const name of named === undefined ? NAMES : [named]) {
    try {
      if (name !== '') return functionsOf(koffi, name);
    } catch {
      // Another name, or not there.
    }
  }
  return undefined;
};

const functionsOf = (koffi: Koffi, name: string): Libpcap => {
  const library = koffi.load(name);
  const openDead = library.func<(linkType: number, snapLength: number) => Pointer>('void *pcap_open_dead(int linktype, int snaplen)');
  const compile = library.func<(p: Pointer, program: Uint8Array, filter: string, optimize: number, netmask: number) => number>(
    'int pcap_compile(void *p, uint8_t *program, const char *filter, int optimize, uint32_t netmask)',
  );
  const error = library.func<(p: Pointer) => string>('const char *pcap_geterr(void *p)');
  const free = library.func<(program: Uint8Array) => void>('void pcap_freecode(uint8_t *program)');
  const close = library.func<(p: Pointer) => void>('void pcap_close(void *p)');
  const version = library.func<() => string>('const char *pcap_lib_version()');
  return {
    version: version(),
    library,
    koffi,
    compile(filter, linkType, snapLength, place, optimized = true) {
      const dead = openDead(DATA_LINKS.get(linkType) ?? linkType, snapLength);
      // struct bpf_program: how many instructions, and where.
      const program = new Uint8Array(16);
      try {
        if (compile(dead, program, filter, optimized ? 1 : 0, UNKNOWN_NETMASK) !== 0)
          throw new UsageError(place, sayWrong('tcpdumpFilter'), filter, sayWrong('words', { words: error(dead) }));
        const view = new DataView(program.buffer);
        const bytes = new Uint8Array(koffi.view(view.getBigUint64(8, true), view.getUint32(0, true) * INSTRUCTION)).slice();
        free(program);
        return bytes;
      } finally {
        close(dead);
      }
    },
  };
};

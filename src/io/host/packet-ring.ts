/**
 * Packet ring: frames of an interface as the kernel puts them into memory that it shares with us (packet(7), TPACKET_V3), through the optional
 * package koffi. No call and no copy a frame. Linux; wants the right to open packet sockets (CAP_NET_RAW).
 */
import { IoError } from '../../core/fault.ts';
import { isWide, koffiFor, type Native, nativeOf, type Pointer, systemError } from './native.ts';

export interface RingOptions {
  /** Number of the interface; 0 for all of them, whose frames then have no link header (`cooked`). */
  readonly index: number;
  readonly cooked: boolean;
  /** Also frames that are for others. */
  readonly promiscuous: boolean;
  /** Instructions of classic BPF, struct sock_filter each; what they return is the longest frame that is kept. */
  readonly program: Uint8Array;
  /** Bytes. */
  readonly size?: number;
}

/** A piece of the ring with frames in it, ours until it is given back. */
export interface RingBlock {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly frames: number;
  /** Where its first frame's head begins. */
  readonly first: number;
  give(): void;
}

export interface RingCounts {
  /** Frames that passed the filter, and how many of them found no room. */
  readonly received: number;
  readonly dropped: number;
}

/** Where things are in the head of a frame, struct tpacket3_hdr, and in the address behind it, struct sockaddr_ll. */
export const Head = {
  next: 0,
  seconds: 4,
  nanos: 8,
  captured: 12,
  original: 16,
  status: 20,
  link: 24,
  network: 26,
  tag: 32,
  tagType: 36,
  address: 48,
} as const;
export const Address = { protocol: 50, index: 52, hardware: 56, kind: 58, length: 59, bytes: 60 } as const;
/** Bits of a frame's status. */
export const Status = { tagged: 1 << 4, tagTyped: 1 << 6 } as const;
/** Room in front of each frame, for a tag or a cooked header. */
export const RESERVE = 32;

const [AF_PACKET, SOCK_RAW, SOCK_DGRAM, SOCK_CLOEXEC] = [17, 3, 2, 0x80000];
const [SOL_SOCKET, SO_ERROR, SO_ATTACH_FILTER, SOL_PACKET] = [1, 4, 26, 263];
const Packet = { membership: 1, ring: 5, statistics: 6, version: 10, reserve: 12 } as const;
const ALL_PROTOCOLS = 3;
const PROMISCUOUS = 1;
const VERSION_3 = 2;
const [PROT_READ_WRITE, MAP_SHARED] = [3, 1];
const POLLIN = 1;
const BLOCK = 1 << 20;
const SIZE = 64 << 20;
/** A block is handed over when it is full, or so many milliseconds after its first frame. */
const RETIRE_MS = 20;
/** How long a wait in the system lasts at most, in milliseconds: an end is seen no later. */
const WAIT_MS = 200;
/** Words of a block's head, struct tpacket_hdr_v1. */
const BlockHead = { status: 8, frames: 12, first: 16 } as const;
const [KERNEL, USER] = [0, 1];

export class PacketRing {
  readonly #system: Native;
  readonly #fd: number;
  readonly #memory: Pointer;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #blocks: number;
  readonly #ending: Promise<void>;
  #hasEnded = false;
  /** Blocks that may still come. */
  #rest = Number.POSITIVE_INFINITY;
  #at = 0;
  #counts: RingCounts = { received: 0, dropped: 0 };
  #waiting: Promise<void> | undefined;
  #closed = false;
  /** Whether the interface is not there any more. */
  isGone = false;

  private constructor(system: Native, fd: number, memory: Pointer, ring: ArrayBuffer, signal: AbortSignal) {
    this.#ending = aborted(signal).then(() => this.#end());
    this.#system = system;
    this.#fd = fd;
    this.#memory = memory;
    this.#bytes = new Uint8Array(ring);
    this.#view = new DataView(ring);
    this.#blocks = ring.byteLength / BLOCK;
  }

  /** Rejects with an IoError; EPERM where the right is missing. */
  static async open(place: string, options: RingOptions, signal: AbortSignal): Promise<PacketRing> {
    if (process.platform !== 'linux' || !isWide())
      throw new IoError(place, 'ENOTSUP', `expected Linux on x64 or arm64 for a packet ring, got ${process.platform} on ${process.arch}`);
    const koffi = await koffiFor(place, 'packets of an interface');
    const system = nativeOf(koffi);
    const fd = system.socket(AF_PACKET, (options.cooked ? SOCK_DGRAM : SOCK_RAW) | SOCK_CLOEXEC, 0);
    const must = (result: number, what: string): void => {
      if (result >= 0) return;
      const error = systemError(system.errno()) as Error & { code: string };
      if (fd >= 0) system.close(fd);
      throw new IoError(place, error.code, `expected ${what}, got ${error.code}`, error);
    };
    must(fd, 'a packet socket');
    const blocks = Math.max(2, Math.floor((options.size ?? SIZE) / BLOCK));
    const set = (name: number, value: Uint8Array): number => system.setsockopt(fd, SOL_PACKET, name, value, value.length);
    must(set(Packet.version, words(VERSION_3)), 'frames in blocks');
    must(set(Packet.reserve, words(RESERVE)), 'room before frames');
    must(attach(system, fd, options.program), 'a filter to be taken');
    must(set(Packet.ring, words(BLOCK, blocks, 2048, (BLOCK / 2048) * blocks, RETIRE_MS, 0, 0)), `memory for ${blocks} MiB of frames`);
    const memory = system.mmap(null, blocks * BLOCK, PROT_READ_WRITE, MAP_SHARED, fd, 0);
    const ring = new PacketRing(system, fd, memory, koffi.view(memory, blocks * BLOCK), signal);
    if (options.promiscuous && options.index > 0) must(set(Packet.membership, words(options.index, PROMISCUOUS, 0, 0)), 'promiscuous mode');
    must(bindTo(system, fd, options.index), 'the interface');
    return ring;
  }

  /** The next block, when there is one. After the signal was aborted those come that the system had begun, then undefined. */
  async next(): Promise<RingBlock | undefined> {
    while (!this.#closed) {
      const block = this.#ready();
      if (block !== undefined && this.#rest-- > 0) return block;
      if (this.#rest <= 0 || (block === undefined && this.#hasEnded)) return undefined;
      if (this.isGone) {
        await this.#end();
        continue;
      }
      this.#waiting ??= this.#wait();
      await Promise.race([this.#waiting, this.#ending]);
    }
    return undefined;
  }

  /** Since it was opened. */
  get counts(): RingCounts {
    if (this.#closed) return this.#counts;
    const now = new Uint8Array(12);
    if (this.#system.getsockopt(this.#fd, SOL_PACKET, Packet.statistics, now, [12]) < 0) return this.#counts;
    const view = new DataView(now.buffer);
    // The system counts from zero again each time it is asked.
    const { received, dropped } = this.#counts;
    this.#counts = { received: received + view.getUint32(0, true), dropped: dropped + view.getUint32(4, true) };
    return this.#counts;
  }

  /** Resolves when the memory was given back; no block may be looked at after that. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#counts = this.counts;
    this.#closed = true;
    await this.#waiting;
    this.#system.munmap(this.#memory, this.#blocks * BLOCK);
    this.#system.close(this.#fd);
  }

  #ready(): RingBlock | undefined {
    const start = this.#at * BLOCK;
    if ((this.#view.getUint32(start + BlockHead.status, true) & USER) === 0) return undefined;
    this.#at = (this.#at + 1) % this.#blocks;
    const first = start + this.#view.getUint32(start + BlockHead.first, true);
    const give = (): void => this.#view.setUint32(start + BlockHead.status, KERNEL, true);
    return { bytes: this.#bytes, view: this.#view, frames: this.#view.getUint32(start + BlockHead.frames, true), first, give };
  }

  /** Waits until the system hands over what it has begun. */
  async #end(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2 * RETIRE_MS));
    this.#hasEnded = true;
    this.#rest = this.#blocks;
  }

  /** Nothing came, or an error, which is told once: of an interface that is down frames may come again, of one that is gone never. */
  #lookAround(): void {
    this.#system.getsockopt(this.#fd, SOL_SOCKET, SO_ERROR, new Uint8Array(4), [4]);
    const address = new Uint8Array(20);
    if (this.#system.getsockname(this.#fd, address, [20]) < 0) return;
    this.isGone = new DataView(address.buffer).getInt32(INDEX_AT, true) < 0;
  }

  #wait(): Promise<void> {
    const fds = new Uint8Array(8);
    const view = new DataView(fds.buffer);
    view.setInt32(0, this.#fd, true);
    view.setInt16(4, POLLIN, true);
    return new Promise((resolve) => {
      this.#system.poll.async(fds, 1, WAIT_MS, () => {
        this.#waiting = undefined;
        if (view.getInt16(6, true) !== POLLIN && !this.#closed) this.#lookAround();
        resolve();
      });
    });
  }
}

/** Where struct sockaddr_ll has the number of the interface. */
const INDEX_AT = 4;

const words = (...values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

/** struct sock_fprog: how many instructions, and where. */
const attach = (system: Native, fd: number, program: Uint8Array): number => {
  const given = new Uint8Array(16);
  const view = new DataView(given.buffer);
  view.setUint16(0, program.length / 8, true);
  view.setBigUint64(8, system.addressOf(program), true);
  return system.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, given, given.length);
};

const bindTo = (system: Native, fd: number, index: number): number => {
  const address = new Uint8Array(20);
  const view = new DataView(address.buffer);
  view.setUint16(0, AF_PACKET, true);
  view.setUint16(2, ALL_PROTOCOLS);
  view.setInt32(4, index, true);
  return system.bind(fd, address, address.length);
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * recvmmsg(2) and sendto(2) through the optional package koffi: many datagrams and their senders in one call, and answers without an
 * object for each. Linux, where pointers have eight bytes.
 */
import { isWide, type Native, native, systemError } from './native.ts';

export interface ManyDatagrams {
  /** Takes what waits at a socket: how many datagrams, or -1 and `error` says why. They are valid until the next call. */
  receive(fd: number): number;
  /** Sends a datagram to a place as the system has it (struct sockaddr). False: `error` says why. */
  send(fd: number, bytes: Uint8Array, to: Uint8Array): boolean;
  /** Of the call before. */
  error(): Error;
  /** Datagram `i`, copied: it belongs to who asks. */
  datagram(i: number): Uint8Array;
  length(i: number): number;
  /** Its sender as the system has it (struct sockaddr). */
  name(i: number): Uint8Array;
}

/** Datagrams in a call. */
export const AT_ONCE = 64;

let loading: Promise<ManyDatagrams> | undefined;
let there: ManyDatagrams | undefined;

/** What a busy socket has loaded already. */
export const loadedDatagrams = (): ManyDatagrams | undefined => there;

/** One for all sockets: what came is read out before the next call. Rejects where it cannot be had. */
export const manyDatagrams = (): Promise<ManyDatagrams> => {
  loading ??= load();
  return loading;
};

const MSG_DONTWAIT = 0x40;
/** A datagram's longest, and an address's. Pages to which nothing is written cost nothing. */
const [SIZE, NAME] = [65536, 32];
/** Bytes of struct iovec and struct mmsghdr, and where in the second the fields are that matter. */
const [VECTOR, HEAD] = [16, 64];
const [NAME_AT, NAME_LENGTH_AT, VECTOR_AT, VECTORS_AT, LENGTH_AT] = [0, 8, 16, 24, 56];

const load = async (): Promise<ManyDatagrams> => {
  if (!isWide()) throw new Error(`unknown layout on ${process.arch}`);
  const system = await native('udp:', 'datagrams many at a time');
  const memory = {
    data: Buffer.allocUnsafeSlow(AT_ONCE * SIZE),
    names: Buffer.alloc(AT_ONCE * NAME),
    vectors: Buffer.alloc(AT_ONCE * VECTOR),
    heads: Buffer.alloc(AT_ONCE * HEAD),
  };
  const [data, names, vectors] = [system.addressOf(memory.data), system.addressOf(memory.names), system.addressOf(memory.vectors)];
  for (let i = 0; i < AT_ONCE; i++) {
    memory.vectors.writeBigUInt64LE(data + BigInt(i * SIZE), i * VECTOR);
    memory.vectors.writeBigUInt64LE(BigInt(SIZE), i * VECTOR + 8);
    memory.heads.writeBigUInt64LE(names + BigInt(i * NAME), i * HEAD + NAME_AT);
    memory.heads.writeBigUInt64LE(vectors + BigInt(i * VECTOR), i * HEAD + VECTOR_AT);
    memory.heads.writeBigUInt64LE(1n, i * HEAD + VECTORS_AT);
  }
  there = new Datagrams(memory, system);
  return there;
};

interface Memory {
  readonly data: Buffer;
  readonly names: Buffer;
  readonly vectors: Buffer;
  readonly heads: Buffer;
}

class Datagrams implements ManyDatagrams {
  /** All of it, for the system writes into it: the addresses in it hold nothing. */
  readonly #memory: Memory;
  readonly #words: Uint32Array;
  readonly #system: Native;

  constructor(memory: Memory, system: Native) {
    this.#memory = memory;
    const { buffer, byteOffset, length } = memory.heads;
    this.#words = new Uint32Array(buffer, byteOffset, length / 4);
    this.#system = system;
  }

  receive(fd: number): number {
    const words = this.#words;
    for (let i = 0; i < AT_ONCE; i++) words[(i * HEAD + NAME_LENGTH_AT) / 4] = NAME;
    return this.#system.recvmmsg(fd, this.#memory.heads, AT_ONCE, MSG_DONTWAIT, null);
  }

  send(fd: number, bytes: Uint8Array, to: Uint8Array): boolean {
    return Number(this.#system.sendto(fd, bytes, bytes.length, MSG_DONTWAIT, to, to.length)) >= 0;
  }

  error(): Error {
    return systemError(this.#system.errno());
  }

  datagram(i: number): Uint8Array {
    return Buffer.from(this.#memory.data.subarray(i * SIZE, i * SIZE + this.length(i)));
  }

  length(i: number): number {
    return this.#words[(i * HEAD + LENGTH_AT) / 4] ?? 0;
  }

  name(i: number): Uint8Array {
    return this.#memory.names.subarray(i * NAME, (i + 1) * NAME);
  }
}

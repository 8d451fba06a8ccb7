/** recvmmsg(2) through the optional package koffi: many datagrams and their senders in one call. Linux, where pointers have eight bytes. */
import { linuxCalls, systemError } from '../system-calls.ts';

export interface ManyDatagrams {
  /** Takes what waits at a socket: how many datagrams, or -1 and `error` says why. They are valid until the next call. */
  receive(fd: number): number;
  error(): Error;
  /** Datagram `i`, copied: it belongs to who asks. */
  datagram(i: number): Uint8Array;
  length(i: number): number;
  /** Its sender as the system has it (struct sockaddr). */
  name(i: number): Uint8Array;
}

/** Datagrams in a call. */
export const AT_ONCE = 64;

let loaded: Promise<ManyDatagrams> | undefined;

/** One for all sockets: what came is read out before the next call. Rejects where it cannot be had. */
export const manyDatagrams = (): Promise<ManyDatagrams> => {
  loaded ??= load();
  return loaded;
};

const MSG_DONTWAIT = 0x40;
/** A datagram's longest, and an address's. Pages to which nothing is written cost nothing. */
const [SIZE, NAME] = [65536, 32];
/** Bytes of struct iovec and struct mmsghdr, and where in the second the fields are that matter. */
const [VECTOR, HEAD] = [16, 64];
const [NAME_AT, NAME_LENGTH_AT, VECTOR_AT, VECTORS_AT, LENGTH_AT] = [0, 8, 16, 24, 56];

const load = async (): Promise<ManyDatagrams> => {
  if (!WIDE.includes(process.arch)) throw new Error(`unknown layout on ${process.arch}`);
  const { library, errno } = await linuxCalls('udp:', 'datagrams many at a time');
  const recvmmsg = library.func('int recvmmsg(int fd, uint8_t *heads, uint32_t n, int flags, void *timeout)');
  const memmove = library.func('uintptr_t memmove(uint8_t *to, const uint8_t *from, size_t length)');
  const memory = {
    data: Buffer.allocUnsafeSlow(AT_ONCE * SIZE),
    names: Buffer.alloc(AT_ONCE * NAME),
    vectors: Buffer.alloc(AT_ONCE * VECTOR),
    heads: Buffer.alloc(AT_ONCE * HEAD),
  };
  // Where they are: nothing is moved. They stay there as long as somebody refers to them.
  const placeOf = (bytes: Buffer): bigint => BigInt(memmove(bytes, bytes, 0));
  const [data, names, vectors] = [placeOf(memory.data), placeOf(memory.names), placeOf(memory.vectors)];
  for (let i = 0; i < AT_ONCE; i++) {
    memory.vectors.writeBigUInt64LE(data + BigInt(i * SIZE), i * VECTOR);
    memory.vectors.writeBigUInt64LE(BigInt(SIZE), i * VECTOR + 8);
    memory.heads.writeBigUInt64LE(names + BigInt(i * NAME), i * HEAD + NAME_AT);
    memory.heads.writeBigUInt64LE(vectors + BigInt(i * VECTOR), i * HEAD + VECTOR_AT);
    memory.heads.writeBigUInt64LE(1n, i * HEAD + VECTORS_AT);
  }
  return new Datagrams(memory, (fd, heads) => Number(recvmmsg(fd, heads, AT_ONCE, MSG_DONTWAIT, null)), errno);
};

/** Little-endian, pointers of eight bytes. */
const WIDE: readonly string[] = ['x64', 'arm64'];

interface Memory {
  readonly data: Buffer;
  readonly names: Buffer;
  readonly vectors: Buffer;
  readonly heads: Buffer;
}

class Datagrams implements ManyDatagrams {
  /** All of it, for the system writes into it. */
  private readonly memory: Memory;
  private readonly words: Uint32Array;
  private readonly call: (fd: number, heads: Uint8Array) => number;
  private readonly errno: () => number;

  constructor(memory: Memory, call: (fd: number, heads: Uint8Array) => number, errno: () => number) {
    this.memory = memory;
    const { buffer, byteOffset, length } = memory.heads;
    this.words = new Uint32Array(buffer, byteOffset, length / 4);
    this.call = call;
    this.errno = errno;
  }

  receive(fd: number): number {
    const { words } = this;
    for (let i = 0; i < AT_ONCE; i++) words[(i * HEAD + NAME_LENGTH_AT) / 4] = NAME;
    return this.call(fd, this.memory.heads);
  }

  error(): Error {
    return systemError(this.errno());
  }

  datagram(i: number): Uint8Array {
    return Buffer.from(this.memory.data.subarray(i * SIZE, i * SIZE + this.length(i)));
  }

  length(i: number): number {
    return this.words[(i * HEAD + LENGTH_AT) / 4] ?? 0;
  }

  name(i: number): Uint8Array {
    return this.memory.names.subarray(i * NAME, (i + 1) * NAME);
  }
}

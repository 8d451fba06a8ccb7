/**
 * Bursts of datagrams: Node asks the system for each datagram by itself and makes a buffer of 64 KiB and an object for it, twice the cost of
 * all else that a relay does. Once a socket is busy, what waits in it is fetched with recvmmsg(2), sixty-four datagrams a call, through the
 * optional package koffi. Linux only; elsewhere, or without the package, Node goes on as it does.
 */
import type { Socket } from 'node:dgram';
import { codeOf } from '../../base/errors.ts';
import type { IpEnd } from '../../base/tap.ts';
import { descriptorOf } from '../../host/descriptor.ts';
import { AT_ONCE, type ManyDatagrams, manyDatagrams } from '../../host/recvmmsg.ts';
import { endOfName, LONGEST_NAME, nameLength } from '../../host/socket-name.ts';

export type TakeDatagram = (datagram: Uint8Array, from: IpEnd) => void;

/** Gives `take` every datagram of a bound socket, and `failed` the errors of its peer (ICMP). */
export const readDatagrams = (socket: Socket, take: TakeDatagram, failed: (error: Error) => void): void => {
  const reader = new BurstReader(socket, take, failed);
  socket.on('message', (datagram: Buffer, from) => {
    take(datagram, from);
    reader.more();
  });
};

/** After this many datagrams a socket is worth the package. */
const BUSY = 512;
/** Calls in a row, and all sockets together in one turn of the loop: others want to be served too. */
const IN_A_ROW = 4;
const IN_A_TURN = 8;
/** Nothing waits, or nothing was looked at. */
const NOTHING: ReadonlySet<string> = new Set(['EAGAIN', 'EINTR']);
/** Where nothing waited, so many datagrams of Node's are let pass at most before the next look. */
const LEAST_OFTEN = 64;

class BurstReader {
  readonly #descriptor: (() => number) | undefined;
  readonly #take: TakeDatagram;
  readonly #failed: (error: Error) => void;
  #many: ManyDatagrams | undefined;
  #seen = 0;
  #pause = 1;
  #pass = 0;
  readonly #senders = new SenderCache();

  constructor(socket: Socket, take: TakeDatagram, failed: (error: Error) => void) {
    this.#descriptor = descriptorOf(socket);
    this.#take = take;
    this.#failed = failed;
  }

  /** A datagram came by itself: there may be more behind it. */
  more(): void {
    if (this.#many === undefined) this.#count();
    else if (calls >= IN_A_TURN) return;
    else if (this.#pass > 0) this.#pass--;
    else if (this.#fetch(this.#many) > 0) this.#pause = 1;
    else {
      this.#pass = this.#pause;
      this.#pause = Math.min(LEAST_OFTEN, this.#pause * 2);
    }
  }

  #count(): void {
    if (++this.#seen === BUSY && this.#descriptor !== undefined)
      manyDatagrams().then(
        (many) => {
          this.#many = many;
        },
        () => {}, // as it was
      );
  }

  #fetch(many: ManyDatagrams): number {
    let all = 0;
    for (let turn = 0; turn < IN_A_ROW; turn++) {
      const n = this.#fetchOnce(many);
      if (n > 0) all += n;
      if (n < AT_ONCE) break;
    }
    return all;
  }

  #fetchOnce(many: ManyDatagrams): number {
    const fd = this.#descriptor?.() ?? -1;
    if (fd < 0) return 0;
    if (calls++ === 0) setImmediate(forgetCalls);
    const n = many.receive(fd);
    if (n < 0) {
      const error = many.error();
      if (!NOTHING.has(codeOf(error) ?? '')) this.#failed(error);
    }
    for (let i = 0; i < n; i++) this.#take(many.datagram(i), this.#senders.of(many.name(i)));
    return n;
  }
}

/** In this turn of the loop. */
let calls = 0;
const forgetCalls = (): void => {
  calls = 0;
};

/** Senders as Node tells them, made of the system's addresses; the last one is kept, because it is most often the next one too. */
class SenderCache {
  #last: IpEnd | undefined;
  readonly #bytes = new Uint8Array(LONGEST_NAME);

  of(name: Uint8Array): IpEnd {
    const bytes = this.#bytes;
    const last = this.#last;
    const length = nameLength(name);
    if (last !== undefined && same(bytes, name, length)) return last;
    bytes.set(name.subarray(0, length));
    this.#last = endOfName(name);
    return this.#last;
  }
}

const same = (a: Uint8Array, b: Uint8Array, length: number): boolean => {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
};

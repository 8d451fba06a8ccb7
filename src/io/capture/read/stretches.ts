/** Stretches: long parts of a file that the system's threads read ahead of who goes through them, into a few rooms that are used in turn. */
import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { Bytes } from '../../../core/bytes.ts';

const readAsync = promisify(read);

export interface Stretch {
  readonly position: number;
  /** Undefined until it is there; fewer than were asked for where the file was cut meanwhile. */
  readonly bytes: Bytes | undefined;
  /** Resolves when it is there. */
  readonly ready: Promise<void>;
  /** Its room may be used again. */
  release(): void;
}

export class Stretches {
  readonly #fd: number;
  readonly #open = new Set<OpenStretch>();
  readonly #rooms: Uint8Array[] = [];

  constructor(fd: number) {
    this.#fd = fd;
  }

  begin(position: number, length: number): Stretch {
    const stretch = new OpenStretch(position, this.#room(length), ({ room }) => {
      this.#open.delete(stretch);
      this.#rooms.push(room);
    });
    this.#open.add(stretch);
    stretch.ready = stretch.fill(this.#fd, length);
    stretch.ready.catch(() => {}); // who waits for it hears of it
    return stretch;
  }

  /** What lies at a place, where one of the stretches has it; valid until that is released. */
  at(position: number, length: number): Bytes | undefined {
    for (const { position: from, bytes } of this.#open) {
      if (bytes === undefined || position < from || position + length > from + bytes.length) continue;
      return bytes.subarray(position - from, position - from + length);
    }
    return undefined;
  }

  /** Resolves when nothing is being read any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#open].map(({ ready }) => ready));
  }

  #room(length: number): Uint8Array {
    const room = this.#rooms.pop();
    return room !== undefined && room.length >= length ? room : new Uint8Array(length);
  }
}

class OpenStretch implements Stretch {
  readonly position: number;
  readonly room: Uint8Array;
  bytes: Bytes | undefined;
  ready: Promise<void> = Promise.resolve();
  readonly #released: (stretch: OpenStretch) => void;

  constructor(position: number, room: Uint8Array, released: (stretch: OpenStretch) => void) {
    this.position = position;
    this.room = room;
    this.#released = released;
  }

  async fill(fd: number, length: number): Promise<void> {
    let got = 0;
    while (got < length) {
      const { bytesRead } = await readAsync(fd, this.room, got, length - got, this.position + got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    this.bytes = this.room.subarray(0, got);
  }

  /** A room that is being filled comes free when it is. */
  release(): void {
    const free = (): void => this.#released(this);
    if (this.bytes !== undefined) free();
    else void this.ready.then(free, free);
  }
}

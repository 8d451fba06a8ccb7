/** OpenFile: a file that a service reads from, in any order, and closes. */
import { closeSync, read, readSync, type Stats } from 'node:fs';

/** Bytes of a piece. */
const PIECE = 65_536;

export class OpenFile {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Which file it is, apart from its name: for validators such as ETag. */
  readonly identity: string;
  #fd: number | undefined;
  readonly #bytes: Uint8Array | undefined;

  /** By descriptor, or with all that is in it. */
  constructor(fd: number | undefined, stat: Stats, bytes?: Uint8Array) {
    this.#fd = fd;
    this.#bytes = bytes;
    this.size = stat.size;
    this.modified = stat.mtimeMs;
    this.identity = `${stat.ino.toString(16)}-${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}`;
  }

  /** Fills `into` from `position` on; gives how many bytes there were. */
  read(into: Uint8Array, position: number): Promise<number> {
    const fd = this.#fd;
    if (fd === undefined) return Promise.resolve(this.readNow(into, position));
    return new Promise((resolve, reject) => {
      read(fd, into, 0, into.length, position, (error, count) => (error === null ? resolve(count) : reject(error)));
    });
  }

  /** The same at once: for what is short, and most often in memory already. */
  readNow(into: Uint8Array, position: number): number {
    if (this.#fd !== undefined) return readSync(this.#fd, into, 0, into.length, position);
    const there = this.#bytes?.subarray(position, position + into.length);
    if (there !== undefined) into.set(there);
    return there?.length ?? 0;
  }

  /** From byte `from` up to `end`, in pieces that belong to the reader; fewer where the file has become shorter. */
  async *pieces(from = 0, end = this.size): AsyncGenerator<Uint8Array> {
    for (let at = from; at < end; ) {
      const piece = new Uint8Array(Math.min(PIECE, end - at));
      const count = await this.read(piece, at);
      if (count === 0) return;
      yield count === piece.length ? piece : piece.subarray(0, count);
      at += count;
    }
  }

  close(): void {
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd !== undefined) closeSync(fd);
  }
}

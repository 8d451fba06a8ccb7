/** Reading from a file descriptor in the way that suits what it is: pipes and sockets by read callbacks, files synchronously, terminals by Node. */
import { fstatSync, read, readSync } from 'node:fs';
import type { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';
import type { OpenRead, ReadHalf, ReadTarget } from '../channels/half.ts';
import { makeSocket } from '../host/accepted-handles.ts';

/** `keep` leaves the descriptor open at the end (0 to 2, whose numbers must not go to sockets). Throws the system's error. */
export const readFd = (fd: number, keep: boolean): OpenRead => {
  const what = fstatSync(fd);
  if (what.isFIFO() || what.isSocket()) return (to) => readPipe(fd, keep, to);
  if (isatty(fd)) return (to) => readSocket(new ReadStream(fd), to, keep);
  return what.isFile() ? (to) => new FileRead(fd, to) : (to) => new DeviceRead(fd, to);
};

/** A pipe or socket by its number. A kept one counts as writable too: Node closes what has ended both ways. */
const readPipe = (fd: number, keep: boolean, to: ReadTarget): ReadHalf => {
  const socket = makeSocket({ fd, allowHalfOpen: true, manualStart: true, writable: keep, onread: to.onRead });
  return halfOf(socket, to, keep);
};

/** A socket or terminal of Node that is there already, e.g. the output of a child. */
export const readSocket = (socket: Socket, to: ReadTarget, keep = false): ReadHalf => {
  socket.pause();
  socket.on('data', (chunk: Uint8Array) => {
    if (!to.take(chunk)) socket.pause();
  });
  return halfOf(socket, to, keep);
};

const halfOf = (socket: Socket, to: ReadTarget, keep: boolean): ReadHalf => {
  socket.on('error', (error) => to.failed(error));
  socket.on('end', () => to.ended());
  return {
    resume: () => void socket.resume(),
    release: () => {
      socket.pause();
      socket.unref();
      if (!keep) socket.destroy();
    },
  };
};

/** A regular file: read synchronously, one read a turn of the event loop, into whatever buffer the sink has. */
class FileRead implements ReadHalf {
  readonly #fd: number;
  readonly #to: ReadTarget;
  #turn: NodeJS.Immediate | undefined;
  #over = false;

  constructor(fd: number, to: ReadTarget) {
    this.#fd = fd;
    this.#to = to;
  }

  resume(): void {
    if (!this.#over) this.#turn ??= setImmediate(this.#next);
  }

  release(): void {
    this.#over = true;
    clearImmediate(this.#turn);
  }

  readonly #next = (): void => {
    this.#turn = undefined;
    const { onRead } = this.#to;
    const buffer = onRead.buffer();
    try {
      const n = readSync(this.#fd, buffer);
      if (n === 0) {
        this.#over = true;
        this.#to.ended();
      } else if (onRead.callback(n, buffer)) this.resume();
    } catch (cause) {
      this.#over = true;
      this.#to.failed(cause);
    }
  };
}

/** Anything else that can be read (`/dev/zero`): read by the thread pool, since it may block. */
class DeviceRead implements ReadHalf {
  readonly #fd: number;
  readonly #to: ReadTarget;
  #busy = false;
  #over = false;

  constructor(fd: number, to: ReadTarget) {
    this.#fd = fd;
    this.#to = to;
  }

  resume(): void {
    if (this.#busy || this.#over) return;
    this.#busy = true;
    const buffer = Buffer.allocUnsafe(65536);
    read(this.#fd, buffer, 0, buffer.length, null, (error, n) => this.#got(error, buffer.subarray(0, n)));
  }

  release(): void {
    this.#over = true;
  }

  #got(error: Error | null, chunk: Uint8Array): void {
    this.#busy = false;
    if (this.#over) return;
    if (error) this.#to.failed(error);
    else if (chunk.length > 0) {
      if (this.#to.take(chunk)) this.resume();
    } else {
      this.#over = true;
      this.#to.ended();
    }
  }
}

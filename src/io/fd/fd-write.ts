/** Writing to a file descriptor in the way that suits what it is: pipes and sockets by Node, files synchronously. */
import { close, fstatSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { isatty, WriteStream } from 'node:tty';
import type { OpenOptions, TerminalText } from '../base/endpoint.ts';
import { codeOf } from '../base/errors.ts';
import type { OpenWrite, WriteHalf } from '../channels/half.ts';
import { makeSocket } from '../host/accepted-handles.ts';

/**
 * `keep` leaves the descriptor open at the end (0 to 2; others may write there after us): its reader sees the end when all have closed it.
 * Throws the system's error.
 */
export const writeFd = (fd: number, keep: boolean): OpenWrite => {
  const what = fstatSync(fd);
  if (what.isSocket() || what.isFIFO()) return (failed) => writeSocket(makeSocket({ fd, readable: false, writable: true }), failed, keep);
  if (isatty(fd)) return (failed) => writeSocket(new WriteStream(fd), failed, keep);
  return () => fileWrite(fd, keep);
};

/** The same, but a terminal gets text instead of bytes, where `text` is given. */
export const writeFdAsText = (fd: number, keep: boolean, text: OpenOptions['terminalText']): OpenWrite => {
  const write = writeFd(fd, keep);
  return text === undefined || !isatty(fd) ? write : (failed) => textWrite(write(failed), text());
};

const textWrite = (half: WriteHalf, text: TerminalText): WriteHalf => ({
  put: (bytes, written) => half.put(Buffer.from(text.push(bytes)), written),
  get pending() {
    return half.pending;
  },
  end: async () => {
    half.put(Buffer.from(text.end()), () => {});
    await half.end();
  },
  release: () => half.release(),
});

/** A pipe, socket or terminal of Node, e.g. the input of a child. The end of a kept one is only that everything is written. */
export const writeSocket = (socket: Socket, failed: (cause: unknown) => void, keep = false): WriteHalf => {
  socket.on('error', failed);
  return {
    put: (bytes, written) => void socket.write(bytes, (error) => written(error && asBroken(error))),
    get pending() {
      return socket.writableLength;
    },
    end: () =>
      new Promise((resolve, reject) => {
        const done = (error?: Error | null): void => (error && !isGone(error) ? reject(error) : resolve());
        if (socket.destroyed)
          resolve(); // nobody is left to see an end, and Node would never call back
        else if (keep) socket.write('', done);
        else socket.end(done);
      }),
    release: () => {
      socket.unref();
      if (!keep) socket.destroy();
    },
  };
};

/** Node destroys the input of a child that has ended: nobody reads any more, nor is there anybody to see our end. */
const isGone = (error: Error): boolean => codeOf(error) === 'ERR_STREAM_DESTROYED';

const asBroken = (error: Error): Error =>
  isGone(error) ? Object.assign(new Error(error.message, { cause: error }), { code: 'EPIPE' }) : error;

/** A file or device: each chunk is with the system when `put` returns. */
const fileWrite = (fd: number, keep: boolean): WriteHalf => ({
  pending: 0,
  put: (bytes, written) => {
    try {
      for (let o = 0; o < bytes.length; ) o += writeSync(fd, bytes, o);
      process.nextTick(written);
    } catch (cause) {
      process.nextTick(written, cause instanceof Error ? cause : new Error(String(cause)));
    }
  },
  end: () => Promise.resolve(),
  release: () => {
    if (!keep) close(fd, () => {});
  },
});

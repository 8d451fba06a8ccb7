/** What the safety tests share: a process as the system sees it, peers that misbehave, readers that stop. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, constants, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEachTest } from '../after-each.ts';

import { type Running, startOther, WIRECAT } from '../e2e/program.ts';

/** Resident memory in MB, and open descriptors. */
export const memoryOf = ({ child }: Running): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;
export const filesOf = ({ child }: Running): number => readdirSync(`/proc/${child.pid}/fd`).length;

/** Starts wirecat by a line of a shell, in which it is called `$WIRECAT`; the shell becomes it. */
export const startIn = (line: string): Running =>
  startOther('bash', ['-c', line.replace('$WIRECAT', `exec '${process.execPath}' '${WIRECAT}'`)]);

/** The first word of standard error that names a port that is listened on. */
export const portOf = async (running: Running): Promise<number> => Number((await running.says(/ on (?:\S+):(\d+)\n/))[1]);

export interface Caller {
  readonly socket: Socket;
  /** Resolves when it is closed, in whatever way, with all that came. */
  readonly closed: Promise<Buffer>;
  readonly got: () => Buffer;
}

/** A client on loopback; resolves when it is connected. Errors are ends. */
export const call = async (port: number, host = '127.0.0.1'): Promise<Caller> => {
  const socket = connect({ port, host, allowHalfOpen: true });
  callers.push(socket);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
  socket.once('end', () => socket.end());
  const got = (): Buffer => Buffer.concat(chunks);
  const closed = new Promise<Buffer>((resolve) => socket.once('close', () => resolve(got())));
  await Promise.race([once(socket, 'connect').catch(() => {}), closed]);
  return { socket, closed, got };
};

/** What a client gets that says this and then its end. */
export const ask = async (port: number, words: string | Buffer): Promise<string> => {
  const { socket, closed } = await call(port);
  socket.end(words);
  return String(await closed);
};

const callers: Socket[] = [];
const servers: Server[] = [];
afterEachTest(() => {
  for (const socket of callers.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server on a free port of loopback, and the port. */
export const serveWith = async (talk: (socket: Socket) => void): Promise<number> => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    callers.push(socket.on('error', () => {}));
    talk(socket);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1', 1024), 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** A server that keeps the count and the SHA-256 of what each client sends, and answers with them. */
export const hashServer = (): Promise<number> =>
  serveWith((socket) => {
    const hash = createHash('sha256');
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      hash.update(chunk);
    });
    socket.on('end', () => socket.end(`${bytes} ${hash.digest('hex')}`));
  });

/** A reader of a FIFO who has opened it and does not read. */
export interface StoppedReader {
  readonly path: string;
  /** What waits in the pipe at this moment; empty where nothing does. */
  read(): string;
}

export const stoppedReader = (path: string): StoppedReader => {
  spawnSync('mkfifo', [path]);
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  readers.push(fd);
  const buffer = Buffer.alloc(1 << 16);
  const read = (): string => {
    try {
      return buffer.toString('latin1', 0, readSync(fd, buffer));
    } catch {
      return '';
    }
  };
  return { path, read };
};
const readers: number[] = [];
afterEachTest(() => {
  for (const fd of readers.splice(0)) closeSync(fd);
});

/** Waits until it is so; fails with `what` otherwise. */
export const until = async (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const deadline = Date.now() + 45_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`expected ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

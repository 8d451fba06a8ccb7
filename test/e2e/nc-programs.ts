/** wirecat nc and the programs it is measured against, run side by side. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { toolPath } from '../needs.ts';
import { WIRECAT } from './program.ts';

/** How a shell line names the nc of this checkout: `link/nc` calls it by that name. */
export const OURS = `'${process.execPath}' '${WIRECAT}' nc`;
export const OUR_NCAT = `'${process.execPath}' '${WIRECAT}' ncat`;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** From the start. */
  readonly seconds: number;
}

/** Runs a shell line to its end, which must come within `limit` seconds; its standard input is empty unless the line says otherwise. */
export const shell = (line: string, limit = 45): Promise<Ended> => background(line, limit).ended;

export interface Background {
  readonly ended: Promise<Ended>;
  /** What is on standard error, and on standard output, up to now. */
  said(): string;
  shown(): string;
  /** Ends all of the line by SIGTERM; gives what it had said. */
  stop(): Promise<Ended>;
}

/** The same, for what does not end by itself. */
export const background = (line: string, limit = 45): Background => {
  const started = performance.now();
  // A group of its own, so that all of a pipeline can be ended.
  const child = spawn('bash', ['-c', line], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const kill = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  };
  const parts = { out: '', err: '' };
  child.stdout.setEncoding('latin1').on('data', (text: string) => (parts.out += text));
  child.stderr.setEncoding('latin1').on('data', (text: string) => (parts.err += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    const late = setTimeout(() => {
      kill('SIGKILL');
      reject(new Error(`no end within ${limit} s: ${line}\n${parts.err}`));
    }, limit * 1000);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      resolve({ code, signal, ...parts, seconds: (performance.now() - started) / 1000 });
    });
  });
  return {
    ended,
    said: () => parts.err,
    shown: () => parts.out,
    stop: () => {
      kill('SIGTERM');
      return ended;
    },
  };
};

/** `nc.openbsd`, unless it is not here; tests that use it also say `needs('nc.openbsd')`. */
export const OPENBSD = toolPath('nc.openbsd') ?? 'nc.openbsd';

/** Waits until somebody listens on a TCP port of this machine, without connecting to it. */
export const untilListening = async (port: string): Promise<void> => {
  await until(() => sockets('tcp').some((s) => s.port === Number(port) && s.state === '0A'), `a listener on ${port}`);
};

/** Waits until a UDP port of this machine is bound. */
export const untilBound = async (port: string): Promise<void> => {
  await until(() => sockets('udp').some((s) => s.port === Number(port)), `UDP port ${port}`);
};

/** Waits until somebody listens on a unix stream socket, by its path or abstract name. */
export const untilUnix = async (name: string): Promise<void> => {
  const accepts = (): boolean =>
    tableText('unix')
      .split('\n')
      .some((line) => line.endsWith(` ${name}`) && / 00010000 /.test(line));
  await until(accepts, `a listener at ${name}`);
};

export const until = async (true_: () => boolean, what: string, seconds = 10): Promise<void> => {
  for (let ms = 0; !true_(); ms += 10) {
    if (ms > seconds * 1000) throw new Error(`expected ${what} within ${seconds} s`);
    await sleep(10);
  }
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A server on a free port of 127.0.0.1 that hands each connection to `serve`. */
export const serverOf = async (serve: (socket: Socket) => void): Promise<{ port: string; server: Server }> => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return { port: String(address.port), server };
};

/** Bytes that came to connections of this port and were not read yet. */
export const queued = (port: string): readonly number[] =>
  sockets('tcp').flatMap((s) => (s.port === Number(port) && s.state === '01' ? [s.unread] : []));

const sockets = (kind: 'tcp' | 'udp'): readonly { port: number; state: string; unread: number }[] =>
  [kind, `${kind}6`].flatMap((table) =>
    tableText(table)
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, , local, , state, unread = ''] = / *(\S+) (\S+) (\S+) (\S+) [0-9A-F]+:([0-9A-F]+)/.exec(line) ?? [];
        const port = local?.split(':')[1];
        return port === undefined || state === undefined
          ? []
          : [{ port: Number.parseInt(port, 16), state, unread: Number.parseInt(unread, 16) }];
      }),
  );

const tableText = (name: string): string => {
  try {
    return readFileSync(`/proc/net/${name}`, 'latin1');
  } catch {
    return '';
  }
};

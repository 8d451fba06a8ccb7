/** A program as a channel: its standard input and output. Run without a shell, in a process group of its own that ends with the channel. */

import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import type { OpenOptions } from '../base/endpoint.ts';
import { abortReason, ioError } from '../base/errors.ts';
import { NO_WRITE, type OpenWrite, type ReadTarget } from '../channels/half.ts';
import { JoinedChannel } from '../channels/joined-channel.ts';
import { readSocket } from '../fd/fd-read.ts';
import { writeSocket } from '../fd/fd-write.ts';
import { type PipeEnds, PipeStock } from '../fd/unnamed-pipe.ts';
import { makeSocket } from '../host/accepted-handles.ts';
import { safeEnv } from './child-env.ts';
import { checkRoom, endGroup, forget, type Grace, register } from './process-group.ts';

/** What the words of an address cannot say; for callers that know better (`ncat -e`). */
export interface ProgramOptions {
  /** The name by which it is called; default: as it stands in `argv`. */
  readonly argv0?: string;
  /** The whole environment; default: the short list of child-env.ts. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder in which it starts; default: ours. */
  readonly cwd?: string;
  /** `inherit`: standard error goes to ours as it is. Default: it is kept, and told line by line. */
  readonly stderr?: 'inherit';
  /** Its standard input and output are pipes, which it can open again by name (`/dev/stdin`); default: sockets, which it cannot. */
  readonly pipes?: boolean;
  /** The descriptor of a file that is its standard input, or none at all; nothing can be written to it then. Default: what the channel is given. */
  readonly input?: number | 'none';
  /** Programs at once in this process, whatever the caller of the address says. */
  readonly most?: number;
  /** It may go on after the channel was closed, and after we have ended. Where the channel is cut, it is ended as any other. */
  readonly leave?: boolean;
}

export interface Program extends ProgramOptions {
  readonly scheme: string;
  /** The address as printed. */
  readonly place: string;
  readonly argv: readonly string[];
}

/** Bytes of standard error that are told and kept; the rest is thrown away. */
const STDERR_MOST = 65536;
/** Milliseconds that a program may take to end after its output has. */
const EXIT_WAIT = 500;
/** Milliseconds of silence after its end in which those it started may keep its output open. */
const ORPHAN_WAIT = 1000;
/** A program whose input has ended may still have work to do; one whose peer was cut has none. */
const CLOSED: Grace = { term: 3000, kill: 2000 };
const CUT: Grace = { term: 50, kill: 2000 };

/** Resolves when it runs. Rejects with an IoError where it cannot be run, or with the signal's reason. */
export const openProgram = async (program: Program, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  if (signal.aborted) throw abortReason(signal);
  checkRoom(program.place, program.most ?? options.maxPrograms);
  const started = now();
  const running = await start(program, options);
  const facts = { scheme: program.scheme, role: 'initiator', local: 'wirecat', remote: program.place, started, opened: now() } as const;
  const life = new ProgramProcess(running, program, options);
  const channel = new JoinedChannel(facts, {
    place: program.place,
    read: (to) => readSocket(running.output, life.untilExit(to)),
    write: running.input === undefined ? NO_WRITE : writesTo(running.input),
    closing: () => life.end(CLOSED),
    release: () => life.end(life.isCut ? CUT : CLOSED),
  });
  life.watch(channel);
  if (running.input === undefined) channel.end().catch(() => {}); // there is nothing to write
  return channel;
};

/** A program that runs, with our ends of its standard input and output. */
interface Running {
  readonly child: ChildProcess;
  /** Undefined where its input was there before. */
  readonly input: Socket | undefined;
  readonly output: Socket;
}

const writesTo =
  (input: Socket): OpenWrite =>
  (failed) =>
    writeSocket(input, failed);

const start = async (program: Program, options: OpenOptions): Promise<Running> => {
  const [output, input] = program.pipes === true ? await stock.take(program.input === undefined ? 2 : 1).catch(none) : none();
  const stdin = program.input === 'none' ? 'ignore' : (program.input ?? input?.read ?? 'pipe');
  try {
    const child = await launch(program, options, [stdin, output?.write ?? 'pipe', program.stderr ?? 'pipe']);
    return {
      child,
      input: program.input === undefined ? inputOf(child, input) : undefined,
      output: output === undefined ? socketOf(child.stdout) : makeSocket({ fd: output.read, writable: false, manualStart: true }),
    };
  } catch (cause) {
    closeAll(input?.write, output?.read);
    throw cause;
  } finally {
    closeAll(input?.read, output?.write); // the program has its own
  }
};

const inputOf = (child: ChildProcess, pipe: PipeEnds | undefined): Socket =>
  pipe === undefined ? socketOf(child.stdin) : makeSocket({ fd: pipe.write, readable: false, writable: true });

const stock = new PipeStock();

/** The next program need not wait for its pipes. */
export const preparePipes = (): void => {
  stock.fill().catch(() => {}); // sockets have to do
};

/** Where no pipes can be made, sockets have to do. */
const none = (): readonly PipeEnds[] => [];

const closeAll = (...fds: readonly (number | undefined)[]): void => {
  for (const fd of fds) if (fd !== undefined) closeSync(fd);
};

/** Rejects with an IoError where it cannot be run. */
const launch = (program: Program, options: OpenOptions, stdio: StdioOptions): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    const [file = '', ...args] = program.argv;
    const child = spawn(file, args, {
      ...(program.argv0 !== undefined && { argv0: program.argv0 }),
      ...(program.cwd !== undefined && { cwd: program.cwd }),
      detached: process.platform !== 'win32',
      env: program.env ?? safeEnv(process.env, options.peer),
      stdio,
      windowsHide: true,
    });
    child.once('spawn', () => {
      if (child.pid !== undefined) register(child.pid);
      child.on('error', () => {});
      resolve(child);
    });
    child.once('error', (cause) => reject(ioError(program.place, 'a program that can be run', cause, BECAUSE[codeText(cause)])));
  });

const codeText = (cause: Error): string => ('code' in cause ? String(cause.code) : '');
const BECAUSE: Readonly<Record<string, Said>> = {
  EACCES: sayTrouble('programDenied'),
  ENOENT: sayTrouble('noProgram'),
};

/** The child's standard streams are sockets; their type says less. */
const socketOf = (stream: unknown): Socket => {
  if (stream instanceof Socket) return stream;
  throw new Error('a standard stream of a child is a socket');
};

/** From spawn to the last of its group. */
class ProgramProcess {
  readonly #child: ChildProcess;
  readonly #output: Socket;
  readonly #program: Program;
  #channel: OpenChannel | undefined;
  readonly #exited: Promise<void>;
  readonly #complaints: StderrLines;
  readonly #silent: Promise<void>;
  #ending = false;
  /** We ended it; how it took that is nobody's concern. */
  #ended = false;

  constructor({ child, output }: Running, program: Program, options: OpenOptions) {
    this.#child = child;
    this.#output = output;
    this.#program = program;
    this.#complaints = new StderrLines(options.onMessage);
    this.#exited = new Promise((resolve) => child.once('exit', () => resolve()));
    this.#silent = new Promise((resolve) => child.once('close', () => resolve()));
    child.stderr?.on('data', (chunk: Uint8Array) => this.#complaints.take(chunk));
    child.stderr?.on('error', () => {});
  }

  watch(channel: OpenChannel): void {
    this.#channel = channel;
    this.#child.once('exit', () => this.#watchOrphans(-1));
  }

  /** A reading half whose end waits a little for the exit status, so that the channel's closing report has it. */
  untilExit(to: ReadTarget): ReadTarget {
    const ended = async (): Promise<void> => {
      let late: NodeJS.Timeout | undefined;
      const patience = new Promise((resolve) => {
        late = setTimeout(resolve, EXIT_WAIT);
      });
      await Promise.race([this.#silent, patience]);
      clearTimeout(late);
      this.#report();
      to.ended();
      await this.#exited;
      this.#channel?.close(); // nobody is left to be written to
    };
    return { onRead: to.onRead, take: (chunk) => to.take(chunk), failed: (cause) => to.failed(cause), ended: () => void ended() };
  }

  get isCut(): boolean {
    return this.#channel?.ledger.isCut === true;
  }

  end(grace: Grace): void {
    if (this.#ending || this.#child.pid === undefined) return;
    this.#ending = true;
    this.#ended = this.#child.exitCode === null && this.#child.signalCode === null;
    if (this.#program.leave === true && !this.isCut) {
      forget(this.#child.pid);
      this.#child.unref();
      return;
    }
    void endGroup(this.#child.pid, grace);
  }

  #report(): void {
    const { exitCode, signalCode } = this.#child;
    if (this.#ended || exitCode === 0 || (exitCode === null && signalCode === null)) return;
    const got =
      exitCode === null ? sayTrouble('programKilled', { signal: String(signalCode) }) : sayTrouble('programEnded', { status: exitCode });
    const last = this.#complaints.last();
    this.#channel?.ledger.failed(
      new IoError(this.#program.place, 'EEXIT', last === '' ? got : [got, sayTrouble('itSays', { text: last })]),
    );
  }

  /** The program is gone, its output is not: what it started may hold it, as long as something comes. */
  #watchOrphans(before: number): void {
    const output = this.#output;
    const { received = 0 } = this.#channel?.ledger ?? {};
    if (output.readableEnded || output.destroyed) this.end(CUT);
    else if (received === before && !output.isPaused()) this.end(CUT);
    else setTimeout(() => this.#watchOrphans(received), ORPHAN_WAIT);
  }
}

/** Standard error: told line by line, the last line kept. */
class StderrLines {
  readonly #tell: ((line: string) => void) | undefined;
  #left = STDERR_MOST;
  #rest = '';
  #lastLine = '';
  readonly #decoder = new TextDecoder();

  constructor(tell: ((line: string) => void) | undefined) {
    this.#tell = tell;
  }

  take(chunk: Uint8Array): void {
    if (this.#left <= 0) return;
    const part = chunk.subarray(0, this.#left);
    this.#left -= part.length;
    const lines = (this.#rest + this.#decoder.decode(part, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
    if (this.#left <= 0) this.#line(`${this.#rest} (more than ${STDERR_MOST} bytes of messages; the rest is not shown)`);
  }

  /** The last line, quoted and safe to show; empty where there was none. */
  last(): string {
    const line = this.#rest.trim() || this.#lastLine;
    return line === '' ? '' : JSON.stringify(visible(line).slice(0, 200));
  }

  #line(line: string): void {
    if (line.trim() !== '') this.#lastLine = line.trim();
    this.#tell?.(visible(line.replace(/\r$/, '')));
  }
}

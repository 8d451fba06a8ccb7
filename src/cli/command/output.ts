/**
 * Standard output and standard error: the only place that writes to them.
 *
 * Files are written at once. A pipe is opened again as a non-blocking descriptor of our own, so that a reader who stops stops
 * nobody else here, and neither does our setting reach the other owners of the pipe; what it does not take waits in a queue that
 * `ready` lets the writer respect. A reader who leaves (EPIPE) makes every later write a no-op and `ready` throw OutputGone.
 */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty } from 'node:tty';
import { IoError } from '../../core/fault.ts';
import { type TerminalEscaper, terminalEscaper } from './escape.ts';
import { type Style, styleFor, wantsColour } from './style.ts';
import { mayBeTerminal } from './terminal.ts';

export interface Output {
  readonly isTerminal: boolean;
  /** A terminal, or the one place that standard output and standard error go to (`2>&1`): lines of both meet there. */
  readonly isShared: boolean;
  /** Columns of the terminal; elsewhere COLUMNS or 80. */
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
  /** Nobody reads any more, or the system refused: writes do nothing. */
  readonly gone: boolean;
  /** Bytes that wait for its reader. */
  readonly waiting: number;
  /** Our own text, which is safe, or exact bytes. The bytes may be reused after the call. */
  write(data: string | Uint8Array): void;
  /** On a terminal that echoes what is typed, Ctrl-C among it: a line that is begun from here on is written over the echo. */
  overEcho(): void;
  /** Ctrl-C was typed: what comes next, be it the shell's prompt, does not stand behind its echo. */
  interrupted(): void;
  /** `write` with a newline. */
  line(text?: string): void;
  /** Begins a new line where it is shared and another one stands unfinished, whichever stream wrote it. */
  freshLine(): void;
  /** Bytes from elsewhere: exact, but on a terminal what would steer it becomes visible escapes (`raw` leaves them as they are). */
  untrusted(bytes: Uint8Array, raw?: boolean): void;
  /** Resolves when no more than `most` bytes wait (otherwise 1 MiB); throws OutputGone or an IoError where writing has become useless. */
  ready(most?: number): Promise<void>;
  /** Resolves when everything has been taken or nothing ever will be. */
  drained(): Promise<void>;
  /** Lets its reader see the end while the program goes on; later writes do nothing. The number is kept, so that no socket gets it. */
  close(): Promise<void>;
  /** Called when the terminal changes its size. */
  onResize(listener: () => void): void;
}

/** The reader of standard output went away. */
export class OutputGone extends Error {
  override readonly name = 'OutputGone';
}

type Env = Readonly<Record<string, string | undefined>>;

/** `onGone` is told once when the reader leaves or the system refuses a write that waited. */
export const openOutput = (fd: 1 | 2, env: Env, onGone: (why: Error) => void = () => {}): Output => new DescriptorOutput(fd, env, onGone);

type Kind = 'file' | 'terminal' | 'pipe' | 'socket';

class DescriptorOutput implements Output {
  readonly isTerminal: boolean;
  readonly isShared: boolean;
  readonly #stream: 1 | 2;
  readonly #env: Env;
  readonly #onGone: (why: Error) => void;
  readonly #kind: Kind;
  readonly #fd: number;
  #style: Style | undefined;
  #escaper: TerminalEscaper | undefined;
  /** Takes what did not fit at once, from then on. */
  #sink: Socket | undefined;
  /** Bytes that a terminal did not take. */
  #backlog: Uint8Array[] = [];
  #pending = 0;
  /** A socket cannot be opened again as our own: after so many bytes it is handed to the sink for good. */
  #atOnce: number;
  #failure: Error | undefined;
  #closed = false;
  #listening: (() => void)[] = [];

  constructor(fd: 1 | 2, env: Env, onGone: (why: Error) => void) {
    this.#stream = fd;
    this.#env = env;
    this.#onGone = onGone;
    this.#kind = kindOf(fd);
    this.isTerminal = this.#kind === 'terminal';
    this.isShared = this.isTerminal || isOnePlace();
    this.#atOnce = this.#kind === 'socket' ? SOCKET_AT_ONCE : Number.POSITIVE_INFINITY;
    this.#fd = this.#kind === 'pipe' || this.#kind === 'terminal' ? this.#reopened(fd) : fd;
  }

  get style(): Style {
    this.#style ??= styleFor(wantsColour(this.isTerminal, this.#env));
    return this.#style;
  }
  get columns(): number {
    return (this.isTerminal ? this.#tty().columns : undefined) ?? positive(this.#env['COLUMNS']) ?? 80;
  }
  get rows(): number {
    return (this.isTerminal ? this.#tty().rows : undefined) ?? positive(this.#env['LINES']) ?? 24;
  }
  get gone(): boolean {
    return this.#failure !== undefined;
  }

  get waiting(): number {
    return this.#pending;
  }

  write(data: string | Uint8Array): void {
    if (this.#failure !== undefined || this.#closed) return;
    if (this.isTerminal && isOverEcho && !isLineUnfinished && data.length > 0) this.#put(WIPE);
    this.#put(data);
  }

  #put(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    if (this.isShared && bytes.length > 0) isLineUnfinished = bytes.at(-1) !== NEWLINE;
    const taken = this.#pending > 0 || this.#atOnce <= 0 ? 0 : this.#writeNow(bytes);
    if (this.#failure !== undefined || taken === bytes.length) return;
    this.#writeLater(typeof data === 'string' ? bytes.subarray(taken) : Uint8Array.prototype.slice.call(bytes, taken));
  }

  line(text = ''): void {
    this.write(`${text}\n`);
  }

  overEcho(): void {
    const { TERM } = this.#env;
    if (this.isTerminal && TERM !== undefined && TERM !== 'dumb') isOverEcho = true;
  }

  interrupted(): void {
    if (isOverEcho && !isLineUnfinished) this.#put(WIPE);
    else this.#put('\n');
    isLineUnfinished = false;
  }

  freshLine(): void {
    if (this.isShared && isLineUnfinished) this.write('\n');
  }

  untrusted(bytes: Uint8Array, raw = false): void {
    this.#escaper ??= terminalEscaper();
    this.write(this.isTerminal && !raw ? this.#escaper.push(bytes) : bytes);
  }

  async ready(most = HIGH_WATER): Promise<void> {
    while (this.#failure === undefined && this.#pending > most) await this.#change();
    if (this.#failure !== undefined) throw this.#failure;
  }

  async drained(): Promise<void> {
    const rest = this.#escaper?.end();
    if (rest) this.write(rest);
    while (this.#failure === undefined && this.#pending > 0) await this.#change();
  }

  async close(): Promise<void> {
    await this.drained();
    if (this.#failure !== undefined || this.#closed || this.isTerminal) return;
    this.#closed = true;
    this.#sink?.destroy();
    if (this.#fd !== this.#stream && this.#sink === undefined) closeSync(this.#fd);
    closeSync(this.#stream);
    openSync('/dev/null', constants.O_WRONLY);
  }

  onResize(listener: () => void): void {
    if (this.isTerminal) this.#tty().on('resize', listener);
  }

  #tty(): NodeJS.WriteStream {
    return this.#stream === 1 ? process.stdout : process.stderr;
  }

  /** Our own non-blocking descriptor of the same pipe or terminal; the shared one where the system has no such thing. */
  #reopened(fd: number): number {
    try {
      return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch (error) {
      if (codeOf(error) === 'ENXIO') this.#lose(new OutputGone('nobody reads standard output'));
      return fd;
    }
  }

  /** Writes what the system takes without waiting; gives how much that was. */
  #writeNow(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length) {
      try {
        at += writeSync(this.#fd, bytes, at);
      } catch (error) {
        if (codeOf(error) === 'EAGAIN') break;
        if (codeOf(error) === 'EINTR') continue;
        this.#refused(error);
        return at;
      }
    }
    this.#atOnce -= Math.max(at, LEAST_TAKEN);
    return at;
  }

  #writeLater(bytes: Uint8Array): void {
    this.#pending += bytes.length;
    if (this.#kind === 'terminal') {
      this.#backlog.push(bytes);
      if (this.#backlog.length === 1) this.#retryLater();
      return;
    }
    this.#sink ??= this.#openSink();
    this.#sink.write(bytes, (error) => {
      if (error) this.#refused(error);
      else this.#took(bytes.length);
    });
  }

  #openSink(): Socket {
    const sink = new Socket({ fd: this.#fd, readable: false, writable: true });
    sink.on('error', (error) => this.#refused(error));
    return sink;
  }

  /** A terminal that was stopped (Ctrl-S) gives no sign when it goes on. */
  #retryLater(): void {
    setTimeout(() => {
      for (let first = this.#backlog[0]; first !== undefined && this.#failure === undefined; first = this.#backlog[0]) {
        const taken = this.#writeNow(first);
        this.#took(taken);
        if (taken < first.length) {
          this.#backlog[0] = first.subarray(taken);
          return this.#retryLater();
        }
        this.#backlog.shift();
      }
    }, TERMINAL_RETRY_MS);
  }

  #took(count: number): void {
    this.#pending -= count;
    this.#wake();
  }

  #refused(error: unknown): void {
    const code = codeOf(error);
    const name = this.#stream === 1 ? 'standard output' : 'standard error';
    if (code === 'EPIPE' || code === 'ECONNRESET') this.#lose(new OutputGone(`nobody reads ${name}`));
    else this.#lose(new IoError(name, code, `cannot be written (${code})`, error));
  }

  #lose(why: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = why;
    this.#backlog = [];
    this.#wake();
    queueMicrotask(() => this.#onGone(why));
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#listening.push(resolve));
  }
  #wake(): void {
    const listening = this.#listening;
    this.#listening = [];
    for (const resolve of listening) resolve();
  }
}

const kindOf = (fd: number): Kind => {
  const stat = fstatSync(fd);
  if (stat.isFIFO()) return 'pipe';
  if (stat.isSocket()) return 'socket';
  return mayBeTerminal(fd) && isatty(fd) ? 'terminal' : 'file';
};

const positive = (text: string | undefined): number | undefined => {
  const n = Number(text);
  return Number.isInteger(n) && n > 0 ? n : undefined;
};

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
};

const isOnePlace = (): boolean => {
  try {
    const [one, other] = [fstatSync(1), fstatSync(2)];
    return one.dev === other.dev && one.ino === other.ino;
  } catch {
    return false;
  }
};

/** Of what is shared. */
let isLineUnfinished = false;
/** Of the terminal. */
let isOverEcho = false;
const WIPE = '\r\u001b[K';
const NEWLINE = 10;
const HIGH_WATER = 1 << 20;
const SOCKET_AT_ONCE = 1 << 16;
/** What the shortest write takes of a socket's room. */
const LEAST_TAKEN = 1024;
const TERMINAL_RETRY_MS = 10;

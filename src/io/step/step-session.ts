/** Step session: lines of a step console carried out one after the other; calls that block go on beside what is typed next. */
import { IoError, quote, UsageError } from '../../core/fault.ts';
import { sayWhy, sayWrong } from '../../core/said.ts';
import type { Called } from '../host/socket-calls.ts';
import { beginCall, type CallUsage, callUsages, canonical, type Outcome } from './step-calls.ts';
import { type CodeStep, codeOf, LANGUAGES, type Language } from './step-code.ts';
import type { StepSocket, StepSockets } from './step-sockets.ts';
import { type Step, stepOf } from './words.ts';

/** A socket as it is now. */
export interface SocketRow {
  readonly name: string;
  readonly fd: number;
  readonly kind: string;
  readonly state: string;
  readonly local: string;
  readonly remote: string;
  /** Bytes that wait to be received; of a listening socket connections to be accepted, and how many may be. */
  readonly waiting: number;
  /** Bytes that were sent and that the other side has not acknowledged: they lie in our buffer. */
  readonly unacknowledged: number;
  readonly backlog: number;
  readonly blocks: boolean;
  readonly isClosed: boolean;
}

/** A call that returned. */
export interface Returned {
  readonly step: number;
  readonly shown: string;
  readonly called: Called;
  /** Name of the socket that it gave. */
  readonly made?: string;
  readonly isStream: boolean;
  /** How many bytes were to be sent. */
  readonly asked?: number;
  /** What stands in the buffer of the program, where it is more than what came. */
  readonly buffer?: Uint8Array;
  /** Those of which something has changed. */
  readonly changed: readonly SocketRow[];
}

export interface StepFace {
  returned(returned: Returned): void;
  /** A call blocks, and typing goes on. */
  blocks(step: number, shown: string): void;
  lines(lines: readonly string[]): void;
  help(calls: readonly CallUsage[]): void;
  table(rows: readonly SocketRow[]): void;
}

export class StepSession {
  readonly #sockets: StepSockets;
  readonly #face: StepFace;
  /** Milliseconds that typing waits for a call. */
  readonly #patience: number;
  readonly #under = new Map<number, Promise<void>>();
  /** All calls receive into one buffer, as those of `code c` do. */
  #buffer = new Uint8Array(0);
  readonly #history: CodeStep[] = [];
  readonly #seen = new Map<string, string>();
  /** Sockets whose last bind failed: by which call, and with which error. */
  readonly #boundNowhere = new Map<StepSocket, { readonly call: number; readonly error: string }>();
  #steps = 0;
  #isOver = false;

  constructor(sockets: StepSockets, face: StepFace, patience: number) {
    this.#sockets = sockets;
    this.#face = face;
    this.#patience = patience;
  }

  /** False where it asks to end. Rejects with a UsageError where the line makes no sense. */
  async line(text: string): Promise<boolean> {
    const step = stepOf(text);
    if (step === undefined) return true;
    if (END.has(step.call)) return false;
    const own = Object.hasOwn(OWN, step.call) ? OWN[step.call] : undefined;
    if (own !== undefined) await own(this, step);
    else await this.#call(step);
    return true;
  }

  /** Closes everything; what blocks returns, and nobody is told. */
  async close(): Promise<void> {
    this.#isOver = true;
    this.#sockets.closeAll();
    await this.settled();
  }

  /** Resolves when every call has returned. */
  async settled(): Promise<void> {
    await Promise.all(this.#under.values());
  }

  code(language: string): void {
    const known = LANGUAGES.find((name) => name === language);
    if (known === undefined)
      throw UsageError.of(
        'step',
        sayWrong('noCode', { language: quote(language) }),
        sayWrong('type', { line: `code ${LANGUAGES.join(', code ')}` }),
      );
    this.#face.lines(codeOf(this.#history, known satisfies Language));
  }

  help(): void {
    this.#face.help(callUsages());
  }

  table(): void {
    this.#sockets.settle();
    const rows = [...this.#sockets.sockets.values()].map((s) => this.#row(s));
    this.#face.table(rows.filter(({ isClosed, state }) => !isClosed || state !== GONE));
  }

  async #call(step: Step): Promise<void> {
    if (this.#patience === Number.POSITIVE_INFINITY && !step.background) this.#waitsForSomebody(step);
    const begun = await beginCall(this.#sockets, step);
    const number = ++this.#steps;
    const over = begun.done.then((outcome) => {
      this.#under.delete(number);
      if (this.#isOver) return;
      this.#remember(step, outcome);
      this.#noteBind(number, step, outcome);
      this.#tell(number, this.#isStream(step), outcome);
    });
    this.#under.set(number, over);
    const isOver = await Promise.race([over.then(() => true), step.background ? soon() : this.#patiently()]);
    if (!isOver) this.#face.blocks(number, begun.shown);
  }

  /** Where a script would wait on a socket at an address that nobody knows, it ends. */
  #waitsForSomebody({ call, args }: Step): void {
    const socket = this.#sockets.find(args[0]);
    const failed = socket?.blocks && COMES.has(canonical(call)) && socket.ends.size === 0 ? this.#boundNowhere.get(socket) : undefined;
    if (socket === undefined || failed === undefined) return;
    const why = sayWhy('boundNowhere', { socket: socket.name, call: String(failed.call) });
    throw new IoError(`${call} ${socket.name}`, failed.error, [why, ` (${failed.error})`]);
  }

  #noteBind(number: number, { call, args }: Step, { called: { error } }: Outcome): void {
    const socket = this.#sockets.find(args[0]);
    if (canonical(call) !== 'bind' || socket === undefined) return;
    if (error === undefined) this.#boundNowhere.delete(socket);
    else this.#boundNowhere.set(socket, { call: number, error });
  }

  #patiently(): Promise<boolean> {
    if (this.#patience === Number.POSITIVE_INFINITY) return new Promise(() => {});
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.#patience);
      timer.unref();
    });
  }

  #remember({ call, args }: Step, { made, called }: Outcome): void {
    const name = canonical(call);
    const [first, ...rest] = args;
    const socket = name === 'socket' ? made : this.#sockets.find(first);
    if (socket === undefined) return;
    const { family, type } = socket;
    const failed = called.error !== undefined;
    this.#history.push({ call: name, on: socket.name, made: made?.name, family, type, args: name === 'socket' ? args : rest, failed });
  }

  #tell(step: number, isStream: boolean, { shown, called, made, asked }: Outcome): void {
    const buffer = this.#received(called.bytes);
    this.#face.returned({
      step,
      shown,
      called,
      isStream,
      ...(asked !== undefined && { asked }),
      ...(made && { made: made.name }),
      ...(buffer && { buffer }),
      changed: this.#changed(),
    });
  }

  /** The buffer, where it holds bytes of before behind those that came. */
  #received(came: Uint8Array | undefined): Uint8Array | undefined {
    if (came === undefined || came.length === 0) return undefined;
    const held = new Uint8Array(Math.max(came.length, this.#buffer.length));
    held.set(this.#buffer);
    held.set(came);
    this.#buffer = held;
    return held.length > came.length ? held : undefined;
  }

  #isStream({ args }: Step): boolean {
    return this.#sockets.find(args[0])?.type === 'SOCK_STREAM';
  }

  #changed(): readonly SocketRow[] {
    const rows = [...this.#sockets.sockets.values()].map((socket) => this.#row(socket));
    return rows.filter((row) => {
      const text = JSON.stringify(row);
      if (this.#seen.get(row.name) === text) return false;
      this.#seen.set(row.name, text);
      return true;
    });
  }

  #row(socket: StepSocket): SocketRow {
    const { name, fd, family, type, local, remote, blocks, isClosed } = socket;
    const own = { name, fd, kind: KINDS[`${family} ${type}`] ?? `${family} ${type}`, local, remote, blocks, isClosed };
    if (isClosed) return { ...own, state: this.#sockets.stateLeft(socket) ?? GONE, waiting: 0, unacknowledged: 0, backlog: 0 };
    const { calls } = this.#sockets;
    const tcp = family === 'AF_UNIX' || type !== 'SOCK_STREAM' ? undefined : calls.tcpState(fd);
    if (tcp?.state === 'LISTEN') return { ...own, state: tcp.state, waiting: tcp.waiting, unacknowledged: 0, backlog: tcp.backlog };
    const queues = {
      waiting: calls.waiting(fd),
      unacknowledged: tcp === undefined || tcp.state === 'CLOSED' ? 0 : calls.unacknowledged(fd),
    };
    return { ...own, state: tcp === undefined ? this.#otherState(socket) : this.#tcpState(socket, tcp.state), ...queues, backlog: 0 };
  }

  /** Of a connection that both sides ended the system keeps what is left apart from its socket. */
  #tcpState(socket: StepSocket, state: string): string {
    if (state !== 'CLOSED') return state;
    if (socket.remote !== '') return this.#sockets.stateLeft(socket) ?? state;
    return socket.local === '' ? state : 'CLOSED, bound';
  }

  #otherState({ fd, local }: StepSocket): string {
    const { calls } = this.#sockets;
    if (calls.listens(fd)) return 'LISTEN';
    if (calls.getpeername(fd).value === 0) return 'connected';
    return local === '' ? 'new' : 'bound';
  }
}

/** Closed, and the system knows no connection of it any more. */
const GONE = 'closed';

/** What waits for somebody who knows the address, where nothing was sent from there. */
const COMES: ReadonlySet<string> = new Set(['accept', 'recvfrom']);

const soon = (): Promise<boolean> => new Promise((resolve) => setImmediate(() => resolve(false)));

const KINDS: Readonly<Record<string, string>> = {
  'AF_INET SOCK_STREAM': 'TCP',
  'AF_INET6 SOCK_STREAM': 'TCP over IPv6',
  'AF_INET SOCK_DGRAM': 'UDP',
  'AF_INET6 SOCK_DGRAM': 'UDP over IPv6',
  'AF_UNIX SOCK_STREAM': 'unix',
  'AF_UNIX SOCK_DGRAM': 'unix datagrams',
  'AF_INET SOCK_RAW': 'raw',
};

const END: ReadonlySet<string> = new Set(['end', 'quit', 'exit']);

const OWN: Readonly<Record<string, (session: StepSession, step: Step) => Promise<void> | void>> = {
  wait: (session) => session.settled(),
  sleep: (_, { args }) => new Promise((resolve) => setTimeout(resolve, Number(args[0]?.text ?? 1) * 1000)),
  sockets: (session) => session.table(),
  code: (session, { args }) => session.code(args[0]?.text ?? 'python'),
  help: (session) => session.help(),
};

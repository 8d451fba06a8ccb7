/** A capture session: a live capture whose frames are fetched and kept in a thread of its own, and can be looked at here. */
import { isMainThread, MessageChannel, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Fault, IoError, UsageError } from '../../../core/fault.ts';
import { type Pieces, sayCapture } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { InterfaceInfo, Secrets } from '../../../formats/decoder.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import type { Capture } from '../read/capture.ts';
import { doCapture, type WorkPort } from './capture-work.ts';
import type { CaptureState, CaptureTask, FromThread, Port, Thrown, ToThread } from './thread-messages.ts';

/** A program that does the work when it is started as a thread, with its words: `workThread` is what it calls then. */
export interface ThreadProgram {
  readonly file: string;
  readonly words: readonly string[];
}

export interface SessionEvents {
  readonly say: (line: Pieces) => void;
  /** The file takes no more, or its reader does not keep up. */
  readonly warn: (error: Error) => void;
  /** Some times a second, while frames come. */
  readonly state?: (state: CaptureState) => void;
}

export interface CaptureSession extends Capture {
  /** Asks it to end; frames that the system had by then still come. */
  end(): void;
  /** As it was told last; when it is over, however it came to its end, all of it. */
  readonly state: CaptureState;
  /** Resolves when all is kept and counted. Rejects where the file is not complete, or the capture failed. */
  readonly over: Promise<CaptureState>;
}

/**
 * Resolves when it captures; rejects with the UsageError or IoError of why it cannot. Without `thread` the work is done here. It ends, in
 * order, when `signal` aborts.
 */
export const openSession = async (
  task: CaptureTask,
  thread: ThreadProgram | undefined,
  events: SessionEvents,
  signal: AbortSignal,
): Promise<CaptureSession> => {
  const session = new Session(task, thread === undefined ? workHere(task) : workIn(thread, task), events, signal);
  await session.opened;
  return session;
};

/** What a thread started for a session does; undefined where this is none. */
export const workThread = (): Promise<void> | undefined =>
  isMainThread || parentPort === null ? undefined : doCapture(workerData as CaptureTask, portOf(parentPort));

type SessionPort = Port<ToThread, FromThread>;

const workHere = (task: CaptureTask): SessionPort => {
  const { port1, port2 } = new MessageChannel();
  void doCapture(task, portOf(port2) as WorkPort);
  return portOf(port1);
};

const workIn = ({ file, words }: ThreadProgram, task: CaptureTask): SessionPort => {
  const worker = new Worker(file, { argv: [...words], workerData: task, stdout: false, stderr: false });
  return {
    post: (message) => worker.postMessage(message),
    listen: (take) => {
      const { place } = task;
      const broken = (why: Said): void =>
        take({ kind: 'over', state: NOTHING, error: { name: 'IoError', message: '', said: [why], place } });
      worker.on('message', take);
      worker.once('error', (error: Error) => broken(sayCapture('threadFailed', { why: error.message })));
      worker.once('exit', () => broken(sayCapture('threadGone')));
    },
    close: () => {},
  };
};

const portOf = <Sent, Taken>(port: MessagePort): Port<Sent, Taken> => ({
  post: (message, transfer = []) => port.postMessage(message, [...transfer]),
  listen: (take) => void port.on('message', take),
  close: () => port.close(),
});

const NOTHING: CaptureState = { frames: 0, counts: undefined, written: undefined, unshown: 0 };

class Session implements CaptureSession {
  readonly size = undefined;
  readonly place: string;
  fault: Fault | undefined;
  state = NOTHING;
  readonly opened: Promise<void>;
  readonly over: Promise<CaptureState>;
  readonly batches: AsyncIterable<FrameBatch>;
  readonly #interfaces: InterfaceInfo[] = [];
  readonly #secrets: Secrets[] = [];
  readonly decoder: Capture['decoder'] = {
    format: 'pcapng',
    interfaces: this.#interfaces,
    notes: { sections: [], secrets: this.#secrets, names: new Map(), statistics: new Map() },
    fault: undefined,
  };
  readonly #port: SessionPort;
  readonly #queue: FrameBatch[] = [];
  readonly #events: SessionEvents;
  #wake: () => void = () => {};
  #isOver = false;
  #isUnwatched = false;
  #settle!: { opened(): void; refused(error: Error): void; over(state: CaptureState): void; failed(error: Error): void };

  constructor(task: CaptureTask, port: SessionPort, events: SessionEvents, signal: AbortSignal) {
    this.place = task.options.interface;
    this.#port = port;
    this.#events = events;
    let [opened, refused]: [() => void, (error: Error) => void] = [() => {}, () => {}];
    this.opened = new Promise((resolve, reject) => ([opened, refused] = [resolve, reject]));
    this.over = new Promise((over, failed) => (this.#settle = { opened, refused, over, failed }));
    this.over.catch(() => {});
    this.batches = this.#walk();
    port.listen((message) => this.#take(message));
    const forget = listenForAbort(signal, () => this.end());
    if (signal.aborted) this.end();
    void this.over.then(forget, forget);
  }

  end(): void {
    if (!this.#isOver) this.#port.post({ kind: 'end' });
  }

  close(): void {
    this.#isUnwatched = true;
    this.#queue.length = 0;
    this.end();
  }

  async *#walk(): AsyncGenerator<FrameBatch, void> {
    try {
      for (;;) {
        const batch = this.#queue.shift();
        if (batch !== undefined) {
          yield batch;
          if (!this.#isOver) this.#port.post({ kind: 'taken' });
        } else if (this.#isOver) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.close();
    }
  }

  #take(message: FromThread): void {
    switch (message.kind) {
      case 'say':
        this.#events.say(message.line);
        break;
      case 'warn':
        this.#events.warn(errorOf(message.error, this.place));
        break;
      case 'opened':
        this.#settle.opened();
        break;
      case 'learned':
        this.#interfaces.push(...message.interfaces);
        this.#secrets.push(...message.secrets);
        break;
      case 'state':
        this.state = message.state;
        this.#events.state?.(message.state);
        break;
      case 'batch':
        if (!this.#isUnwatched) this.#queue.push(message.batch);
        this.#wake();
        break;
      case 'over':
        this.#finish(message);
    }
  }

  #finish({ state, fault, error }: Extract<FromThread, { kind: 'over' }>): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.state = state;
    this.fault = fault;
    this.#port.close();
    if (error === undefined) this.#settle.over(state);
    else {
      const thrown = errorOf(error, this.place);
      this.#settle.failed(thrown);
      this.#settle.refused(thrown);
    }
    this.#wake();
  }
}

/** The error again: its message has its place in front. */
const errorOf = ({ name, message, code, stack, spot, wrong, said, place: at }: Thrown, place: string): Error => {
  if (wrong !== undefined) return new UsageError(wrong.place, wrong, undefined, undefined, spot);
  if (said !== undefined) return new IoError(at ?? place, code ?? 'EIO', said);
  const [, where = place, text = message] = /^(.*?): (.*)$/s.exec(message) ?? [];
  if (name === 'IoError') return Object.assign(new IoError(where, code ?? 'EIO', text), { message });
  return Object.assign(new Error(message), { ...(stack !== undefined && { stack }) });
};

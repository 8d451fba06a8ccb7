/**
 * Shared thread: a worker thread that fills slots of shared memory in order, so many ahead of who reads them. A slot is read until the next one
 * is asked for. What is no number goes beside a slot as a message.
 */
import { MessageChannel, type MessagePort, parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads';

/** Words that both share: slots filled and given back so far, whether the reader stopped, whether there are no more; of each slot whether a message belongs to it. */
const At = { filled: 0, given: 1, stopped: 2, ended: 3, told: 4 } as const;
/** Milliseconds after which a reader who waits lets others have their turn. */
const PATIENCE = 20;

interface Start {
  readonly words: Int32Array;
  readonly slots: number;
  readonly port: MessagePort;
  readonly data: unknown;
}

export interface Filled {
  readonly slot: number;
  readonly message: unknown;
}

/** The reader's end. */
export class SharedThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #words: Int32Array;
  readonly #slots: number;
  #taken = 0;
  #failure: Error | undefined;
  #isReady = false;
  #wake: (() => void) | undefined;

  /** `file` is a program that calls `slotFiller`. */
  constructor(file: string, slots: number, data: unknown) {
    this.#slots = slots;
    this.#words = new Int32Array(new SharedArrayBuffer(4 * (At.told + slots)));
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const start: Start = { words: this.#words, slots, port: port2, data };
    this.#worker = new Worker(file, { workerData: start, transferList: [port2], stdout: false, stderr: false });
    this.#worker.unref();
    this.#worker.once('error', (error) => this.#failed(error));
    this.#worker.once('exit', () => this.#failed(new Error('it ended')));
    // Once it has loaded what it runs.
    this.#worker.once('message', () => this.#ready());
  }

  /** Resolves when it runs; rejects where it cannot. */
  async started(): Promise<void> {
    if (!this.#isReady && this.#failure === undefined) {
      const alive = setInterval(() => {}, 1000);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      clearInterval(alive);
    }
    if (!this.#isReady) throw this.#failure;
  }

  /** The next slot; undefined after the last one. The slot before is given back. */
  async next(): Promise<Filled | undefined> {
    const words = this.#words;
    Atomics.store(words, At.given, this.#taken);
    Atomics.notify(words, At.given);
    while (Atomics.load(words, At.filled) === this.#taken) {
      if (Atomics.load(words, At.ended) !== 0 && Atomics.load(words, At.filled) === this.#taken) return undefined;
      if (Atomics.wait(words, At.filled, this.#taken, PATIENCE) !== 'timed-out') continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#failure !== undefined && Atomics.load(words, At.ended) === 0) throw this.#failure;
    }
    const slot = this.#taken++ % this.#slots;
    return { slot, message: words[At.told + slot] === 0 ? undefined : this.#message() };
  }

  /** Nothing more is read. */
  stop(): void {
    Atomics.store(this.#words, At.stopped, 1);
    Atomics.notify(this.#words, At.given);
    this.#port.close();
    void this.#worker.terminate();
  }

  #message(): unknown {
    return (receiveMessageOnPort(this.#port) as { readonly message: unknown } | undefined)?.message;
  }

  #ready(): void {
    this.#isReady = true;
    this.#wake?.();
  }

  #failed(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }
}

/** The writer's end, in the thread. */
export class SlotFiller {
  readonly data: unknown;
  readonly #start: Start;
  #filled = 0;

  constructor() {
    this.#start = workerData as Start;
    this.data = this.#start.data;
    parentPort?.postMessage(undefined);
  }

  /** Slots filled so far. */
  get filled(): number {
    return this.#filled;
  }

  /** Slots that wait for who reads them, so far as is known. */
  get lead(): number {
    return this.#filled - Atomics.load(this.#start.words, At.given);
  }

  /** A slot to be filled; undefined where nobody reads any more. */
  next(): number | undefined {
    const { slots, words } = this.#start;
    const isFull = this.#filled - Atomics.load(words, At.given) >= slots;
    // Whoever has waited goes on when half of them are free: neither thread is woken for every slot.
    return this.wait(this.#filled - (isFull ? slots >> 1 : slots - 1)) ? this.#filled % slots : undefined;
  }

  /** Waits until so many slots were given back; false where nobody reads any more. */
  wait(given: number): boolean {
    const { words } = this.#start;
    for (;;) {
      if (Atomics.load(words, At.stopped) !== 0) return false;
      const there = Atomics.load(words, At.given);
      if (there >= given) return true;
      Atomics.wait(words, At.given, there);
    }
  }

  /** The slot is full. */
  fill(message: unknown): void {
    const { words, port, slots } = this.#start;
    words[At.told + (this.#filled % slots)] = message === undefined ? 0 : 1;
    if (message !== undefined) port.postMessage(message);
    this.#filled++;
    Atomics.store(words, At.filled, this.#filled);
    Atomics.notify(words, At.filled);
  }

  /** There are no more. */
  end(): void {
    Atomics.store(this.#start.words, At.ended, 1);
    Atomics.notify(this.#start.words, At.filled);
  }
}

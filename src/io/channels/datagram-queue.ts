/** DatagramQueue: datagrams that came and were not taken yet. Bounded by dropping, because nothing can ask a network to wait. */

/** Bytes that queues may hold together; each counts its datagrams and gives them back. */
export interface QueueSpace {
  free: number;
}

/** What a datagram costs beside its bytes, so that empty ones cannot fill the memory. */
const OVERHEAD = 256;

export class DatagramQueue implements AsyncIterable<Uint8Array> {
  #items: Uint8Array[] = [];
  #head = 0;
  #over = false;
  #error: Error | undefined;
  #reader: ((result: IteratorResult<Uint8Array> | Error) => void) | undefined;
  readonly #whenOver: (() => void)[] = [];
  readonly #spaces: readonly QueueSpace[];

  /** A datagram is taken only where each of the spaces has place for it. */
  constructor(...spaces: readonly QueueSpace[]) {
    this.#spaces = spaces;
  }

  /** Takes a datagram that the caller gives away. False: there is no space, it is lost. */
  push(datagram: Uint8Array): boolean {
    if (this.#over) return false;
    if (this.#reader !== undefined) {
      this.#answer({ value: datagram, done: false });
      return true;
    }
    const cost = datagram.length + OVERHEAD;
    if (this.#spaces.some((space) => space.free < cost)) return false;
    for (const space of this.#spaces) space.free -= cost;
    this.#items.push(datagram);
    return true;
  }

  /** The oldest datagram without waiting. */
  shift(): Uint8Array | undefined {
    const datagram = this.#items[this.#head];
    if (datagram === undefined) return undefined;
    if (++this.#head === this.#items.length) this.#items = [];
    if (this.#items.length === 0) this.#head = 0;
    for (const space of this.#spaces) space.free += datagram.length + OVERHEAD;
    return datagram;
  }

  /** No more comes. With an error, the reader gets what is queued and then the error. */
  close(error?: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#error = error;
    this.#answer(this.#last());
    for (const tell of this.#whenOver) tell();
  }

  /** Forgets what is queued and fails the reader at once. */
  cut(error: Error): void {
    while (this.shift() !== undefined);
    if (this.#over) this.#error = error;
    else this.close(error);
  }

  /** Resolves when no more comes, rejects with what cut it; for a pump that shifts by itself. */
  ended(): Promise<void> {
    return new Promise((resolve, reject) => {
      const tell = (): void => (this.#error === undefined ? resolve() : reject(this.#error));
      if (this.#over) tell();
      else this.#whenOver.push(tell);
    });
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.#next(), return: () => Promise.resolve({ value: undefined, done: true }) };
  }

  #next(): Promise<IteratorResult<Uint8Array>> {
    const datagram = this.shift();
    if (datagram !== undefined) return Promise.resolve({ value: datagram, done: false });
    if (this.#reader !== undefined) return Promise.reject(new Error('incoming has one reader at a time'));
    return new Promise((resolve, reject) => {
      this.#reader = (result) => (result instanceof Error ? reject(result) : resolve(result));
      if (this.#over) this.#answer(this.#last());
    });
  }

  #last(): IteratorResult<Uint8Array> | Error {
    return this.#error ?? { value: undefined, done: true };
  }

  #answer(result: IteratorResult<Uint8Array> | Error): void {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.(result);
  }
}

/** The work of a capture, in a thread of its own where there is one: frames are fetched and kept whatever those do who look at them. */
import { IoError, UsageError } from '../../../core/fault.ts';
import type { Pieces } from '../../../core/said.ts';
import type { FrameBatch } from '../../../wire/frame.ts';
import { codeOf } from '../../base/errors.ts';
import { type CaptureKeeper, keepCapture } from '../write/rotating.ts';
import type { LiveCapture } from './live-capture.ts';
import { openSource } from './source.ts';
import { type CaptureState, type CaptureTask, type FromThread, type Port, type Thrown, type ToThread, WINDOW } from './thread-messages.ts';

export type WorkPort = Port<FromThread, ToThread>;

/** Resolves when all is told. */
export const doCapture = async (task: CaptureTask, port: WorkPort): Promise<void> => {
  const work = new Work(task, port);
  const error = await work.run().then(
    () => undefined,
    (thrown: unknown) => thrownOf(thrown),
  );
  port.post({ kind: 'over', state: work.state, fault: work.fault, error });
  port.close();
};

/** How often the numbers are told at most, in milliseconds. */
const TELL_MS = 250;

class Work {
  readonly #task: CaptureTask;
  readonly #port: WorkPort;
  readonly #ending = new AbortController();
  readonly #room = new Room(WINDOW);
  #live: LiveCapture | undefined;
  #keeper: CaptureKeeper | undefined;
  #frames = 0;
  #unshown = 0;
  #told = 0;
  #interfaces = 0;
  #secrets = 0;
  #isFull = false;

  constructor(task: CaptureTask, port: WorkPort) {
    this.#task = task;
    this.#port = port;
    port.listen((message) => {
      if (message.kind === 'taken') this.#room.give();
      else this.#end();
    });
  }

  get state(): CaptureState {
    return { frames: this.#frames, counts: this.#live?.counts(), written: this.#keeper?.written, unshown: this.#unshown };
  }

  get fault(): LiveCapture['fault'] {
    return this.#live?.fault;
  }

  async run(): Promise<void> {
    const { options, place } = this.#task;
    const say = (line: Pieces): void => this.#port.post({ kind: 'say', line });
    const live = await openSource({ ...options, onMessage: say }, place, this.#ending.signal);
    this.#live = live;
    try {
      this.#keeper = await this.#openKeeper();
      const [first] = live.decoder.interfaces;
      if (first !== undefined) this.#keeper?.announce(first);
      this.#learn(live);
      this.#port.post({ kind: 'opened' });
      await this.#walk(live);
      await live.end();
      this.#tell();
    } finally {
      await live.end();
      this.#keeper?.lost(live.counts()?.dropped ?? 0);
      await this.#keeper?.close();
    }
  }

  /** A link may be quiet from here on: nobody waits for its next frame. */
  #refused(): void {
    this.#isFull = true;
    this.#end();
  }

  #end(): void {
    this.#ending.abort(new Error('ended'));
    this.#room.hurry();
  }

  async #openKeeper(): Promise<CaptureKeeper | undefined> {
    const { file } = this.#task;
    if (file === undefined) return undefined;
    const failed = (error: Error): void => {
      // A slow reader of a pipe is told of; what the system refuses ends the capture, and its reason comes when the file is closed.
      if (codeOf(error) === 'EAGAIN') this.#port.post({ kind: 'warn', error: thrownOf(error) });
      else this.#refused();
    };
    return keepCapture(file.path, { application: file.application, failed }, file.rotation, this.#ending.signal);
  }

  async #walk(live: LiveCapture): Promise<void> {
    const most = this.#task.most ?? Number.POSITIVE_INFINITY;
    for await (const batch of live.batches) {
      batch.count = Math.min(batch.count, most - this.#frames);
      this.#frames += batch.count;
      this.#learn(live);
      await this.#keeper?.put(batch, live.decoder.interfaces);
      if (this.#task.shows) await this.#show(batch);
      this.#tell();
      if (this.#frames >= most || this.#isFull) return;
      // Messages to us have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** What is kept in a file need not be shown; what is not waits until the end is asked for: the system counts what it has no room for. */
  async #show(batch: FrameBatch): Promise<void> {
    if (this.#keeper === undefined) await this.#room.wait();
    if (!this.#room.take()) {
      this.#unshown += batch.count;
      return;
    }
    const copy = copyOf(batch);
    this.#port.post({ kind: 'batch', batch: copy }, buffersOf(copy));
  }

  #learn({ decoder }: LiveCapture): void {
    const interfaces = decoder.interfaces.slice(this.#interfaces);
    const secrets = decoder.notes.secrets.slice(this.#secrets);
    if (interfaces.length === 0 && secrets.length === 0) return;
    this.#interfaces += interfaces.length;
    this.#secrets += secrets.length;
    for (const { kind, bytes } of secrets) this.#keeper?.secrets(kind, bytes);
    this.#port.post({ kind: 'learned', interfaces, secrets: secrets.map(({ kind, bytes }) => ({ kind, bytes: bytes.slice() })) });
  }

  #tell(): void {
    const now = performance.now();
    if (now - this.#told < TELL_MS) return;
    this.#told = now;
    this.#port.post({ kind: 'state', state: this.state });
  }
}

/** How much more may be on its way. */
class Room {
  #left: number;
  #isHurried = false;
  #waiting: (() => void) | undefined;

  constructor(size: number) {
    this.#left = size;
  }

  give(): void {
    this.#left++;
    this.#waiting?.();
    this.#waiting = undefined;
  }

  /** From here on nobody waits. */
  hurry(): void {
    this.#isHurried = true;
    this.#waiting?.();
  }

  take(): boolean {
    if (this.#left <= 0) return false;
    this.#left--;
    return true;
  }

  wait(): Promise<void> | undefined {
    if (this.#left > 0 || this.#isHurried) return undefined;
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}

/** A batch of its own, no larger than its frames. */
const copyOf = (batch: FrameBatch): FrameBatch => {
  const { count, offset, captured } = batch;
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < count; i++) {
    from = Math.min(from, offset[i] ?? 0);
    to = Math.max(to, (offset[i] ?? 0) + (captured[i] ?? 0));
  }
  if (count === 0) from = 0;
  return {
    bytes: batch.bytes.slice(from, to),
    count,
    offset: offset.slice(0, count).map((at) => at - from),
    captured: captured.slice(0, count),
    original: batch.original.slice(0, count),
    seconds: batch.seconds.slice(0, count),
    nanos: batch.nanos.slice(0, count),
    linkType: batch.linkType.slice(0, count),
    mark: batch.mark.slice(0, count),
    source: batch.source.slice(0, count),
    position: batch.position.slice(0, count),
    comments: batch.comments,
  };
};

const buffersOf = (batch: FrameBatch): readonly ArrayBuffer[] =>
  [
    batch.bytes,
    batch.offset,
    batch.captured,
    batch.original,
    batch.seconds,
    batch.nanos,
    batch.linkType,
    batch.mark,
    batch.source,
    batch.position,
  ].map(({ buffer }) => buffer as ArrayBuffer);

const thrownOf = (thrown: unknown): Thrown =>
  thrown instanceof Error
    ? {
        name: thrown.name,
        message: thrown.message,
        code: codeOf(thrown),
        stack: thrown.stack,
        ...(thrown instanceof UsageError && { spot: thrown.spot, wrong: thrown.wrong }),
        ...(thrown instanceof IoError && { said: thrown.said, place: thrown.place }),
      }
    : { name: 'Error', message: String(thrown) };

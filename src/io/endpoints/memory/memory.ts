/** Endpoint `memory:` : two ends inside this process, named; for tests, examples and services that another part of Wirecat talks to. */

import { IoError, UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { AcceptQueue } from '../../accept/accept-queue.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { AcceptOptions, EndpointType, Listener, OpenOptions } from '../../base/endpoint.ts';
import { abortReason, ioError } from '../../base/errors.ts';
import { ChunkQueue } from '../../channels/chunk-queue.ts';
import { plainChannel, type RawChannel } from '../../channels/plain-channel.ts';

export interface MemoryAddress {
  readonly name: string;
}

export const memory: EndpointType<MemoryAddress> = {
  scheme: 'memory',
  title: 'Two ends inside this process',
  example: 'memory:lab',
  framing: 'stream',
  parse: (text) => {
    if (!/^[\w.-]+$/.test(text)) throw new UsageError(`memory:${text}`, sayWrong('memoryName'), text);
    return { name: text };
  },
  print: (at) => `memory:${at.name}`,
  open: async (at: MemoryAddress, _options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
    if (signal.aborted) throw abortReason(signal);
    const listener = listeners.get(at.name);
    const place = `memory:${at.name}`;
    if (listener === undefined) throw ioError(place, 'a listener', refused(), 'nothing in this process listens under that name');
    const [ours, theirs] = memoryPair(`client${++clients}`, at.name);
    listener.push(theirs);
    return ours;
  },
  accept: async (at: MemoryAddress, _options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
    if (signal.aborted) throw abortReason(signal);
    const place = `memory:${at.name}`;
    if (listeners.has(at.name)) throw ioError(place, 'to listen', Object.assign(new Error('in use'), { code: 'EADDRINUSE' }));
    const queue = new AcceptQueue([at.name], async () => {
      listeners.delete(at.name);
    });
    listeners.set(at.name, queue);
    signal.addEventListener('abort', () => void queue.close(), { once: true });
    return queue;
  },
};

const listeners = new Map<string, AcceptQueue>();
let clients = 0;
const refused = (): Error => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

/** Two channels joined back to back: what one writes the other reads. `a` counts as the one that connected. */
export const memoryPair = (a = 'a', b = 'b'): readonly [OpenChannel, OpenChannel] => {
  const [there, back] = [new MemoryQueue(), new MemoryQueue()];
  const at = now();
  const end = (local: string, remote: string, role: 'initiator' | 'acceptor', out: MemoryQueue, into: MemoryQueue): OpenChannel =>
    plainChannel({ scheme: 'memory', role, local, remote, started: at, opened: at }, rawEnd(out, into));
  return [end(a, b, 'initiator', there, back), end(b, a, 'acceptor', back, there)];
};

/** One direction: a bounded queue whose writer waits while it is full. */
class MemoryQueue {
  readonly queue = new ChunkQueue(() => this.#taken());
  #waiting: (() => void) | undefined;
  #broken: Error | undefined;

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.queue.push(Uint8Array.from(chunk))) return;
    await new Promise<void>((resolve) => {
      this.#waiting = resolve;
    });
    if (this.#broken !== undefined) throw this.#broken;
  }

  end(): void {
    this.queue.close();
  }

  /** The other side cut the pair: readers and writers of this direction fail. */
  break(error: Error): void {
    this.#broken ??= error;
    this.queue.cut(error);
    this.#taken();
  }

  #taken(): void {
    const go = this.#waiting;
    this.#waiting = undefined;
    go?.();
  }
}

const rawEnd = (out: MemoryQueue, into: MemoryQueue): RawChannel => ({
  incoming: into.queue,
  write: (chunk) => out.write(chunk),
  end: async () => out.end(),
  release: (reason) => {
    const error = new IoError('memory', 'ECONNRESET', 'the peer cut it (ECONNRESET)');
    into.break(error);
    if (reason !== undefined) out.break(error);
  },
});

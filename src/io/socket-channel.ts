/** SocketChannel: a Channel over a Node socket (TCP, unix, pipe, TLS). Half-open always; never waits for 'drain'. */
import type { Socket } from 'node:net';
import type { OpenChannel } from './channel.ts';
import { ChunkQueue } from './chunk-queue.ts';
import { codeOf, ioError } from './errors.ts';
import { Intake, SHARED, type Sink } from './intake.ts';
import { Ledger } from './ledger.ts';
import type { ChannelFacts } from './tap.ts';

/**
 * The socket must have been made with `allowHalfOpen: true`. With an `intake` (whose `onread` the socket was made with) bytes go the
 * quick way; without one the socket's 'data' events are used. Nothing is read before the first pull of `incoming`.
 */
export class SocketChannel implements OpenChannel {
  readonly local: string;
  readonly remote: string;
  readonly facts: ChannelFacts;
  readonly socket: Socket;
  readonly intake: Intake;
  readonly ledger = new Ledger();
  readonly queue: ChunkQueue;
  private error: Error | undefined;

  constructor(socket: Socket, facts: ChannelFacts, intake?: Intake) {
    this.socket = socket;
    this.facts = facts;
    this.local = facts.local;
    this.remote = facts.remote;
    this.intake = intake ?? new Intake();
    this.queue = new ChunkQueue(() => this.socket.resume());
    this.intake.sink = queueSink(this.queue, this.ledger);
    if (intake === undefined) feedFromData(socket, this.intake);
    this.listen();
  }

  get incoming(): AsyncIterable<Uint8Array> {
    return this.queue;
  }

  write(chunk: Uint8Array): Promise<void> {
    if (this.error !== undefined) return Promise.reject(this.error);
    this.ledger.bytes('sent', chunk);
    return new Promise((resolve, reject) => {
      this.socket.write(chunk, (error) => (error ? reject(this.failure(error)) : resolve()));
      if (this.socket.writableLength === 0 && !this.socket.destroyed) resolve();
    });
  }

  end(): Promise<void> {
    if (this.socket.writableFinished) return Promise.resolve();
    if (this.error !== undefined) return Promise.reject(this.error);
    return new Promise((resolve, reject) => {
      this.socket.end((error?: Error | null) => {
        if (error && !this.socket.writableFinished) reject(this.failure(error));
        else resolve();
      });
    });
  }

  abort(reason: Error): void {
    if (this.error !== undefined || this.ledger.isOver) return;
    this.error = reason;
    this.ledger.reset('us', reason);
    this.queue.cut(reason);
    if (this.facts.localIp !== undefined && typeof this.socket.resetAndDestroy === 'function' && !('encrypted' in this.socket)) {
      this.socket.resetAndDestroy();
    } else this.socket.destroy();
  }

  /** What a Node error means for this channel; the reason of an abort, where there was one. */
  private failure(error: Error): Error {
    this.error ??= ioError(`${this.facts.scheme}:${this.remote}`, 'an open connection', error);
    return this.error;
  }

  private listen(): void {
    this.socket.on('error', (error) => {
      const known = this.error !== undefined;
      const failure = this.failure(error);
      if (!known || codeOf(failure) !== undefined) this.ledger.reset('peer', failure);
    });
    this.socket.on('end', () => {
      this.ledger.ended('peer');
      this.queue.close();
    });
    this.socket.on('finish', () => this.ledger.ended('us'));
    this.socket.on('close', () => {
      this.queue.close(this.error ?? (this.ledger.hasEnded('peer') ? undefined : new Error('the channel is closed')));
      this.ledger.closed(this.socket.writableLength);
    });
  }
}

/** Chunks for a reader that takes its time: copied out of the shared buffer. */
const queueSink = (queue: ChunkQueue, ledger: Ledger): Sink => ({
  buffer: SHARED,
  read: (n, from) => {
    const copy = Buffer.allocUnsafe(n);
    copy.set(from.subarray(0, n));
    ledger.bytes('received', copy);
    return queue.push(copy);
  },
  take: (chunk) => {
    ledger.bytes('received', chunk);
    return queue.push(chunk);
  },
});

const feedFromData = (socket: Socket, intake: Intake): void => {
  socket.pause();
  socket.on('data', (chunk: Uint8Array) => {
    if (!intake.sink.take(chunk)) socket.pause();
  });
  socket.pause();
};

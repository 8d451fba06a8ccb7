/** Serve: a service for each channel of a listener. One client's trouble is no other's. */

import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';
import { abortReason } from '../base/errors.ts';
import type { Closing } from '../base/ledger.ts';
import { LINGER, lingeringClose } from '../channels/lingering-close.ts';
import { type Connection, Connections } from './connections.ts';
import { DatagramGuard, type OnUnanswered } from './datagram-guard.ts';
import type { Service, ServiceContext } from './service.ts';
import { plainContext } from './service-context.ts';
import { answersAll, innermost, isAnswered } from './start-tls.ts';

export interface ServeOptions {
  /** Before the service says its first word: the place to attach taps. */
  readonly onOpen?: (connection: Connection) => void;
  /** When a channel is over. `error` is what the service threw, where it did. */
  readonly onClosed?: (connection: Connection, closing: Closing, error?: Error) => void;
  /** One client at a time: the next is served when the last has gone. */
  readonly oneAtATime?: boolean;
  /** Serves this many and then stops listening (1: nc without `-k`). */
  readonly most?: number;
}

export interface Serving {
  readonly addresses: readonly string[];
  readonly connections: Connections;
  /** Resolves when nobody is served and nobody can come any more. */
  readonly done: Promise<void>;
  /** Stops listening; those being served finish. */
  stop(): Promise<void>;
}

export interface ServiceRun<O> extends ServeOptions {
  /** What the service gets of who runs it; where left out, its own defaults and nothing else. */
  readonly context?: ServiceContext<O>;
  /** Somebody gets no answer over datagrams, because it would hit another or be answered for ever. */
  readonly onUnanswered?: OnUnanswered;
}

/** Starts at once. Aborting the signal cuts everybody. */
export const serve = <O>(service: Service<O>, listener: Listener, run: ServiceRun<O>, signal: AbortSignal): Serving => {
  const context = run.context ?? plainContext(service, signal);
  const guard = new DatagramGuard(run.onUnanswered);
  const serveOne = (channel: OpenChannel): Promise<void> => {
    guard.watch(channel);
    answersAll(channel);
    return service.serve(channel, context);
  };
  const serving = serveEach(guard.over(listener), serveOne, run, signal);
  const leave = (): void => guard.leave();
  serving.done.then(leave, leave);
  return serving;
};

/** Runs `serveOne` with each accepted channel and closes it afterwards. */
export const serveEach = (
  listener: Listener,
  serveOne: (channel: OpenChannel, connection: Connection) => Promise<void>,
  options: ServeOptions,
  signal: AbortSignal,
): Serving => {
  const serveAndReport: ServeConnection = (connection, over) => {
    serveOne(connection.channel, connection).then(over, over);
  };
  return serveWith(listener, serveAndReport, options, signal);
};

/** Serves one client and calls `over` once, with what went wrong. By a call, so that an idle connection keeps no chain of promises. */
export type ServeConnection = (connection: Connection, over: (cause?: unknown) => void) => void;

/** What `serveEach` and `relay` have in common. */
export const serveWith = (listener: Listener, serveOne: ServeConnection, options: ServeOptions, signal: AbortSignal): Serving => {
  const loop = new ServeLoop(serveOne, options);
  const cut = (): void => {
    for (const connection of loop.connections.all()) connection.cut(abortReason(signal));
  };
  const forget = listenForAbort(signal, cut);
  const done = loop.serveAll(listener).finally(forget);
  return { addresses: listener.addresses, connections: loop.connections, done, stop: () => listener.close() };
};

class ServeLoop {
  readonly connections = new Connections();
  readonly #serveOne: ServeConnection;
  readonly #options: ServeOptions;
  /** Connections whose service or whose channel is not over. */
  #active = 0;
  #wake: (() => void) | undefined;

  constructor(serveOne: ServeConnection, options: ServeOptions) {
    this.#serveOne = serveOne;
    this.#options = options;
  }

  async serveAll(listener: Listener): Promise<void> {
    const { most, oneAtATime = false } = this.#options;
    if (listener.each !== undefined && most === undefined && !oneAtATime) await listener.each((channel) => this.#serve(channel));
    else await this.#serveSome(listener, most, oneAtATime);
    await this.#quiet();
  }

  async #serveSome(listener: Listener, most: number | undefined, oneAtATime: boolean): Promise<void> {
    let served = 0;
    for await (const channel of listener) {
      this.#serve(channel);
      if (++served === most) break;
      if (oneAtATime) await this.#quiet();
    }
  }

  #serve(channel: OpenChannel): void {
    const connection = this.connections.add(channel);
    this.#options.onOpen?.(connection);
    this.#active++;
    channel.ledger.whenOver(() => {
      this.connections.delete(connection);
      this.#partOver(connection);
    });
    this.#serveOne(connection, (cause) => {
      const error = cause === undefined ? undefined : errorOf(cause);
      if (error !== undefined) connection.trouble = error;
      closeServed(channel, error);
      this.#partOver(connection);
    });
  }

  #partOver(connection: Connection): void {
    if (--connection.parts > 0) return;
    this.#active--;
    const { onClosed } = this.#options;
    if (onClosed !== undefined) connection.channel.ledger.whenOver((closing) => onClosed(connection, closing, connection.trouble));
    if (this.#active === 0) this.#wake?.();
  }

  /** Resolves when nobody is served. */
  #quiet(): Promise<void> {
    if (this.#active === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

const closeServed = (outer: OpenChannel, error: Error | undefined): void => {
  const channel = innermost(outer);
  if (error !== undefined && !isAnswered(channel, error)) channel.abort(error);
  else if (!channel.ledger.isOver) void lingeringClose(channel, LINGER);
};

const errorOf = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

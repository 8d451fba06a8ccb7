/** Serve: a service for each channel of a listener. One client's trouble is no other's. */

import { whenAborted } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';
import { abortReason } from '../base/errors.ts';
import type { Closing } from '../base/ledger.ts';
import type { Service } from '../base/service.ts';
import { LINGER, linger } from '../channels/lingering-close.ts';
import { type Connection, Connections } from './connections.ts';

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

/** Starts at once. Aborting the signal cuts everybody. */
export const serve = (service: Service, listener: Listener, options: ServeOptions, signal: AbortSignal): Serving =>
  serveEach(listener, (channel) => service.serve(channel, signal), options, signal);

/** Runs `talk` with each channel that comes and lets go of it afterwards. */
export const serveEach = (
  listener: Listener,
  talk: (channel: OpenChannel, connection: Connection) => Promise<void>,
  options: ServeOptions,
  signal: AbortSignal,
): Serving => {
  const talkAndTell: Talk = (connection, over) => {
    talk(connection.channel, connection).then(
      () => over(),
      (cause: unknown) => over(errorOf(cause)),
    );
  };
  return serveWith(listener, talkAndTell, options, signal);
};

/** Talks with one client and calls `over` once, with what went wrong. By a call, so that an idle connection keeps no chain of promises. */
export type Talk = (connection: Connection, over: (error?: Error) => void) => void;

/** What `serveEach` and `relay` have in common. */
export const serveWith = (listener: Listener, talk: Talk, options: ServeOptions, signal: AbortSignal): Serving => {
  const desk = new Desk(talk, options);
  const cut = (): void => {
    for (const connection of desk.connections.all()) connection.cut(abortReason(signal));
  };
  const forget = whenAborted(signal, cut);
  const done = desk.serveAll(listener).finally(forget);
  return { addresses: listener.addresses, connections: desk.connections, done, stop: () => listener.close() };
};

class Desk {
  readonly connections = new Connections();
  private readonly talk: Talk;
  private readonly options: ServeOptions;
  /** Connections whose talk or whose channel is not over. */
  private active = 0;
  private wake: (() => void) | undefined;

  constructor(talk: Talk, options: ServeOptions) {
    this.talk = talk;
    this.options = options;
  }

  async serveAll(listener: Listener): Promise<void> {
    let served = 0;
    for await (const channel of listener) {
      this.serve(channel);
      if (++served === this.options.most) break;
      if (this.options.oneAtATime === true) await this.quiet();
    }
    await this.quiet();
  }

  private serve(channel: OpenChannel): void {
    const connection = this.connections.add(channel);
    this.options.onOpen?.(connection);
    let left = 2;
    const part = (): void => {
      if (--left === 0) this.over(connection);
    };
    this.active++;
    channel.ledger.whenOver(() => {
      this.connections.delete(connection);
      part();
    });
    this.talk(connection, (error) => {
      if (error !== undefined) connection.trouble = error;
      letGo(channel, error);
      part();
    });
  }

  private over(connection: Connection): void {
    this.active--;
    const { onClosed } = this.options;
    if (onClosed !== undefined) connection.channel.ledger.whenOver((closing) => onClosed(connection, closing, connection.trouble));
    if (this.active === 0) this.wake?.();
  }

  /** Resolves when nobody is served. */
  private quiet(): Promise<void> {
    if (this.active === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}

const letGo = (channel: OpenChannel, error: Error | undefined): void => {
  if (error !== undefined) channel.abort(error);
  else if (!channel.ledger.isOver) void linger(channel, LINGER);
};

const errorOf = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

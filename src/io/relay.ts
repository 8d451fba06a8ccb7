/**
 * Relay: a listener and a target. Every client gets a link of its own to a target opened for it.
 *
 * Who may come in, and how many, is the listener's matter (`AcceptOptions`; `filesPerConn: 2`); what a link does, the `LinkOptions`.
 * The live table is `connections` of what is returned; each of its rows can be closed.
 */
import { IoError } from '../core/fault.ts';
import type { OpenChannel } from './channel.ts';
import type { Connection } from './connections.ts';
import type { Listener } from './endpoint.ts';
import { type LinkOptions, type LinkReport, link } from './link.ts';
import { type ServeOptions, type Serving, serveEach } from './serve.ts';

export interface RelayOptions extends ServeOptions {
  readonly link?: LinkOptions;
  /** The target is open: the place to attach taps to it. */
  readonly onLinked?: (connection: Connection, target: OpenChannel) => void;
  readonly onUnlinked?: (connection: Connection, report: LinkReport) => void;
}

/** Opens the target for one client. */
export type OpenTarget = (client: OpenChannel, signal: AbortSignal) => Promise<OpenChannel>;

/**
 * Starts at once. A client whose target cannot be opened is cut (TCP: RST). A relay that turns out to be its own target stops, and its
 * `done` rejects with an IoError of code ELOOP.
 */
export const relay = (listener: Listener, openTarget: OpenTarget, options: RelayOptions, signal: AbortSignal): Serving => {
  const own = new LoopCheck();
  const stop = async (client: OpenChannel, target: OpenChannel, loop: Error): Promise<void> => {
    target.abort(loop);
    client.abort(loop);
    await listener.close();
  };
  const talk = async (client: OpenChannel, connection: Connection): Promise<void> => {
    own.came(client);
    let target: OpenChannel | undefined;
    try {
      target = await openTarget(client, signal);
      connection.target = target;
      own.opened(target);
      if (own.loop === undefined) await linked(client, target, connection, options, signal);
      else await stop(client, target, own.loop);
    } finally {
      own.gone(client, target);
    }
  };
  const serving = serveEach(listener, talk, options, signal);
  const done = serving.done.then(() => {
    if (own.loop !== undefined) throw own.loop;
  });
  done.catch(() => {}); // whoever waits for it hears of it
  return { ...serving, done };
};

const linked = async (
  client: OpenChannel,
  target: OpenChannel,
  connection: Connection,
  options: RelayOptions,
  signal: AbortSignal,
): Promise<void> => {
  options.onLinked?.(connection, target);
  const report = await link(client, target, options.link ?? {}, signal).done;
  options.onUnlinked?.(connection, report);
};

/** Notices a client that is one of our own targets by both its addresses, whatever name or route led here. */
class LoopCheck {
  loop: IoError | undefined;
  private readonly clients = new Set<string>();
  private readonly targets = new Set<string>();

  came(client: OpenChannel): void {
    if (client.facts.remoteIp === undefined) return;
    const pair = `${client.remote} ${client.local}`;
    this.clients.add(pair);
    if (this.targets.has(pair)) this.found(client.local);
  }

  opened(target: OpenChannel): void {
    if (target.facts.localIp === undefined) return;
    const pair = `${target.local} ${target.remote}`;
    this.targets.add(pair);
    if (this.clients.has(pair)) this.found(target.remote);
  }

  gone(client: OpenChannel, target: OpenChannel | undefined): void {
    this.clients.delete(`${client.remote} ${client.local}`);
    if (target !== undefined) this.targets.delete(`${target.local} ${target.remote}`);
  }

  private found(place: string): void {
    this.loop ??= new IoError(place, 'ELOOP', 'expected a target other than the relay, got ELOOP, because it connects to itself');
  }
}

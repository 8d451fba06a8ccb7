/**
 * Relay: a listener and a target. Every client gets a link of its own to a target opened for it.
 *
 * Who may come in, and how many, is the listener's matter (`AcceptOptions`; `filesPerConn: 2`); what a link does, the `LinkOptions`.
 * The live table is `connections` of what is returned; each of its rows can be closed.
 */
import { IoError } from '../../core/fault.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';
import type { IpEnd } from '../base/tap.ts';
import { Link, type LinkOptions, type LinkReport } from '../link/link.ts';
import type { Connection } from './connections.ts';
import { type ServeConnection, type ServeOptions, type Serving, serveWith } from './serve.ts';

export interface RelayOptions extends ServeOptions {
  readonly link?: LinkOptions;
  /** The target is open: the place to attach taps to it. */
  readonly onLinked?: (connection: Connection, target: OpenChannel) => void;
  readonly onUnlinked?: (connection: Connection, report: LinkReport) => void;
}

/** Opens the target for one client. */
export type OpenTarget = (client: OpenChannel, signal: AbortSignal) => Promise<OpenChannel>;

/**
 * Starts at once. A client whose target cannot be opened is cut (TCP: RST). A relay that turns out to be its own target cuts everybody and stops,
 * and its `done` rejects with an IoError of code ELOOP.
 */
export const relay = (listener: Listener, openTarget: OpenTarget, options: RelayOptions, signal: AbortSignal): Serving => {
  const own = new LoopCheck();
  const serveOne: ServeConnection = (connection, over) => {
    const client = connection.channel;
    own.came(client);
    openTarget(client, signal).then(
      (target) => {
        connection.target = target;
        own.opened(target);
        if (own.loop === undefined) return join(connection, target, own, options, over);
        target.abort(own.loop);
        over();
        for (const other of serving.connections.all()) other.cut(own.loop);
        return listener.close();
      },
      (cause: unknown) => {
        own.gone(client);
        over(cause instanceof Error ? cause : new Error(String(cause)));
      },
    );
  };
  const serving = serveWith(listener, serveOne, options, signal);
  const done = serving.done.then(() => {
    if (own.loop !== undefined) throw own.loop;
  });
  done.catch(() => {}); // whoever waits for it hears of it
  return { ...serving, done };
};

const join = (connection: Connection, target: OpenChannel, own: LoopCheck, options: RelayOptions, over: () => void): void => {
  options.onLinked?.(connection, target);
  new Link(connection.channel, target, options.link ?? PLAIN).whenDone((report) => {
    own.gone(connection.channel, target);
    options.onUnlinked?.(connection, report);
    over();
  });
};

const PLAIN: LinkOptions = {};

/**
 * Notices a client that is one of our own targets by both its addresses, whatever name or route led here.
 * Kept by the pair of ports, and compared in full only where these meet.
 */
class LoopCheck {
  loop: IoError | undefined;
  readonly #clients = new Map<number, OpenChannel>();
  readonly #targets = new Map<number, OpenChannel>();

  came(client: OpenChannel): void {
    this.#clients.set(portPair(client.facts.remoteIp, client.facts.localIp), client);
    this.#compare(client, this.#targets.get(portPair(client.facts.remoteIp, client.facts.localIp)));
  }

  opened(target: OpenChannel): void {
    this.#targets.set(portPair(target.facts.localIp, target.facts.remoteIp), target);
    this.#compare(this.#clients.get(portPair(target.facts.localIp, target.facts.remoteIp)), target);
  }

  gone(client: OpenChannel, target?: OpenChannel): void {
    this.#clients.delete(portPair(client.facts.remoteIp, client.facts.localIp));
    if (target !== undefined) this.#targets.delete(portPair(target.facts.localIp, target.facts.remoteIp));
  }

  #compare(client: OpenChannel | undefined, target: OpenChannel | undefined): void {
    if (client?.facts.remoteIp === undefined || target === undefined) return;
    if (client.remote !== target.local || client.local !== target.remote) return;
    this.loop ??= new IoError(target.remote, 'ELOOP', 'the target is the relay itself (ELOOP)');
  }
}

const portPair = (caller: IpEnd | undefined, called: IpEnd | undefined): number => (caller?.port ?? 0) * 65_536 + (called?.port ?? 0);

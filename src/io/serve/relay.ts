/**
 * Relay: a listener and a target. Every client gets a link of its own to a target opened for it.
 *
 * Who may come in, and how many, is the listener's matter (`AcceptOptions`; `filesPerConn: 2`); what a link does, the `LinkOptions`.
 * The live table is `connections` of what is returned; each of its rows can be closed.
 */

import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
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
 * Kept by the ports of both ends, and compared in full only where these meet.
 */
class LoopCheck {
  loop: IoError | undefined;
  readonly #clients = new ByPorts();
  readonly #targets = new ByPorts();

  came(client: OpenChannel): void {
    const { remoteIp, localIp } = client.facts;
    this.#clients.row(remoteIp, localIp).push(client);
    for (const target of this.#targets.row(remoteIp, localIp)) this.#compare(client, target);
  }

  opened(target: OpenChannel): void {
    const { remoteIp, localIp } = target.facts;
    this.#targets.row(localIp, remoteIp).push(target);
    for (const client of this.#clients.row(localIp, remoteIp)) this.#compare(client, target);
  }

  gone(client: OpenChannel, target?: OpenChannel): void {
    drop(this.#clients.row(client.facts.remoteIp, client.facts.localIp), client);
    if (target !== undefined) drop(this.#targets.row(target.facts.localIp, target.facts.remoteIp), target);
  }

  #compare(client: OpenChannel, target: OpenChannel): void {
    const { remoteIp, localIp } = client.facts;
    if (remoteIp === undefined || remoteIp.port !== target.facts.localIp?.port || localIp?.port !== target.facts.remoteIp?.port) return;
    if (client.remote !== target.local || client.local !== target.remote) return;
    this.loop ??= new IoError(target.remote, 'ELOOP', sayTrouble('itself'));
  }
}

/** Rows that stay, and no Map: where many come and go, each of a Map's tables, long dead, keeps the next one from being collected cheaply. */
class ByPorts {
  readonly #rows: OpenChannel[][] = Array.from({ length: ROWS }, () => []);

  row(caller: IpEnd | undefined, called: IpEnd | undefined): OpenChannel[] {
    return this.#rows[((caller?.port ?? 0) * 31 + (called?.port ?? 0)) % ROWS] as OpenChannel[];
  }
}

const ROWS = 1024;

const drop = (row: OpenChannel[], channel: OpenChannel): void => {
  const at = row.indexOf(channel);
  const last = row.pop();
  if (last !== undefined && at >= 0 && at < row.length) row[at] = last;
};

/**
 * How the next data connection is had: the client comes to a port of ours (PASV, EPSV), or we go to one of its (PORT, EPRT). Only ever its own
 * machine (RFC 2577): no other is connected to, and no other let in; once, and not for long.
 */

import { ip4Text, ip6Text, joinHostPort, parseIp, splitHostPort } from '../../../core/address.ts';
import { IoError } from '../../../core/fault.ts';
import { sayServing } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { canonicalIp } from '../../accept/access.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { Listener } from '../../base/endpoint.ts';
import type { ServiceContext } from '../../serve/service.ts';

export interface DataConnection {
  /** Rejects with an IoError where there is none. Called once. */
  open(): Promise<OpenChannel>;
  /** Nobody will want it any more. */
  close(): void;
}

type Context = Pick<ServiceContext, 'open' | 'accept' | 'say'>;

/** Milliseconds that a client has to come, from its PASV on, and from the command that wants the connection. */
const LONGEST_OPEN = 30_000;
const LONGEST_WAIT = 10_000;
const LOWEST_PORT = 1024;

/** Where the client says that it listens; undefined where that is not its own machine, or no port that it may have chosen freely. */
export const activeConnection = (control: OpenChannel, context: Context, address: Uint8Array, port: number): DataConnection | undefined => {
  const { localIp, remoteIp } = control.facts;
  const host = canonicalIp(address.length === 4 ? ip4Text(address) : ip6Text(address));
  if (localIp === undefined || remoteIp === undefined || port < LOWEST_PORT || host !== withoutZone(remoteIp.address)) return undefined;
  const from = localIp.address.includes(':') ? '' : `?bind=${localIp.address}`;
  return { open: () => context.open(`tcp:${joinHostPort(remoteIp.address, port)}${from}`, control), close: () => {} };
};

/** A link-local address has a zone, which a client does not write. */
const withoutZone = (address: string): string => address.replace(/%.*/, '');

export interface PassiveConnection extends DataConnection {
  readonly address: Uint8Array;
  readonly port: number;
}

/** A port for the client of `control`. Rejects with an IoError where there is none to be had. */
export const passiveConnection = async (control: OpenChannel, context: Context): Promise<PassiveConnection> => {
  const { localIp, remoteIp } = control.facts;
  if (localIp === undefined || remoteIp === undefined)
    throw new IoError(control.local, 'EAFNOSUPPORT', 'expected a control connection over IP, got none: there is no port to come to');
  const peer = remoteIp.address;
  const onRefused = (remote: string | Said): void => context.say(sayServing('ftpRefused', { who: remote, peer }));
  const listener = await context.accept(
    `tcp:${joinHostPort(localIp.address, 0)}`,
    { admits: (remote) => canonicalIp(remote) === peer, maxConns: 1, onRefused },
    control,
  );
  const { host, port } = splitHostPort(listener.addresses[0] ?? '');
  const address = parseIp(withoutZone(host)) ?? new Uint8Array(4);
  const coming = new Coming(listener);
  return { address, port: Number(port), open: () => coming.open(), close: () => coming.close() };
};

/** The one who comes. */
class Coming {
  readonly #listener: Listener;
  readonly #first: Promise<OpenChannel | undefined>;
  #timer: NodeJS.Timeout;
  #taken = false;

  constructor(listener: Listener) {
    this.#listener = listener;
    this.#first = firstOf(listener);
    this.#timer = this.#closeIn(LONGEST_OPEN);
    void this.#first.then((channel) => {
      clearTimeout(this.#timer);
      if (channel !== undefined && !this.#taken) this.#timer = setTimeout(() => this.close(), LONGEST_OPEN);
    });
  }

  async open(): Promise<OpenChannel> {
    this.#taken = true;
    clearTimeout(this.#timer);
    this.#timer = this.#closeIn(LONGEST_WAIT);
    const channel = await this.#first;
    clearTimeout(this.#timer);
    if (channel !== undefined) return channel;
    throw new IoError(this.#listener.addresses[0] ?? '', 'ETIMEDOUT', 'expected the client to connect there, got nobody in time');
  }

  close(): void {
    clearTimeout(this.#timer);
    void this.#listener.close();
    if (!this.#taken) void this.#first.then((channel) => channel?.abort(new Error('nothing was asked for over it')));
  }

  #closeIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.#listener.close(), ms);
  }
}

/** The first who comes; undefined where the listener was closed before. It listens no longer then. */
const firstOf = async (listener: Listener): Promise<OpenChannel | undefined> => {
  for await (const channel of listener) {
    await listener.close();
    return channel;
  }
  return undefined;
};

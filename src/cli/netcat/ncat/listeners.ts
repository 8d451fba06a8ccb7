/** Listeners: the listening sockets of a plan, one for each address, and the connections they accept. */
import { existsSync } from 'node:fs';
import type { ListenOptions } from 'node:net';
import { dirname } from 'node:path';
import type { OpenChannel } from '../../../io/base/channel.ts';
import type { Listener } from '../../../io/base/endpoint.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { closeWithoutUnlink } from '../../../io/endpoints/unix/close-without-unlink.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { ipFacts, type SocketFacts } from '../../../io/net/socket-facts.ts';
import { type Listening, listenSockets } from '../../../io/net/socket-listen.ts';
import { pathOf } from './dial.ts';
import { quit } from './quit.ts';
import type { NcatRun } from './run.ts';

export interface Listeners {
  /** How many sockets listen. */
  readonly count: number;
  close(): Promise<void>;
}

/** Listens, says so, and calls `arrived` with each accepted connection. Throws a Quit. */
export const openListeners = async (run: NcatRun, arrived: (channel: OpenChannel) => void): Promise<Listeners> => {
  const { plan } = run;
  const listeners: Listener[] = [];
  const close = async (): Promise<void> => {
    for (const listener of listeners.splice(0))
      await (plan.transport === 'unix' ? closeWithoutUnlink(listener, plan.host) : listener.close());
  };
  for (const place of listenAddresses(run)) {
    const listener = await listen(place, plan.addresses.length > 1, run);
    if (listener === undefined) continue;
    listeners.push(listener);
    run.messages.verbose(`Listening on ${place.shown(listener)}`);
    run.messages.test('LISTEN');
    void acceptEach(listener, arrived);
  }
  if (listeners.length === 0) throw quit('Unable to open any listening sockets.');
  return { count: listeners.length, close };
};

interface ListenAddress {
  readonly on: ListenOptions;
  /** As a message has it: `0.0.0.0:80`, `:::80`, `/run/x`. */
  readonly name: string;
  readonly shown: (listener: Listener) => string;
  readonly factsOf: Listening['factsOf'];
}

const listenAddresses = ({ plan }: NcatRun): readonly ListenAddress[] => {
  const { port, host } = plan;
  if (plan.transport === 'unix') {
    const facts: SocketFacts = { scheme: 'unix', local: host, remote: 'unnamed' };
    return [{ on: { path: pathOf(host) }, name: host, shown: () => host, factsOf: () => facts }];
  }
  return plan.addresses.map(({ address, family }) => ({
    on: { host: address, port, ipv6Only: family === 6, backlog: BACKLOG },
    name: `${address}:${port}`,
    shown: (listener) => `${address}:${portOf(listener) ?? port}`,
    factsOf: (socket) => ipFacts('tcp', socket),
  }));
};

const BACKLOG = 511;

/** The real one where 0 was asked for. */
const portOf = (listener: Listener): string | undefined => /:(\d+)$/.exec(listener.addresses[0] ?? '')?.[1];

/** Undefined where this machine lacks the family and there is another address. Limits are Ncat's own. */
const listen = async (place: ListenAddress, others: boolean, run: NcatRun): Promise<Listener | undefined> => {
  const limits = { maxConns: Number.MAX_SAFE_INTEGER, maxPerAddress: Number.MAX_SAFE_INTEGER };
  try {
    return await listenSockets(
      {
        place: place.name,
        noDelay: run.plan.transport !== 'unix',
        factsOf: place.factsOf,
        addressText: (server) => {
          const at = server.address();
          return at === null || typeof at === 'string' ? place.name : `${at.address}:${at.port}`;
        },
        bind: async (on) => void (await on(place.on)),
      },
      limits,
      run.signal,
    );
  } catch (cause) {
    if (others && codeOf(cause) === 'EAFNOSUPPORT') return undefined;
    throw quit(`bind to ${place.name}: ${strerror(place.on.path === undefined ? cause : pathError(place.on.path, cause))}.`);
  }
};

/** libuv calls a missing folder a missing right. */
const pathError = (path: string, cause: unknown): unknown =>
  codeOf(cause) === 'EACCES' && !existsSync(dirname(path)) ? Object.assign(new Error('no folder'), { code: 'ENOENT' }) : cause;

const acceptEach = async (listener: Listener, arrived: (channel: OpenChannel) => void): Promise<void> => {
  for await (const channel of listener) arrived(channel);
};

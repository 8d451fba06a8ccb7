/** Listeners: the listening sockets of a plan, one for each address, and the connections they accept. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import type { Listener } from '../../../io/base/endpoint.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import { SocketChannel } from '../../../io/net/socket-channel.ts';
import { tcpFacts } from '../../../io/net/socket-facts.ts';
import { listenSockets } from '../../../io/net/socket-listen.ts';
import { acceptUnix } from '../../../io/net/unix-socket.ts';
import { unixPlace } from './dial.ts';
import { quit } from './quit.ts';
import type { NcatRun } from './run.ts';

export interface Listeners {
  /** How many sockets listen. */
  readonly count: number;
  close(): Promise<void>;
}

/** Listens, says so, and calls `arrived` with each accepted connection. Throws a Quit. */
export const openListeners = async (run: NcatRun, arrived: (channel: OpenChannel) => void): Promise<Listeners> => {
  const listeners: Listener[] = [];
  // All are bound before anything is said: who waits for the first word may come to any of them.
  const places = listenPlaces(run).map((place) => ({ place, bound: listen(place, run) }));
  await Promise.allSettled(places.map(({ bound }) => bound));
  for (const { place, bound } of places) {
    const listener = await bound;
    if (listener === undefined) continue;
    listeners.push(listener);
    run.messages.verbose(`Listening on ${place.shown(listener)}`);
    run.messages.test('LISTEN');
    void acceptEach(listener, arrived);
  }
  if (listeners.length === 0) throw quit('Unable to open any listening sockets.');
  const close = async (): Promise<void> => {
    for (const listener of listeners.splice(0)) await listener.close();
  };
  return { count: listeners.length, close };
};

/** At once: who has sent something already is told by a reset. */
export const turnAway = (channel: OpenChannel): void => {
  if (channel instanceof SocketChannel) channel.socket.destroy();
  else channel.close();
};

interface ListenPlace {
  /** As a message has it: `0.0.0.0:80`, `:::80`, `/run/x`. */
  readonly name: string;
  readonly shown: (listener: Listener) => string;
  readonly open: () => Promise<Listener>;
}

/** Limits are Ncat's own. */
const LIMITS = { maxConns: Number.MAX_SAFE_INTEGER, maxPerAddress: Number.MAX_SAFE_INTEGER };

const listenPlaces = ({ plan, signal }: NcatRun): readonly ListenPlace[] => {
  const { port, host } = plan;
  if (plan.transport === 'unix') return [{ name: host, shown: () => host, open: () => acceptUnix(unixPlace(host), LIMITS, signal) }];
  return plan.addresses.map((at) => ({
    name: `${at.address}:${port}`,
    shown: (listener) => `${at.address}:${portOf(listener) ?? port}`,
    open: () => listenTcp(at, port, signal),
  }));
};

const BACKLOG = 511;

const listenTcp = ({ address, family }: Candidate, port: number, signal: AbortSignal): Promise<Listener> =>
  listenSockets(
    {
      place: `${address}:${port}`,
      noDelay: true,
      factsOf: tcpFacts,
      addressText: (server) => {
        const at = server.address();
        return at === null || typeof at === 'string' ? `${address}:${port}` : `${at.address}:${at.port}`;
      },
      bind: async (on) => void (await on({ host: address, port, ipv6Only: family === 6, backlog: BACKLOG })),
    },
    LIMITS,
    signal,
  );

/** The real one where 0 was asked for. */
const portOf = (listener: Listener): string | undefined => /:(\d+)$/.exec(listener.addresses[0] ?? '')?.[1];

/** Undefined where this machine lacks the family and there is another address. */
const listen = async (place: ListenPlace, { plan }: NcatRun): Promise<Listener | undefined> => {
  try {
    return await place.open();
  } catch (cause) {
    if (plan.addresses.length > 1 && codeOf(cause) === 'EAFNOSUPPORT') return undefined;
    throw quit(`bind to ${place.name}: ${strerror(cause)}.`);
  }
};

const acceptEach = async (listener: Listener, arrived: (channel: OpenChannel) => void): Promise<void> => {
  for await (const channel of listener) arrived(channel);
};

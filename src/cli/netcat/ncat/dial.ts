/** Dial: a stream to where the plan says, one address after the other as the look-up gave them, from the source that was asked for. */

import type { OpenChannel } from '../../../io/base/channel.ts';
import { withDeadline } from '../../../io/base/deadline.ts';
import { codeOf, refusalOf } from '../../../io/base/errors.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { Candidate } from '../../../io/net/happy-eyeballs.ts';
import { familyOf } from '../../../io/net/hosts.ts';
import { connectSocket } from '../../../io/net/socket-connect.ts';
import { tcpFacts } from '../../../io/net/socket-facts.ts';
import { openUnix, type SocketPlace } from '../../../io/net/unix-socket.ts';
import type { NetcatWire } from '../wire.ts';
import type { NcatMessages } from './messages.ts';
import type { Plan } from './plan.ts';
import { lost } from './quit.ts';

/** Milliseconds, where -w says nothing. */
export const CONNECT_TIMEOUT = 10_000;

export interface DialContext {
  readonly plan: Plan;
  readonly messages: NcatMessages;
  readonly signal: AbortSignal;
  readonly wire?: NetcatWire | undefined;
}

/** Rejects with the last address's error, or the signal's reason. */
export const dialTcp = async (addresses: readonly Candidate[], port: number, d: DialContext): Promise<OpenChannel> => {
  let failure: unknown;
  for (const [i, to] of addresses.entries()) {
    try {
      return await dialOne(to, port, d);
    } catch (cause) {
      if (d.signal.aborted) throw cause;
      failure = cause;
      d.wire?.failed(cause);
    }
    if (i < addresses.length - 1) {
      d.messages.verbose(`Connection to ${to.address} failed: ${dialFailure(failure)}.`);
      d.messages.verbose('Trying next address...');
    }
  }
  throw failure;
};

/** `Connection refused`, or `TIMEOUT` where -w was up. */
export const dialFailure = (cause: unknown): string => (cause instanceof TimedOut ? 'TIMEOUT' : strerror(cause));

export const dialUnix = async ({ plan, messages, signal }: DialContext): Promise<OpenChannel> => {
  if (plan.source !== undefined) messages.verbose('Specifying source socket for other than DATAGRAM Unix domain sockets have no effect.');
  try {
    return await within(plan, signal, (limited) => openUnix(unixPlace(plan.host), {}, limited));
  } catch (cause) {
    throw signal.aborted ? cause : lost(`${dialFailure(cause)}.`);
  }
};

/** The place of a socket by its path; as the original leaves files. */
export const unixPlace = (path: string): SocketPlace => ({ scheme: 'unix', place: path, name: path, path: pathOf(path), keepsFile: true });

/** Node takes a path with a leading zero byte for an abstract name; a relative one is made plain. */
const pathOf = (path: string): string => (path.startsWith('\0') ? `./${path}` : path);

class TimedOut extends Error {}

const dialOne = (to: Candidate, port: number, d: DialContext): Promise<OpenChannel> =>
  fromSource(to, d, ({ address, port: own }) =>
    within(d.plan, d.signal, (limited) => {
      const from = { ...(address !== undefined && { localAddress: address }), ...(own && { localPort: own }) };
      return connectSocket({ host: to.address, port, family: to.family, noDelay: true, ...from }, tcpFacts, limited, {
        onUnanswered: d.wire?.unanswered,
      });
    }),
  );

export interface Source {
  readonly address?: string | undefined;
  readonly port?: number | undefined;
}

/** From --source and --source-port; where they cannot be had, Ncat says so and goes on from another port or address. */
export const fromSource = async <T>(
  to: Candidate,
  { plan, messages }: Pick<DialContext, 'plan' | 'messages'>,
  attempt: (from: Source) => Promise<T>,
): Promise<T> => {
  const { source, sourcePort } = plan;
  if (source === undefined && !sourcePort) return attempt({});
  const own = familyOf(source ?? '') ?? to.family;
  try {
    if (own !== to.family)
      throw Object.assign(new Error('another family'), { code: own === 4 ? 'EINVAL' : 'EAFNOSUPPORT', syscall: 'bind' });
    return await attempt({ address: source, port: sourcePort });
  } catch (cause) {
    if (!isBindFailure(cause, sourcePort)) throw cause;
    const from = `${source ?? (to.family === 6 ? '::' : '0.0.0.0')}:${sourcePort ?? 0}`;
    messages.plain(unboundText(from, cause));
    return attempt({});
  }
};

/** What Ncat says where it goes on without the name that it was told to take. */
export const unboundText = (from: string, cause: unknown): string =>
  `libnsock mksock_bind_addr(): Bind to ${from} failed (IOD #1): ${strerror(cause)} (${ERRNO[codeOf(cause) ?? ''] ?? 0})`;

const isBindFailure = (cause: unknown, sourcePort: number | undefined): boolean => {
  const at = refusalOf(cause);
  if (at?.by !== 'system') return false;
  return at.call === 'bind' || at.code === 'EADDRNOTAVAIL' || (sourcePort !== undefined && at.code === 'EADDRINUSE');
};

const ERRNO: Readonly<Record<string, number>> = { ENOENT: 2, EACCES: 13, EADDRINUSE: 98, EADDRNOTAVAIL: 99, EAFNOSUPPORT: 97, EINVAL: 22 };

const within = <T>(plan: Plan, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  withDeadline(plan.flags.wait ?? CONNECT_TIMEOUT, () => new TimedOut('timed out'), signal, work);

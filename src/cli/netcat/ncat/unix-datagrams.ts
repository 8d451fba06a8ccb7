/** `-U -u`: unix datagrams, by the system's own calls (the package koffi), since Node has none. */
import { existsSync, mkdtempSync, rmdirSync, unlinkSync } from 'node:fs';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { codeOf } from '../../../io/base/errors.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import { SystemError } from '../system.ts';
import {
  awaitUnixPeer,
  bindUnixDatagrams,
  connectUnixDatagrams,
  namelessUnixDatagrams,
  type TemporaryName,
  type UnixDatagrams,
  unixDatagramPeer,
} from '../unix-datagram.ts';
import { unboundText } from './dial.ts';
import { fatal, lost, type Quit, quit } from './quit.ts';
import type { NcatRun } from './run.ts';

/**
 * Bound to --source or a name of its own, so that there is somewhere to answer to; the name goes with the channel. Where --source cannot be had, it
 * goes on without. Throws a Quit.
 */
export const connectUnixPeer = async (run: NcatRun): Promise<OpenChannel> => {
  const { plan, messages } = run;
  const { own, socket } = boundOrNot(run);
  messages.verbose(`[${own.path}] used as source DGRAM Unix domain socket.`);
  try {
    refusalAsQuit(
      () => connectUnixDatagrams(socket, plan.host),
      (why) => lost(`${why}.`),
    );
  } catch (cause) {
    own.remove();
    throw cause;
  }
  messages.verbose(`Connected to ${plan.host}.`);
  const { channel } = unixDatagramPeer(socket, true);
  const forget = ({ error }: { readonly error?: Error | undefined }): void => {
    if (error === undefined) messages.verbose(`Deleting source DGRAM Unix domain socket. [${own.path}]`);
    own.remove();
  };
  channel.ledger.closing.then(forget, own.remove);
  return channel;
};

/** The first who sends something; it must have a name to be answered. Throws a Quit. */
export const firstUnixPeer = async ({ plan, messages }: NcatRun): Promise<OpenChannel> => {
  const socket = refusalAsQuit(
    () => bindFresh(plan.host),
    (why) => quit(`bind to ${plan.host}: ${why}.`),
  );
  messages.verbose(`Listening on ${plan.host}`);
  messages.test('LISTEN');
  const name = await awaitUnixPeer(socket).catch((cause: unknown) => {
    throw codeOf(cause) === undefined ? cause : fatal('connect', cause);
  });
  messages.verbose(`Connection from ${name}.`);
  return unixDatagramPeer(socket, true).channel;
};

const boundOrNot = ({ plan: { source }, messages }: NcatRun): { own: TemporaryName; socket: UnixDatagrams } => {
  const own = nameOf(source ?? freeName());
  try {
    return { own, socket: bindFresh(own.path) };
  } catch (cause) {
    if (codeOf(cause) === undefined) throw cause instanceof NcError ? lost(`${strerror(cause)}.`) : cause;
    messages.plain(unboundText(own.path, cause));
    return { own: { path: own.path, remove: () => {} }, socket: namelessUnixDatagrams() };
  }
};

const nameOf = (path: string): TemporaryName => ({ path, remove: () => unlinkSync(path) });

/** As the original makes it up. Where somebody takes it before us, binding says so. */
const freeName = (): string => {
  const path = mkdtempSync('/tmp/ncat.');
  rmdirSync(path);
  return path;
};

const bindFresh = (path: string): ReturnType<typeof bindUnixDatagrams> => {
  if (existsSync(path)) throw new SystemError('bind', 'EADDRINUSE');
  return bindUnixDatagrams(path);
};

const refusalAsQuit = <T>(work: () => T, words: (why: string) => Quit): T => {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof NcError || codeOf(cause) !== undefined ? words(strerror(cause)) : cause;
  }
};

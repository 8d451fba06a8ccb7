/** `-U -u`: unix datagrams, by the system's own calls (the package koffi), since Node has none. */
import { existsSync, unlinkSync } from 'node:fs';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { Refusal } from '../nc-error.ts';
import { awaitUnixPeer, bindUnixDatagrams, connectUnixDatagrams, temporaryName, unixDatagramPeer } from '../unix-datagram.ts';
import { lost, Quit, quit } from './quit.ts';
import type { Run } from './run.ts';

/** Bound to --source or a name of its own, so that there is somewhere to answer to; the name goes with the channel. Throws a Quit. */
export const connectUnixPeer = async (run: Run): Promise<OpenChannel> => {
  const { plan, say } = run;
  const own = plan.source === undefined ? temporaryName() : { path: plan.source, remove: () => unlinkSync(plan.source ?? '') };
  const socket = refusalAsQuit(
    () => bindFresh(own.path),
    (words) => lost(`${words}.`),
  );
  say.verbose(`[${own.path}] used as source DGRAM Unix domain socket.`);
  try {
    refusalAsQuit(
      () => connectUnixDatagrams(socket, plan.host),
      (words) => lost(`${words.slice(plan.host.length + 2)}.`),
    );
  } catch (cause) {
    own.remove();
    throw cause;
  }
  say.verbose(`Connected to ${plan.host}.`);
  const { channel } = unixDatagramPeer(socket, true);
  const forget = ({ error }: { readonly error?: Error | undefined }): void => {
    if (error === undefined) say.verbose(`Deleting source DGRAM Unix domain socket. [${own.path}]`);
    own.remove();
  };
  channel.ledger.closing.then(forget, own.remove);
  return channel;
};

/** The first who sends something; it must have a name to be answered. Throws a Quit. */
export const firstUnixPeer = async ({ plan, say }: Run): Promise<OpenChannel> => {
  const socket = refusalAsQuit(
    () => bindFresh(plan.host),
    (words) => quit(`bind to ${plan.host}: ${words}.`),
  );
  say.verbose(`Listening on ${plan.host}`);
  say.test('LISTEN');
  const name = await awaitUnixPeer(socket).catch((cause: unknown) => {
    throw cause instanceof Refusal ? new Quit(`${cause.message}\n`, 2) : cause;
  });
  say.verbose(`Connection from ${name}.`);
  return unixDatagramPeer(socket, true).channel;
};

const bindFresh = (path: string): ReturnType<typeof bindUnixDatagrams> => {
  if (existsSync(path)) throw new Refusal('Address already in use');
  return bindUnixDatagrams(path, '');
};

const refusalAsQuit = <T>(work: () => T, words: (text: string) => Error): T => {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof Refusal ? words(cause.message) : cause;
  }
};

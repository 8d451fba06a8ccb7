/** Unix stream sockets by the path that Node wants (an abstract name begins with a zero byte): what `unix:` and `npipe:` have in common. */
import { lstat, unlink } from 'node:fs/promises';
import type { OpenChannel } from './channel.ts';
import { withDeadline } from './deadline.ts';
import type { AcceptOptions, Listener, OpenOptions } from './endpoint.ts';
import { abortReason, codeOf, ioError } from './errors.ts';
import { removeAtExit } from './exit-files.ts';
import { connectSocket } from './socket-connect.ts';
import type { SocketFacts } from './socket-facts.ts';
import { listenSockets } from './socket-listen.ts';

export interface SocketPlace {
  readonly scheme: string;
  /** The address as printed, for messages. */
  readonly place: string;
  /** As people know it, for facts and as the address that is listened on. */
  readonly name: string;
  readonly path: string;
  /** Rights of the file when listening, octal text; default 600. */
  readonly mode?: string | undefined;
}

export const openUnix = async (at: SocketPlace, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  const late = (): Error => ioError(at.place, 'a listener', Object.assign(new Error('late'), { code: 'ETIMEDOUT' }));
  return withDeadline(options.connectTimeout ?? 0, late, signal, async (limited) => {
    try {
      return await connectSocket({ path: at.path }, () => factsOf(at, 'unnamed', at.name), limited);
    } catch (cause) {
      throw limited.aborted ? abortReason(limited) : ioError(at.place, 'a listener', cause, BECAUSE[codeOf(cause) ?? '']);
    }
  });
};

const BECAUSE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that socket any more',
  ENOENT: 'there is no such socket',
  EACCES: 'this user may not use that socket',
};

/** The file is made for this user only. A socket left behind by a process that is gone is replaced; nothing else is ever removed. */
export const acceptUnix = async (at: SocketPlace, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  await removeStale(at, signal);
  return listenSockets(
    {
      place: at.place,
      factsOf: () => factsOf(at, at.name, 'unnamed'),
      addressText: () => at.name,
      bind: async (listenOn) => {
        const server = await withUmask(at.mode, () => listenOn({ path: at.path, backlog: 1024 }));
        if (isFile(at)) removeAtExit(at.path, () => server.listening); // Node removes it when the server closes
      },
    },
    options,
    signal,
  );
};

/** Binding happens in the call itself, so the mask is back before anything else runs. Worker threads have no mask of their own. */
const withUmask = <T>(mode: string | undefined, bind: () => T): T => {
  const mask = 0o777 & ~Number.parseInt(mode ?? '600', 8);
  let before: number | undefined;
  try {
    before = process.umask(mask);
  } catch {
    // a worker thread
  }
  try {
    return bind();
  } finally {
    if (before !== undefined) process.umask(before);
  }
};

const removeStale = async (at: SocketPlace, signal: AbortSignal): Promise<void> => {
  if (!isFile(at)) return;
  const file = await lstat(at.path).catch(() => undefined);
  if (!file?.isSocket()) return; // what else lies there makes bind fail, as it should
  try {
    const other = await connectSocket({ path: at.path }, () => factsOf(at, 'unnamed', at.name), signal);
    other.close();
  } catch (cause) {
    if (codeOf(cause) === 'ECONNREFUSED') await unlink(at.path);
  }
};

/** Neither an abstract name nor a named pipe of Windows. */
const isFile = (at: SocketPlace): boolean => !at.path.startsWith('\0') && !at.path.startsWith('\\\\');

const factsOf = (at: SocketPlace, local: string, remote: string): SocketFacts => ({ scheme: at.scheme, local, remote });

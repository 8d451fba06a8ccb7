/** `unixgram:` opened and listened on; a listener gives each named sender a channel of its own. */

import { unlinkSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { IoError } from '../../../core/fault.ts';
import { sayServing, sayTrouble } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { AcceptQueue } from '../../accept/accept-queue.ts';
import { connectionLimits, ONLY_FIRST } from '../../accept/connection-limits.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { AcceptOptions, Listener, OpenOptions } from '../../base/endpoint.ts';
import { abortReason, codeOf, ioError } from '../../base/errors.ts';
import { DatagramChannel, type DatagramPort } from '../../channels/datagram-channel.ts';
import { temporaryFile } from '../../fd/temporary-file.ts';
import { watchDatagrams } from '../../host/datagram-calls.ts';
import {
  type MakeSocket,
  nameText,
  type UnixDatagramSocket,
  type UnixName,
  unixDatagramSockets,
  unixName,
} from '../../host/unix-datagram.ts';

export interface UnixgramWords {
  /** The path; an abstract name starts with `@`. */
  readonly path: string;
  readonly idle?: number;
  readonly wait?: number;
}

const WAIT = 2;
const IDLE = 120;

/** Rejects with an IoError, or with the signal's reason. */
export const openUnixgram = async (at: UnixgramWords, place: string, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  if (signal.aborted) throw abortReason(signal);
  const started = now();
  const to = unixName(at.path);
  await checkThere(at.path, place);
  const make = await unixDatagramSockets(place);
  const socket = make();
  let stop = (): void => {};
  const port = portTo(socket, to, place, () => {
    stop();
    socket.close();
  });
  const facts = {
    scheme: 'unixgram',
    framing: 'datagram',
    role: 'initiator',
    local: nameText(socket.name),
    remote: at.path,
    started,
    opened: now(),
  } as const;
  const rules = { place, idle: at.idle ?? 0, wait: at.wait ?? WAIT, onTrouble: options.onTrouble };
  const channel = new DatagramChannel(facts, port, rules);
  stop = watchDatagrams(
    socket,
    (bytes) => channel.arrive(bytes),
    () => channel.isFull,
  );
  return channel;
};

/** The kernel would tell only with the first datagram. */
const checkThere = async (path: string, place: string): Promise<void> => {
  if (path.startsWith('@')) return;
  const file = await lstat(path).catch((cause: unknown) =>
    Promise.reject(ioError(place, 'a listener', cause, BECAUSE[codeOf(cause) ?? ''])),
  );
  if (!file.isSocket()) throw new IoError(place, 'ENOTSOCK', [sayTrouble('noSocketFile'), ' (ENOTSOCK)']);
};

const BECAUSE: Readonly<Record<string, Said>> = {
  ENOENT: sayTrouble('noSocket'),
  ECONNREFUSED: sayTrouble('socketLeft'),
};

/** Milliseconds after which a full receiver is asked again. */
const AGAIN = 2;

/** Datagrams of this kind are not lost: what the receiver has no room for waits here, in order. */
const portTo = (socket: UnixDatagramSocket, to: UnixName, place: string, release: () => void): DatagramPort => {
  const waiting: { readonly bytes: Uint8Array; readonly sent: (error: Error | null) => void }[] = [];
  let pending = 0;
  let over = false;
  const push = (): void => {
    for (let first = waiting[0]; first !== undefined && !over; first = waiting[0]) {
      const error = socket.send(first.bytes, to);
      if (error !== undefined && codeOf(error) === 'EAGAIN') {
        setTimeout(push, AGAIN);
        return;
      }
      waiting.shift();
      pending -= first.bytes.length;
      first.sent(error === undefined ? null : refusal(place, error));
    }
  };
  return {
    send: (bytes, sent) => {
      const error = waiting.length > 0 ? BUSY : socket.send(bytes, to);
      if (error === undefined) process.nextTick(sent, null);
      else if (codeOf(error) !== 'EAGAIN') process.nextTick(sent, refusal(place, error));
      else {
        waiting.push({ bytes, sent });
        pending += bytes.length;
        if (waiting.length === 1) setTimeout(push, AGAIN);
      }
    },
    pending: () => pending,
    release: () => {
      over = true;
      release();
    },
  };
};

const BUSY = Object.assign(new Error('others wait'), { code: 'EAGAIN' });

const refusal = (place: string, error: Error): Error =>
  codeOf(error) === 'EMSGSIZE' ? error : ioError(place, 'to send a datagram', error, BECAUSE[codeOf(error) ?? '']);

/** Resolves when it listens. Rejects with an IoError, or with the signal's reason. */
export const acceptUnixgram = async (at: UnixgramWords, place: string, options: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  if (signal.aborted) throw abortReason(signal);
  const socket = await bindSocket(at.path, place);
  const senders = new Senders(socket, at, place, options);
  const onAbort = (): void => void senders.queue.close();
  signal.addEventListener('abort', onAbort, { once: true });
  return senders.queue;
};

/** For this user only. A socket left behind is replaced where nobody has it open; nothing else is ever removed. */
const bindSocket = async (path: string, place: string): Promise<UnixDatagramSocket> => {
  const make = await unixDatagramSockets(place);
  const isFile = !path.startsWith('@');
  try {
    if (!isFile) return make(unixName(path));
    await removeStale(path, make);
    return removingItsFile(
      withUmask(() => make(unixName(path))),
      path,
    );
  } catch (cause) {
    throw ioError(place, 'to listen', cause);
  }
};

const withUmask = <T>(bind: () => T): T => {
  const before = process.umask(0o177);
  try {
    return bind();
  } finally {
    process.umask(before);
  }
};

const removeStale = async (path: string, make: MakeSocket): Promise<void> => {
  const file = await lstat(path).catch(() => undefined);
  if (!file?.isSocket()) return; // what else lies there makes bind fail, as it should
  const probe = make();
  const error = probe.send(new Uint8Array(0), unixName(path));
  probe.close();
  if (error !== undefined && codeOf(error) === 'ECONNREFUSED') unlinkSync(path);
};

const removingItsFile = (socket: UnixDatagramSocket, path: string): UnixDatagramSocket => {
  const file = temporaryFile(path);
  return {
    ...socket,
    close: () => {
      socket.close();
      file.remove();
    },
  };
};

class Senders {
  readonly queue: AcceptQueue;
  readonly #socket: UnixDatagramSocket;
  readonly #at: UnixgramWords;
  readonly #place: string;
  readonly #options: AcceptOptions;
  readonly #channels = new Map<string, DatagramChannel>();
  readonly #limiter: ReturnType<typeof connectionLimits>;
  readonly #space = { free: 64 << 20 };
  readonly #stop: () => void;
  #accepting = true;
  #ignored: string | undefined;

  constructor(socket: UnixDatagramSocket, at: UnixgramWords, place: string, options: AcceptOptions) {
    this.#socket = socket;
    this.#at = at;
    this.#place = place;
    this.#options = options;
    this.#limiter = connectionLimits({ ...options, filesPerConn: options.filesPerConn === undefined ? 0 : options.filesPerConn - 1 });
    this.queue = new AcceptQueue([at.path], async () => {
      this.#accepting = false;
      this.#closeWhenDone();
    });
    this.#stop = watchDatagrams(
      socket,
      (bytes, from) => this.#arrive(bytes, from),
      () => false,
    );
  }

  #arrive(bytes: Uint8Array, from: UnixName): void {
    const name = nameText(from);
    const known = this.#channels.get(name);
    if (known !== undefined) known.arrive(bytes);
    else if (this.#accepting) this.#welcome(name, bytes, from);
    else this.#ignore(name);
  }

  #ignore(name: string): void {
    for (const channel of this.#channels.values()) channel.ledger.count('ofOthers');
    if (name === this.#ignored) return;
    this.#ignored = name;
    this.#options.onRefused?.(name === '' ? sayServing('unnamed') : name, ONLY_FIRST);
  }

  #welcome(name: string, bytes: Uint8Array, from: UnixName): void {
    const remote = name === '' ? 'unnamed' : name;
    const refused = this.#limiter.admit(remote);
    if (refused !== undefined) {
      this.#options.onRefused?.(name === '' ? sayServing('unnamed') : name, refused);
      return;
    }
    const at = now();
    const facts = {
      scheme: 'unixgram',
      framing: 'datagram',
      role: 'acceptor',
      local: this.#at.path,
      remote,
      started: at,
      opened: at,
    } as const;
    const leave = (): void => this.#leave(name, remote);
    const port = name === '' ? mutePort(this.#place, leave) : portTo(this.#socket, from, this.#place, leave);
    const { idle = IDLE, wait = WAIT } = this.#at;
    const channel = new DatagramChannel(facts, port, {
      place: this.#place,
      idle,
      wait,
      onTrouble: this.#options.onTrouble,
      space: this.#space,
    });
    this.#channels.set(name, channel);
    channel.arrive(bytes);
    this.queue.push(channel);
  }

  #leave(name: string, remote: string): void {
    this.#channels.delete(name);
    this.#limiter.release(remote);
    this.#closeWhenDone();
  }

  #closeWhenDone(): void {
    if (this.#accepting || this.#channels.size > 0) return;
    this.#stop();
    this.#socket.close();
  }
}

const mutePort = (place: string, release: () => void): DatagramPort => ({
  send: (_bytes, sent) => process.nextTick(sent, new IoError(place, 'EPERM', UNNAMED)),
  pending: () => 0,
  release,
});

const UNNAMED = 'the sender cannot be answered: its socket has no name';

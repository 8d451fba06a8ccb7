/** Opening and listening by words, and Node's own servers beside them, for tests. */
import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { acceptAddress, openAddress, parseAddress } from '../src/io/address/address.ts';
import type { OpenChannel } from '../src/io/base/channel.ts';
import type { AcceptOptions, Listener, OpenOptions } from '../src/io/base/endpoint.ts';

const never = new AbortController().signal;

export const openWords = (words: string, options: OpenOptions = {}): Promise<OpenChannel> =>
  openAddress(parseAddress(words), options, never);

export const listenWords = (words: string, options: AcceptOptions = {}): Promise<Listener> =>
  acceptAddress(parseAddress(words), options, never);

/** The next channel that comes. */
export const takeFrom = async (listener: Listener): Promise<OpenChannel> => (await listener[Symbol.asyncIterator]().next()).value;

export const portOf = (listener: Listener): number => Number(listener.addresses[0]?.replace(/^.*:/, ''));

/** Listens on a free port of loopback. */
export const listening = async <S extends Server>(server: S): Promise<S> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

export const serverPort = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Resolves when the socket is closed, in whatever way. */
export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.on('error', () => {}).once('close', () => resolve()));

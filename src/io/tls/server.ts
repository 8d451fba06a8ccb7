/** TLS as server, with a given certificate or one made for this process. */

import { hostname } from 'node:os';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { ioError } from '../base/errors.ts';
import { channelStream } from '../channels/channel-stream.ts';
import { type Identity, selfSigned } from './certificate.ts';
import { contextOptions } from './context.ts';
import { handshake, handshakeError, overTls } from './handshake.ts';
import type { TlsOptions } from './options.ts';

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const tlsServer = async (channel: OpenChannel, o: TlsOptions, signal: AbortSignal): Promise<OpenChannel> => {
  const place = `tls:${channel.remote}`;
  const secureContext = await contextOf(o, place);
  const below = channelStream(channel);
  const wantsCert = o.ca !== undefined;
  const start = (): TLSSocket =>
    new TLSSocket(below, {
      isServer: true,
      secureContext,
      requestCert: wantsCert,
      rejectUnauthorized: wantsCert && o.insecure !== true,
      ...(o.alpn !== undefined && { ALPNProtocols: [...o.alpn] }),
    });
  const socket = await handshake({ start, below, event: 'secure', channel, place, signal });
  const wrong = wantsCert ? verifyError(socket) : undefined;
  if (wrong !== undefined && o.insecure !== true) {
    socket.destroy();
    throw handshakeError(place, wrong);
  }
  return overTls({ socket, below, channel, place, verified: wantsCert && wrong === undefined, laxEof: o.laxEof === true });
};

/** Certificate and key are there and belong together. Rejects with an IoError. */
export const tlsServerReady = async (o: TlsOptions, place: string): Promise<void> => void (await contextOf(o, place));

/** The certificate that servers of this process show when they are given none; for its names, this machine's name and loopback. */
export const processIdentity = (): Identity => {
  made ??= selfSigned(['localhost', ...(hostname() === 'localhost' ? [] : [hostname()]), '127.0.0.1', '::1'], now());
  return made;
};
let made: Identity | undefined;

/** One context for all connections of a listener: it holds the session tickets, and reading the files takes time. */
const contextOf = (o: TlsOptions, place: string): Promise<SecureContext> => {
  let context = contexts.get(o);
  if (context === undefined) {
    context = makeContext(o, place);
    contexts.set(o, context);
    context.catch(() => contexts.delete(o));
  }
  return context;
};
const contexts = new WeakMap<TlsOptions, Promise<SecureContext>>();

const makeContext = async (o: TlsOptions, place: string): Promise<SecureContext> => {
  const given = await contextOptions(o, place);
  try {
    return createSecureContext({ ...(given.cert === undefined ? processIdentity() : {}), ...given, honorCipherOrder: true });
  } catch (cause) {
    throw ioError(place, 'a certificate and its key', cause);
  }
};

/** What OpenSSL says of the client's certificate. Node keeps it on the handle; where it is not found, no certificate is good. */
const verifyError = (socket: TLSSocket): Error | undefined => {
  const handle: unknown = Reflect.get(socket, '_handle');
  const ask: unknown = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'verifyError') : undefined;
  if (typeof ask !== 'function') return new Error('this Node does not tell whether the certificate is good');
  const error: unknown = Reflect.apply(ask, handle, []);
  return error instanceof Error ? error : undefined;
};

/** TLS as server, with a given certificate or one made for this process. */

import { hostname } from 'node:os';
import { createSecureContext, type SecureContext, type SecureContextOptions, TLSSocket, type TLSSocketOptions } from 'node:tls';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { ioError } from '../base/errors.ts';
import { channelStream } from '../channels/channel-stream.ts';
import { IS_PLAIN } from '../host/plain-host.ts';
import { certificateError } from '../host/tls-errors.ts';
import { type Identity, selfSigned } from './certificate.ts';
import { contextOptions } from './context.ts';
import { type Handshake, handshake, handshakeError, overTls } from './handshake.ts';
import type { TlsOptions } from './options.ts';
import { plainServerHandshake, refusalOf } from './plain-server.ts';
import type { TlsTalk } from './tickets.ts';

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const tlsServer = async (channel: OpenChannel, o: TlsOptions, signal: AbortSignal, talk?: TlsTalk): Promise<OpenChannel> => {
  const place = `tls:${channel.remote}`;
  const below = channelStream(channel);
  const wantsCert = o.ca !== undefined;
  const asked = {
    requestCert: wantsCert,
    rejectUnauthorized: wantsCert && o.insecure !== true,
    ...(o.alpn !== undefined && { ALPNProtocols: [...o.alpn] }),
  };
  const { socket, wrong } = await (IS_PLAIN ? shakePlainly : shake)(o, asked, { below, channel, place, signal, talk });
  if (wrong !== undefined && wantsCert && o.insecure !== true) {
    socket.destroy();
    throw handshakeError(place, wrong);
  }
  return overTls({ socket, channel, place, verified: wantsCert && wrong === undefined, laxEof: o.laxEof === true });
};

/** What is asked of a client. */
type Asked = Pick<TLSSocketOptions, 'requestCert' | 'rejectUnauthorized' | 'ALPNProtocols'>;

interface Shaken {
  readonly socket: TLSSocket;
  /** With the client's certificate, if one was asked for. */
  readonly wrong: Error | undefined;
}

const shake = async (o: TlsOptions, asked: Asked, at: Omit<Handshake, 'start' | 'event'>): Promise<Shaken> => {
  const secureContext = await contextOf(o, at.place);
  const start = (): TLSSocket => new TLSSocket(at.below, { isServer: true, secureContext, ...asked });
  const socket = await handshake({ ...at, start, event: 'secure' });
  return { socket, wrong: asked.requestCert === true ? certificateError(socket) : undefined };
};

const shakePlainly = async (o: TlsOptions, asked: Asked, at: Omit<Handshake, 'start' | 'event'>): Promise<Shaken> => {
  const socket = await plainServerHandshake({ ...at, options: { ...(await serverOptions(o, at.place)), ...asked } });
  return { socket, wrong: refusalOf(socket) };
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
  const options = await serverOptions(o, place);
  try {
    return createSecureContext(options);
  } catch (cause) {
    throw ioError(place, 'a certificate and its key', cause);
  }
};

const serverOptions = async (o: TlsOptions, place: string): Promise<SecureContextOptions> => {
  const given = await contextOptions(o, place);
  return { ...(given.cert === undefined ? processIdentity() : {}), ...given, honorCipherOrder: true };
};

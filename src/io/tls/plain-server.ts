/**
 * TLS as server in a plain host: a tls.Server for each connection. It says in public events what a TLSSocket by itself keeps in private
 * ones (errors after the handshake, what is wrong with a certificate), and makes its secure context anew each time.
 */
import type { Duplex } from 'node:stream';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { abortReason } from '../base/errors.ts';
import { handshakeError, inTime, watchCloseNotify } from './handshake.ts';
import { tellKeys } from './tell-keys.ts';
import { holdTickets, type TlsTalk } from './tickets.ts';

export interface PlainHandshake {
  readonly options: TlsOptions;
  readonly below: Duplex;
  readonly channel: OpenChannel;
  readonly place: string;
  readonly signal: AbortSignal;
  readonly talk?: TlsTalk | undefined;
}

/** Rejects with an IoError or the signal's reason. */
export const plainServerHandshake = (h: PlainHandshake): Promise<TLSSocket> => inTime(h, (signal) => shakeHands(h, signal));

const shakeHands = (h: PlainHandshake, signal: AbortSignal): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const server = createServer(h.options);
    const forget = listenForAbort(signal, () => fail(abortReason(signal)));
    const fail = (reason: unknown): void => {
      forget();
      h.below.destroy();
      reject(reason);
    };
    h.channel.ledger.expectSecrets(true);
    server.on('keylog', tellKeys(h.channel.ledger));
    server.once('tlsClientError', (cause, socket) => {
      socket.on('error', () => {});
      fail(handshakeError(h.place, refusalOf(socket) ?? cause));
    });
    server.once('secureConnection', (socket) => {
      forget();
      h.channel.ledger.expectSecrets(false);
      socket.disableRenegotiation();
      watchCloseNotify(socket, h.below);
      if (h.talk === 'takes') holdTickets(socket, h.below);
      resolve(socket);
    });
    server.emit('connection', h.below);
  });

/** Why the client's certificate is not good; undefined where it is, or where none was wanted. */
export const refusalOf = (socket: TLSSocket): Error | undefined => {
  const code: unknown = socket.authorizationError ?? undefined;
  return code === undefined ? undefined : Object.assign(new Error(String(code)), { code: String(code) });
};

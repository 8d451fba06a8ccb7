/** What both sides of TLS share: waiting for the handshake, and the channel over it, which knows a cut from an end. */

import type { Duplex } from 'node:stream';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import { isFast, type OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { withDeadline } from '../base/deadline.ts';
import { abortReason, ioError } from '../base/errors.ts';
import type { TlsFacts } from '../base/tap.ts';
import { discardIncoming } from '../channels/lingering-close.ts';
import { onTlsError } from '../host/tls-errors.ts';
import { SocketChannel } from '../net/socket-channel.ts';
import { tellKeys } from './tell-keys.ts';
import { holdTickets, type TlsTalk } from './tickets.ts';

export interface Handshake {
  readonly start: () => TLSSocket;
  readonly event: 'secure' | 'secureConnect';
  readonly below: Duplex;
  readonly channel: OpenChannel;
  readonly place: string;
  readonly signal: AbortSignal;
  readonly talk?: TlsTalk | undefined;
}

/** Milliseconds; each connection has its own. */
const TIMEOUT = 10_000;

export const handshake = (h: Handshake): Promise<TLSSocket> => inTime(h, (signal) => shakeHands(h, signal));

type Work<T> = (signal: AbortSignal) => Promise<T>;

export const inTime = <T>({ place, signal }: Pick<Handshake, 'place' | 'signal'>, work: Work<T>): Promise<T> => {
  const late = (): IoError => new IoError(place, 'ETIMEDOUT', sayTrouble('noTlsInTime', { seconds: String(TIMEOUT / 1000) }));
  return withDeadline(TIMEOUT, late, signal, work);
};

const shakeHands = (h: Handshake, signal: AbortSignal): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    let socket: TLSSocket;
    try {
      socket = h.start();
    } catch (cause) {
      reject(handshakeError(h.place, cause)); // a key that does not fit, a cipher nobody knows
      return;
    }
    const onAbort = (): void => failed(abortReason(signal));
    const over = (): void => {
      forget();
      h.channel.ledger.expectSecrets(false);
      socket.removeListener('error', failed);
      socket.removeListener('close', closed);
      h.below.removeListener('end', closed);
    };
    const failed = (cause: Error): void => {
      over();
      socket.on('error', () => {});
      socket.destroy();
      reject(signal.aborted ? cause : handshakeError(h.place, cause));
    };
    const closed = (): void => failed(ioError(h.place, 'a TLS handshake', EARLY, sayTrouble('tlsEarly')));
    const forget = listenForAbort(signal, onAbort);
    socket.on('error', failed);
    socket.on('close', closed);
    h.below.on('end', closed);
    h.channel.ledger.expectSecrets(true);
    socket.on('keylog', tellKeys(h.channel.ledger));
    onTlsError(socket, (error) => socket.destroy(error));
    socket.once(h.event, () => {
      over();
      socket.disableRenegotiation();
      watchCloseNotify(socket, h.below);
      if (h.talk === 'takes') holdTickets(socket, h.below);
      resolve(socket);
    });
  });

const EARLY = Object.assign(new Error('closed'), { code: 'ECONNRESET' });

export const handshakeError = (place: string, cause: unknown): IoError => ioError(place, 'a TLS handshake', cause);

export interface Secured {
  readonly socket: TLSSocket;
  readonly channel: OpenChannel;
  readonly place: string;
  readonly verified: boolean;
  readonly laxEof: boolean;
}

/** The channel of plain bytes. When it is over, so is the one below. */
export const overTls = (s: Secured): OpenChannel => {
  const { socket, channel } = s;
  // A socket that was cut in the moment of its handshake knows nothing of its peer any more.
  if (socket.destroyed) throw ioError(s.place, 'a TLS handshake', EARLY, sayTrouble('tlsEarly'));
  const facts = { ...channel.facts, scheme: 'tls', tls: tlsFacts(s), opened: now() };
  const over = new SocketChannel(socket, facts, undefined, {
    cutAtEnd: () => (endedInOrder.has(socket) || s.laxEof ? undefined : truncated(s.place, over.ledger.received)),
    afterClose: () => endBelow(channel),
  });
  over.ledger.closing.then(
    ({ error }) => (error === undefined || (over.sendsAfterCut && isTruncated(error)) ? channel.close() : channel.abort(error)),
    () => {},
  );
  return over;
};

/** The peer's FIN comes behind its close_notify: it is waited for, so that it is among the packets. */
const endBelow = async (channel: OpenChannel): Promise<void> => {
  const { ledger } = channel;
  if (ledger.isOver || !ledger.hasEnded('us') || ledger.hasEnded('peer') || !isFast(channel)) return;
  let late: NodeJS.Timeout | undefined;
  const waited = new Promise((resolve) => {
    late = setTimeout(resolve, FIN_WAIT);
  });
  await Promise.race([discardIncoming(channel, MOST_BEHIND), waited]).catch(() => {});
  clearTimeout(late);
};

/** Milliseconds. */
const FIN_WAIT = 500;
/** Bytes that may come between the two. */
const MOST_BEHIND = 1 << 14;

/** Whether an error is that of an end without close_notify. */
export const isTruncated = (error: Error): boolean => 'code' in error && error.code === 'ETRUNCATED';

const truncated = (place: string, bytes: number): IoError =>
  new IoError(place, 'ETRUNCATED', sayTrouble('noNotifyAfter', { bytes: String(bytes) }));

/**
 * To be called in the moment of the handshake: the end may lie in the same bytes as the last message of it. TLS ends our reading by itself
 * when close_notify comes (Node pushes null); without one, only when the stream below has ended.
 */
export const watchCloseNotify = (socket: TLSSocket, below: Duplex): void => {
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk === null && !below.readableEnded) endedInOrder.add(socket);
    return push(chunk, encoding);
  };
};
const endedInOrder = new WeakSet<TLSSocket>();

const tlsFacts = (s: Secured): TlsFacts => {
  const { socket } = s;
  const peer = peerFacts(socket.getPeerCertificate());
  const serverName: unknown = Reflect.get(socket, 'servername'); // false where none was asked for
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    cipher: socket.getCipher().standardName,
    verified: s.verified,
    ...(typeof socket.alpnProtocol === 'string' && { alpn: socket.alpnProtocol }),
    ...(typeof serverName === 'string' && { serverName }),
    ...(peer && { peer }),
  };
};

/** Node gives an empty object where the peer has shown none. */
const peerFacts = (cert: PeerCertificate): TlsFacts['peer'] => {
  if (cert.raw === undefined) return undefined;
  return { subject: nameText(cert.subject), issuer: nameText(cert.issuer), sha1: cert.fingerprint, sha256: cert.fingerprint256 };
};

const nameText = (name: Readonly<Record<string, unknown>>): string =>
  Object.entries(name)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ');

/** Session tickets of TLS 1.3 and a client that only sends: it closes without having read them, and its system throws away what was still on its way. */
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

/** What is done with a channel inside TLS: `takes` says that nothing is written to it before the peer has ended. */
export type TlsTalk = 'takes';

/** To be called in the moment of the handshake: what TLS says by itself waits until the peer has said all. */
export const holdTickets = (socket: TLSSocket, below: Duplex): void => {
  if (socket.getProtocol() !== 'TLSv1.3') return;
  below.cork();
  let isHeld = true;
  const go = (): void => {
    if (isHeld) below.uncork();
    isHeld = false;
  };
  socket.once('end', go).once('finish', go).once('close', go);
  below.once('end', go).once('close', go);
};

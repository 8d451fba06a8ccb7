/** What a TLSSocket without a tls.Server keeps to itself: its errors after the handshake, and what OpenSSL says of the peer's certificate. */
import type { TLSSocket } from 'node:tls';
import { callHandle, handleOf, hasMethod } from './handles.ts';
import { IS_PLAIN } from './plain-host.ts';

export const onTlsError = (socket: TLSSocket, failed: (error: Error) => void): void => {
  if (!IS_PLAIN) socket.on('_tlsError', failed);
};

/** Undefined where the client's certificate is good. Where Node does not tell, none is. */
export const certificateError = (socket: TLSSocket): Error | undefined => {
  const handle = handleOf(socket);
  if (handle === undefined || !hasMethod(handle, 'verifyError'))
    return new Error('this Node does not tell whether the certificate is good');
  const error = callHandle(handle, 'verifyError');
  return error instanceof Error ? error : undefined;
};

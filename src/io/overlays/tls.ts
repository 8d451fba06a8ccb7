/** Overlay `tls:` : TLS 1.2 and 1.3 (RFC 5246, RFC 8446) over any stream. The client verifies chain and name unless told `insecure`. */
import type { OverlayType } from '../base/endpoint.ts';
import { parseTlsOptions, printTlsOptions, type TlsOptions, tlsOptions } from '../tls/options.ts';

export const tls: OverlayType<TlsOptions> = {
  scheme: 'tls',
  peer: 'same',
  title: 'TLS over any stream',
  example: 'tls:localhost:443',
  onStreamOnly: true,
  words: 0,
  options: tlsOptions,
  parse: (_words, options, place) => parseTlsOptions(options, place),
  print: (o) => `tls${printTlsOptions(o)}:`,
  insecure: (o) => ({ ...o, insecure: true }),
  ready: async (o, place) => (await import('../tls/server.ts')).tlsServerReady(o, place),
  wrap: async (channel, role, o, signal) =>
    role === 'initiator'
      ? (await import('../tls/client.ts')).tlsClient(channel, o, signal)
      : (await import('../tls/server.ts')).tlsServer(channel, o, signal),
};

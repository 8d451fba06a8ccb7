/** TLS line: what a handshake has agreed on and who is at the other end, for people, in one line. */
import { cut, visible } from '../core/text.ts';
import type { TlsFacts } from '../io/base/tap.ts';

/** `TLS 1.3, TLS_AES_256_GCM_SHA384, name localhost, certificate CN=localhost (verified)`. */
export const tlsLine = (tls: TlsFacts): string =>
  [
    tls.protocol.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS '),
    tls.cipher,
    ...(tls.serverName === undefined ? [] : [`name ${shown(tls.serverName)}`]),
    ...(tls.alpn === undefined ? [] : [`speaking ${shown(tls.alpn)}`]),
    ...certificate(tls),
  ].join(', ');

const certificate = ({ peer, verified }: TlsFacts): readonly string[] => {
  if (peer === undefined) return [];
  const by = peer.issuer === peer.subject ? 'self-signed' : `by ${shown(peer.issuer)}`;
  return [`certificate ${shown(peer.subject)} ${by} (${verified ? 'verified' : 'not verified'})`];
};

/** Names are the peer's own words. */
const shown = (text: string): string => cut(visible(text), 60);

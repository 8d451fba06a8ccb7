/** TLS line: what a handshake has agreed on and who is at the other end, for people, in one line. */
import { english, sayAgreed } from '../core/said.ts';
import { cut, visible } from '../core/text.ts';
import type { Said, Words } from '../core/words.ts';
import type { TlsFacts } from '../io/base/tap.ts';

/** `TLS 1.3, TLS_AES_256_GCM_SHA384, name localhost, certificate CN=localhost self-signed (verified)`. */
export const tlsLine = (tls: TlsFacts, words: Words = english): string => {
  const { serverName, alpn } = tls;
  const said = [
    ...(serverName === undefined ? [] : [sayAgreed('name', { name: shown(serverName) })]),
    ...(alpn === undefined ? [] : [sayAgreed('speaks', { protocol: shown(alpn) })]),
    ...certificate(tls),
  ].map((each) => words.text(each));
  return [tls.protocol.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS '), tls.cipher, ...said].join(', ');
};

const certificate = ({ peer, verified }: TlsFacts): readonly Said[] => {
  if (peer === undefined) return [];
  const [subject, issuer, how] = [shown(peer.subject), shown(peer.issuer), sayAgreed(verified ? 'verified' : 'unverified')];
  return [issuer === subject ? sayAgreed('selfSigned', { subject, how }) : sayAgreed('signed', { subject, issuer, how })];
};

/** Names are the peer's own words. */
const shown = (text: string): string => cut(visible(text), 60);

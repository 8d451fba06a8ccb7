/** TLS as client: no byte of the application goes before the chain and the name are verified (RFC 5280, RFC 9525). */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { IoError } from '../../core/fault.ts';
import type { OpenChannel } from '../base/channel.ts';
import { channelStream } from '../channels/channel-stream.ts';
import { withoutDeprecations } from '../host/deprecations.ts';
import { contextOptions } from './context.ts';
import { handshake, overTls } from './handshake.ts';
import type { TlsOptions } from './options.ts';

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const tlsClient = async (channel: OpenChannel, o: TlsOptions, signal: AbortSignal): Promise<OpenChannel> => {
  const place = `tls:${channel.remote}`;
  const name = o.sni ?? channel.facts.remoteName;
  if (name === undefined && o.insecure !== true)
    throw new IoError(place, 'ENONAME', 'expected a name that the certificate must be for, got none; write sni=NAME (or insecure)');
  const context = await contextOptions(o, place);
  const below = channelStream(channel);
  const asks = name !== undefined && (isIP(name) === 0 || o.asksForAddress === true);
  const open = (): TLSSocket =>
    connect({
      ...context,
      socket: below,
      host: name ?? '',
      ...(asks && { servername: name }),
      ...(o.alpn !== undefined && { ALPNProtocols: [...o.alpn] }),
      rejectUnauthorized: o.insecure !== true,
      checkServerIdentity: (host, cert) => (o.insecure ? undefined : checkName(host, cert.raw)),
    });
  // Node warns where an address is asked for.
  const start = (): TLSSocket => withoutDeprecations(open);
  const socket = await handshake({ start, below, event: 'secureConnect', channel, place, signal });
  return overTls({ socket, channel, place, verified: socket.authorized, laxEof: o.laxEof === true });
};

/** RFC 9525: only the subjectAltName counts, a wildcard stands for the whole first label. Node would also take `f*.example` and the subject. */
const checkName = (host: string, raw: Buffer): Error | undefined => {
  const cert = new X509Certificate(raw);
  const rules = { subject: 'never', partialWildcards: false, multiLabelWildcards: false } as const;
  const fits = isIP(host) === 0 ? cert.checkHost(host.replace(/\.$/, ''), rules) : cert.checkIP(host);
  if (fits !== undefined) return undefined;
  const names = namesOf(cert.subjectAltName ?? '');
  const named = names.join(', ').slice(0, 200) || 'no name at all (a subject without subjectAltName does not count)';
  const [other] = names.filter((name) => !name.includes('*') && isIP(name) === 0);
  const next = other === undefined ? '' : `; if ${other} is who you mean, add ?sni=${other} to the address`;
  return Object.assign(new Error(`the certificate is for ${JSON.stringify(named)}, not for ${host}${next}`), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
};

/** `DNS:www.example, IP Address:192.0.2.1` as names. */
const namesOf = (alternatives: string): readonly string[] =>
  alternatives
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter((name) => /^[\w.*:-]+$/.test(name));

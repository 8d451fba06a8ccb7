/** `--ssl`: what Ncat's options mean for TLS, what is told of the peer's certificate, and Ncat's rules for its name. */

import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { OpenChannel } from '../../../io/base/channel.ts';
import { now } from '../../../io/base/clock.ts';
import { codeOf, refusalOf } from '../../../io/base/errors.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { SocketChannel } from '../../../io/net/socket-channel.ts';
import { fingerprint, selfSigned } from '../../../io/tls/certificate.ts';
import { tlsClient } from '../../../io/tls/client.ts';
import { dtlsClient } from '../../../io/tls/dtls.ts';
import type { TlsOptions } from '../../../io/tls/options.ts';
import { tlsServer } from '../../../io/tls/server.ts';
import { alternativeNames, type CertificateParts, certificateParts, commonName, organization, printedName } from './certificate-parts.ts';
import { type CertificateProblem, certificateProblem } from './certificate-problem.ts';
import type { Flags } from './flags.ts';
import type { NcatMessages } from './messages.ts';
import type { Plan } from './plan.ts';
import { lost, Quit, quit } from './quit.ts';

/** Options for both roles, checked before anything is opened. Undefined without TLS. Throws a Quit. */
export const tlsOf = (plan: Plan, messages: NcatMessages): TlsOptions | undefined => {
  const { flags } = plan;
  if (!flags.ssl) return undefined;
  const listens = plan.mode !== 'connect';
  if (flags.udp && listens) throw quit('DTLS is not supported in listen mode\n');
  if (listens && flags.sslAlpn !== undefined) throw quit('ALPN is not supported in listen mode\n');
  if (flags.sslCiphers !== undefined) checkCiphers(flags.sslCiphers);
  const ca = listens ? undefined : trustOf(flags);
  checkCertificate(flags, listens);
  const alpn = flags.sslAlpn === undefined ? undefined : alpnOf(flags.sslAlpn);
  const identity = listens && flags.sslCert === undefined ? temporary(plan.host, messages) : undefined;
  return {
    insecure: true, // whether the certificate is good is told, and decided, here
    laxEof: true, // Ncat ends its direction without close_notify
    ...(ca === undefined ? { trustsNobody: true } : { ca }),
    asksForAddress: true,
    ...(flags.sslCert !== undefined && flags.sslKey !== undefined && { cert: flags.sslCert, key: flags.sslKey }),
    ciphers: `${SUITES}:${olderThan13(flags.sslCiphers ?? CIPHERS)}`,
    ...(flags.sslName !== undefined && { sni: flags.sslName }),
    ...(alpn !== undefined && { alpn }),
    ...(identity !== undefined && { identity }),
  };
};

/** The channel of plain bytes. Throws a Quit where there is none, and with --ssl-verify where the certificate is not good. */
export const secureClient = async (
  channel: OpenChannel,
  o: TlsOptions,
  plan: Plan,
  messages: NcatMessages,
  signal: AbortSignal,
): Promise<OpenChannel> => {
  const own = { ...o, sni: o.sni ?? plan.host };
  if (!isServerName(own.sni)) throw new Quit(`SSL_set_tlsext_host_name failed: ${BAD_NAME}\n`, 1);
  const over = await tlsClient(channel, own, signal).catch((cause: unknown) => {
    throw signal.aborted ? cause : failed(cause);
  });
  const socket = socketOf(over);
  const certificate = socket.getPeerX509Certificate();
  const problem = socket.authorized || certificate === undefined ? undefined : problemOf(socket, certificate, o.ca);
  return verified({ channel: over, certificate, problem }, channel, plan, messages);
};

const isServerName = (name: string): boolean => name !== '' && Buffer.byteLength(name) <= 255;
const BAD_NAME = 'error:0A00013F:SSL routines::ssl3 ext invalid servername';

/** The same over datagrams. */
export const secureDatagrams = async (
  channel: OpenChannel,
  o: TlsOptions,
  plan: Plan,
  messages: NcatMessages,
  signal: AbortSignal,
): Promise<OpenChannel> => {
  const own: TlsOptions = { ...o, sni: o.sni ?? plan.host };
  const peer = await dtlsClient(channel, own, signal).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    if (codeOf(cause) === 'ENOPACKAGE') throw quit('DTLS needs the package koffi, which is not installed (npm install koffi).');
    if (codeOf(cause) === 'ENOTSUP') throw quit('DTLS is not supported here: this Node keeps its OpenSSL to itself.');
    throw failed(cause);
  });
  const { certificate, problem } = peer;
  return verified({ ...peer, problem: certificate && problem ? { certificate, text: problem } : undefined }, channel, plan, messages);
};

/** Node knows only the last of all problems: the first is looked for here. */
const problemOf = (socket: TLSSocket, certificate: X509Certificate, ca: string | undefined): CertificateProblem => {
  const trusted = ca === undefined ? [] : certificatesIn(readFileSync(ca, 'latin1'));
  return certificateProblem(shown(certificate), trusted) ?? { certificate, text: lastProblem(socket) };
};

const lastProblem = ({ authorizationError }: TLSSocket): string => String(authorizationError).toLowerCase().replaceAll('_', ' ');

/** From its own up. */
const shown = (certificate: X509Certificate): readonly X509Certificate[] => {
  const all: X509Certificate[] = [];
  for (let next: X509Certificate | undefined = certificate; next !== undefined; next = next.issuerCertificate) all.push(next);
  return all;
};

const certificatesIn = (pem: string): readonly X509Certificate[] =>
  (pem.match(/-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----[\s\S]*?-----END \1-----/g) ?? []).flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return []; // OpenSSL skips it, too
    }
  });

interface TlsPeer {
  readonly channel: OpenChannel;
  readonly certificate: X509Certificate | undefined;
  readonly problem: CertificateProblem | undefined;
}

/** The channel of a peer whose certificate is good enough. */
const verified = (peer: TlsPeer, below: OpenChannel, plan: Plan, messages: NcatMessages): OpenChannel => {
  try {
    verify(peer, plan, messages);
  } catch (cause) {
    // The peer of a certificate that nobody vouches for is cut off; one of another name is left in order.
    if (cause instanceof Quit && cause.exitCode === 2) peer.channel.close();
    else below.abort(new Error('the certificate is not good'));
    throw cause;
  }
  return peer.channel;
};

/** Rejects with what to say of the failure. */
export const secureServer = (channel: OpenChannel, o: TlsOptions, signal: AbortSignal): Promise<OpenChannel> =>
  tlsServer(channel, o, signal);

/** OpenSSL's words of a failed handshake, or why the peer was lost. */
export const tlsFailure = (cause: unknown): string => {
  if (codeOf(cause) === 'ECONNRESET')
    return isFromSystem(cause) ? 'error:00000000:lib(0)::reason(0)' : 'error:0A000126:SSL routines::unexpected eof while reading';
  return opensslText(cause) ?? strerror(cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause);
};

/** OpenSSL has no words for what the system said. */
const isFromSystem = (cause: unknown): boolean => cause instanceof Error && cause.cause instanceof Error && 'syscall' in cause.cause;

/** Whether OpenSSL gave up at the head of what came and left the rest unread: closing then resets. */
export const leavesRest = (cause: unknown): boolean => {
  const at = refusalOf(cause);
  return at?.by === 'tls' && (at.reason === 'http request' || at.reason === 'wrong version number');
};

/** Ncat has one word for all of them, unless the system had one. */
const failed = (cause: unknown): Error => {
  const code = codeOf(cause) ?? '';
  return lost(['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code) ? `${strerror(cause)}.` : 'Input/output error.');
};

/** `error:NUMBER:LIBRARY::REASON`: without the function and the line of OpenSSL's source. */
const opensslText = (cause: unknown): string | undefined => {
  const at = refusalOf(cause);
  if (at?.by !== 'tls') return undefined;
  const number = at.number ?? (at.code === 'ERR_SSL_NO_CIPHER_MATCH' ? '0A0000B9' : '00000000');
  return `error:${number}:${at.library}::${at.reason}`;
};

const socketOf = (channel: OpenChannel): TLSSocket => {
  if (channel instanceof SocketChannel && channel.socket instanceof TLSSocket) return channel.socket;
  throw new Error('a TLS channel is over a TLS socket');
};

const verify = ({ channel, certificate, problem }: TlsPeer, plan: Plan, messages: NcatMessages): void => {
  if (certificate === undefined) throw lost('Input/output error.');
  if (problem !== undefined) {
    const failing = certificateParts(problem.certificate.raw);
    messages.verbose(`Subject: ${printedName(failing.subject)}`);
    messages.verbose(`Issuer: ${printedName(failing.issuer)}`);
    messages.verbose(`SHA-1 fingerprint: ${spaced(problem.certificate.fingerprint)}`);
    messages.verbose(`Certificate verification failed (${problem.text}).`);
    if (plan.flags.sslVerify) throw lost('Input/output error.');
  }
  const parts = certificateParts(certificate.raw);
  if (plan.flags.sslVerify) checkName(parts, plan.flags.sslName ?? plan.host, messages);
  const by = organization(parts);
  messages.verbose(
    `SSL connection to ${channel.facts.remoteIp?.address ?? plan.host}:${plan.port}.${by === undefined ? '' : ` ${text(by)}`}`,
  );
  messages.verbose(`SHA-1 fingerprint: ${spaced(certificate.fingerprint)}`);
};

/**
 * The names of hosts in subjectAltName or, where there is none, the common name: letter by letter, also of an address. A `*` stands for the
 * whole first part.
 */
const checkName = (parts: CertificateParts, name: string, messages: NcatMessages): void => {
  const names = alternativeNames(parts);
  const common = commonName(parts);
  if (names.length > 0 ? names.some((n) => isFor(n, name)) : common !== undefined && isFor(common, name)) return;
  if (common !== undefined && names.length === 0)
    messages.verbose(`Certificate verification error: Connected to "${name}", but certificate is for "${text(common).split('\0')[0]}".`);
  throw quit('Certificate verification error.');
};

const isFor = (pattern: Uint8Array, name: string): boolean => {
  const wanted = text(pattern);
  if (!wanted.startsWith('*.')) return wanted === name;
  const rest = wanted.slice(1);
  return rest.includes('.', 1) && name.includes('.') && name.slice(name.indexOf('.')) === rest;
};

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** `AB:CD:…` as `ABCD …`. */
const spaced = (print: string): string => print.replaceAll(':', '').replace(/(....)(?=.)/g, '$1 ');

const SYSTEM_TRUST = '/etc/ssl/certs/ca-certificates.crt';

const trustOf = (flags: Flags): string | undefined => {
  const { sslTrust } = flags;
  if (sslTrust === undefined) return flags.sslVerify && existsSync(SYSTEM_TRUST) ? SYSTEM_TRUST : undefined;
  const problem = unreadable(sslTrust) ?? (attempt(() => new X509Certificate(contentOf(sslTrust))) && NO_CERTIFICATE);
  if (problem !== undefined) throw quit(`Could not load trusted certificates from ${sslTrust}.\n${problem}`);
  return sslTrust;
};

const NO_CERTIFICATE = 'error:05800088:x509 certificate routines::no certificate or crl found';

/** All of TLS 1.3. */
const SUITES = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256';

/** Where --ssl-ciphers says nothing. */
const CIPHERS = 'ALL:!aNULL:!eNULL:!LOW:!EXP:!RC4:!MD5:@STRENGTH';

/** Those of TLS 1.3 are no ciphers to OpenSSL's old function, and stay whatever is asked for. */
const olderThan13 = (list: string): string =>
  list
    .split(':')
    .filter((name) => !name.startsWith('TLS_'))
    .join(':');

const checkCiphers = (list: string): void => {
  const older = olderThan13(list);
  const problem = older === '' ? NO_CIPHER : attempt(() => createSecureContext({ ciphers: older }));
  if (problem !== undefined) throw quit(`Unable to set OpenSSL cipher list: ${problem}`);
};

const NO_CIPHER = 'error:0A0000B9:SSL routines::no cipher match';

const checkCertificate = (flags: Flags, listens: boolean): void => {
  const { sslCert, sslKey } = flags;
  if (sslCert === undefined && sslKey === undefined) return;
  if (sslCert === undefined || sslKey === undefined) throw quit('The --ssl-key and --ssl-cert options must be used together.');
  const use = listens ? 'SSL_CTX_use_certificate_chain_file()' : 'SSL_CTX_use_certificate_file()';
  const noCert = unreadable(sslCert) ?? attempt(() => createSecureContext({ cert: contentOf(sslCert) }));
  if (noCert !== undefined) throw quit(`${use}: ${noCert}.`);
  const noKey = unreadable(sslKey) ?? attempt(() => createSecureContext({ cert: contentOf(sslCert), key: contentOf(sslKey) }));
  if (noKey !== undefined) throw quit(`SSL_CTX_use_Privatekey_file(): ${noKey}.`);
};

/** A folder has none, as OpenSSL sees it. */
const contentOf = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (codeOf(cause) === 'EISDIR') return Buffer.alloc(0);
    throw cause;
  }
};

const unreadable = (path: string): string | undefined => {
  try {
    contentOf(path);
    return undefined;
  } catch (cause) {
    return `error:${codeOf(cause) === 'EACCES' ? '8000000D' : '80000002'}:system library::${strerror(cause)}`;
  }
};

const attempt = (make: () => unknown): string | undefined => {
  try {
    make();
    return undefined;
  } catch (cause) {
    return opensslText(cause) ?? strerror(cause);
  }
};

const alpnOf = (list: string): readonly string[] => {
  const names = list.split(',');
  if (names.some((name) => name.length > 255)) throw quit('Could not parse ALPN string');
  if (names.some((name) => name === '')) throw quit('SSL_CTX_set_alpn_protos: error:00000000:lib(0)::reason(0).');
  return names;
};

const temporary = (host: string, messages: NcatMessages): TlsOptions['identity'] => {
  const identity = selfSigned([host === '' ? 'localhost' : host], now(), 'rsa');
  messages.verbose('Generating a temporary 2048-bit RSA key. Use --ssl-key and --ssl-cert to use a permanent one.');
  messages.verbose(`SHA-1 fingerprint: ${spaced(fingerprint(identity.cert, 'sha1'))}`);
  return identity;
};

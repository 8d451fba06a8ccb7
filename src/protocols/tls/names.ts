/** Names that are TLS's own: the protocol column, the protocols above, the request to try again. */
import { type Bytes, fromHex, sameBytes } from '../../core/bytes.ts';

/** The protocol column of a version. */
export const versionLabel = (version: number): string => LABELS[version] ?? 'TLS';

const LABELS: Readonly<Record<number, string>> = {
  2: 'SSLv2',
  0x0300: 'SSLv3',
  0x0301: 'TLSv1',
  0x0302: 'TLSv1.1',
  0x0303: 'TLSv1.2',
  0x0304: 'TLSv1.3',
};

/** The random of a server hello that asks for another client hello (RFC 8446 §4.1.3). */
export const isRetry = (random: Bytes): boolean => sameBytes(random, RETRY);
const RETRY = fromHex('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c') ?? new Uint8Array(32);

/** The title of what is spoken above, by its name (of ALPN, or of what TLS began in), else by the server's port. */
export const protocolTitle = (name: string, port: number): string => (name === '' ? (PORTS[port] ?? '') : (PROTOCOLS[name] ?? name));

const HTTP = 'Hypertext Transfer Protocol';

const PROTOCOLS: Readonly<Record<string, string>> = {
  'http/1.1': HTTP,
  'http/1.0': HTTP,
  h2: 'HyperText Transfer Protocol 2',
  dot: 'Domain Name System',
  imap: 'Internet Message Access Protocol',
  pop3: 'Post Office Protocol',
  pop: 'Post Office Protocol',
  smtp: 'Simple Mail Transfer Protocol',
  ftp: 'File Transfer Protocol (FTP)',
  'ftp-data': 'FTP Data',
  mqtt: 'MQ Telemetry Transport Protocol',
};

/** Ports of services that speak TLS from the first byte. */
const PORTS: Readonly<Record<number, string>> = {
  443: HTTP,
  465: 'Simple Mail Transfer Protocol',
  563: 'Network News Transfer Protocol',
  636: 'Lightweight Directory Access Protocol',
  853: 'Domain Name System',
  989: 'FTP Data',
  990: 'File Transfer Protocol (FTP)',
  992: 'Telnet',
  993: 'Internet Message Access Protocol',
  994: 'Internet Relay Chat',
  995: 'Post Office Protocol',
  5061: 'Session Initiation Protocol',
  8883: 'MQ Telemetry Transport Protocol',
};

/** The words of a `tls` address. */

import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { defined, flagOption, type OptionHelp, type Options, printOptions, textOption } from '../base/options.ts';
import type { Identity } from './certificate.ts';

export interface TlsOptions {
  readonly alpn?: readonly string[];
  /** PEM files. `ca`: who is trusted, instead of the well-known ones; a server then wants a certificate of its clients. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** In OpenSSL's words. */
  readonly ciphers?: string;
  /** Any certificate will do. */
  readonly insecure?: boolean;
  /** A connection cut without close_notify counts as ended. */
  readonly laxEof?: boolean;
  readonly max?: TlsVersion;
  readonly min?: TlsVersion;
  /** The name to ask for and to verify, instead of the host that was typed. */
  readonly sni?: string;
  /** What the words of an address cannot say: a certificate that is no file. */
  readonly identity?: Identity;
  /** Likewise: not even the well-known authorities; what is wrong with a certificate is then told whoever signed it. */
  readonly trustsNobody?: boolean;
  /** Likewise: an address is asked for as a name is, against RFC 6066 §3. */
  readonly asksForAddress?: boolean;
}

export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3';

const VERSIONS: readonly string[] = ['1.0', '1.1', '1.2', '1.3'];
const isVersion = (text: string): text is TlsVersion => VERSIONS.includes(text);

export const tlsOptions: readonly OptionHelp[] = [
  { name: 'alpn', value: 'A,B', help: 'application protocols to offer, e.g. h2,http/1.1' },
  { name: 'ca', value: 'FILE', help: 'trust only these authorities; when listening, clients must show a certificate of theirs' },
  { name: 'cert', value: 'FILE', help: 'own certificate and its chain, PEM (when listening: a self-made one)' },
  { name: 'ciphers', value: 'LIST', help: 'cipher suites in the words of OpenSSL' },
  { name: 'insecure', help: 'take any certificate: anybody on the way can read and change everything' },
  { name: 'key', value: 'FILE', help: 'private key of cert, PEM (the same file)' },
  { name: 'lax-eof', help: 'a connection cut without close_notify is no error' },
  { name: 'max', value: '1.2|1.3', help: 'highest version' },
  { name: 'min', value: '1.2|1.3', help: 'lowest version (1.2)' },
  { name: 'sni', value: 'NAME', help: 'ask for and verify this name, not the host' },
];

export const parseTlsOptions = (options: Options, place: string): TlsOptions => {
  const version = (name: string): TlsVersion | undefined => {
    const value = options.get(name);
    if (value === undefined || isVersion(value)) return value;
    throw new UsageError(place, sayWrong('nameOneOf', { name, choices: VERSIONS.join(', ') }), value);
  };
  const o = defined<TlsOptions>({
    alpn: textOption(options, 'alpn', place)?.split(',').filter(Boolean),
    asksForAddress: undefined,
    ca: textOption(options, 'ca', place),
    cert: textOption(options, 'cert', place),
    ciphers: textOption(options, 'ciphers', place),
    identity: undefined,
    insecure: flagOption(options, 'insecure', place) || undefined,
    key: textOption(options, 'key', place),
    laxEof: flagOption(options, 'lax-eof', place) || undefined,
    max: version('max'),
    min: version('min'),
    sni: textOption(options, 'sni', place),
    trustsNobody: undefined,
  });
  if (o.key !== undefined && o.cert === undefined) throw new UsageError(place, sayWrong('certBeside'));
  if (o.min !== undefined && o.max !== undefined && o.min > o.max) throw new UsageError(place, sayWrong('minMax'), `${o.min} > ${o.max}`);
  return o;
};

export const printTlsOptions = (o: TlsOptions): string => printOptions(printableTlsOptions(o));

export const printableTlsOptions = (o: TlsOptions): Readonly<Record<string, string | boolean | undefined>> => ({
  alpn: o.alpn?.join(','),
  ca: o.ca,
  cert: o.cert,
  ciphers: o.ciphers,
  insecure: o.insecure,
  key: o.key,
  'lax-eof': o.laxEof,
  max: o.max,
  min: o.min,
  sni: o.sni,
});

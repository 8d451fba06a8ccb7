/** Values of Ncat's options: times, ports, the proxy's address. Each throws a Quit in Ncat's words. */
import { parseIp6 } from '../../../core/address.ts';
import { quit } from './quit.ts';

const INT_MAX = 2 ** 31 - 1;

/** Milliseconds of `500ms`, `5`, `1.5s`, `2m`, `1h`. A bare number from 100 on is refused: it once meant milliseconds. */
export const readTime = (text: string, what: string): number => {
  const [, digits, unit = ''] = /^\s*([+-]?(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))(ms|s|m|h)?$/i.exec(text) ?? [];
  const value = digits === undefined ? Number.NaN : numberOf(digits);
  const ms = Math.trunc(value * (UNITS[unit.toLowerCase()] ?? Number.NaN));
  if (!(ms > 0 && ms <= INT_MAX)) throw quit(`Invalid ${what} "${text}" (must be greater than 0 and less than 2147483s).`);
  if (unit === '' && ms >= 100_000) throw quit(sinceApril(text, what, ms));
  return ms;
};

const UNITS: Readonly<Record<string, number>> = { '': 1000, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const numberOf = (digits: string): number => {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/.exec(digits) ?? [];
  return sign === '-' ? -Number(rest) : Number(rest);
};

const sinceApril = (text: string, what: string, ms: number): string =>
  `Since April 2010, the default unit for ${what} is seconds, so your time of "${text}" is ${(ms / 60_000).toFixed(1)} minutes. ` +
  `Use "${text}ms" for ${text} milliseconds.`;

/** As strtol has it: blanks and a sign may stand before the digits, and nothing at all is 0. */
const readInteger = (text: string): number | undefined => (/^\s*[+-]?\d+$|^$/.test(text) ? Number(text) : undefined);

/** As atoi has it: what begins like a number is one, anything else is 0. */
export const readLeadingInteger = (text: string): number => Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);

/** `what` reads `port`, `proxy port`. */
export const readPort = (text: string, what: string): number => {
  const port = readInteger(text);
  if (port === undefined || port < 0 || port > 65535) throw quit(`Invalid ${what} number "${text}".`);
  return port;
};

export const readSourcePort = (text: string): number => {
  const port = readInteger(text);
  if (port === undefined) throw quit(`Invalid source port number "${text}".`);
  if (port < 0 || port > 65535) throw quit(`Invalid source port ${port < 0 ? port + 2 ** 32 : port}.`);
  return port;
};

export interface ProxyAddress {
  readonly host: string;
  /** Undefined: the proxy protocol's own port. */
  readonly port: number | undefined;
}

/** `host`, `host:port`, `[v6]`, `[v6]:port`, where what stands between bracket and colon says nothing; more colons without brackets make an IPv6 address without a port. */
export const readProxy = (text: string): ProxyAddress => {
  if (text.startsWith('[')) {
    const [, host, port] = /^\[([^\]]*)\][^:]*(?::(.*))?$/.exec(text) ?? [];
    if (host === undefined) throw quit(`Invalid proxy IPv6 address "${text}".`);
    return { host, port: proxyPort(port) };
  }
  const colon = text.indexOf(':');
  if (colon < 0 || colon !== text.lastIndexOf(':')) return { host: text, port: undefined };
  return { host: text.slice(0, colon), port: proxyPort(text.slice(colon + 1)) };
};

const proxyPort = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : readPort(text, 'proxy port') || undefined;

/** Whether it is an IPv6 address, which stands in brackets before a port. */
export const isIp6 = (host: string): boolean => parseIp6(host.replace(/%.*$/, '')) !== undefined;

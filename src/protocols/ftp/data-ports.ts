/**
 * Where a data connection goes, as commands and replies of FTP say it: PORT and 227 (RFC 959 §4.1.2), EPRT and 229 (RFC 2428). Offsets count
 * from the start of the text. Reading and writing, for dissector, client and service.
 */
import { ip6Text, parseIp4, parseIp6 } from '../../core/address.ts';

/** A part of the text: its value, and where it stands. */
interface Part<T> {
  readonly value: T;
  readonly at: number;
  readonly length: number;
}
export interface DataPort {
  readonly family: Part<4 | 6> | undefined;
  /** Absent in 229: the peer's own. */
  readonly address: Part<Uint8Array> | undefined;
  readonly port: Part<number>;
}

/** `h1,h2,h3,h4,p1,p2` anywhere in the text; undefined where a number is above 255. */
export const parsePort = (text: string): DataPort | undefined => {
  const found = /(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(text);
  if (found === null) return undefined;
  const n = found.slice(1).map(Number);
  if (n.some((x) => x > 255)) return undefined;
  const host = found.slice(1, 5).join(',').length;
  return {
    family: undefined,
    address: { value: Uint8Array.from(n.slice(0, 4)), at: found.index, length: host },
    port: { value: n[4]! * 256 + n[5]!, at: found.index + host + 1, length: found[0].length - host - 1 },
  };
};

/** `|1|132.235.1.2|6275|`, with any character of its own between the parts. */
export const parseExtendedPort = (text: string): DataPort | undefined => {
  const [bar] = text;
  if (bar === undefined || /[0-9a-zA-Z:. ]/.test(bar)) return undefined;
  const [, family = '', host = '', digits = ''] = text.split(bar);
  const port = portOf(digits);
  const address = family === '1' ? parseIp4(host) : family === '2' ? parseIp6(host) : undefined;
  if (address === undefined || port === undefined) return undefined;
  return {
    family: { value: family === '1' ? 4 : 6, at: 1, length: 1 },
    address: { value: address, at: 3, length: host.length },
    port: { value: port, at: 4 + host.length, length: digits.length },
  };
};

/** `Entering Extended Passive Mode (|||6446|)`. */
export const parseExtendedPassive = (text: string): DataPort | undefined => {
  const found = /\(([\x21-\x7e])\1\1(\d{1,5})\1\)/.exec(text);
  const port = portOf(found?.[2] ?? '');
  if (found === null || port === undefined) return undefined;
  return { family: undefined, address: undefined, port: { value: port, at: found.index + 4, length: (found[2] ?? '').length } };
};

const portOf = (digits: string): number | undefined =>
  /^\d{1,5}$/.test(digits) && Number(digits) > 0 && Number(digits) < 65_536 ? Number(digits) : undefined;

export const writePort = (address: Uint8Array, port: number): string => [...address, port >> 8, port & 255].join(',');
export const writeExtendedPassive = (port: number): string => `(|||${port}|)`;
export const writeExtendedPort = (address: Uint8Array, port: number): string =>
  address.length === 4 ? `|1|${address.join('.')}|${port}|` : `|2|${ip6Text(address)}|${port}|`;

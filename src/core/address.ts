/** Network addresses as text: IPv4 dotted quads, IPv6 (RFC 5952), MAC; and host:port as people type it. */

import { type Bytes, hexByte, u16, u32 } from './bytes.ts';
import { UsageError } from './fault.ts';
import { sayWrong } from './said.ts';

export const ip4Text = (b: Bytes, o = 0): string => `${b[o]}.${b[o + 1]}.${b[o + 2]}.${b[o + 3]}`;
export const ip4Number = (n: number): string => `${n >>> 24}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`;

export const macText = (b: Bytes, o = 0): string => {
  let s = hexByte(b[o]!);
  for (let i = 1; i < 6; i++) s += `:${hexByte(b[o + i]!)}`;
  return s;
};

/** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`, mapped addresses with a dotted quad. */
export const ip6Text = (b: Bytes, o = 0): string => {
  const groups = Array.from({ length: 8 }, (_, i) => u16(b, o + 2 * i));
  const [start, length] = longestZeroRun(groups);
  const dotted = dottedTail(b, o, groups);
  const show = dotted === undefined ? groups.map((g) => g.toString(16)) : [...groups.slice(0, 6).map((g) => g.toString(16)), dotted];
  if (length < 2) return show.join(':');
  return `${show.slice(0, start).join(':')}::${show.slice(start + length).join(':')}`;
};

const longestZeroRun = (groups: readonly number[]): readonly [start: number, length: number] => {
  let best: readonly [number, number] = [0, 0];
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && groups[i + n] === 0) n++;
    if (n > best[1]) best = [i, n];
    i += n;
  }
  return best;
};

/** RFC 5952 §5: IPv4-mapped and IPv4-compatible addresses end in a dotted quad. */
const dottedTail = (b: Bytes, o: number, groups: readonly number[]): string | undefined => {
  const zeros = groups.findIndex((g) => g !== 0);
  const mapped = zeros === 5 && groups[5] === 0xffff;
  const compatible = zeros === 6;
  return mapped || compatible ? ip4Text(b, o + 12) : undefined;
};

/** The four bytes of a dotted quad (each 0..255, no leading zeros), or undefined. */
export const parseIp4 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
};

/** The sixteen bytes of an IPv6 address without brackets or zone, or undefined. */
export const parseIp6 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const left = parseGroups(halves[0] ?? '', halves.length === 1);
  const right = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (left === undefined || right === undefined) return undefined;
  const missing = 16 - left.length - right.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return undefined;
  return Uint8Array.from([...left, ...new Array<number>(missing).fill(0), ...right]);
};

const parseGroups = (text: string, last: boolean): number[] | undefined => {
  if (text === '') return [];
  const out: number[] = [];
  const groups = text.split(':');
  for (const [i, g] of groups.entries()) {
    const quad = last && i === groups.length - 1 && g.includes('.') ? parseIp4(g) : undefined;
    if (quad) out.push(...quad);
    else if (/^[0-9a-fA-F]{1,4}$/.test(g)) out.push(Number.parseInt(g, 16) >> 8, Number.parseInt(g, 16) & 255);
    else return undefined;
  }
  return out;
};

export const parseMac = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const parts = text.split(/[:-]/);
  if (parts.length !== 6 || !parts.every((p) => /^[0-9a-fA-F]{1,2}$/.test(p))) return undefined;
  return Uint8Array.from(parts, (p) => Number.parseInt(p, 16));
};

export interface HostPort {
  /** Without brackets; empty where only a port was written. */
  readonly host: string;
  /** A number or a service name; empty where none was written. */
  readonly port: string;
}

/** Splits `host:port`, `[v6]:port`, `:port`, `host` and bare `v6`; does not resolve anything. */
export const splitHostPort = (text: string): HostPort => {
  const bracket = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  if (bracket) return { host: bracket[1] ?? '', port: bracket[2] ?? '' };
  const colon = text.lastIndexOf(':');
  if (colon < 0 || text.indexOf(':') !== colon) return { host: text, port: '' };
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
};

/** `host:port`, with brackets where the host has colons. */
export const joinHostPort = (host: string, port: number | string): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

/** A port number from text; throws a UsageError that names `place`. */
export const parsePort = (text: string, place: string): number => {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > 65535) throw new UsageError(place, sayWrong('aPort'), text);
  return n;
};

/** An address with a prefix length, canonical: IPv4-mapped IPv6 counts as IPv4. */
export interface Network {
  readonly bytes: Uint8Array;
  readonly prefix: number;
}

/** The bytes of either kind of address; IPv4-mapped IPv6 gives four bytes; a zone is dropped. */
export const parseIp = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const bare = text.replace(/%.*$/, '');
  const four = parseIp4(bare);
  if (four) return four;
  const six = parseIp6(bare);
  return six && u32(six, 0) === 0 && u32(six, 4) === 0 && u32(six, 8) === 0xffff ? six.slice(12) : six;
};

/** Whether an address leads to this machine whoever uses it. Names are none: nobody knows yet where they lead. */
export const isLoopback = (address: string): boolean => {
  const bytes = parseIp(address);
  return bytes !== undefined && (bytes.length === 4 ? bytes[0] === 127 : bytes.every((b, i) => b === (i === 15 ? 1 : 0)));
};

/** `10.0.0.0/8`, `::1`, `::ffff:10.0.0.0/104`; undefined where it is neither an address nor a network. */
export const parseNetwork = (text: string): Network | undefined => {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const bytes = parseIp(host);
  if (!bytes) return undefined;
  const all = bytes.length * 8;
  if (slash < 0) return { bytes, prefix: all };
  const digits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits)) return undefined;
  const shift = bytes.length === 4 && host.includes(':') ? 96 : 0;
  const prefix = Number(digits) - shift;
  return prefix < 0 || prefix > all ? undefined : { bytes, prefix };
};

/** Whether the first `prefix` bits of `address` are the network's. Addresses of the other family are outside. */
export const inNetwork = (address: Bytes, net: Network): boolean => {
  if (address.length !== net.bytes.length) return false;
  const whole = net.prefix >> 3;
  for (let i = 0; i < whole; i++) if (address[i] !== net.bytes[i]) return false;
  const rest = net.prefix & 7;
  return rest === 0 || ((address[whole]! ^ net.bytes[whole]!) & (0xff00 >> rest) & 0xff) === 0;
};

/** An address of 4 bytes (IPv4), of 16 (IPv6), or one of 48 bits, by its kind: 4, 6, 48. */
export const addressText = (kind: number, b: Bytes, o: number): string => (kind === 4 ? ip4Text : kind === 6 ? ip6Text : macText)(b, o);

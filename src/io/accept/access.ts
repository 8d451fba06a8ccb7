/** Access lists: addresses, networks and names that may or may not come in. Deny wins over allow. */

import { inNetwork, ip4Text, ip6Text, parseIp, parseNetwork } from '../../core/address.ts';
import type { Bytes } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { inOctetRanges, parseOctetRanges } from './octet-ranges.ts';

/** One spelling for each address: `::ffff:10.0.0.1` is `10.0.0.1`, IPv6 as RFC 5952 writes it. Other text is returned as it is. */
export const canonicalIp = (text: string): string => {
  if (!text.includes(':')) return text;
  const bytes = parseIp(text);
  return bytes === undefined ? text : bytes.length === 4 ? ip4Text(bytes) : ip6Text(bytes);
};

export interface AccessRules {
  /** Words as typed: `10.0.0.0/8`, `::1`, `10.0.0-3.*`, `host.example`. Empty: everybody who is not denied. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/** Looks a name up; rejects where it is not known. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Names are looked up once, here. Throws a UsageError for a word that is none of these. */
export const accessList = async (rules: AccessRules, resolve: Resolve = lookupAll): Promise<(remote: string) => boolean> => {
  const allow = await matches(rules.allow, '--allow', resolve);
  const deny = await matches(rules.deny, '--deny', resolve);
  return (remote) => {
    const address = parseIp(remote);
    if (address === undefined) return rules.allow.length === 0;
    const zone = zoneOf(remote);
    return !deny.some((isIn) => isIn(address, zone)) && (rules.allow.length === 0 || allow.some((isIn) => isIn(address, zone)));
  };
};

/** Whether an address, of four or sixteen bytes and perhaps with a zone (`%eth0`), is meant by a word. */
type Match = (address: Bytes, zone?: string) => boolean;

const matches = async (words: readonly string[], place: string, resolve: Resolve): Promise<readonly Match[]> => {
  const each = await Promise.all(words.map((word) => matchesOf(word, place, resolve)));
  return each.flat();
};

const matchesOf = async (word: string, place: string, resolve: Resolve): Promise<readonly Match[]> => {
  const own = networkMatch(word);
  if (own !== undefined) return [own];
  const ranges = parseOctetRanges(word);
  if (ranges !== undefined) return [(address) => inOctetRanges(address, ranges)];
  const slash = word.lastIndexOf('/');
  const name = slash < 0 ? word : word.slice(0, slash);
  if (!/^[A-Za-z0-9_]([\w.-]*[\w])?\.?$/.test(name) || /^[\d.-]+$/.test(name)) throw new UsageError(place, sayWrong('accessForm'), word);
  const found = await resolve(name).catch((cause: unknown): never => {
    throw new UsageError(
      place,
      sayWrong('nameLookup'),
      word,
      sayWrong('words', { words: cause instanceof Error ? cause.message : String(cause) }),
    );
  });
  return found.map((ip) => {
    const each = networkMatch(slash < 0 ? ip : ip + word.slice(slash));
    if (each === undefined) throw new UsageError(place, sayWrong('prefixFits'), word, sayWrong('nameIs', { name, ip }));
    return each;
  });
};

const networkMatch = (word: string): Match | undefined => {
  const net = parseNetwork(word);
  if (net === undefined) return undefined;
  const wanted = zoneOf(word.replace(/\/.*/, ''));
  // Only all of IPv6 means IPv4 too: who writes `::/64` thinks of no IPv4 address.
  const all = net.prefix === 0 && net.bytes.length === 16;
  return (address, zone) => all || (inNetwork(address, net) && (wanted === undefined || wanted === zone));
};

const zoneOf = (text: string): string | undefined => /%(.+)$/.exec(text)?.[1];

const lookupAll: Resolve = async (name) => {
  const { lookup } = await import('node:dns/promises');
  return (await lookup(name, { all: true })).map((found) => found.address);
};

/** An address explained: its bits, class and scope (RFC 791, 4291, 6890), and with a prefix its network, mask and range (RFC 4632). */
import { inNetwork, ip4Text, ip6Text, parseIp, parseIp4, parseIp6, parseNetwork } from '../../core/address.ts';
import { u16 } from '../../core/bytes.ts';
import { type Fact, type Facts, fact } from '../facts.ts';

/** `128.238.42.112`, `192.0.2.7/24`, `fe80::1%eth0`, `2001:db8::/32`; undefined for all other text. */
export const explainAddress = (text: string): Facts | undefined => {
  const [, host = '', zone, prefix] = /^([\da-fA-F:.]+)(?:%([\w.-]+))?(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const four = parseIp4(host);
  const bytes = four ?? parseIp6(host);
  if (bytes === undefined) return undefined;
  const length = prefix === undefined ? undefined : Number(prefix);
  if (length !== undefined && length > bytes.length * 8) return undefined;
  const facts = [
    ...(four === undefined ? sixFacts(bytes) : fourFacts(bytes)),
    fact('scope', scopeOf(host)),
    ...(zone === undefined ? [] : [fact('zone', `${zone}: the interface; it means something on this machine alone`)]),
    ...(length === undefined ? [] : networkFacts(bytes, length)),
  ];
  return { kind: four === undefined ? 'IPv6 address' : 'IPv4 address', text, facts };
};

const fourFacts = (b: Uint8Array): readonly Fact[] => [
  fact('bits', bitsText(b)),
  fact('bytes', `${hexText(b, '')}, sent in this order (network byte order)`),
  fact('class', CLASSES.find(([to]) => (b[0] ?? 0) < to)?.[1] ?? ''),
  fact('as IPv6', `::ffff:${ip4Text(b)}, where a socket of IPv6 serves IPv4, too`),
];

const sixFacts = (b: Uint8Array): readonly Fact[] => {
  const groups = Array.from({ length: 8 }, (_, k) =>
    u16(b, 2 * k)
      .toString(16)
      .padStart(4, '0'),
  );
  const mapped = parseIp(ip6Text(b));
  return [
    fact('in full', groups.join(':')),
    fact('shortest', ip6Text(b)),
    fact('bits', `${bitsText(b.subarray(0, 8))}`),
    fact('', bitsText(b.subarray(8))),
    ...(mapped?.length === 4 ? [fact('carries', `${ip4Text(mapped)}: a client of IPv4 on a socket that serves both`)] : []),
    ...(b[11] === 0xff && b[12] === 0xfe ? [fact('made from', `MAC ${macOf(b)}`)] : []),
  ];
};

/** The MAC address in the last 64 bits, its universal bit turned back (RFC 4291, appendix A). */
const macOf = (b: Uint8Array): string => hexText(Uint8Array.from([(b[8] ?? 0) ^ 2, ...b.subarray(9, 11), ...b.subarray(13)]), ':');

const networkFacts = (b: Uint8Array, length: number): readonly Fact[] => {
  const text = (bytes: Uint8Array): string => (bytes.length === 4 ? ip4Text(bytes) : ip6Text(bytes));
  const mask = masked(new Uint8Array(b.length).fill(255), length, 0);
  const [first, last] = [masked(b, length, 0), masked(b, length, 255)];
  const host = b.length * 8 - length;
  const hosts = 2n ** BigInt(host);
  const plain = b.length === 4 && host > 1;
  return [
    fact('network', `${text(first)}/${length}: the first ${length} bits`),
    fact('mask', text(mask)),
    fact('host', `${host} bits: ${hostText(b, length)}`),
    fact('range', `${text(first)} to ${text(last)}`),
    fact('addresses', plain ? `${hosts}, ${hosts - 2n} for hosts` : String(hosts)),
    ...(plain ? [fact('broadcast', text(last))] : []),
  ];
};

/** The bits behind the prefix as a number. */
const hostText = (b: Uint8Array, length: number): string => {
  const all = b.reduce((n, byte) => (n << 8n) | BigInt(byte), 0n);
  return `0x${(all & ((1n << BigInt(b.length * 8 - length)) - 1n)).toString(16)}`;
};

/** The bits behind `length` all 0 or all 1. */
const masked = (b: Uint8Array, length: number, rest: 0 | 255): Uint8Array =>
  b.map((byte, k) => {
    const keep = (0xff00 >> Math.min(8, Math.max(0, length - 8 * k))) & 0xff;
    return (byte & keep) | (rest & ~keep);
  });

const scopeOf = (host: string): string => {
  const bytes = parseIp(host) ?? new Uint8Array(0);
  const found = SCOPES.find(([network]) => {
    const within = parseNetwork(network);
    return within !== undefined && inNetwork(bytes, within);
  });
  return found?.[1] ?? 'the whole Internet (global unicast)';
};

const bitsText = (b: Uint8Array): string => Array.from(b, (byte) => byte.toString(2).padStart(8, '0')).join(' ');
const hexText = (b: Uint8Array, between: string): string => Array.from(b, (byte) => byte.toString(16).padStart(2, '0')).join(between);

/** Up to which first byte, and what the class says; networks have been cut anywhere since 1993. */
const CLASSES: readonly (readonly [to: number, text: string])[] = [
  [128, 'A (0…): 8 bits of network in the days before CIDR'],
  [192, 'B (10…): 16 bits of network in the days before CIDR'],
  [224, 'C (110…): 24 bits of network in the days before CIDR'],
  [240, 'D (1110…): multicast'],
  [256, 'E (1111…): reserved'],
];

/** The first that holds it. */
const SCOPES: readonly (readonly [network: string, text: string])[] = [
  ['0.0.0.0/32', 'none: "any address of this machine" where one listens'],
  ['255.255.255.255/32', 'this link: everybody on it (broadcast)'],
  ['127.0.0.0/8', 'this machine alone (loopback)'],
  ['10.0.0.0/8', 'a private network (RFC 1918): no router of the Internet passes it on'],
  ['172.16.0.0/12', 'a private network (RFC 1918): no router of the Internet passes it on'],
  ['192.168.0.0/16', 'a private network (RFC 1918): no router of the Internet passes it on'],
  ['100.64.0.0/10', 'a provider and its customers (RFC 6598)'],
  ['169.254.0.0/16', 'this link (RFC 3927): given by the machine to itself'],
  ['192.0.2.0/24', 'documentation (RFC 5737)'],
  ['198.51.100.0/24', 'documentation (RFC 5737)'],
  ['203.0.113.0/24', 'documentation (RFC 5737)'],
  ['224.0.0.0/24', 'multicast on this link'],
  ['239.0.0.0/8', 'multicast within an organisation (RFC 2365)'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'none: reserved'],
  ['::/128', 'none: "any address of this machine" where one listens'],
  ['::1/128', 'this machine alone (loopback)'],
  ['fe80::/10', 'this link (link-local)'],
  ['fc00::/7', 'a private network (unique local, RFC 4193)'],
  ['2001:db8::/32', 'documentation (RFC 3849)'],
  ['ff01::/16', 'multicast within this machine'],
  ['ff02::/16', 'multicast on this link'],
  ['ff00::/8', 'multicast'],
];

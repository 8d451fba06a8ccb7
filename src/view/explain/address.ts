/** An address explained: its bits, class and scope (RFC 791, 4291, 6890), and with a prefix its network, mask and range (RFC 4632). */
import { inNetwork, ip4Text, ip6Text, parseIp, parseIp4, parseIp6, parseNetwork } from '../../core/address.ts';
import { u16 } from '../../core/bytes.ts';
import type { Said, Words } from '../../core/words.ts';
import { type Fact, type Facts, fact } from '../facts.ts';
import { namedFact, say } from './words.ts';

/** `128.238.42.112`, `192.0.2.7/24`, `fe80::1%eth0`, `2001:db8::/32`; undefined for all other text. */
export const explainAddress = (text: string, words: Words): Facts | undefined => {
  const [, host = '', zone, prefix] = /^([\da-fA-F:.]+)(?:%([\w.-]+))?(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const four = parseIp4(host);
  const bytes = four ?? parseIp6(host);
  if (bytes === undefined) return undefined;
  const length = prefix === undefined ? undefined : Number(prefix);
  if (length !== undefined && length > bytes.length * 8) return undefined;
  const facts = [
    ...(four === undefined ? sixFacts(bytes, words) : fourFacts(bytes, words)),
    namedFact(words, 'scope', words.text(scopeOf(host))),
    ...(zone === undefined ? [] : [namedFact(words, 'zone', words.text(say('zone', { zone })))]),
    ...(length === undefined ? [] : networkFacts(bytes, length, words)),
  ];
  return { kind: words.text(say(four === undefined ? 'ip6' : 'ip4')), text, facts };
};

const fourFacts = (b: Uint8Array, words: Words): readonly Fact[] => [
  namedFact(words, 'bits', bitsText(b)),
  namedFact(words, 'bytes', words.text(say('order', { bytes: hexText(b, '') }))),
  namedFact(words, 'class', words.text(classOf(b[0] ?? 0))),
  namedFact(words, 'asIpv6', words.text(say('asIpv6', { address: `::ffff:${ip4Text(b)}` }))),
];

const sixFacts = (b: Uint8Array, words: Words): readonly Fact[] => {
  const groups = Array.from({ length: 8 }, (_, k) =>
    u16(b, 2 * k)
      .toString(16)
      .padStart(4, '0'),
  );
  const mapped = parseIp(ip6Text(b));
  return [
    namedFact(words, 'inFull', groups.join(':')),
    namedFact(words, 'shortest', ip6Text(b)),
    namedFact(words, 'bits', bitsText(b.subarray(0, 8), 2)),
    fact('', bitsText(b.subarray(8), 2)),
    ...(mapped?.length === 4 ? [namedFact(words, 'carries', words.text(say('carries', { address: ip4Text(mapped) })))] : []),
    ...(b[11] === 0xff && b[12] === 0xfe ? [namedFact(words, 'madeFrom', `MAC ${macOf(b)}`)] : []),
  ];
};

/** The MAC address in the last 64 bits, its universal bit turned back (RFC 4291, appendix A). */
const macOf = (b: Uint8Array): string => hexText(Uint8Array.from([(b[8] ?? 0) ^ 2, ...b.subarray(9, 11), ...b.subarray(13)]), ':');

const networkFacts = (b: Uint8Array, length: number, words: Words): readonly Fact[] => {
  const text = (bytes: Uint8Array): string => (bytes.length === 4 ? ip4Text(bytes) : ip6Text(bytes));
  const mask = masked(new Uint8Array(b.length).fill(255), length, 0);
  const [first, last] = [masked(b, length, 0), masked(b, length, 255)];
  const host = b.length * 8 - length;
  const hosts = 2n ** BigInt(host);
  const plain = b.length === 4 && host > 1;
  return [
    namedFact(words, 'network', words.text(say('network', { network: `${text(first)}/${length}`, length: String(length) }))),
    namedFact(words, 'mask', text(mask)),
    namedFact(words, 'host', words.text(say('host', { bits: String(host), value: hostText(b, length) }))),
    namedFact(words, 'range', words.text(say('range', { first: text(first), last: text(last) }))),
    namedFact(
      words,
      'addresses',
      plain ? words.text(say('forHosts', { all: String(hosts), hosts: String(hosts - 2n) })) : `2^${host} = ${words.number(hosts)}`,
    ),
    ...(plain ? [namedFact(words, 'broadcast', text(last))] : []),
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

const scopeOf = (host: string): Said => {
  const bytes = parseIp(host) ?? new Uint8Array(0);
  const found = SCOPES.find(([network]) => {
    const within = parseNetwork(network);
    return within !== undefined && inNetwork(bytes, within);
  });
  return found?.[1] ?? say('scopeGlobal');
};

/** A blank behind every `each` bytes, as the address has a point or a colon there. */
const bitsText = (b: Uint8Array, each = 1): string =>
  Array.from(b, (byte, k) => `${k > 0 && k % each === 0 ? ' ' : ''}${byte.toString(2).padStart(8, '0')}`).join('');
const hexText = (b: Uint8Array, between: string): string => Array.from(b, (byte) => byte.toString(16).padStart(2, '0')).join(between);

/** Networks have been cut anywhere since 1993. */
const classOf = (first: number): Said =>
  first < 128 ? say('classA') : first < 192 ? say('classB') : first < 224 ? say('classC') : first < 240 ? say('classD') : say('classE');

/** The first that holds it. */
const SCOPES: readonly (readonly [network: string, says: Said])[] = [
  ['0.0.0.0/32', say('scopeAny')],
  ['255.255.255.255/32', say('scopeBroadcast')],
  ['127.0.0.0/8', say('scopeLoopback')],
  ['10.0.0.0/8', say('scopePrivate')],
  ['172.16.0.0/12', say('scopePrivate')],
  ['192.168.0.0/16', say('scopePrivate')],
  ['100.64.0.0/10', say('scopeProvider')],
  ['169.254.0.0/16', say('scopeLink')],
  ['192.0.2.0/24', say('scopeDocumentation', { paper: 'RFC 5737' })],
  ['198.51.100.0/24', say('scopeDocumentation', { paper: 'RFC 5737' })],
  ['203.0.113.0/24', say('scopeDocumentation', { paper: 'RFC 5737' })],
  ['224.0.0.0/24', say('scopeMulticastLink')],
  ['239.0.0.0/8', say('scopeMulticastOrganisation')],
  ['224.0.0.0/4', say('scopeMulticast')],
  ['240.0.0.0/4', say('scopeReserved')],
  ['::/128', say('scopeAny')],
  ['::1/128', say('scopeLoopback')],
  ['fe80::/10', say('scopeLinkLocal')],
  ['fc00::/7', say('scopeUniqueLocal')],
  ['2001:db8::/32', say('scopeDocumentation', { paper: 'RFC 3849' })],
  ['ff01::/16', say('scopeMulticastHost')],
  ['ff02::/16', say('scopeMulticastLink')],
  ['ff00::/8', say('scopeMulticast')],
];

/** Random capture filters and random frames for them: few addresses, ports and lengths, so that about half of all filters match something. */
import { fc } from './property.ts';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const words = (...parts: readonly (string | fc.Arbitrary<string | number>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant<string | number>(part) : part)))
    .map((all) => all.filter((part) => part !== '').join(' '));

const FOUR = ['10.0.0.1', '10.0.1.2', '192.168.0.1', '255.255.255.255', '224.0.0.5'] as const;
const SIX = ['2001:db8::1', '2001:db8::2:3', 'fe80::1', 'ff02::1'] as const;
const MACS = ['02:00:00:00:00:01', '02:00:00:00:00:02', 'ff:ff:ff:ff:ff:ff', '01:00:5e:00:00:05'] as const;
const PORTS = [7, 53, 80, 443, 8080] as const;
const VLANS = [1, 5, 100] as const;

// ---- filters ---------------------------------------------------------------------------------------------------------------

const side = pick('', 'src', 'dst', 'src or dst', 'src and dst');
const primitive = fc.oneof(
  pick('ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'sctp', 'icmp', 'icmp6', 'igmp', 'pim', 'vrrp', 'ah', 'esp'),
  words(pick('', 'ip', 'arp'), side, 'host', pick(...FOUR)),
  words(pick('', 'ip6'), side, 'host', pick(...SIX)),
  words(pick('ip', 'arp'), pick('src', 'dst'), pick(...FOUR)),
  words(
    side,
    'net',
    pick('10', '10.0', '10.0.0.0/8', '10.0.0.0/23', '192.168.0.0 mask 255.255.0.0', '0.0.0.0/0', '2001:db8::/32', 'ff00::/8'),
  ),
  words(pick('', 'tcp', 'udp', 'sctp'), side, 'port', pick(...PORTS)),
  words(side, 'port', pick('domain', 'echo')),
  words('tcp', side, 'port', pick('domain', 'http', 'https')),
  words(pick('', 'tcp', 'udp'), side, 'portrange', pick('1-100', '53-53', '80-7', '443-65535')),
  words('port', pick(...PORTS), pick('or', 'and'), pick(...PORTS)),
  words(pick('', 'ip', 'ip6'), 'proto', pick('6', '17', '58', '1', '44', '\\tcp', '\\udp', '132')),
  words('ether proto', pick('0x0800', '0x86dd', '0x88cc', '\\arp', '0x8100', '66', '1000')),
  words('ether', side, 'host', pick(...MACS)),
  words('ether', pick('src', 'dst'), pick(...MACS)),
  pick('broadcast', 'multicast', 'ether broadcast', 'ether multicast', 'ip multicast', 'ip6 multicast'),
  words(pick('less', 'greater'), pick('60', '64', '100')),
  words('vlan', pick<string | number>('', ...VLANS)),
);

const NAMED = ['tcp[tcpflags]', 'icmp[icmptype]', 'icmp6[icmp6type]', 'tcp-syn', 'tcp-ack', 'icmp-echo', 'icmp6-echo'] as const;
const { value } = fc.letrec<{ value: string; single: string }>((tie) => ({
  single: fc.oneof(
    { maxDepth: 2 },
    pick('0', '1', '2', '3', '6', '0x11', '010', '60', '255', 'len', ...NAMED),
    words(
      pick('ether', 'ip', 'ip6', 'arp', 'tcp', 'udp', 'icmp', 'icmp6', 'igmp'),
      '[',
      pick('0', '1', '2', '6', '8', '12', '13', '20'),
      ']',
    ),
    words(pick('ether', 'ip', 'ip6', 'tcp', 'udp'), '[', pick('0', '2', '4', '12'), ':', pick('1', '2', '4'), ']'),
    words(pick('ether', 'ip', 'tcp', 'udp'), '[', tie('value'), pick('& 7 ]', '% 9 ]', '& 15 : 2 ]')),
    words('(', tie('value'), ')'),
    words('-', tie('single')),
  ),
  value: fc.oneof(
    { maxDepth: 3 },
    tie('single'),
    words(tie('single'), pick('+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'), tie('value')),
  ),
}));
const relation = words(value, pick('=', '==', '!=', '<', '<=', '>', '>='), value);

/** Text of a filter. Libpcap may refuse one of them, as for a division by what it finds to be zero. */
export const filters: fc.Arbitrary<string> = fc.letrec<{ filter: string; term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: primitive, weight: 6 },
    { arbitrary: relation, weight: 3 },
    { arbitrary: words(pick('not', '!'), tie('term')), weight: 1 },
    { arbitrary: words('(', tie('filter'), ')'), weight: 2 },
  ),
  filter: fc.oneof({ maxDepth: 4 }, tie('term'), words(tie('filter'), pick('and', 'or', '&&', '||'), tie('term'))),
})).filter;

// ---- frames ----------------------------------------------------------------------------------------------------------------

const hex = (text: string): number[] => (text.match(/../g) ?? []).map((two) => Number.parseInt(two, 16));
const two = (n: number): number[] => [(n >> 8) & 255, n & 255];
const four = (text: string): number[] => text.split('.').map(Number);
const SIX_BYTES: Readonly<Record<(typeof SIX)[number], string>> = {
  '2001:db8::1': '20010db8000000000000000000000001',
  '2001:db8::2:3': '20010db8000000000000000000020003',
  'fe80::1': 'fe800000000000000000000000000001',
  'ff02::1': 'ff020000000000000000000000000001',
};
const mac = pick(...MACS).map((text) => hex(text.replaceAll(':', '')));
const address = pick(...FOUR).map(four);
const address6 = pick(...SIX).map((text) => hex(SIX_BYTES[text]));
const protocol = pick(6, 17, 132, 1, 58, 2, 44, 51, 103, 112);
const port = pick(...PORTS).map(two);
const rest = fc.uint8Array({ minLength: 0, maxLength: 40 }).map((bytes) => [...bytes]);

const carried = fc.tuple(port, port, rest).map((all) => all.flat());
const ip4 = fc
  .tuple(pick(5, 6), pick(0, 0, 0, 1, 0x2000, 0x4000), protocol, address, address, carried)
  .map(([words_, fragment, proto, from, to, inside]) => [
    0x40 | words_,
    0,
    ...two(words_ * 4 + inside.length),
    ...two(1),
    ...two(fragment),
    64,
    proto,
    ...two(0),
    ...from,
    ...to,
    ...Array.from({ length: 4 * (words_ - 5) }, () => 1),
    ...inside,
  ]);
const ip6 = fc
  .tuple(protocol, address6, address6, carried)
  .map(([next, from, to, inside]) => [0x60, 0, 0, 0, ...two(inside.length), next, 64, ...from, ...to, ...inside]);
const arp = fc.tuple(mac, address, mac, address).map(([a, b, c, d]) => [...hex('0001080006040001'), ...a, ...b, ...c, ...d]);

const inside = fc.oneof(
  ip4.map((bytes) => [0x0800, bytes] as const),
  ip6.map((bytes) => [0x86dd, bytes] as const),
  fc.tuple(pick(0x0806, 0x8035), arp),
  fc.tuple(
    pick(0x88cc, 66, 1000, 0x0800),
    rest.map((bytes) => [66, 66, ...bytes]),
  ),
);
const tag = fc
  .tuple(pick(0x8100, 0x88a8, 0x9100), pick(...VLANS), pick(0, 0xe000))
  .map(([type, id, more]) => [...two(type), ...two(id | more)]);

const cut = (frames: fc.Arbitrary<readonly number[]>): fc.Arbitrary<Uint8Array> =>
  fc.tuple(frames, pick(1, 1, 1, 1, 0.5, 0.2)).map(([bytes, part]) => Uint8Array.from(bytes.slice(0, Math.ceil(bytes.length * part))));

/** Frames of Ethernet, some with tags, some cut. */
export const ethernetFrames = cut(
  fc
    .tuple(mac, mac, fc.array(tag, { maxLength: 2 }), pick(true, false), inside)
    .map(([to, from, tags, tagged, [type, bytes]]) => [...to, ...from, ...(tagged ? tags.flat() : []), ...two(type), ...bytes]),
);

/** Packets without the header of a link. */
export const rawPackets = cut(fc.oneof(ip4, ip6, rest));

/** As Linux gives them for all interfaces at once (LINKTYPE_LINUX_SLL2). */
export const cookedFrames = cut(inside.map(([type, bytes]) => [...two(type), ...hex('000000000001000100060200000000010000'), ...bytes]));

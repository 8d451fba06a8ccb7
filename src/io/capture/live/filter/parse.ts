/** Capture filters parsed, word by word as pcap-filter(7) has them; what is wrong is a UsageError that points at the word. */

import { parseIp4, parseIp6, parseMac } from '../../../../core/address.ts';
import { nearest } from '../../../../core/nearest.ts';
import { sayWrong } from '../../../../core/said.ts';
import { servicePort } from '../../../../core/services-table.ts';
import type { Said } from '../../../../core/words.ts';
import { systemServices } from '../../../net/services-file.ts';
import { isRelation, numberOf, parseRelation } from './arithmetic.ts';
import { type Compare, type Expression, LINKS, PORTED, type Side, TCP, TRANSPORTS, UDP, type Value } from './expression.ts';
import { Tokens } from './tokens.ts';

export const parseFilter = (text: string, place: string): Expression => {
  const tokens = new Tokens(text, place);
  return tokens.isEmpty ? { kind: 'all' } : new Parser(tokens).whole();
};

/** What stands before a value, and holds for the values behind it that have nothing before them: `port 80 or 443`. */
interface Qualifiers {
  readonly protocol: string | undefined;
  readonly side: Side;
  readonly type: string;
}

const TYPES = ['host', 'net', 'port', 'portrange', 'proto'] as const;
/** Words of pcap-filter(7) that are not known here. */
const WANT_LIBPCAP: readonly string[] = [
  ...[
    'gateway',
    'protochain',
    'inbound',
    'outbound',
    'mpls',
    'pppoed',
    'pppoes',
    'geneve',
    'vxlan',
    'type',
    'subtype',
    'wlan',
    'fddi',
    'tr',
  ],
  ...[
    'ifname',
    'on',
    'rnr',
    'rulenum',
    'reason',
    'action',
    'llc',
    'stp',
    'iso',
    'atalk',
    'aarp',
    'decnet',
    'ipx',
    'netbeui',
    'lat',
    'moprc',
  ],
  ...['mopdl', 'clnp', 'esis', 'isis', 'atm', 'lane', 'oam', 'ppp', 'slip', 'radio', 'ifindex', 'byte'],
];

class Parser {
  readonly #tokens: Tokens;
  #last: Qualifiers | undefined;
  #tags = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const all = this.#list();
    if (this.#tokens.name !== undefined) throw this.#wrong(sayWrong('andOrEnd'));
    return all;
  }

  /** `and` and `or` bind alike, from left to right. */
  #list(): Expression {
    let left = this.#term();
    for (;;) {
      const word = this.#tokens.take('and', '&&', 'or', '||');
      if (word === undefined) return left;
      left = { kind: word === 'and' || word === '&&' ? 'and' : 'or', left, right: this.#term() };
    }
  }

  #term(): Expression {
    const tokens = this.#tokens;
    if (tokens.take('not', '!') !== undefined) return { kind: 'not', of: tokens.deeper(() => this.#term()) };
    if (isRelation(tokens)) return parseRelation(tokens, this.#tags);
    return tokens.take('(') === undefined ? this.#primitive() : this.#group();
  }

  #group(): Expression {
    const inner = this.#tokens.deeper(() => this.#list());
    this.#tokens.must(')');
    return inner;
  }

  #primitive(): Expression {
    const tokens = this.#tokens;
    const single = this.#single();
    if (single !== undefined) return single;
    const protocol = tokens.takeIf((word) => word === 'ether' || LINKS.has(word) || TRANSPORTS.has(word));
    if (tokens.take('broadcast') !== undefined) return this.#broadcast(protocol);
    if (tokens.take('multicast') !== undefined) return this.#multicast(protocol);
    const side = this.#side();
    const type = tokens.take(...TYPES);
    const isBare = side === undefined && type === undefined;
    if (protocol !== undefined && protocol !== 'ether' && isBare) return this.#protocol(protocol);
    if (protocol === undefined && isBare && this.#last === undefined) throw this.#wrong(this.#unknown());
    if (protocol !== undefined || !isBare) this.#last = { protocol, side: side ?? 'either', type: type ?? 'host' };
    return tokens.take('(') === undefined ? this.#value() : this.#group();
  }

  /** Primitives of one word and a number. */
  #single(): Expression | undefined {
    const tokens = this.#tokens;
    if (tokens.take('less') !== undefined) return lengthIs('greater', true, this.#number(sayWrong('numberOfBytes')));
    if (tokens.take('greater') !== undefined) return lengthIs('greaterOrEqual', false, this.#number(sayWrong('numberOfBytes')));
    if (tokens.take('vlan') === undefined) return undefined;
    const id = numberOf(tokens.peek() ?? '') === undefined ? undefined : this.#number(sayWrong('vlanMost'), 4095);
    return { kind: 'vlan', id, tags: this.#tags++ };
  }

  #side(): Side | undefined {
    const tokens = this.#tokens;
    const one = tokens.take('src', 'dst');
    if (one === undefined) return undefined;
    const [joint, other] = [tokens.peek(), tokens.peek(1)];
    if ((joint !== 'or' && joint !== 'and') || (other !== 'src' && other !== 'dst') || other === one) return one as Side;
    tokens.at += 2;
    return joint === 'or' ? 'either' : 'both';
  }

  #value(): Expression {
    const { protocol, side, type } = this.#last ?? { protocol: undefined, side: 'either', type: 'host' };
    if (type === 'port' || type === 'portrange') return this.#ports(protocol, side, type === 'portrange');
    if (type === 'proto') return this.#proto(protocol);
    if (protocol === 'ether') return this.#ether(side, type);
    if (protocol !== undefined && !LINKS.has(protocol)) throw this.#wrong(sayWrong('portOrEnd', { protocol }));
    const net = this.#network(side, type === 'net', protocol);
    return protocol === undefined ? net : { kind: 'and', left: this.#protocol(protocol), right: net };
  }

  #protocol(name: string): Expression {
    const tags = this.#tags;
    const [number, ...over] = TRANSPORTS.get(name) ?? [];
    if (number === undefined) return { kind: 'link', type: LINKS.get(name) ?? 0, tags };
    return { kind: 'transport', number, over: over as (4 | 6)[], tags };
  }

  // ---- what may stand behind the qualifiers ----------------------------------------------------------------------------

  #ports(protocol: string | undefined, side: Side, isRange: boolean): Expression {
    const number = protocol === undefined ? undefined : TRANSPORTS.get(protocol)?.[0];
    if (protocol !== undefined && !PORTED.includes(number ?? 0)) throw this.#wrong(sayWrong('protocolPorts', { protocol }));
    const word = this.#tokens.name ?? '';
    const cut = isRange ? word.indexOf('-') : -1;
    if (isRange && cut < 1) throw this.#wrong(sayWrong('twoPorts'));
    const from = this.#port(isRange ? word.slice(0, cut) : word, number);
    const to = isRange ? this.#port(word.slice(cut + 1), number) : from;
    this.#tokens.at++;
    const over = from.transport === to.transport ? (from.transport ?? number) : number;
    const transports = over === undefined ? PORTED : [over];
    const [low, high] = from.port <= to.port ? [from.port, to.port] : [to.port, from.port];
    return { kind: 'port', side, from: low, to: high, transports, tags: this.#tags };
  }

  /** A name stands for the transports that it is known for. */
  #port(word: string, transport: number | undefined): { readonly port: number; readonly transport?: number } {
    const given = numberOf(word);
    if (given !== undefined && given <= 0xffff) return { port: given };
    const [tcp, udp] = [namedPort(word, 'tcp'), namedPort(word, 'udp')];
    const port = transport === TCP ? tcp : transport === UDP ? udp : (tcp ?? udp);
    if (port === undefined && (tcp ?? udp) !== undefined)
      throw this.#wrong(sayWrong('portOf', { transport: transport === TCP ? 'TCP' : 'UDP' }));
    if (port === undefined || given !== undefined) throw this.#wrong(sayWrong('portBy'));
    if (tcp === undefined || udp === undefined) return { port, transport: tcp === undefined ? UDP : TCP };
    return { port };
  }

  #proto(protocol: string | undefined): Expression {
    const tags = this.#tags;
    const word = this.#tokens.name ?? '';
    if (protocol === 'ether') {
      const type = LINKS.get(word) ?? numberOf(word);
      if (type === undefined || type > 0xffff) throw this.#wrong(sayWrong('etherType'));
      if (NEEDS_MORE.has(type)) throw this.#wrong(sayWrong('libpcapType'));
      this.#tokens.at++;
      return { kind: 'link', type, tags };
    }
    if (protocol !== undefined && protocol !== 'ip' && protocol !== 'ip6') throw this.#wrong(sayWrong('beforeProto', { protocol }));
    const number = PROTOCOLS.get(word) ?? numberOf(word);
    if (number === undefined || number > 255) throw this.#wrong(sayWrong('ipProtocol'));
    this.#tokens.at++;
    return { kind: 'transport', number, over: protocol === undefined ? [4, 6] : protocol === 'ip' ? [4] : [6], tags };
  }

  #ether(side: Side, type: string): Expression {
    const address = parseMac((this.#tokens.name ?? '').replaceAll(/[.-]/g, ':'));
    if (type !== 'host' || address === undefined) throw this.#wrong(sayWrong('etherAddress'));
    this.#tokens.at++;
    return { kind: 'ether', side, address: [...address] };
  }

  #network(side: Side, isNet: boolean, protocol: string | undefined): Expression {
    const word = this.#tokens.name ?? '';
    const four = parseIp4(isNet ? padded(word) : word);
    const address = four ?? parseIp6(word);
    const isIt = protocol === undefined || (protocol === 'ip6') === (four === undefined);
    if (address === undefined || !isIt) throw this.#wrong(this.#addressWanted(isNet, protocol));
    const at = this.#tokens.at++;
    const mask = this.#mask(isNet, address.length, four === undefined ? 16 : word.split('.').length);
    if (address.some((byte, i) => (byte & (mask[i] ?? 0)) !== byte)) {
      this.#tokens.at = at;
      throw this.#wrong(sayWrong('cleanNetwork'));
    }
    return { kind: 'net', side, address: [...address], mask, tags: this.#tags };
  }

  #addressWanted(isNet: boolean, protocol: string | undefined): Said {
    if (isNet) return sayWrong('aNetwork');
    return sayWrong('addressWanted', { kind: protocol === 'ip6' ? 'IPv6' : protocol === undefined ? 'IP' : 'IPv4' });
  }

  /** `/8`, `mask 255.0.0.0`, or as many bytes as were given. */
  #mask(isNet: boolean, length: number, given: number): readonly number[] {
    const tokens = this.#tokens;
    if (tokens.take('/') !== undefined)
      return maskOf(this.#number(sayWrong('lengthMost', { most: String(8 * length) }), 8 * length), length);
    if (!isNet || tokens.take('mask') === undefined) return maskOf(8 * given, length);
    const mask = parseIp4(padded(tokens.name ?? ''));
    if (mask === undefined || length !== 4) throw this.#wrong(sayWrong('aMask'));
    tokens.at++;
    return [...mask];
  }

  #broadcast(protocol: string | undefined): Expression {
    if (protocol !== undefined && protocol !== 'ether') throw this.#behind(sayWrong('etherBroadcast'));
    return { kind: 'ether', side: 'dst', address: [255, 255, 255, 255, 255, 255] };
  }

  #multicast(protocol: string | undefined): Expression {
    const tags = this.#tags;
    const byte = (base: 'frame' | 'network', index: number): Value => ({
      kind: 'bytes',
      base,
      index: { kind: 'number', value: index },
      size: 1,
      tags,
    });
    if (protocol === 'ip') return relation([this.#protocol('ip')], byte('network', 16), 'greaterOrEqual', 224);
    if (protocol === 'ip6') return relation([this.#protocol('ip6')], byte('network', 24), 'equal', 255);
    if (protocol !== undefined && protocol !== 'ether') throw this.#behind(sayWrong('beforeMulticast'));
    return relation([], { kind: 'compute', op: '&', left: byte('frame', 0), right: { kind: 'number', value: 1 } }, 'equal', 1);
  }

  #number(expected: Said, most = 0xffff_ffff): number {
    const value = numberOf(this.#tokens.peek() ?? '');
    if (value === undefined || value > most) throw this.#wrong(expected);
    this.#tokens.at++;
    return value;
  }

  #unknown(): Said {
    const word = this.#tokens.peek() ?? '';
    if (WANT_LIBPCAP.includes(word)) return sayWrong('withoutLibpcap');
    const near = /^[a-z]+\d?$/.test(word)
      ? nearest(word, [...LINKS.keys(), ...TRANSPORTS.keys(), ...TYPES, 'src', 'dst', 'ether', 'vlan'])
      : undefined;
    return near === undefined ? sayWrong('protocolOrHost') : sayWrong('words', { words: near });
  }

  #wrong(expected: Said): Error {
    return this.#tokens.wrong(expected);
  }

  /** About the word that was taken last. */
  #behind(expected: Said): Error {
    this.#tokens.at--;
    return this.#wrong(expected);
  }
}

const relation = (guards: readonly Expression[], left: Value, compare: Compare, right: number): Expression => ({
  kind: 'relation',
  guards,
  compare,
  isNot: false,
  left,
  right: { kind: 'number', value: right },
});

const lengthIs = (compare: Compare, isNot: boolean, value: number): Expression => ({
  kind: 'relation',
  guards: [],
  compare,
  isNot,
  left: { kind: 'length' },
  right: { kind: 'number', value },
});

/** Names as tcpdump has them on this machine; where it has none, those of ours. */
const namedPort = (name: string, transport: 'tcp' | 'udp'): number | undefined => {
  const known = systemServices.port(name, 'tcp') ?? systemServices.port(name, 'udp');
  return known === undefined ? servicePort(name, transport) : systemServices.port(name, transport);
};

/** Service access points and types that libpcap looks for in more than one place. */
const NEEDS_MORE: ReadonlySet<number> = new Set([0x06, 0xe0, 0xf0, 0xfe, 0x809b, 0x80f3]);

/** Names of protocols(5) that are asked for. */
const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ...[...TRANSPORTS].map(([name, [number]]) => [name, number] as const),
  ...(Object.entries({ ipencap: 4, egp: 8, igp: 9, ipv6: 41, gre: 47, ospf: 89, 'ipv6-icmp': 58, l2tp: 115, udplite: 136 }) as [
    string,
    number,
  ][]),
]);

/** `10.1` is a network, too. */
const padded = (word: string): string => {
  const parts = word.split('.');
  return [...parts, ...Array.from({ length: Math.max(0, 4 - parts.length) }, () => '0')].join('.');
};

const maskOf = (bits: number, bytes: number): readonly number[] =>
  Array.from({ length: bytes }, (_, i) => 0xff & ~(0xff >> Math.max(0, Math.min(8, bits - 8 * i))));

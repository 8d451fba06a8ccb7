/** Capture filters as data: the part of tcpdump's language (pcap-filter(7)) that is compiled here where libpcap is not installed. */

import { parseIp4, parseIp6 } from '../../../../core/address.ts';
import { UsageError } from '../../../../core/fault.ts';

export type Side = 'src' | 'dst' | 'either' | 'both';

/** The empty filter is `all`. */
export type Expression =
  | { readonly kind: 'all' }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  /** A network protocol by its EtherType, or a transport by its number in IP. */
  | { readonly kind: 'link'; readonly type: number }
  | { readonly kind: 'transport'; readonly number: number; readonly over: readonly (4 | 6)[] }
  /** An address of four or sixteen bytes under a mask. */
  | { readonly kind: 'net'; readonly side: Side; readonly address: readonly number[]; readonly mask: readonly number[] }
  | { readonly kind: 'port'; readonly side: Side; readonly from: number; readonly to: number; readonly transports: readonly number[] };

export const Ether = { ip: 0x0800, arp: 0x0806, rarp: 0x8035, ip6: 0x86dd } as const;
const LINKS: Readonly<Record<string, number>> = Ether;
const TRANSPORTS: Readonly<Record<string, readonly [number, ...(4 | 6)[]]>> = {
  tcp: [6, 4, 6],
  udp: [17, 4, 6],
  sctp: [132, 4, 6],
  icmp: [1, 4],
  igmp: [2, 4],
  icmp6: [58, 6],
};
const PORTED: readonly number[] = [6, 17, 132];

/** Throws a UsageError with the place of the word. */
export const parseFilter = (text: string, place: string): Expression => {
  const words = [...text.matchAll(/\(|\)|&&|\|\||!|[^\s()!]+/g)].map(([word]) => word.toLowerCase());
  return words.length === 0 ? { kind: 'all' } : new Parser(words, text, place).whole();
};

/** What stands before a value, and holds for the values behind it that have nothing before them: `port 80 or 443`. */
interface Qualifiers {
  readonly protocol?: string;
  readonly side: Side;
  readonly type: 'host' | 'net' | 'port' | 'portrange';
}

class Parser {
  readonly #words: readonly string[];
  readonly #text: string;
  readonly #place: string;
  #at = 0;
  #last: Qualifiers | undefined;

  constructor(words: readonly string[], text: string, place: string) {
    this.#words = words;
    this.#text = text;
    this.#place = place;
  }

  whole(): Expression {
    const all = this.#list();
    if (this.#at < this.#words.length) throw this.#wrong("'and', 'or' or the end of the filter");
    return all;
  }

  /** `and` and `or` bind alike, from left to right, as in pcap-filter(7). */
  #list(): Expression {
    let left = this.#term();
    for (;;) {
      const word = this.#words[this.#at];
      const kind = word === 'and' || word === '&&' ? 'and' : word === 'or' || word === '||' ? 'or' : undefined;
      if (kind === undefined) return left;
      this.#at++;
      left = { kind, left, right: this.#term() };
    }
  }

  #term(): Expression {
    if (this.#take('not', '!')) return { kind: 'not', of: this.#term() };
    if (!this.#take('(')) return this.#primitive();
    const inner = this.#list();
    if (!this.#take(')')) throw this.#wrong(')');
    return inner;
  }

  #primitive(): Expression {
    const protocol = this.#one((word) => word in LINKS || word in TRANSPORTS);
    const side = this.#side();
    const type = this.#one((word) => word === 'host' || word === 'net' || word === 'port' || word === 'portrange') as
      | Qualifiers['type']
      | undefined;
    if (protocol !== undefined && side === undefined && type === undefined) return { ...protocolOf(protocol) };
    const isBare = protocol === undefined && side === undefined && type === undefined;
    if (isBare && this.#last === undefined) throw this.#wrong('a protocol, or host, net or port before a value');
    const qualifiers: Qualifiers =
      isBare && this.#last !== undefined
        ? this.#last
        : { ...(protocol !== undefined && { protocol }), side: side ?? 'either', type: type ?? 'host' };
    this.#last = qualifiers;
    return this.#valueOf(qualifiers);
  }

  #side(): Side | undefined {
    const one = this.#one((word) => word === 'src' || word === 'dst');
    if (one === undefined) return undefined;
    const [joint, other] = [this.#words[this.#at], this.#words[this.#at + 1]];
    if ((joint !== 'or' && joint !== 'and') || (other !== 'src' && other !== 'dst') || other === one) return one as Side;
    this.#at += 2;
    return joint === 'or' ? 'either' : 'both';
  }

  #valueOf({ protocol, side, type }: Qualifiers): Expression {
    if (type === 'port' || type === 'portrange') return this.#ports(protocol, side, type === 'portrange');
    const net = this.#network(side, type === 'net');
    return protocol === undefined ? net : { kind: 'and', left: protocolOf(protocol), right: net };
  }

  #ports(protocol: string | undefined, side: Side, isRange: boolean): Expression {
    const word = this.#words[this.#at] ?? '';
    const [, from = '', to = from] = (isRange ? /^(\d+)-(\d+)$/ : /^(\d+)$/).exec(word) ?? [];
    if (from === '' || Number(from) > 65_535 || Number(to) > 65_535 || Number(to) < Number(from))
      throw this.#wrong(isRange ? 'two port numbers, e.g. 6000-6008' : 'a port number');
    const number = protocol === undefined ? undefined : TRANSPORTS[protocol]?.[0];
    if (protocol !== undefined && !PORTED.includes(number ?? 0) && !(protocol in LINKS)) throw this.#wrong('a protocol that has ports');
    this.#at++;
    const port: Expression = {
      kind: 'port',
      side,
      from: Number(from),
      to: Number(to),
      transports: number === undefined ? PORTED : [number],
    };
    return protocol !== undefined && protocol in LINKS ? { kind: 'and', left: protocolOf(protocol), right: port } : port;
  }

  #network(side: Side, isNet: boolean): Expression {
    const [word = '', length] = (this.#words[this.#at] ?? '').split('/');
    const address = parseIp4(isNet ? padded(word) : word) ?? parseIp6(word);
    const bits = length === undefined ? (isNet && !word.includes(':') ? 8 * word.split('.').length : undefined) : Number(length);
    if (address === undefined || (bits !== undefined && !(bits <= 8 * address.length && Number.isInteger(bits))))
      throw this.#wrong(isNet ? 'a network, e.g. 10.0.0.0/8' : 'an IP address (names, Ethernet addresses and expressions want libpcap)');
    this.#at++;
    const mask = maskOf(bits ?? 8 * address.length, address.length);
    const given = [...address];
    if (given.some((byte, i) => (byte & (mask[i] ?? 0)) !== byte))
      throw this.#wrong(`a network whose address ends after ${bits} bits`, word);
    return { kind: 'net', side, address: given, mask };
  }

  #one(isIt: (word: string) => boolean): string | undefined {
    const word = this.#words[this.#at];
    if (word === undefined || !isIt(word)) return undefined;
    this.#at++;
    return word;
  }

  #take(...words: readonly string[]): boolean {
    return this.#one((word) => words.includes(word)) !== undefined;
  }

  #wrong(expected: string, got = this.#words[this.#at] ?? 'the end'): UsageError {
    return new UsageError(this.#place, `${expected} in the capture filter '${this.#text}'`, got);
  }
}

const protocolOf = (name: string): Expression => {
  const [number, ...over] = TRANSPORTS[name] ?? [];
  return number === undefined ? { kind: 'link', type: LINKS[name] ?? 0 } : { kind: 'transport', number, over: over as (4 | 6)[] };
};

/** `10.1` is a network, too. */
const padded = (word: string): string => {
  const parts = word.split('.');
  return [...parts, ...Array.from({ length: Math.max(0, 4 - parts.length) }, () => '0')].join('.');
};

const maskOf = (bits: number, bytes: number): readonly number[] =>
  Array.from({ length: bytes }, (_, i) => 0xff & ~(0xff >> Math.max(0, Math.min(8, bits - 8 * i))));

/** The arithmetic of capture filters: `tcp[tcpflags] & (tcp-syn|tcp-fin) != 0`, `len > 100`, bound as in libpcap's grammar. */
import { sayWrong } from '../../../../core/said.ts';
import { type Base, type Compare, Ether, type Expression, type Operator, TRANSPORTS, type Value } from './expression.ts';
import type { Tokens } from './tokens.ts';

/** From the loosest to the tightest; `%` and `^` have no place among them: see #operand. */
const LEVELS: readonly (readonly string[])[] = [['|'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/']];
const UNRANKED: readonly string[] = ['%', '^'];
const COMPARISONS: Readonly<Record<string, readonly [Compare, isNot: boolean]>> = {
  '=': ['equal', false],
  '==': ['equal', false],
  '!=': ['equal', true],
  '>': ['greater', false],
  '<=': ['greater', true],
  '>=': ['greaterOrEqual', false],
  '<': ['greaterOrEqual', true],
};
const SIGNS: ReadonlySet<string> = new Set([...LEVELS.flat(), ...UNRANKED, ...Object.keys(COMPARISONS)]);

/** Bytes of a packet are reached so far by a number. */
const FARTHEST = 0xffff;
const MOST = 0xffff_ffff;

/** Whether what comes is a comparison, and not a primitive or a group of them. */
export const isRelation = (tokens: Tokens): boolean => {
  const word = tokens.peek();
  if (word === undefined) return false;
  if (word === '(') return SIGNS.has(tokens.behindParenthesis() ?? '');
  return (
    word === '-' || word === 'len' || tokens.peek(1) === '[' || ((isNumber(word) || CONSTANTS.has(word)) && SIGNS.has(tokens.peek(1) ?? ''))
  );
};

export const parseRelation = (tokens: Tokens, tags: number): Expression => new Arithmetic(tokens, tags).relation();

class Arithmetic {
  readonly #tokens: Tokens;
  readonly #tags: number;
  readonly #guards: Expression[] = [];

  constructor(tokens: Tokens, tags: number) {
    this.#tokens = tokens;
    this.#tags = tags;
  }

  relation(): Expression {
    const left = this.#value();
    const sign = this.#tokens.takeIf((word) => word in COMPARISONS);
    const [compare, isNot] = COMPARISONS[sign ?? ''] ?? [];
    if (compare === undefined || isNot === undefined) throw this.#tokens.wrong(sayWrong('comparisonOf'));
    const right = this.#value();
    return { kind: 'relation', guards: this.#guards, compare, isNot, left, right };
  }

  #value(level = 0): Value {
    const signs = LEVELS[level];
    if (signs === undefined) return this.#operand();
    let left = this.#value(level + 1);
    for (let op = this.#tokens.take(...signs); op !== undefined; op = this.#tokens.take(...signs))
      left = this.#compute(op as Operator, left, () => this.#value(level + 1));
    return left;
  }

  /** `%` and `^` take the one operand before them and everything behind. */
  #operand(): Value {
    const left = this.#tokens.take('-') === undefined ? this.#single() : this.#negative();
    const op = this.#tokens.take(...UNRANKED);
    return op === undefined ? left : this.#compute(op as Operator, left, () => this.#value());
  }

  #negative(): Value {
    return { kind: 'negative', of: this.#tokens.deeper(() => this.#operand()) };
  }

  #single(): Value {
    const tokens = this.#tokens;
    if (tokens.take('(') !== undefined) {
      const inner = tokens.deeper(() => this.#value());
      tokens.must(')');
      return inner;
    }
    if (tokens.take('len') !== undefined) return { kind: 'length' };
    const word = tokens.peek() ?? '';
    const constant = CONSTANTS.get(word) ?? numberOf(word);
    if (constant !== undefined) {
      tokens.at++;
      return { kind: 'number', value: constant };
    }
    return this.#bytes(word);
  }

  #bytes(word: string): Value {
    const tokens = this.#tokens;
    const base = baseOf(word);
    if (base === undefined || tokens.peek(1) !== '[') throw tokens.wrong(sayWrong('numberLen'));
    tokens.at += 2;
    const tags = this.#tags;
    // In the order of libpcap: it matters where a frame is cut.
    if (base === 'transport') this.#guards.push({ kind: 'link', type: Ether.ip, tags });
    const index = tokens.deeper(() => this.#value());
    if (index.kind === 'number' && index.value > FARTHEST) {
      tokens.at--;
      throw tokens.wrong(sayWrong('placeBelow', { most: String(FARTHEST + 1) }));
    }
    const size = tokens.take(':') === undefined ? 1 : this.#size();
    tokens.must(']');
    this.#guards.push(...guardsOf(word, tags));
    return { kind: 'bytes', base, index, size, tags };
  }

  #size(): 1 | 2 | 4 {
    const size = Number(this.#tokens.take('1', '2', '4'));
    if (size !== 1 && size !== 2 && size !== 4) throw this.#tokens.wrong(sayWrong('fewBytes'));
    return size;
  }

  /** As with libpcap the left side alone says which protocols must be there. */
  #compute(op: Operator, left: Value, behind: () => Value): Value {
    const guards = this.#guards.length;
    const right = behind();
    this.#guards.length = guards;
    if (right.kind === 'number') {
      const cannot = (op === '/' || op === '%') && right.value === 0 ? sayWrong('notByZero') : undefined;
      const far = (op === '<<' || op === '>>') && right.value > 31 ? sayWrong('shiftMost') : undefined;
      const wrong = cannot ?? far;
      if (wrong !== undefined) {
        this.#tokens.at--;
        throw this.#tokens.wrong(wrong);
      }
    }
    return { kind: 'compute', op, left, right };
  }
}

const baseOf = (word: string): Base | undefined => {
  if (word === 'ether' || word === 'link') return 'frame';
  if (word in Ether) return 'network';
  if (word === 'icmp6') return 'behind6';
  return INDEXED.has(word) ? 'transport' : undefined;
};
/** Transports whose bytes may be asked for, over IPv4. */
const INDEXED: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'icmp', 'igmp', 'igrp', 'pim', 'vrrp', 'carp']);

const guardsOf = (word: string, tags: number): readonly Expression[] => {
  if (word === 'ether' || word === 'link') return [];
  if (word in Ether) return [{ kind: 'link', type: Ether[word as keyof typeof Ether], tags }];
  const number = TRANSPORTS.get(word)?.[0] ?? 0;
  if (word !== 'icmp6')
    return [
      { kind: 'transport', number, over: [4], tags },
      { kind: 'first', tags },
    ];
  const next: Value = { kind: 'bytes', base: 'network', index: { kind: 'number', value: 6 }, size: 1, tags };
  const guards: readonly Expression[] = [{ kind: 'link', type: Ether.ip6, tags }];
  return [{ kind: 'relation', guards, compare: 'equal', isNot: false, left: next, right: { kind: 'number', value: number } }];
};

/** Decimal, octal with a 0 in front, hexadecimal with 0x. */
export const numberOf = (word: string): number | undefined => {
  if (!isNumber(word)) return undefined;
  const value = /^0x/.test(word) ? Number(word) : /^0[0-7]+$/.test(word) ? Number.parseInt(word, 8) : Number(word);
  return value <= MOST ? value : undefined;
};
const isNumber = (word: string): boolean => /^(0x[0-9a-f]+|0|[1-9]\d*|0[0-7]+)$/.test(word);

/** Names of places and values, as pcap-filter(7) has them. */
const CONSTANTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    tcpflags: 13,
    'tcp-fin': 1,
    'tcp-syn': 2,
    'tcp-rst': 4,
    'tcp-push': 8,
    'tcp-ack': 16,
    'tcp-urg': 32,
    'tcp-ece': 64,
    'tcp-cwr': 128,
    icmptype: 0,
    icmpcode: 1,
    'icmp-echoreply': 0,
    'icmp-unreach': 3,
    'icmp-sourcequench': 4,
    'icmp-redirect': 5,
    'icmp-echo': 8,
    'icmp-routeradvert': 9,
    'icmp-routersolicit': 10,
    'icmp-timxceed': 11,
    'icmp-paramprob': 12,
    'icmp-tstamp': 13,
    'icmp-tstampreply': 14,
    'icmp-ireq': 15,
    'icmp-ireqreply': 16,
    'icmp-maskreq': 17,
    'icmp-maskreply': 18,
    icmp6type: 0,
    icmp6code: 1,
    'icmp6-destinationrunreach': 1,
    'icmp6-packettoobig': 2,
    'icmp6-timeexceeded': 3,
    'icmp6-parameterproblem': 4,
    'icmp6-echo': 128,
    'icmp6-echoreply': 129,
    'icmp6-multicastlistenerquery': 130,
    'icmp6-multicastlistenerreportv1': 131,
    'icmp6-multicastlistenerdone': 132,
    'icmp6-routersolicit': 133,
    'icmp6-routeradvert': 134,
    'icmp6-neighborsolicit': 135,
    'icmp6-neighboradvert': 136,
    'icmp6-redirect': 137,
  }),
);

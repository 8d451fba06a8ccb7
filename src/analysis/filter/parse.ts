/**
 * Parser of filters. Loosest to tightest: `||` · `&&` · `!` · comparison · `&` · `+ -` · `* / %` · a sign · slice.
 * Nesting deeper than 64 is refused, so no recursion here or later gets deep.
 */

import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { rangesOf } from './range.ts';
import type { Arithmetic, Comparison, Member, Operand, Quantifier, Range, Test } from './syntax.ts';
import { mistake, type Token, tokensOf } from './token.ts';

const MAX_DEPTH = 64;

export const parseFilter = (text: string): Test => {
  const parser = new Parser(text);
  const test = parser.either();
  parser.finish();
  return test;
};

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
    this.#end = { kind: 'end', text: '', at: text.length, length: 0, spaced: true };
  }

  either(): Test {
    return this.#chain('or', ['||', 'or'], () => this.#both());
  }

  finish(): void {
    const { kind, text } = this.#token;
    if (kind === 'end') return;
    if (text === ')') throw this.#wrong(sayWrong('openBefore'));
    const capture = CAPTURE[text] ?? CAPTURE[this.#tokens[this.#at - 1]?.text ?? ''];
    throw this.#wrong(sayWrong('betweenTests'), capture ? sayWrong('captureFilter', { filter: capture }) : undefined);
  }

  #both(): Test {
    return this.#chain('and', ['&&', 'and'], () => this.#unary());
  }

  #chain(kind: 'and' | 'or', signs: readonly string[], next: () => Test): Test {
    const of = [next()];
    while (this.#isSign(signs)) {
      this.#at++;
      of.push(next());
    }
    return of.length === 1 ? of[0]! : { kind, of };
  }

  #unary(): Test {
    if (!this.#isSign(['!', 'not'])) return this.#test();
    this.#at++;
    return { kind: 'not', of: this.#deeper(() => this.#unary()) };
  }

  #test(): Test {
    if (this.#isOperator('(')) {
      const group = this.#group();
      // (tcp.flags & 1) == 1: the brackets were around a value.
      if (group.kind !== 'has' || !this.#goesOn()) return group;
      return this.#comparison(this.#sum(group.what), undefined);
    }
    const quantifier = this.#quantifier();
    return this.#comparison(this.#sum(), quantifier);
  }

  #group(): Test {
    const open = this.#take();
    const inside = this.#deeper(() => this.either());
    if (!this.#isOperator(')')) {
      if (this.#token.kind === 'end') throw mistake(this.#text, open, sayWrong('closeThis'));
      throw this.#wrong(sayWrong('andOrClose'));
    }
    this.#at++;
    return inside;
  }

  /** `any` and `all` before a field. */
  #quantifier(): Quantifier | undefined {
    const { kind, text } = this.#token;
    const next = this.#tokens[this.#at + 1];
    if (kind !== 'word' || (text !== 'any' && text !== 'all') || next?.kind !== 'word' || COMPARISONS[next.text]) return undefined;
    this.#at++;
    return text;
  }

  #comparison(left: Operand, said: Quantifier | undefined): Test {
    const quantifier = said ?? 'any';
    const operator = this.#token;
    if (this.#isWord('in')) return this.#membership(left, quantifier, false);
    if (this.#isWord('not') && this.#tokens[this.#at + 1]?.text === 'in') {
      this.#at++;
      return this.#membership(left, 'any', true);
    }
    const written = operator.kind === 'string' ? undefined : COMPARISONS[operator.text];
    const how = (said && QUANTIFIED[said][written ?? '']) ?? written;
    if (how === undefined) return { kind: 'has', what: left };
    this.#at++;
    const right = this.#sum();
    const test: Test = { kind: 'compare', how, operator, left, right, quantifier };
    if (this.#token.kind !== 'string' && COMPARISONS[this.#token.text]) throw this.#wrong(sayWrong('andBefore'));
    return test;
  }

  #membership(left: Operand, quantifier: Quantifier, negated: boolean): Test {
    const operator = this.#take();
    if (!this.#isOperator('{')) throw this.#wrong(sayWrong('aSet', { set: '{80, 443, 8000..8999}' }));
    this.#at++;
    const set: Member[] = [];
    while (!this.#isOperator('}')) {
      if (this.#token.kind === 'end') throw this.#wrong(sayWrong('setEnd'));
      const from = this.#sum();
      const to = this.#isOperator('..') ? this.#afterDots() : undefined;
      set.push({ from, to });
      if (this.#isOperator(',')) this.#at++;
    }
    if (set.length === 0) throw this.#wrong(sayWrong('setValue'));
    this.#at++;
    const test: Test = { kind: 'in', left, set, quantifier, operator };
    return negated ? { kind: 'not', of: test } : test;
  }

  #afterDots(): Operand {
    this.#at++;
    return this.#sum();
  }

  #sum(first?: Operand): Operand {
    return this.#binary(
      ['&'],
      (given) => this.#binary(['+', '-'], (g) => this.#binary(['*', '/', '%'], (f) => f ?? this.#atom(), g), given),
      first,
    );
  }

  #binary(signs: readonly string[], next: (first?: Operand) => Operand, first: Operand | undefined): Operand {
    let left = next(first);
    while (this.#token.kind !== 'string' && signs.includes(spelled(this.#token.text))) {
      const how = spelled(this.#take().text) as Arithmetic;
      const right = next();
      left = { kind: 'arithmetic', how, left, right, place: span(left.place, right.place) };
    }
    return left;
  }

  #atom(): Operand {
    const token = this.#token;
    if (token.kind === 'operator' && (token.text === '(' || token.text === '{')) return this.#bracketed(token.text === '(' ? ')' : '}');
    if (token.kind === 'operator' && (token.text === '-' || token.text === '+')) return this.#signed();
    if (token.kind === 'operator' && token.text === '${') return this.#reference();
    if (token.kind !== 'word' && token.kind !== 'string')
      throw this.#wrong(token.kind === 'end' ? sayWrong('fieldHere') : sayWrong('fieldValue'));
    this.#at++;
    const isCall = token.kind === 'word' && this.#isOperator('(') && !this.#token.spaced;
    let operand: Operand = isCall ? this.#call(token) : this.#named(token);
    while (this.#isOperator('[')) operand = this.#slice(operand);
    return operand;
  }

  #named(token: Token): Operand {
    const { kind, text, isCharacter } = token;
    if (token.kind === 'word' && this.#isOperator('#') && !this.#token.spaced) return this.#layered(token);
    return { kind: kind === 'string' ? kind : 'word', text, ...(isCharacter && { isCharacter }), place: token };
  }

  /** `#1`, `#[1-2]`, `#[-1]`: which of several equal layers. */
  #layered(name: Token): Operand {
    this.#at++;
    if (this.#isOperator('[')) {
      const { ranges, place } = this.#ranges(sayWrong('layerForm'));
      return { kind: 'layered', text: name.text, ranges, place: span(name, place) };
    }
    const number = this.#token.kind === 'word' && /^\d{1,4}$/.test(this.#token.text) ? this.#take() : undefined;
    if (number === undefined) throw this.#wrong(sayWrong('layerForm'));
    const from = Number(number.text);
    return { kind: 'layered', text: name.text, ranges: [{ from, to: from + 1 }], place: span(name, number) };
  }

  #bracketed(close: ')' | '}'): Operand {
    const open = this.#take();
    const inside = this.#deeper(() => this.#sum());
    if (!this.#isOperator(close)) throw mistake(this.#text, open, sayWrong('closeThis'));
    this.#at++;
    return inside;
  }

  /** A sign before a number belongs to it. */
  #signed(): Operand {
    const sign = this.#take();
    const of = this.#deeper(() => this.#atom());
    if (sign.text === '+') return of;
    const place = span(sign, of.place);
    if (of.kind === 'word' && /^[0-9.]/.test(of.text)) return { ...of, text: `-${of.text}`, place };
    return { kind: 'arithmetic', how: '-', left: { kind: 'word', text: '0', place: sign }, right: of, place };
  }

  /** `${ip.ttl}`: the value of the packet that is selected. */
  #reference(): Operand {
    const open = this.#take();
    const name = this.#token;
    if (name.kind !== 'word') throw this.#wrong(sayWrong('fieldHere'));
    this.#at++;
    if (!this.#isOperator('}')) throw mistake(this.#text, open, sayWrong('closeThis'));
    return { kind: 'reference', text: name.text, place: span(open, this.#take()) };
  }

  #call(name: Token): Operand {
    this.#at++;
    const args: Operand[] = [];
    while (!this.#isOperator(')')) {
      args.push(this.#deeper(() => this.#sum()));
      if (this.#isOperator(',')) this.#at++;
      else if (!this.#isOperator(')')) throw this.#wrong(sayWrong('closeCall'));
    }
    const close = this.#take();
    return { kind: 'call', name: name.text, args, place: span(name, close) };
  }

  #slice(of: Operand): Operand {
    const { ranges, place } = this.#ranges(sayWrong('sliceForm'));
    return { kind: 'slice', of, ranges, place: span(of.place, place) };
  }

  #ranges(expected: Said): { readonly ranges: readonly Range[]; readonly place: Token } {
    const open = this.#take();
    const from = this.#token.at;
    while (this.#token.kind !== 'end' && !this.#isOperator(']')) this.#at++;
    if (this.#token.kind === 'end') throw mistake(this.#text, open, sayWrong('closeSquare'));
    const close = this.#take();
    const inside = { at: from, length: close.at - from };
    const ranges = rangesOf(this.#text.slice(from, close.at));
    if (ranges === undefined) throw mistake(this.#text, inside, expected);
    return { ranges, place: close };
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? this.#end;
  }

  #take(): Token {
    const token = this.#token;
    this.#at++;
    return token;
  }

  #isOperator(text: string): boolean {
    return this.#token.kind === 'operator' && this.#token.text === text;
  }

  #isWord(text: string): boolean {
    return this.#token.kind === 'word' && this.#token.text === text;
  }

  #isSign(signs: readonly string[]): boolean {
    return this.#token.kind !== 'string' && signs.includes(this.#token.text.toLowerCase());
  }

  /** Whether what follows takes a value on its left. */
  #goesOn(): boolean {
    const { kind, text } = this.#token;
    if (kind === 'word')
      return COMPARISONS[text] !== undefined || text === 'in' || (text === 'not' && this.#tokens[this.#at + 1]?.text === 'in');
    return kind === 'operator' && (COMPARISONS[text] !== undefined || ARITHMETIC.has(text));
  }

  #deeper<T>(inside: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw this.#wrong(sayWrong('levels', { most: String(MAX_DEPTH) }));
    const result = inside();
    this.#depth--;
    return result;
  }

  #wrong(expected: Said, because?: Said): Error {
    return mistake(this.#text, this.#token, expected, because);
  }
}

const span = (first: { at: number }, last: { at: number; length: number }) => ({ at: first.at, length: last.at + last.length - first.at });

/** A sign that is a word besides. */
const spelled = (sign: string): string => (sign === 'bitwise_and' ? '&' : sign);

const ARITHMETIC: ReadonlySet<string> = new Set(['&', '+', '-', '*', '/', '%']);

/** `any` and `all` say which values count; the sign then only which way they are compared. */
const QUANTIFIED: Readonly<Record<Quantifier, Readonly<Record<string, Comparison>>>> = {
  any: { '===': '==', '!=': '!==' },
  all: { '!==': '!=' },
};

const COMPARISONS: Readonly<Record<string, Comparison>> = Object.assign(Object.create(null) as Record<string, Comparison>, {
  '==': '==',
  eq: '==',
  any_eq: '==',
  '===': '===',
  all_eq: '===',
  '!=': '!=',
  ne: '!=',
  all_ne: '!=',
  '!==': '!==',
  '~=': '!==',
  any_ne: '!==',
  '>': '>',
  gt: '>',
  '<': '<',
  lt: '<',
  '>=': '>=',
  ge: '>=',
  '<=': '<=',
  le: '<=',
  contains: 'contains',
  matches: 'matches',
  '~': 'matches',
} satisfies Record<string, Comparison>);

/** Words that people know from tcpdump. */
const CAPTURE: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  host: 'ip.addr == ADDRESS',
  net: 'ip.addr == NETWORK/BITS',
  port: 'tcp.port == PORT or udp.port == PORT',
  src: 'ip.src == ADDRESS',
  dst: 'ip.dst == ADDRESS',
});

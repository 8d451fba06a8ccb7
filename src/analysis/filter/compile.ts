/** Compile: the tests of a filter, names and values looked up, become one predicate. */

import { utf8 } from '../../core/bytes.ts';
import { matcher } from '../../core/pattern/pattern.ts';
import { PatternError } from '../../core/pattern/syntax.ts';
import { sayWrong } from '../../core/said.ts';
import type { Registry } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import type { Selection } from '../selection.ts';
import { type Alike, containsSource, FUNCTIONS, OF_VALUES, type OfValues, type Source } from './functions.ts';
import { bytesOf, EXAMPLE, familyOf, integerOf, kindOf, type Literal, literalOf, type Scalar, scalarOf } from './kind.ts';
import { between, fieldMember, type Member, writtenMember } from './membership.ts';
import { knownName } from './names.ts';
import {
  ALWAYS,
  BASE,
  chain,
  isByOne,
  isSet,
  MASKED,
  MIRROR,
  masked,
  NEVER,
  OPERATIONS,
  PAIRS,
  type Passes,
  some,
  someOf,
} from './operators.ts';
import { holdsLayer, sliced } from './range.ts';
import { badLiteral, noValue, type Typed, unknownWord } from './refusals.ts';
import { finder } from './search.ts';
import type { Operand, Place, Test } from './syntax.ts';
import { mistake } from './token.ts';

export interface CompiledTest {
  readonly passes: Passes;
  /** Names whose values it looks at, and not only whether there are any. */
  readonly valued: ReadonlySet<string>;
  /** It asks which of several equal layers. */
  readonly isLayered: boolean;
  /** Whether a value of the one field that it asks for makes a frame pass, where one does. */
  readonly one: ((value: Value) => boolean) | undefined;
}

export const compileTest = (test: Test, text: string, r: Registry, values: Selection): CompiledTest => {
  const compiler = new Compiler(text, r, values);
  const passes = compiler.test(test);
  return { passes, valued: compiler.valued, isLayered: values.isLayered, one: compiler.oneOf(passes) };
};

class Compiler {
  readonly valued = new Set<string>();
  readonly #text: string;
  readonly #r: Registry;
  readonly #values: Selection;
  /** What reads the values of fields as they are. */
  readonly #reads = new Set<Source['read']>();
  /** The last test that compared something. */
  #compared: string | undefined;

  constructor(text: string, r: Registry, values: Selection) {
    this.#text = text;
    this.#r = r;
    this.#values = values;
  }

  get #typed(): Typed {
    return { text: this.#text, r: this.#r, compared: this.#compared };
  }

  oneOf(passes: Passes): CompiledTest['one'] {
    if (!isByOne(passes) || !this.#reads.has(passes.read)) return undefined;
    const { one } = passes;
    return (value) => one(scalarOf(value));
  }

  test(t: Test): Passes {
    switch (t.kind) {
      case 'and':
      case 'or':
        return chain(
          t.kind,
          t.of.map((one) => this.test(one)),
        );
      case 'not': {
        const of = this.test(t.of);
        return () => !of();
      }
      case 'has':
        return this.#has(t.what);
      case 'compare':
        return this.#compare(t);
      default:
        return this.#within(t);
    }
  }

  #has(what: Operand): Passes {
    const source = what.kind === 'word' ? this.#named(what.text, what.place) : this.#source(what);
    if (source === undefined) throw unknownWord(this.#typed, what);
    if (what.kind === 'arithmetic') return () => source.read().some(isSet);
    return someOf(source.read, ALWAYS);
  }

  #compare(t: Test & { kind: 'compare' }): Passes {
    const left = this.#source(t.left);
    const right = left === undefined ? this.#source(t.right) : this.#valueSource(left, t.right);
    if (left !== undefined) {
      if (t.how === 'matches') return this.#matches(t, left);
      this.#compared = `${left.text} ${this.#text.slice(t.operator.at, t.operator.at + t.operator.length)}`;
      return right === undefined ? this.#withLiteral(t, left) : this.#withSource(t, left, right);
    }
    const mirrored = MIRROR[t.how];
    if (right === undefined || mirrored === undefined) throw unknownWord(this.#typed, t.left);
    return this.#withLiteral({ ...t, how: mirrored, left: t.right, right: t.left }, right);
  }

  /** `ip.proto == TCP`: a protocol's name on the right of a field whose values have names is one of those. */
  #isNamedValue(left: Source, right: Operand): boolean {
    if (left.names === undefined || right.kind !== 'word') return false;
    return knownName(this.#r, right.text)?.spec === undefined && literalOf(right.text, true, left.kind, left.names) !== undefined;
  }

  #withLiteral(t: Test & { kind: 'compare' }, left: Source): Passes {
    if (t.how === 'contains') return this.#contains(t, left);
    const { value, mask, isApart } = this.#literal(left, t.right);
    if (isApart) return this.#over(t, left, NEVER);
    const pair = PAIRS[BASE[t.how]];
    if (mask !== undefined) return this.#over(t, left, (v) => pair(masked(v, mask), value));
    return this.#over(t, left, (v) => pair(v, value));
  }

  #withSource(t: Test & { kind: 'compare' }, left: Source, right: Source): Passes {
    if (left.kind === 'mark' || right.kind === 'mark') throw noValue(this.#typed, left.kind === 'mark' ? left : right, t.operator);
    if (t.how === 'contains') return containsSource(left, right);
    this.#ofKind(left, right);
    const pair = PAIRS[BASE[t.how]];
    const any = (v: Scalar): boolean => right.read().some((w) => pair(v, w));
    const every = (v: Scalar): boolean => right.read().every((w) => pair(v, w));
    const judge = this.#over(t, left, t.how === '===' || t.how === '!==' ? every : any);
    return () => right.read().length > 0 && judge();
  }

  /** Which of the left side's values must pass: one (`==`, `<` …), all (`===`), none (`!=`), or one must not (`!==`). */
  #over(t: Test & { kind: 'compare' }, left: Source, one: (v: Scalar) => boolean): Passes {
    if (t.how === '!=') return () => some(left.read()) && !left.read().some(one);
    if (t.how === '!==') return () => left.read().some((v) => !one(v));
    if (t.how === '===' || t.quantifier === 'all') return () => some(left.read()) && left.read().every(one);
    return someOf(left.read, one);
  }

  #within(t: Test & { kind: 'in' }): Passes {
    const left = this.#source(t.left);
    if (left === undefined) throw unknownWord(this.#typed, t.left);
    this.#compared = `${left.text} ==`;
    const sources = t.set.flatMap(({ from, to }) => [from, to]).map((o) => o && this.#valueSource(left, o));
    const member = (o: Operand, source: Source | undefined): Member =>
      source === undefined ? writtenMember(this.#literal(left, o)) : fieldMember(this.#ofKind(left, source));
    const members = t.set.map(({ from, to }, k) => {
      const low = member(from, sources[2 * k]);
      return to === undefined ? low.is : between(low, member(to, sources[2 * k + 1]));
    });
    const one = (v: Scalar): boolean => members.some((m) => m(v));
    if (t.quantifier === 'all') return () => some(left.read()) && left.read().every(one);
    return sources.some((s) => s !== undefined) ? () => left.read().some(one) : someOf(left.read, one);
  }

  /** What an operand on the right reads; undefined where it is a value. */
  #valueSource(left: Source, right: Operand): Source | undefined {
    return this.#isNamedValue(left, right) ? undefined : this.#source(right);
  }

  #ofKind(left: Source, right: Source): Source {
    if (familyOf(left.kind) === familyOf(right.kind)) return right;
    throw mistake(this.#text, right.place, sayWrong('sameKind', { field: left.text, example: EXAMPLE[left.kind] }));
  }

  #contains(t: Test & { kind: 'compare' }, left: Source): Passes {
    if (left.kind === 'string') {
      const needle = 'text' in t.right ? t.right.text : '';
      return someOf(left.read, (v) => typeof v === 'string' && v.includes(needle));
    }
    if (left.kind === 'number' || left.kind === 'bool' || left.kind === 'float' || left.kind === 'time' || left.kind === 'date')
      throw mistake(this.#text, t.operator, sayWrong('comparison'), sayWrong('isNumber', { field: left.text }));
    if (left.kind === 'mark') throw noValue(this.#typed, left, t.operator);
    const right = t.right;
    const literal =
      'text' in right ? (literalOf(right.text, right.kind === 'string', 'bytes', undefined) ?? { value: utf8(right.text) }) : undefined;
    if (!(literal?.value instanceof Uint8Array)) throw mistake(this.#text, right.place, EXAMPLE.bytes);
    const found = finder(literal.value);
    return someOf(left.read, (v) => found(bytesOf(v, left.kind)));
  }

  #matches(t: Test & { kind: 'compare' }, left: Source): Passes {
    if (left.kind === 'mark') throw noValue(this.#typed, left, t.operator);
    if (left.kind !== 'string' && left.kind !== 'bytes' && left.kind !== 'mac')
      throw mistake(this.#text, t.operator, sayWrong('comparison'), sayWrong('cannotMatch', { field: left.text }));
    const { right } = t;
    if (right.kind !== 'string') throw mistake(this.#text, right.place, sayWrong('pattern'));
    const found = this.#matcher(right.text, right.place);
    return this.#over(t, left, (v) => found(bytesOf(v, left.kind) ?? NOTHING));
  }

  #matcher(pattern: string, place: Place): (bytes: Uint8Array) => boolean {
    try {
      return matcher(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      // Without escapes of the text itself the place in the pattern is one in the filter.
      const from = this.#text.indexOf(pattern, place.at);
      const isInside = from > place.at && from + pattern.length < place.at + place.length;
      const spot = isInside ? { at: from + error.at, length: error.length } : place;
      const isLimit = error.fault === 'lookAround' || error.fault === 'backReference';
      throw mistake(this.#text, spot, sayWrong(`pattern_${error.fault}`), isLimit ? sayWrong('patternLimits') : undefined);
    }
  }

  #literal(left: Source, right: Operand): Literal {
    if (left.kind === 'mark') throw noValue(this.#typed, left, right.place);
    if (right.kind !== 'word' && right.kind !== 'string') throw mistake(this.#text, right.place, EXAMPLE[left.kind]);
    if (right.isCharacter && left.kind === 'number') return { value: right.text.charCodeAt(0) };
    const literal = literalOf(right.text, right.kind === 'string', left.kind, left.names);
    if (literal === undefined) throw badLiteral(this.#typed, left, right.text, right.place);
    const most = left.bits === undefined ? undefined : 2 ** left.bits - 1;
    if (typeof literal.value === 'number' && most !== undefined && literal.value < 0) return { ...literal, isApart: true };
    if (typeof literal.value === 'number' && most !== undefined && literal.value > most)
      throw mistake(
        this.#text,
        right.place,
        sayWrong('zeroTo', { most: String(most) }),
        sayWrong('hasBits', { field: left.text, bits: String(left.bits) }),
      );
    return literal;
  }

  // ---- sources --------------------------------------------------------------------------------------------------------

  /** Undefined where the operand is a value and not a name. */
  #source(o: Operand): Source | undefined {
    switch (o.kind) {
      case 'word':
        return this.#valued(this.#named(o.text, o.place));
      case 'string':
        return undefined;
      case 'layered':
        return this.#layered(o);
      case 'reference':
        return this.#reference(o);
      case 'slice':
        return this.#slice(o);
      case 'call':
        return this.#call(o);
      default:
        return this.#arithmetic(o);
    }
  }

  #valued(source: Source | undefined): Source | undefined {
    if (source !== undefined) this.valued.add(source.text);
    return source;
  }

  #named(text: string, place: Place): Source | undefined {
    const known = knownName(this.#r, text);
    if (known === undefined) return undefined;
    const { values } = this.#values.of(known.name);
    const { spec } = known;
    const bits = spec !== undefined && spec.bits > 0 && spec.bits <= 32 && spec.scale === undefined ? spec.bits : undefined;
    const kind = kindOf(spec);
    const read: Source['read'] = kind === 'bool' || kind === 'mark' ? () => values.map(scalarOf) : () => values as readonly Scalar[];
    this.#reads.add(read);
    return {
      kind,
      names: spec?.names,
      bits: kind === 'number' ? bits : undefined,
      spec,
      text: known.name,
      place,
      read,
    };
  }

  #layered(o: Operand & { kind: 'layered' }): Source {
    const source = this.#valued(this.#named(o.text, o.place));
    if (source === undefined) throw unknownWord(this.#typed, { kind: 'word', text: o.text, place: o.place });
    const { layers } = this.#values.layered(source.text);
    const read = (): readonly Scalar[] => source.read().filter((_, k) => holdsLayer(o.ranges, layers[k] ?? 1, layers.at(-1) ?? 1));
    return { ...source, place: o.place, read };
  }

  /** Where packets are gone through none is selected, and so there are no values. */
  #reference(o: Operand & { kind: 'reference' }): Source {
    const source = this.#named(o.text, o.place);
    if (source === undefined) throw unknownWord(this.#typed, { kind: 'word', text: o.text, place: o.place });
    return { ...source, place: o.place, read: () => [] };
  }

  /** Parts and lengths of a protocol are those of its own bytes, without what it carries. */
  #own(o: Operand, { spec, text, read }: Source): Source['read'] {
    if (o.kind !== 'word' || spec !== undefined || this.#r.byName(text) === undefined) return read;
    const { values, own } = this.#values.owned(text);
    return () => values.map((v, k) => (v as Uint8Array).subarray(0, own[k]));
  }

  #slice(o: Operand & { kind: 'slice' }): Source {
    const of = this.#source(o.of);
    if (of === undefined) throw unknownWord(this.#typed, o.of);
    if (familyOf(of.kind) === 'number' || of.kind === 'time' || of.kind === 'date' || of.kind === 'mark')
      throw mistake(this.#text, o.place, sayWrong('sliceOf'), sayWrong(of.kind === 'mark' ? 'isMark' : 'isOnlyNumber', { field: of.text }));
    const whole = this.#own(o.of, of);
    const read = (): readonly Scalar[] =>
      whole()
        .map((v) => sliced(bytesOf(v, of.kind) ?? NOTHING, o.ranges))
        .filter((v) => v !== undefined);
    return { ...PLAIN, kind: 'bytes', text: of.text, place: o.place, read };
  }

  #call(o: Operand & { kind: 'call' }): Source {
    const make = FUNCTIONS[o.name];
    if (make === undefined && Object.hasOwn(OF_VALUES, o.name)) return this.#ofValues(o);
    if (make === undefined)
      throw mistake(
        this.#text,
        { at: o.place.at, length: o.name.length },
        sayWrong('functions', { names: [...Object.keys(FUNCTIONS), ...Object.keys(OF_VALUES)].join(', ') }),
      );
    const [arg] = o.args;
    if (arg === undefined || o.args.length !== 1) throw mistake(this.#text, o.place, sayWrong('words', { words: `${o.name}(field)` }));
    const of = this.#source(arg);
    if (of === undefined) throw unknownWord(this.#typed, arg);
    return { ...PLAIN, text: o.name, place: o.place, ...make({ ...of, read: this.#own(arg, of) }) };
  }

  #ofValues(o: Operand & { kind: 'call' }): Source {
    const { most, takes, of } = OF_VALUES[o.name]!;
    if (o.args.length === 0 || o.args.length > most)
      throw mistake(this.#text, o.place, sayWrong('words', { words: `${o.name}(${most === 1 ? 'field' : 'field, field'})` }));
    const alike = this.#alike(o.args, takes);
    const args = alike?.args ?? o.args.map((arg) => this.#numbers(arg));
    const read = (): readonly Scalar[] => of(args.map((arg) => arg()));
    return { ...PLAIN, kind: alike?.kind ?? 'number', text: o.name, place: o.place, read };
  }

  /** Fields that are no numbers and have an order all the same: addresses, times, texts; all of one kind. */
  #alike(args: readonly Operand[], takes: OfValues['takes']): Alike | undefined {
    const sources = args.map((arg) => this.#source(arg));
    const [first] = sources;
    if (first === undefined || first.kind === 'mark' || familyOf(first.kind) === 'number' || !takes(first.kind)) return undefined;
    const other = sources.findIndex((s) => s === undefined || familyOf(s.kind) !== familyOf(first.kind));
    if (other >= 0)
      throw mistake(this.#text, args[other]!.place, sayWrong('sameKind', { field: first.text, example: EXAMPLE[first.kind] }));
    return { kind: first.kind, args: sources.map((s) => s!.read) };
  }

  /** Bits of addresses and of bytes: `ip.src & 255.0.0.0`. */
  #bits(o: Operand & { kind: 'arithmetic' }): Source | undefined {
    const left = o.how === '&' ? this.#source(o.left) : undefined;
    if (left === undefined || !MASKED.has(left.kind)) return undefined;
    const right = this.#source(o.right);
    if (right !== undefined && right.kind !== left.kind)
      throw mistake(this.#text, right.place, sayWrong('sameKind', { field: left.text, example: EXAMPLE[left.kind] }));
    const fixed = right === undefined ? [this.#literal({ ...left, names: undefined }, o.right).value] : [];
    const masks = (): readonly Scalar[] => right?.read() ?? fixed;
    const read = (): readonly Scalar[] => left.read().flatMap((v) => masks().map((m) => masked(v, m as number | Uint8Array)));
    return { ...left, names: undefined, bits: undefined, place: o.place, read };
  }

  #arithmetic(o: Operand & { kind: 'arithmetic' }): Source {
    const bits = this.#bits(o);
    if (bits !== undefined) return bits;
    const left = this.#numbers(o.left);
    const right = this.#numbers(o.right);
    const how = OPERATIONS[o.how];
    const read = (): readonly Scalar[] =>
      left()
        .flatMap((a) => right().map((b) => how(a, b)))
        .filter((v) => v !== undefined);
    return { ...PLAIN, kind: 'number', text: this.#text.slice(o.place.at, o.place.at + o.place.length), place: o.place, read };
  }

  #numbers(o: Operand): () => readonly (number | bigint)[] {
    const source = this.#source(o);
    if (source === undefined) {
      const number = o.kind === 'word' ? integerOf(o.text) : undefined;
      if (number === undefined) throw mistake(this.#text, o.place, sayWrong('fieldOrNumber'));
      return () => [number];
    }
    if (familyOf(source.kind) !== 'number') throw mistake(this.#text, source.place, sayWrong('fieldNumbers'));
    return () => source.read() as readonly (number | bigint)[];
  }
}

const NOTHING = new Uint8Array(0);
const PLAIN = { names: undefined, bits: undefined, spec: undefined } as const;

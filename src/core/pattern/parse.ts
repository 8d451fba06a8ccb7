/** Parser of patterns: what Perl's regular expressions have without look-around and back references. */
import { utf8 } from '../bytes.ts';
import { anyCase, inverse, NAMED, SHORT, setOf, union } from './byte-set.ts';
import { type ByteSet, type Pattern, PatternError, type PatternFault } from './syntax.ts';

/** Letters after `(?`: i, case does not count; m, ^ and $ at every line; s, a dot is also a line's end; x, blanks do not count. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

/** Most repeats in {n,m}. */
const MOST = 1000;
const DEEPEST = 64;

export const parsePattern = (source: string, flags: Partial<Flags> = {}): Pattern => {
  const parser = new Parser(source, { i: false, m: false, s: false, x: false, ...flags });
  const pattern = parser.either();
  parser.finish();
  return pattern;
};

class Parser {
  readonly #source: string;
  #at = 0;
  #depth = 0;
  #flags: Flags;

  constructor(source: string, flags: Flags) {
    this.#source = source;
    this.#flags = flags;
  }

  /** Flags that are set inside a group end with it. */
  either(): Pattern {
    const flags = this.#flags;
    if (++this.#depth > DEEPEST) throw this.#wrong('tooLong', this.#at);
    const of = [this.#sequence()];
    while (this.#eat('|')) of.push(this.#sequence());
    this.#depth--;
    this.#flags = flags;
    return of.length === 1 ? of[0]! : { kind: 'any', of };
  }

  finish(): void {
    if (this.#at < this.#source.length) throw this.#wrong('openGroup', this.#at);
  }

  #sequence(): Pattern {
    const of: Pattern[] = [];
    while (this.#at < this.#source.length && !this.#sees('|') && !this.#sees(')')) {
      if (this.#flags.x && this.#skipBlank()) continue;
      const atom = this.#atom();
      if (atom !== undefined) of.push(this.#repeated(atom));
    }
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  }

  #skipBlank(): boolean {
    if (this.#sees('#')) {
      const end = this.#source.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#source.length : end + 1;
      return true;
    }
    if (!/\s/.test(this.#source[this.#at] ?? '')) return false;
    this.#at++;
    return true;
  }

  #repeated(atom: Pattern): Pattern {
    let of = atom;
    for (let times = this.#times(); times !== undefined; times = this.#times()) {
      of = { kind: 'repeat', of, ...times };
      // As few as possible, or without giving back: whether there is a match is the same but for the latter, which few write.
      if (!this.#eat('?')) this.#eat('+');
    }
    return of;
  }

  #times(): { readonly least: number; readonly most: number } | undefined {
    if (this.#eat('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#eat('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#eat('?')) return { least: 0, most: 1 };
    const braces = /^\{(\d{1,6})(,(\d{0,6}))?\}/.exec(this.#source.slice(this.#at));
    if (braces === null) return undefined;
    const least = Number(braces[1]);
    const most = braces[2] === undefined ? least : braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3]);
    if (least > MOST || (most !== Number.POSITIVE_INFINITY && most > MOST) || most < least)
      throw this.#wrong('repeats', this.#at, braces[0].length);
    this.#at += braces[0].length;
    return { least, most };
  }

  /** Undefined where only flags were set. */
  #atom(): Pattern | undefined {
    const c = this.#source[this.#at] ?? '';
    if (c === '(') return this.#group();
    if (c === '[') return this.#class();
    if (c === '\\') return this.#escape();
    if (c === '*' || c === '+' || c === '?') throw this.#wrong('nothingToRepeat', this.#at);
    if (c === '.') return this.#one(setOf((byte) => this.#flags.s || byte !== 10));
    if (c === '^') return this.#assertion(this.#flags.m ? 'lineStart' : 'start');
    if (c === '$') return this.#assertion(this.#flags.m ? 'lineEnd' : 'lastLine');
    const letter = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += letter.length;
    return this.#bytes(utf8(letter));
  }

  #one(set: ByteSet, length = 1): Pattern {
    this.#at += length;
    return { kind: 'set', set };
  }

  #assertion(what: Extract<Pattern, { kind: 'assert' }>['what'], length = 1): Pattern {
    this.#at += length;
    return { kind: 'assert', what };
  }

  #bytes(bytes: Uint8Array): Pattern {
    const of = [...bytes].map((byte): Pattern => ({ kind: 'set', set: this.#cased(setOf((b) => b === byte)) }));
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  }

  #cased(set: ByteSet): ByteSet {
    return this.#flags.i ? anyCase(set) : set;
  }

  #group(): Pattern | undefined {
    const open = this.#at++;
    const outside = this.#flags;
    if (this.#eat('?') && this.#head(open)) return undefined;
    const inside = this.either();
    if (!this.#eat(')')) throw this.#wrong('closeGroup', open);
    this.#flags = outside;
    return inside;
  }

  /** What follows `(?`; true where that is all: flags for the rest of the group around it. */
  #head(open: number): boolean {
    const rest = this.#source.slice(this.#at);
    const ahead = /^(<?[=!])/.exec(rest);
    if (ahead !== null) throw this.#wrong('lookAround', open, 2 + ahead[0].length);
    const named = /^(P?<\w+>|'\w+'|[:|>])/.exec(rest);
    if (named !== null) {
      this.#at += named[0].length;
      return false;
    }
    const flags = /^([imsx]*)(?:-([imsx]+))?([:)])/.exec(rest);
    if (flags === null) throw this.#wrong('escape', open, Math.min(3, this.#source.length - open));
    this.#at += flags[0].length;
    const on = Object.fromEntries([...(flags[1] ?? '')].map((flag) => [flag, true]));
    const off = Object.fromEntries([...(flags[2] ?? '')].map((flag) => [flag, false]));
    this.#flags = { ...this.#flags, ...on, ...off };
    return flags[3] === ')';
  }

  #escape(): Pattern {
    const c = this.#source[this.#at + 1] ?? '';
    const set = shortSet(c);
    if (set !== undefined) return this.#one(set, 2);
    const assertion = ASSERTIONS[c];
    if (assertion !== undefined) return this.#assertion(assertion, 2);
    if (c === 'N')
      return this.#one(
        setOf((byte) => byte !== 10),
        2,
      );
    if (c === 'R') {
      this.#at += 2;
      return NEWLINE;
    }
    if (/[kg]/.test(c) || (/[1-9]/.test(c) && !OCTAL.test(this.#source.slice(this.#at)))) throw this.#wrong('backReference', this.#at, 2);
    return this.#bytes(Uint8Array.of(this.#byte()));
  }

  /** The byte that an escape stands for. */
  #byte(): number {
    const rest = this.#source.slice(this.#at);
    const hex = /^\\x(?:\{([0-9a-fA-F]{1,2})\}|([0-9a-fA-F]{0,2}))/.exec(rest);
    const octal = OCTAL.exec(rest);
    const [c = ''] = rest.slice(1);
    const [text, byte] = hex
      ? [hex[0], Number.parseInt(hex[1] ?? hex[2] ?? '', 16) || 0]
      : octal
        ? [octal[0], Number.parseInt(octal[0].slice(1), 8) & 255]
        : [`\\${c}`, LETTERS[c] ?? (/[A-Za-z0-9]/.test(c) || c === '' ? -1 : c.charCodeAt(0))];
    if (byte < 0 || byte > 255) throw this.#wrong('escape', this.#at, Math.max(1, text.length));
    this.#at += text.length;
    return byte;
  }

  #class(): Pattern {
    const open = this.#at++;
    const not = this.#eat('^');
    const sets: ByteSet[] = [];
    for (let first = true; first || !this.#sees(']'); first = false) {
      if (this.#at >= this.#source.length) throw this.#wrong('closeClass', open);
      sets.push(this.#member());
    }
    this.#at++;
    const set = this.#cased(union(sets));
    return { kind: 'set', set: not ? inverse(set) : set };
  }

  #member(): ByteSet {
    const named = /^\[:(\^?)(\w*):\]/.exec(this.#source.slice(this.#at));
    if (named !== null) {
      const set = Object.hasOwn(NAMED, named[2] ?? '') ? NAMED[named[2] ?? ''] : undefined;
      if (set === undefined) throw this.#wrong('unknownClass', this.#at, named[0].length);
      this.#at += named[0].length;
      return named[1] === '^' ? inverse(set) : set;
    }
    const short = this.#sees('\\') ? shortSet(this.#source[this.#at + 1] ?? '') : undefined;
    if (short !== undefined) {
      this.#at += 2;
      return short;
    }
    const from = this.#at;
    const low = this.#letter();
    const next = this.#source[this.#at + 1];
    if (!this.#sees('-') || next === undefined || next === ']') return setOf((byte) => low.includes(byte));
    this.#at++;
    const high = this.#letter();
    const [a = 0, b = 0] = [low.at(-1), high.at(-1)];
    if (b < a || high.length > 1) throw this.#wrong('rangeOrder', from, this.#at - from);
    return setOf((byte) => byte >= a && byte <= b);
  }

  /** The bytes of one letter in a class. */
  #letter(): readonly number[] {
    if (this.#sees('\\')) {
      if (this.#source[this.#at + 1] === 'b') {
        this.#at += 2;
        return [8];
      }
      return [this.#byte()];
    }
    const letter = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += letter.length;
    return [...utf8(letter)];
  }

  #sees(c: string): boolean {
    return this.#source[this.#at] === c;
  }

  #eat(c: string): boolean {
    if (!this.#sees(c)) return false;
    this.#at++;
    return true;
  }

  #wrong(fault: PatternFault, at: number, length = 1): PatternError {
    return new PatternError(fault, at, length);
  }
}

const shortSet = (c: string): ByteSet | undefined => {
  const set = Object.hasOwn(SHORT, c.toLowerCase()) ? SHORT[c.toLowerCase()] : undefined;
  return set === undefined || c === c.toLowerCase() ? set : inverse(set);
};

const byteOnly = (byte: number): Pattern => ({ kind: 'set', set: setOf((b) => b === byte) });
const NEWLINE: Pattern = {
  kind: 'any',
  of: [
    { kind: 'all', of: [byteOnly(13), byteOnly(10)] },
    { kind: 'set', set: setOf((byte) => (byte >= 10 && byte <= 13) || byte === 0x85) },
  ],
};

const ASSERTIONS: Readonly<Record<string, Extract<Pattern, { kind: 'assert' }>['what']>> = {
  A: 'start',
  z: 'end',
  Z: 'lastLine',
  b: 'edge',
  B: 'noEdge',
};

const OCTAL = /^\\(?:0[0-7]{0,2}|[1-3][0-7]{2})/;

const LETTERS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, a: 7, e: 27 };

/**
 * Pattern: whether a regular expression matches somewhere in bytes, in time that grows with their length alone, whatever the pattern and
 * the bytes are. States of many places in the pattern at a time are worked out as they are met (R. Cox, "Regular Expression Matching Can
 * Be Simple And Fast"), and forgotten where they become too many.
 */
import { isWord } from './byte-set.ts';
import { parsePattern } from './parse.ts';
import { type Assertion, type ByteSet, type Pattern, PatternError } from './syntax.ts';

/** Case does not count, as in Wireshark; `(?-i)` makes it count. Throws a PatternError. */
export const matcher = (source: string): ((bytes: Uint8Array) => boolean) => {
  const automaton = new Automaton(programOf(parsePattern(source, { i: true }), source.length));
  return (bytes) => automaton.matches(bytes);
};

type Step =
  | { readonly kind: 'set'; readonly set: ByteSet; next: number }
  | { readonly kind: 'split'; readonly to: number[] }
  | { readonly kind: 'assert'; readonly what: Assertion; next: number }
  | { readonly kind: 'done' };

/** Most steps of a program: repeats of repeats multiply. */
const LONGEST = 5000;

/** Written from its end: each part knows where it goes on. */
const programOf = (pattern: Pattern, length: number): { readonly steps: readonly Step[]; readonly start: number } => {
  const steps: Step[] = [{ kind: 'done' }];
  const add = (step: Step): number => {
    if (steps.length >= LONGEST) throw new PatternError('tooLong', 0, length);
    return steps.push(step) - 1;
  };
  const write = (p: Pattern, next: number): number => {
    switch (p.kind) {
      case 'set':
        return add({ kind: 'set', set: p.set, next });
      case 'assert':
        return add({ kind: 'assert', what: p.what, next });
      case 'all':
        return p.of.reduceRight((to, part) => write(part, to), next);
      case 'any':
        return add({ kind: 'split', to: p.of.map((part) => write(part, next)) });
      default:
        return writeRepeat(p, next);
    }
  };
  const writeRepeat = (p: Extract<Pattern, { kind: 'repeat' }>, next: number): number => {
    let to = next;
    if (p.most === Number.POSITIVE_INFINITY) {
      const loop: number[] = [];
      const at = add({ kind: 'split', to: loop });
      loop.push(write(p.of, at), next);
      to = at;
    } else for (let n = p.least; n < p.most; n++) to = add({ kind: 'split', to: [write(p.of, to), next] });
    for (let n = 0; n < p.least; n++) to = write(p.of, to);
    return to;
  };
  const start = write(pattern, 0);
  return { steps, start };
};

/** What came before a place: nothing, the end of a line, a letter of a word, or another byte. */
type Before = 0 | 1 | 2 | 3;
const beforeOf = (byte: number): Before => (byte === 10 ? 1 : isWord(byte) ? 2 : 3);

/** Places in the pattern where bytes so far may have led, and what the last byte was. */
interface State {
  readonly places: readonly number[];
  readonly before: Before;
  /** By the next byte; 256 is the end. Undefined: not worked out yet. */
  readonly after: (State | typeof MATCHED | undefined)[];
}
const MATCHED: unique symbol = Symbol('matched');
const END = 256;
const MOST_STATES = 2000;

class Automaton {
  readonly #steps: readonly Step[];
  readonly #start: number;
  readonly #seen: Uint32Array;
  #mark = 0;
  #states = new Map<string, State>();
  #first: State;

  constructor({ steps, start }: { readonly steps: readonly Step[]; readonly start: number }) {
    this.#steps = steps;
    this.#start = start;
    this.#seen = new Uint32Array(steps.length);
    this.#first = this.#state([start], 0);
  }

  matches(bytes: Uint8Array): boolean {
    let state = this.#first;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte === 10 && i === bytes.length - 1 && this.#reaches(state, byte, true) === MATCHED) return true;
      const next = state.after[byte] ?? this.#follow(state, byte);
      if (next === MATCHED) return true;
      state = next;
    }
    return (state.after[END] ?? this.#follow(state, END)) === MATCHED;
  }

  #follow(state: State, byte: number): State | typeof MATCHED {
    const places = this.#reaches(state, byte, false);
    const next = places === MATCHED ? MATCHED : this.#state(places, beforeOf(byte));
    state.after[byte] = next;
    return next;
  }

  #state(places: readonly number[], before: Before): State {
    const key = `${before}:${places.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= MOST_STATES) this.#forget();
    const made: State = { places, before, after: [] };
    this.#states.set(key, made);
    return made;
  }

  #forget(): void {
    this.#states = new Map();
    this.#first = { places: [this.#start], before: 0, after: [] };
  }

  /** The places after `byte`, a new beginning among them; MATCHED where the pattern ends before it. `last`: it is the newline at the end. */
  #reaches({ places, before }: State, byte: number, last: boolean): readonly number[] | typeof MATCHED {
    this.#mark++;
    const next = new Set<number>([this.#start]);
    const waiting = [...places];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (this.#seen[at] === this.#mark) continue;
      this.#seen[at] = this.#mark;
      const step = this.#steps[at]!;
      if (step.kind === 'done') return MATCHED;
      if (step.kind === 'split') waiting.push(...step.to);
      else if (step.kind === 'set') {
        if (byte !== END && step.set[byte] === 1) next.add(step.next);
      } else if (holds(step.what, before, byte, last)) waiting.push(step.next);
    }
    return [...next].sort((a, b) => a - b);
  }
}

const holds = (what: Assertion, before: Before, byte: number, last: boolean): boolean => {
  switch (what) {
    case 'start':
      return before === 0;
    case 'end':
      return byte === END;
    case 'lastLine':
      return byte === END || last;
    case 'lineStart':
      return before <= 1;
    case 'lineEnd':
      return byte === END || byte === 10;
    default: {
      const isEdge = (before === 2) !== (byte !== END && isWord(byte));
      return (what === 'edge') === isEdge;
    }
  }
};

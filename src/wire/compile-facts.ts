/** Facts compiled: what is known of a conversation as an object whose values lie in an array of numbers, at a place that moves. */
import { EMITS } from './emits.ts';
import type { Facts } from './row.ts';

/** The same names as the facts that it was compiled from, each read and written where the array has it. */
export interface FactsView {
  /** Points it at the numbers from `at` on. */
  moveTo(numbers: Float64Array, at: number): void;
  /** As where nothing is known. */
  clear(): void;
  copy(): Facts;
}

export interface FactsShape {
  /** Numbers of all facts. */
  readonly count: number;
  readonly view: () => Facts & FactsView;
}

type ViewClass = new () => Facts & FactsView;

export const compileFacts = (facts: Facts, emits = EMITS): FactsShape => {
  const View = emits ? emittedView(facts) : closureView(facts);
  return { count: Object.keys(facts).length, view: () => new View() };
};

/** The text comes from declarations alone, never from input. */
const emittedView = (facts: Facts): ViewClass => {
  const members = Object.keys(facts).map((name, k) => {
    const key = JSON.stringify(name);
    return `get ${key}(){return this.$n[this.$o+${k}]}set ${key}(v){this.$n[this.$o+${k}]=v}`;
  });
  const copy = `copy(){return{${Object.keys(facts).map((name) => `${JSON.stringify(name)}:this[${JSON.stringify(name)}]`)}}}`;
  const start = `constructor(){this.$n=new Float64Array(${members.length});this.$o=0}moveTo(n,o){this.$n=n;this.$o=o}`;
  const clear = `clear(){const n=this.$n,o=this.$o;${Object.values(facts)
    .map((value, k) => `n[o+${k}]=${value};`)
    .join('')}}`;
  const make = new Function(`return class{${start}${clear}${copy}${members.join('')}}`);
  return make() as ViewClass;
};

const closureView = (facts: Facts): ViewClass => {
  const names = Object.keys(facts);
  const nothing = Object.values(facts);
  class View {
    $n: Float64Array = new Float64Array(names.length);
    $o = 0;
    moveTo(numbers: Float64Array, at: number): void {
      this.$n = numbers;
      this.$o = at;
    }
    clear(): void {
      this.$n.set(nothing, this.$o);
    }
    copy(): Facts {
      return Object.fromEntries(names.map((name, k) => [name, this.$n[this.$o + k]])) as Facts;
    }
  }
  for (const [k, name] of names.entries())
    Object.defineProperty(View.prototype, name, {
      get(this: View) {
        return this.$n[this.$o + k];
      },
      set(this: View, value: number) {
        this.$n[this.$o + k] = value;
      },
    });
  const made: unknown = View;
  return made as ViewClass;
};

/** Writes into `words` from `at` on which facts are not 0 (a bit each) and then these; gives where it ended. Those that no word can say go to `others` by their place, `base` further. */
export type FactsWriter = (facts: Facts, words: Uint32Array, at: number, base: number, others: Map<number, number>) => number;

export const compileFactsWriter = (names: readonly string[], emits = EMITS): FactsWriter => {
  const masks = Math.ceil(names.length / 32);
  if (!emits) return closureWriter(names, masks);
  const puts = names.map(
    (name, k) =>
      `v=facts[${JSON.stringify(name)}];if(v!==0&&v!==undefined){if(v!==v>>>0&&v!==(v|0))others.set(base+n,v);w[n++]=v;m${k >> 5}|=1<<${k & 31}}`,
  );
  const all = Array.from({ length: masks }, (_, k) => k);
  const start = `let v,n=at+${masks}${all.map((k) => `,m${k}=0`).join('')};`;
  const end = `${all.map((k) => `w[at+${k}]=m${k};`).join('')}return n`;
  return new Function('facts', 'w', 'at', 'base', 'others', `${start}${puts.join('')}${end}`) as FactsWriter;
};

const closureWriter =
  (names: readonly string[], masks: number): FactsWriter =>
  (facts, words, at, base, others) => {
    let n = at + masks;
    words.fill(0, at, n);
    for (const [k, name] of names.entries()) {
      const v = facts[name] ?? 0;
      if (v === 0) continue;
      if (v !== v >>> 0 && v !== (v | 0)) others.set(base + n, v);
      words[n++] = v;
      words[at + (k >> 5)] = (words[at + (k >> 5)] ?? 0) | (1 << (k & 31));
    }
    return n;
  };

/** Facts that a writer of the same names wrote, each read where somebody asks for it. */
export interface WrittenFacts {
  /** Points it at the words from `at` on; `base` and `others` as they were when these were written. */
  moveTo(words: Uint32Array, at: number, base: number, others: ReadonlyMap<number, number>, seconds: number, nanos: number): void;
  /** Where the words end. */
  readonly end: number;
  copy(): Facts;
}

type WrittenClass = new () => Facts & WrittenFacts;

/** `seconds` and `nanos` follow from the frame itself: they are told, and not written. */
export const compileWrittenFacts = (names: readonly string[], signed: ReadonlySet<string>, emits = EMITS): WrittenClass => {
  const masks = Math.ceil(names.length / 32);
  const Written = class {
    words: Uint32Array = new Uint32Array(masks);
    at = 0;
    base = 0;
    others: ReadonlyMap<number, number> = NONE;
    seconds = 0;
    nanos = 0;
    moveTo(words: Uint32Array, at: number, base: number, others: ReadonlyMap<number, number>, seconds: number, nanos: number): void {
      this.words = words;
      this.at = at;
      this.base = base;
      this.others = others;
      this.seconds = seconds;
      this.nanos = nanos;
    }
    get end(): number {
      let n = this.at + masks;
      for (let k = 0; k < masks; k++) n += bitsIn(this.words[this.at + k]!);
      return n;
    }
    /** A number that no word can say, where there are such. */
    other(n: number, word: number): number {
      return this.others.get(this.base + n) ?? word;
    }
    copy(): Facts {
      return Object.fromEntries([...names, 'seconds', 'nanos'].map((name) => [name, Number(Reflect.get(this, name))]));
    }
  };
  for (const [k, name] of names.entries()) {
    const isSigned = signed.has(name);
    const get = emits ? emittedGet(k, masks, isSigned) : closureGet(k, masks, isSigned);
    Object.defineProperty(Written.prototype, name, { get });
  }
  const made: unknown = Written;
  return made as WrittenClass;
};
const NONE: ReadonlyMap<number, number> = new Map();

interface Place {
  readonly words: Uint32Array;
  readonly at: number;
  readonly others: ReadonlyMap<number, number>;
  other(n: number, word: number): number;
}

const closureGet = (k: number, masks: number, isSigned: boolean) =>
  function (this: Place): number {
    const { words, at, others } = this;
    const mask = words[at + (k >> 5)]!;
    if (((mask >>> (k & 31)) & 1) === 0) return 0;
    let n = at + masks + bitsIn(mask & ((1 << (k & 31)) - 1));
    for (let m = 0; m < k >> 5; m++) n += bitsIn(words[at + m]!);
    const word = isSigned ? words[n]! | 0 : words[n]!;
    return others.size === 0 ? word : this.other(n, word);
  };

const emittedGet = (k: number, masks: number, isSigned: boolean): (() => number) => {
  const before = Array.from({ length: k >> 5 }, (_, m) => `+bits(w[at+${m}])`).join('');
  const start = `const w=this.words,at=this.at,m=w[at+${k >> 5}];if((m>>>${k & 31}&1)===0)return 0;`;
  const read = `const n=at+${masks}+bits(m&${(1 << (k & 31)) - 1})${before};const v=w[n]${isSigned ? '|0' : ''};`;
  const make = new Function('bits', `return function(){${start}${read}return this.others.size===0?v:this.other(n,v)}`);
  return make(bitsIn) as () => number;
};

/** How many bits of a word are set. */
const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
};

/** Facts of their own, to be kept. */
export const copyOfFacts = (facts: Facts): Facts => (isView(facts) ? facts.copy() : { ...facts });

const isView = (facts: Facts): facts is Facts & { copy(): Facts } => 'moveTo' in facts;

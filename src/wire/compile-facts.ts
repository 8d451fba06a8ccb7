/** Facts compiled: what is known of a conversation as an object whose values lie in an array of numbers, at a place that moves. */
import { EMITS } from './emits.ts';
import type { Facts } from './row.ts';

/** The same names as the facts that it was compiled from, each read and written where the array has it. */
export interface FactsView {
  /** Points it at the numbers from `at` on. */
  moveTo(numbers: Float64Array, at: number): void;
  copy(): Facts;
}

export interface FactsShape {
  /** Numbers of all facts, as they are where nothing is known. */
  readonly nothing: Float64Array;
  readonly view: () => Facts & FactsView;
}

type ViewClass = new () => Facts & FactsView;

export const compileFacts = (facts: Facts, emits = EMITS): FactsShape => {
  const View = emits ? emittedView(facts) : closureView(facts);
  return { nothing: Float64Array.from(Object.values(facts)), view: () => new View() };
};

/** The text comes from declarations alone, never from input. */
const emittedView = (facts: Facts): ViewClass => {
  const members = Object.keys(facts).map((name, k) => {
    const key = JSON.stringify(name);
    return `get ${key}(){return this.$n[this.$o+${k}]}set ${key}(v){this.$n[this.$o+${k}]=v}`;
  });
  const copy = `copy(){return{${Object.keys(facts).map((name) => `${JSON.stringify(name)}:this[${JSON.stringify(name)}]`)}}}`;
  const start = `constructor(){this.$n=new Float64Array(${members.length});this.$o=0}moveTo(n,o){this.$n=n;this.$o=o}`;
  const make = new Function(`return class{${start}${copy}${members.join('')}}`);
  return make() as ViewClass;
};

const closureView = (facts: Facts): ViewClass => {
  const names = Object.keys(facts);
  class View {
    $n: Float64Array = new Float64Array(names.length);
    $o = 0;
    moveTo(numbers: Float64Array, at: number): void {
      this.$n = numbers;
      this.$o = at;
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

/** Reads what the writer of the same names wrote: into `facts`, from the words at `at` on; gives where it ended. */
export type FactsReader = (
  facts: Record<string, number>,
  words: Uint32Array,
  at: number,
  base: number,
  others: Map<number, number>,
) => number;

export const compileFactsReader = (names: readonly string[], signed: ReadonlySet<string>, emits = EMITS): FactsReader => {
  if (!emits) return closureReader(names, signed);
  const start = `let n=at+${Math.ceil(names.length / 32)},t=others.size>0;`;
  const gets = names.map((name, k) => {
    const word = signed.has(name) ? 'w[n]|0' : 'w[n]';
    return `if(w[at+${k >> 5}]&1<<${k & 31}){facts[${JSON.stringify(name)}]=t&&others.has(base+n)?others.get(base+n):${word};n++}else facts[${JSON.stringify(name)}]=0;`;
  });
  return new Function('facts', 'w', 'at', 'base', 'others', `${start}${gets.join('')}return n`) as FactsReader;
};

const closureReader =
  (names: readonly string[], signed: ReadonlySet<string>): FactsReader =>
  (facts, words, at, base, others) => {
    let n = at + Math.ceil(names.length / 32);
    for (const [k, name] of names.entries()) {
      if (((words[at + (k >> 5)] ?? 0) & (1 << (k & 31))) === 0) {
        facts[name] = 0;
        continue;
      }
      const word = words[n] ?? 0;
      facts[name] = others.get(base + n) ?? (signed.has(name) ? word | 0 : word);
      n++;
    }
    return n;
  };

/** Facts of their own, to be kept. */
export const copyOfFacts = (facts: Facts): Facts => (isView(facts) ? facts.copy() : { ...facts });

const isView = (facts: Facts): facts is Facts & FactsView => 'moveTo' in facts;

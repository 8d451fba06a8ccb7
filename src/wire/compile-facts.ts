/** Facts compiled: what is known of a conversation as an object whose values lie in an array of numbers, at a place that moves. */
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

/** The text comes from declarations alone, never from input. */
export const compileFacts = (facts: Facts): FactsShape => {
  const members = Object.keys(facts).map((name, k) => {
    const key = JSON.stringify(name);
    return `get ${key}(){return this.$n[this.$o+${k}]}set ${key}(v){this.$n[this.$o+${k}]=v}`;
  });
  const copy = `copy(){return{${Object.keys(facts).map((name) => `${JSON.stringify(name)}:this[${JSON.stringify(name)}]`)}}}`;
  const start = `constructor(){this.$n=new Float64Array(${members.length});this.$o=0}moveTo(n,o){this.$n=n;this.$o=o}`;
  const make = new Function(`return class{${start}${copy}${members.join('')}}`);
  const View = make() as new () => Facts & FactsView;
  return { nothing: Float64Array.from(Object.values(facts)), view: () => new View() };
};

/** Facts of their own, to be kept. */
export const copyOfFacts = (facts: Facts): Facts => (isView(facts) ? facts.copy() : { ...facts });

const isView = (facts: Facts): facts is Facts & FactsView => 'moveTo' in facts;

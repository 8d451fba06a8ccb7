/** Filter words: what a filter may say where the cursor is, from the registry, and whether it is one. */
import { filter } from '../../analysis/filter/filter.ts';
import { kindOf } from '../../analysis/filter/kind.ts';
import { filterNames, knownName, titleOf } from '../../analysis/filter/names.ts';
import type { Registry } from '../../wire/types.ts';

export interface FilterWord {
  readonly text: string;
  readonly says: string;
}

export class FilterWords {
  readonly #registry: Registry;
  #names: readonly string[] | undefined;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Throws a UsageError that says what is wrong. */
  check(text: string): void {
    filter(text, this.#registry);
  }

  /** Where the word begins that the cursor stands behind. */
  start(text: string, at: number): number {
    return at - (/[A-Za-z_][\w.-]*$/.exec(text.slice(0, at))?.[0].length ?? 0);
  }

  /** Names that begin with the word before the cursor, one level at a time where there are many: protocols first, then their fields. */
  offered(text: string, at: number): readonly FilterWord[] {
    const word = text.slice(this.start(text, at), at).toLowerCase();
    if (word === '' || isQuoted(text, at)) return [];
    this.#names ??= filterNames(this.#registry);
    const found = this.#names.filter((name) => name.startsWith(word) && name !== word);
    const levels = word.split('.').length;
    const near = found.filter((name) => name.split('.').length === levels);
    const below = near.length < FEW ? found.filter((name) => name.split('.').length === levels + 1) : [];
    return (near.length > 0 ? [...near, ...below] : found).slice(0, MOST).map((name) => ({ text: name, says: this.#says(name) }));
  }

  #says(name: string): string {
    const spec = knownName(this.#registry, name)?.spec;
    if (spec === undefined) return this.#registry.byName(name)?.layer.title ?? '';
    return `${titleOf(this.#registry, name) ?? spec.title}, ${kindOf(spec)}`;
  }
}

const isQuoted = (text: string, at: number): boolean => (text.slice(0, at).match(/"/g)?.length ?? 0) % 2 === 1;

const MOST = 50;
/** Of one level; where there are fewer, those of the next stand behind them. */
const FEW = 6;

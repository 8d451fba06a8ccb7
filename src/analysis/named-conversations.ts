/** Conversations of channels without ports, told apart by the names of their ends, and numbered in the order in which they begin. */
import { RecentMap } from '../core/recent-map.ts';
import { cut } from '../core/text.ts';
import type { Ends } from '../wire/ends.ts';

export class NamedConversations {
  readonly #numbers: RecentMap<string, number>;
  #count = 0;
  forgotten = 0;

  /** Those that were quiet longest are forgotten past `most`. */
  constructor(most: number) {
    this.#numbers = new RecentMap(most);
  }

  /** The number of the conversation between two ends; its kind and the ends tell conversations apart. */
  number({ kind = '', source, target }: Ends): number {
    const [a, b] = [endKey(source), endKey(target)].sort();
    const key = `${cut(kind, LONGEST)}\n${a}\n${b}`;
    const number = this.#numbers.get(key) ?? this.#count++;
    if (this.#numbers.set(key, number)) this.forgotten++;
    return number;
  }
}

const endKey = ({ text, port }: Ends['source']): string => `${cut(text, LONGEST)}\n${port ?? ''}`;

/** Names are compared up to here: what a damaged file holds should not fill the memory. */
const LONGEST = 256;

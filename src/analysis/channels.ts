/** Channels: conversations without TCP or UDP, told apart by who talks to whom, and numbered in the order in which they begin. */
import { cut } from '../core/text.ts';
import type { End } from '../wire/ends.ts';
import type { Dissecting } from '../wire/types.ts';

export class Channels {
  readonly #numbers = new Map<string, number>();

  /** The number of the conversation that a layer with `ends` belongs to; `kind` and the ends tell conversations apart. */
  number(kind: string, source: End, target: End): number {
    const [a, b] = [endKey(source), endKey(target)].sort();
    const key = `${cut(kind, LONGEST)}\n${a}\n${b}`;
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Puts the number of the conversation where the layer says who its ends are. */
export const putChannel = (d: Dissecting, channels: Channels): void => {
  const ends = d.layer.ends?.(d);
  if (ends !== undefined) d.add('stream', channels.number(ends.kind ?? '', ends.source, ends.target));
};

const endKey = ({ text, port }: End): string => `${cut(text, LONGEST)}\n${port ?? ''}`;

/** Names are compared up to here: what a damaged file holds should not fill the memory. */
const LONGEST = 256;

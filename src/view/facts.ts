/** What is known of something that somebody typed: named values, and what follows from them. Plain data, also the JSON. */
import { folded } from './fold.ts';
import { type Line, line, pad, span, widthOf } from './text.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface Facts {
  /** What it is, e.g. `IPv4 address`. */
  readonly kind: string;
  readonly text: string;
  readonly facts: readonly Fact[];
}

export const fact = (name: string, value: string): Fact => ({ name, value });

/** Values that are longer than `columns` allow go on below themselves. */
export const factsLines = ({ kind, text, facts }: Facts, columns = Number.POSITIVE_INFINITY): readonly Line[] => {
  const width = Math.max(...facts.map(({ name }) => widthOf(name))) + 2;
  return [
    line(span(text, 'title'), span(`  ${kind}`, 'dim')),
    ...facts.flatMap(({ name, value }) =>
      folded(value, columns - width - 2, 0)
        .split('\n')
        .map((piece, k) => line('  ', span(pad(k === 0 ? name : '', width), 'dim'), piece)),
    ),
  ];
};

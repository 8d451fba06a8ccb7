/** What is known of something that somebody typed: named values, and what follows from them. Plain data, also the JSON. */
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

export const factsLines = ({ kind, text, facts }: Facts): readonly Line[] => {
  const width = Math.max(...facts.map(({ name }) => widthOf(name)));
  return [
    line(span(text, 'title'), span(`  ${kind}`, 'dim')),
    ...facts.map(({ name, value }) => line('  ', span(pad(name, width + 2), 'dim'), value)),
  ];
};

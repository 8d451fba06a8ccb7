/** A field of a message header explained: what it lists, by weight (RFC 9110 §12.4.2), its parameters, and what is wrong with them. */
import type { Words } from '../../core/words.ts';
import { type Fact, type Facts, fact } from '../facts.ts';
import { namedFact, say } from './words.ts';

/** `TE: deflate, gzip;q=0.5`; undefined for all other text. */
export const explainHeader = (text: string, words: Words): Facts | undefined => {
  const [, name = '', value = ''] = /^([A-Za-z][A-Za-z-]*):(?: (.*?))?\s*$/s.exec(text) ?? [];
  if (name === '') return undefined;
  const items = partsOf(value, ',').map(itemOf);
  return {
    kind: words.text(say('header')),
    text: name,
    facts: items.some(({ q }) => q !== undefined) ? ranked(items, words) : plain(items, words),
  };
};

interface Item {
  readonly what: string;
  readonly q: string | undefined;
  readonly parameters: readonly (readonly [name: string, value: string | undefined])[];
}

const itemOf = (text: string): Item => {
  const [what = '', ...rest] = partsOf(text, ';');
  const parameters = rest.map((part): readonly [string, string | undefined] => {
    const equals = part.indexOf('=');
    return equals < 0 ? [part, undefined] : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
  });
  const q = parameters.find(([name]) => name.toLowerCase() === 'q')?.[1];
  return { what, q, parameters: parameters.filter(([name]) => name.toLowerCase() !== 'q') };
};

/** Cut where it stands outside of quotes and comments. */
const partsOf = (text: string, at: ',' | ';'): readonly string[] => {
  const parts = text.match(at === ',' ? /(?:"(?:\\.|[^"])*"|\([^)]*\)|[^,"(])+/g : /(?:"(?:\\.|[^"])*"|\([^)]*\)|[^;"(])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

/** What is liked best first; of the same weight in the order in which it stands. */
const ranked = (items: readonly Item[], words: Words): readonly Fact[] => {
  const weight = ({ q }: Item): number => (q === undefined ? 1 : Number(q));
  const sorted = [...items].sort((a, b) => weight(b) - weight(a));
  return sorted.flatMap((item, k) => [
    namedFact(words, k === 0 ? 'first' : 'next', rankText(item, weight(item), words)),
    ...(item.q !== undefined && !WEIGHT.test(item.q) ? [namedFact(words, 'wrong', words.text(say('oddWeight', { q: item.q })))] : []),
    ...parameterFacts(item, words),
  ]);
};
const WEIGHT = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/;

const rankText = ({ what }: Item, q: number, words: Words): string =>
  words.text(say('weight', { what, q: String(q) })) + (q === 0 ? `, ${words.text(say('refused'))}` : '');

const plain = (items: readonly Item[], words: Words): readonly Fact[] =>
  items.flatMap((item) => [fact('', item.what), ...parameterFacts(item, words)]);

const parameterFacts = ({ parameters }: Item, words: Words): readonly Fact[] =>
  parameters.map(([name, value]) =>
    value === ''
      ? namedFact(words, 'wrong', words.text(say('emptyParameter', { name })))
      : namedFact(words, 'parameter', value === undefined ? name : `${name} = ${value}`),
  );

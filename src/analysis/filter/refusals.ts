/** Refusals: what is said of a filter's names and values that are none. */
import { sayWrong } from '../../core/said.ts';
import { usualTest } from '../../protocols/registry.ts';
import type { Registry } from '../../wire/types.ts';
import type { Source } from './functions.ts';
import { EXAMPLE, integerOf } from './kind.ts';
import { knownName, nearName } from './names.ts';
import type { Operand, Place } from './syntax.ts';
import { mistake, notDecoded } from './token.ts';

/** A filter as it is typed, and the last test in it that compared something: what a lone value was probably meant to be compared in. */
export interface Typed {
  readonly text: string;
  readonly r: Registry;
  readonly compared: string | undefined;
}

export const badLiteral = ({ text, r }: Typed, left: Source, got: string, place: Place): Error => {
  const named = Object.entries(left.names ?? {})
    .slice(0, 3)
    .map(([, name]) => JSON.stringify(name));
  const or = named.length > 0 && left.kind === 'number' ? named.join(', ') : '';
  const near = /^[a-z]/i.test(got) && left.kind !== 'string' ? nearName(r, got) : undefined;
  return mistake(
    text,
    place,
    or === '' ? EXAMPLE[left.kind] : sayWrong('orName', { example: EXAMPLE[left.kind], names: or }),
    near === undefined ? undefined : sayWrong('wouldField', { near }),
  );
};

export const noValue = ({ text }: Typed, source: Source, place: Place): Error =>
  mistake(text, place, sayWrong('fieldAlone', { field: source.text }), sayWrong('hasNoValue'));

/** What is neither a field nor a protocol, where one has to be. */
export const unknownWord = ({ text, r, compared }: Typed, what: Operand): Error => {
  const word = 'text' in what ? what.text : '';
  const near = what.kind === 'word' ? nearName(r, word) : undefined;
  const isValue = what.kind === 'string' || integerOf(word) !== undefined || word.includes(':');
  if (isValue && compared !== undefined)
    return mistake(text, what.place, sayWrong('wholeTest', { test: `${compared} ${word}` }), sayWrong('valueAlone'));
  const protocol = word.toLowerCase().replace(/\..*$/s, '');
  const has = knownName(r, protocol) !== undefined && word.includes('.');
  const usual = what.kind === 'word' && !has ? usualTest(protocol) : undefined;
  if (usual !== undefined) return notDecoded(text, what.place, protocol, usual);
  const listed = has ? sayWrong('fieldOf', { protocol }) : sayWrong('fieldOrProtocolListed');
  const expected = near === undefined ? listed : sayWrong('words', { words: near });
  return mistake(text, what.place, isValue ? sayWrong('fieldOrProtocol') : expected);
};

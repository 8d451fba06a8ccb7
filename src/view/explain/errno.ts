/** An errno explained: what the system means, what the wire shows of it, and what to do. */
import type { Words } from '../../core/words.ts';
import type { Facts } from '../facts.ts';
import { namedFact, sayErrno } from './words.ts';

/** `ECONNREFUSED` or `111`; `numbers` are those of this system. Undefined for what is none of them. */
export const explainErrno = (text: string, numbers: Readonly<Record<string, number>>, words: Words): Facts | undefined => {
  const name = text.toUpperCase();
  const code = Object.hasOwn(numbers, name) ? name : Object.keys(numbers).find((key) => String(numbers[key]) === text);
  if (code === undefined) return undefined;
  const said = (part: string): string => words.text({ area: 'errno', key: `${code}_${part}`, slots: {} });
  return {
    kind: words.text(sayErrno('kind')),
    text: code,
    facts: [
      namedFact(words, 'number', words.text(sayErrno('number', { number: String(numbers[code]) }))),
      ...(words.has('errno', `${code}_means`)
        ? [namedFact(words, 'means', said('means')), namedFact(words, 'onTheWire', said('wire')), namedFact(words, 'toDo', said('do'))]
        : [namedFact(words, 'more', words.text(sayErrno('more', { code })))]),
    ],
  };
};

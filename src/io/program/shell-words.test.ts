/** shell-words: how a command line becomes words and back. */

import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/property.ts';
import { joinWords, splitWords } from './shell-words.ts';

describe('splitWords', () => {
  it.each<[string, readonly string[]]>([
    ['cat -n', ['cat', '-n']],
    ['  cat\t-n\n', ['cat', '-n']],
    ["grep 'a b' x", ['grep', 'a b', 'x']],
    ['say "it\'s" \'"\'', ['say', "it's", '"']],
    ['a"b c"d', ['ab cd']],
    ['a\\ b \\"', ['a b', '"']],
    ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
    ["''", ['']],
    ['echo $HOME * ; rm -rf | x', ['echo', '$HOME', '*', ';', 'rm', '-rf', '|', 'x']],
  ])('%s', (text, words) => {
    expect(splitWords(text, 'exec:')).toEqual(words);
  });

  it.each([
    ['', 'expected a program to run and its arguments'],
    [' \t', 'expected a program to run and its arguments'],
    ["cat 'x", "expected a closing ' for the quote at character 5"],
    ['cat "x\\"', 'expected a closing " for the quote at character 5'],
    ['cat \\', 'expected a character after the last backslash'],
    ['cat \0', 'expected a command without zero bytes'],
  ])('refuses %j', (text, message) => {
    expect(() => splitWords(text, 'exec:')).toThrow(message);
  });
});

it('joinWords: any words come back', () => {
  const word = fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '\\', '\t', '$', 'ü') });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      expect(splitWords(joinWords(words), 'exec:')).toEqual(words);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { matcher } from './pattern.ts';
import { PatternError } from './syntax.ts';

const matches = (pattern: string, text: string | Uint8Array): boolean => matcher(pattern)(typeof text === 'string' ? utf8(text) : text);

describe('a pattern', () => {
  it.each([
    ['', ''],
    ['', 'abc'],
    ['abc', 'xabcx'],
    ['ABC', 'xabcx'],
    ['a.c', 'a-c'],
    ['^a', 'abc'],
    ['c$', 'abc'],
    ['c$', 'abc\n'],
    ['(?m)^b$', 'a\nb\nc'],
    ['^(GET|POST) ', 'POST /'],
    ['^a*b+c?$', 'aabbb'],
    ['a{2,3}b', 'xaaab'],
    ['^a{2}$', 'aa'],
    ['^(ab){2,}$', 'ababab'],
    ['[a-c]x[^0-9]', 'bxz'],
    ['[]a]', ']'],
    ['[a-]', '-'],
    ['[[:digit:]]{3}', 'ab123'],
    ['\\d+\\.\\d+', 'v10.25'],
    ['\\bcat\\b', 'a cat sat'],
    ['\\Bat', 'cat'],
    ['\\x41\\x{42}\\103', 'ABC'],
    ['\\r\\n$', 'line\r\n'],
    ['(?i)abc(?-i)D', 'ABCD'],
    ['(?-i:A)b', 'AB'],
    ['(?s)a.b', 'a\nb'],
    ['(?x) a  b # and a remark', 'ab'],
    ['(?<name>x)y', 'xy'],
    ['é+', 'caféé'],
    ['a++b', 'aab'],
    ['a*?b', 'aab'],
  ])('%s is found in %j', (pattern, text) => {
    expect(matches(pattern, text)).toBe(true);
  });

  it.each([
    ['abc', 'ab'],
    ['^b', 'ab'],
    ['a$', 'ab'],
    ['a\\z', 'a\n'],
    ['(?-i)ABC', 'abc'],
    ['a.b', 'a\nb'],
    ['^a{2}$', 'aaa'],
    ['\\bcat\\b', 'concatenate'],
    ['[^a]', 'a'],
    ['\\d', 'abc'],
    ['^$', 'x'],
    ['(?m)^b$', 'ab\nbc'],
  ])('%s is not found in %j', (pattern, text) => expect(matches(pattern, text)).toBe(false));

  it('is looked for in bytes that are no text', () => {
    expect([
      matches('\\xff\\x00.', Uint8Array.of(1, 255, 0, 7)),
      matches('[\\x80-\\xff]', Uint8Array.of(127)),
      matches('é', utf8('É')),
    ]).toEqual([true, false, false]);
  });

  it.each([
    ['(a', 'closeGroup', 0],
    ['a)', 'openGroup', 1],
    ['[a', 'closeClass', 0],
    ['a|*', 'nothingToRepeat', 2],
    ['a{5,2}', 'repeats', 1],
    ['a{2000}', 'repeats', 1],
    ['[z-a]', 'rangeOrder', 1],
    ['\\y', 'escape', 0],
    ['[[:what:]]', 'unknownClass', 1],
    ['x(?=a)', 'lookAround', 1],
    ['(a)\\1', 'backReference', 3],
    ['((a{900}){900})', 'tooLong', 0],
    [`${'('.repeat(99)}${')'.repeat(99)}`, 'tooLong', 64],
  ])('%s is wrong: %s', (pattern, fault, at) => {
    try {
      matcher(pattern);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      expect([error.fault, error.at]).toEqual([fault, at]);
    }
  });

  it('says what the engine of JavaScript says, on thousands of small patterns', () => {
    let seed = 11;
    const next = (n: number): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % n;
    };
    const pick = <T>(all: readonly T[]): T => all[next(all.length)]!;
    const pattern = (depth: number): string => {
      const kind = next(depth > 3 ? 4 : 9);
      if (kind < 3) return pick(['a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\d', '\\s', ' ']);
      if (kind === 3) return pick(['\\b', '\\B', '']);
      if (kind === 4) return `(?:${pattern(depth + 1)}|${pattern(depth + 1)})`;
      if (kind < 7) return pattern(depth + 1) + pattern(depth + 1);
      return `(?:${pattern(depth + 1)})${pick(['*', '+', '?', '{2}', '{1,3}', '{0,2}', '*?'])}`;
    };
    for (let round = 0; round < 4000; round++) {
      const source = pick(['', '^']) + pattern(0) + pick(['', '\\z']);
      const text = Array.from({ length: next(9) }, () => pick(['a', 'b', 'c', ' ', '1', '\n'])).join('');
      const theirs = new RegExp(source.replaceAll('\\z', '$'), 'i').test(text);
      expect([source, text, matches(source, text)]).toEqual([source, text, theirs]);
    }
  });

  it('takes no longer where others give up: a thousand letters, and states that are forgotten', () => {
    expect(matches('^(a|a)*$', `${'a'.repeat(1000)}b`)).toBe(false);
    expect(matches('^(?:a*)*\\z', `${'a'.repeat(1000)}b`)).toBe(false);
    const many = matcher('[ab]*a[ab]{14}c');
    const text = Array.from({ length: 40_000 }, (_, i) => (((i * 2654435761) >>> 15) & 1 ? 'a' : 'b')).join('');
    expect([many(utf8(text)), many(utf8(`${text}a${'b'.repeat(14)}c`))]).toEqual([false, true]);
  });
});

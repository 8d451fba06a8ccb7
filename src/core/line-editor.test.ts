import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { LineEditor } from './line-editor.ts';

const typed = (...keys: readonly string[]) => {
  const lines: string[] = [];
  let screen = '';
  const editor = new LineEditor(20, {
    line: (text) => lines.push(text),
    interrupt: () => lines.push('^C'),
    end: () => lines.push('^D'),
    echo: (text) => {
      screen += text;
    },
  });
  for (const key of keys) editor.push(utf8(key));
  return { lines, screen };
};

describe('keys', () => {
  it.each([
    ['a line', ['date\r'], ['date']],
    ['line ends of all kinds', ['a\r\nb\nc\r\0d\r', '\n', '\n'], ['a', 'b', 'c', 'd', '']],
    ['backspace and delete', ['dx\bat\u007fte\r'], ['date']],
    ['a character of several bytes', ['añ€😀\b\b\bb\r'], ['ab']],
    ['^U', ['nothing\u0015date\r'], ['date']],
    ['^W', ['echo one  \u0017two\r'], ['echo two']],
    ['^C', ['half\u0003date\r'], ['^C', 'date']],
    ['^D', ['a\u0004\b\u0004'], ['^D']],
    ['the arrow up, twice, and down', ['one\rtwo\r\u001b[A', '\u001b', '[', 'A', '\u001bOB\r'], ['one', 'two', 'two']],
    ['other keys', ['\u001b[1;5C\u001b[3~a\u001b[Db\t\r'], ['ab']],
    ['no more than fits', [`${'x'.repeat(30)}\r`], ['x'.repeat(20)]],
  ])('%s', (_what, keys, lines) => {
    expect(typed(...keys).lines).toEqual(lines);
  });

  it('what is shown is what is there', () => {
    expect(typed('dx\bate\r').screen).toBe('dx\b \bate\r\n');
    expect(typed('€').screen).toBe('€');
    expect(typed('ab\u0015').screen).toBe('ab\b \b\b \b');
  });
});

import { describe, expect, it } from 'vitest';
import { folded } from './fold.ts';

describe('folded', () => {
  it.each([
    ['    1 S one two three four', 16, '    1 S one two\n    three four'],
    ['    1 S one two three four', 26, '    1 S one two three four'],
    ['    1 S 12345678901234567890 x', 12, '    1 S\n    12345678901234567890\n    x'],
    ['  aligned    columns stay', 24, '  aligned    columns\n    stay'],
    ['漢字漢字 漢字', 11, '漢字漢字\n    漢字'],
    ['one two three', 6, 'one two three'],
    ['', 80, ''],
  ])('%j in %i columns', (line, columns, expected) => {
    expect(folded(line, columns, 4)).toBe(expected);
  });
});

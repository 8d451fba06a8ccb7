/** How Ncat cuts a command into words. */
import { expect, it } from 'vitest';
import { splitWords } from './execute.ts';

it('cuts at blanks; quotes are nothing special, a backslash is', () => {
  expect(splitWords(`/bin/echo  a  "b c" 'd e' f\\ g`)).toEqual(['/bin/echo', 'a', '"b', 'c"', "'d", "e'", 'f g']);
  expect(splitWords('  /bin/x\t-y\n')).toEqual(['/bin/x', '-y']);
  expect(splitWords('a\\\\b')).toEqual(['a\\b']);
  expect(splitWords('')).toEqual([]);
});

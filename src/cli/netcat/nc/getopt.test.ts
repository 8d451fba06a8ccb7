import { describe, expect, it } from 'vitest';
import { getopt } from './getopt.ts';

const LETTERS = 'ablp:q:';
const letters = (argv: string[]) =>
  getopt(argv, LETTERS).options.map((o) => (o.kind === 'value' ? `${o.letter}=${o.value}` : `${o.kind} ${o.letter}`));

describe('getopt', () => {
  it('takes switches apart, and values from the same word or the next', () => {
    expect(letters(['-ab', '-lp', '80', '-q-1'])).toEqual(['switch a', 'switch b', 'switch l', 'p=80', 'q=-1']);
  });

  it('finds options behind operands, and none behind --', () => {
    expect(getopt(['host', '-a', '80', '-', '--', '-b'], LETTERS)).toEqual({
      options: [{ kind: 'switch', letter: 'a' }],
      operands: ['host', '80', '-', '-b'],
    });
  });

  it('stops at what is wrong', () => {
    expect(letters(['-a', '-x', '-b'])).toEqual(['switch a', 'unknown x']);
    expect(letters(['-b', '-p'])).toEqual(['switch b', 'no value p']);
    expect(letters(['--name'])).toEqual(['unknown -']);
    expect(letters(['-:'])).toEqual(['unknown :']);
  });
});

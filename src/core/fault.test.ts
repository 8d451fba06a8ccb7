import { describe, expect, it } from 'vitest';
import { IoError, quote, UsageError } from './fault.ts';
import { sayWrong } from './said.ts';

describe('what is wrong', () => {
  it('with the words of a user: place, expected, got, because; exit status 2', () => {
    expect(new UsageError('-p', sayWrong('portAlone'), 'x', sayWrong('deleted')).message).toBe(
      '-p: expected a port, got "x"; it was deleted',
    );
    expect(new UsageError('-p', sayWrong('portAlone'))).toMatchObject({
      message: '-p: expected a port',
      exitCode: 2,
      spot: undefined,
      name: 'UsageError',
    });
  });

  it('with the system: its code and its cause; exit status 1', () => {
    const cause = new Error('deep');
    expect(new IoError('tcp:h:1', 'ECONNREFUSED', 'nobody listens', cause)).toMatchObject({
      message: 'tcp:h:1: nobody listens',
      code: 'ECONNREFUSED',
      exitCode: 1,
      cause,
    });
    expect('cause' in new IoError('x', 'E', 'y')).toBe(false);
  });

  it('is quoted without controls and at most 80 characters long', () => {
    expect(quote('a\n"')).toBe('"a\\n\\""');
    expect([quote('x'.repeat(80)).length, quote('x'.repeat(81)).length]).toEqual([82, 82]);
  });
});

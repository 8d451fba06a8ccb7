import { expect, it } from 'vitest';
import { IoError, UsageError } from '../../core/fault.ts';
import { english, saidWords, sayWrong } from '../../core/said.ts';
import { refusalText } from './refusal-text.ts';

const german = await saidWords('de');

it('says what the system refused in the language of the page, and nothing of what went wrong inside', () => {
  const refused = new IoError('127.0.0.1:9', 'ECONNREFUSED', 'nobody listens there\u001b[31m');
  expect(refusalText(refused, english)).toContain('127.0.0.1:9: nobody listens there');
  expect(refusalText(refused, english)).not.toContain('\u001b');
  expect(refusalText(refused, german)).toMatch(/^127\.0\.0\.1:9: .*lauscht niemand.*\(ECONNREFUSED\)$/);
  expect(refusalText(new IoError('x', 'EXDEV', 'of another kind'), german)).toBe('x: of another kind');
  expect(refusalText(UsageError.of('x', sayWrong('tooLong')), german)).toContain('x: das ist zu lang');
  expect(refusalText(new UsageError('filter', sayWrong('fieldOrProtocol'), 'x'), german)).toBe(
    'filter: erwartet: ein Feld oder ein Protokoll, eingegeben: "x"',
  );
  expect(refusalText(new RangeError('secret'), german)).not.toContain('secret');
});

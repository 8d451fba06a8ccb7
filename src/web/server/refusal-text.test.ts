import { expect, it } from 'vitest';
import { IoError, UsageError } from '../../core/fault.ts';
import { refusalText } from './refusal-text.ts';

it('says what the system refused in the language of the page, and nothing of what went wrong inside', () => {
  const refused = new IoError('127.0.0.1:9', 'ECONNREFUSED', 'nobody listens there\u001b[31m');
  expect(refusalText(refused, 'en')).toContain('127.0.0.1:9: nobody listens there');
  expect(refusalText(refused, 'en')).not.toContain('\u001b');
  expect(refusalText(refused, 'de')).toMatch(/^127\.0\.0\.1:9: dort nimmt niemand .*\(ECONNREFUSED\)$/);
  expect(refusalText(new IoError('x', 'EXDEV', 'of another kind'), 'de')).toBe('x: of another kind');
  expect(refusalText(UsageError.of('x', 'no'), 'de')).toContain('x: no');
  expect(refusalText(new RangeError('secret'), 'de')).not.toContain('secret');
});

import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { fingerReader } from './finger.ts';

const read = (...said: (readonly [0 | 1, string])[]) => {
  const { messages } = readAll(
    fingerReader,
    said.map(([side, text]) => [side, utf8(text)] as const),
  );
  return messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'finger', frame, message));
  });
};

describe('finger (RFC 1288)', () => {
  it('is a line, and what comes until the end', () => {
    expect(read([0, 'ad'], [0, 'a\r\n'], [1, 'Login: ada\r\n'], [1, 'Plan: none\r\n'])).toMatchObject([
      { 'finger.query': ['ada\r\n'] },
      { 'finger.response': ['Login: ada\r\nPlan: none\r\n'] },
    ]);
  });
});

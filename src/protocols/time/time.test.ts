import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { piecesReader } from '../shared/pieces.ts';

const read = (...said: (readonly [0 | 1, string])[]) => {
  const { messages } = readAll(
    piecesReader,
    said.map(([side, text]) => [side, utf8(text)] as const),
  );
  return messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'time', frame, message));
  });
};

describe('time (RFC 868)', () => {
  it('is any bytes, and four that answer', () => {
    expect(read([0, 'x'], [1, '\0\0\0\u0001'])).toMatchObject([{ 'time.response': ['0'] }, { 'time.response': ['1'], 'time.time': ['1'] }]);
  });
});

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
    return valuesOf(dissectAs(protocols, 'discard', frame, message));
  });
};

describe('discard (RFC 863)', () => {
  it('is what is thrown away', () => {
    expect(read([0, 'x'])).toMatchObject([{ 'discard.request': ['78'] }]);
  });
});

import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { mspReader } from './msp.ts';

const read = (...said: (readonly [0 | 1, string])[]) => {
  const { messages } = readAll(
    mspReader,
    said.map(([side, text]) => [side, utf8(text)] as const),
  );
  return messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'msp', frame, message));
  });
};

describe('msp (RFC 1312)', () => {
  it('is a message of parts, and whether it was shown', () => {
    expect(read([0, 'Bada\0\0Hi'], [0, '\0bob\0\0c\0s\0'], [1, '+\0'], [0, 'A\0\0Old\0'], [1, '-nobody\0'])).toMatchObject([
      {
        'msp.version': ['B'],
        'msp.recipient': ['ada'],
        'msp.message': ['Hi'],
        'msp.sender': ['bob'],
        'msp.cookie': ['c'],
        'msp.signature': ['s'],
      },
      { 'msp.delivered': ['1'] },
      { 'msp.version': ['A'], 'msp.message': ['Old'] },
      { 'msp.delivered': ['0'], 'msp.answer': ['nobody'] },
    ]);
  });
});

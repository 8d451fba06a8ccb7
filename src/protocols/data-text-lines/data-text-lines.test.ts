import { describe, expect, it } from 'vitest';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { fieldText } from '../../wire/show.ts';
import { protocols } from '../registry.ts';
import { latin1Bytes } from '../shared/text.ts';

const dissected = (text: string): Dissection => {
  const bytes = latin1Bytes(text);
  return dissectAs(protocols, 'data-text-lines', {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes,
    original: bytes.length,
    comments: [],
  });
};

describe('text in lines', () => {
  it('has them with their ends, and the last one without', () => {
    const [l] = dissected('one\r\n\ntwo').layers;
    expect(l?.fields.map(fieldText)).toEqual(['one\r\n', '\n', 'two']);
    expect(l?.heading).toBe('Line-based text data (3 lines)');
  });

  it('shows a thousand lines and counts all', () => {
    const [l] = dissected('x\n'.repeat(1500)).layers;
    expect([l?.fields.length, l?.heading]).toEqual([1000, 'Line-based text data (1500 lines)']);
  });
});

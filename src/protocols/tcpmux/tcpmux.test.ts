import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { tcpmuxReader } from './tcpmux.ts';

const read = (...said: (readonly [0 | 1, string])[]) => {
  const { messages } = readAll(
    tcpmuxReader,
    said.map(([side, text]) => [side, utf8(text)] as const),
  );
  return messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'tcpmux', frame, message));
  });
};

describe('tcpmux (RFC 1078)', () => {
  it('is the name of a service, and whether it is there', () => {
    expect(read([0, 'HE'], [0, 'LP\r\n'], [1, 'echo\r\ntime\r\n'])).toMatchObject([
      { 'tcpmux.service': ['HELP'] },
      { 'tcpmux.reply': ['echo'] },
      { 'tcpmux.reply': ['time'] },
    ]);
  });
});

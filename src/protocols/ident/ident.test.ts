import { describe, expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { identReader } from './ident.ts';

const read = (...said: (readonly [0 | 1, string])[]) => {
  const { messages } = readAll(
    identReader,
    said.map(([side, text]) => [side, utf8(text)] as const),
  );
  return messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'ident', frame, message));
  });
};

describe('ident (RFC 1413)', () => {
  it('is two ports, and whose the connection is', () => {
    expect(read([0, '23 , 50000\r\n'], [1, '23 , 50000 : USERID : UNIX : ada\r\n'], [1, '1,2:ERROR:NO-USER\r\n'])).toMatchObject([
      { 'ident.server_port': ['23'], 'ident.client_port': ['50000'] },
      { 'ident.type': ['USERID'], 'ident.system': ['UNIX'], 'ident.user': ['ada'] },
      { 'ident.client_port': ['2'], 'ident.error': ['NO-USER'] },
    ]);
  });
});

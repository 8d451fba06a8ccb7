import { describe, expect, it } from 'vitest';
import { differences, ours, theirs } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { seen } from '../../wire/row.ts';
import { protocols } from '../registry.ts';
import { irc } from './irc.ts';
import { ircReader } from './reader.ts';

const values = (side: 0 | 1, text: string) =>
  readAll(ircReader, [[side, utf8(text)]]).messages.map(({ bytes, message }) => {
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    return valuesOf(dissectAs(protocols, 'irc', frame, message));
  });

describe('IRC (RFC 2812)', () => {
  it('is a line of prefix, command, parameters and the rest', () => {
    expect(values(0, 'NICK ann\r\nUSER ann 0 * :Ann Other\r\n')).toMatchObject([
      { 'irc.request.command': ['NICK'], 'irc.request.command_parameter': ['ann'] },
      { 'irc.request.command_parameter': ['ann', '0', '*'], 'irc.request.trailer': ['Ann Other'] },
    ]);
    expect(values(1, ':server 001 ann :Welcome\r\n')).toMatchObject([
      { 'irc.response.prefix': ['server'], 'irc.response.num_command': ['1'], 'irc.response.trailer': ['Welcome'] },
    ]);
    expect(values(0, 'PRIVMSG #a :\x01ACTION waves\x01\n')).toMatchObject([{ 'irc.ctcp': ['ACTION waves'] }]);
  });

  it('is guessed by its first words', () => {
    const guess = (text: string, side: 0 | 1) => ircReader.guess?.(utf8(text), 0, text.length, side);
    expect(guess('CAP LS 302\r\n', 0)).toBeGreaterThan(0);
    expect(guess('NICK ann\r\n', 0)).toBeGreaterThan(0);
    expect(guess('NICKEL\r\n', 0)).toBe(0);
    expect(guess(':irc.example NOTICE * :hello\r\n', 1)).toBeGreaterThan(0);
  });

  it('covers passwords in rows', () => {
    const row = (text: string): string => {
      const out = new TextBuffer(1024);
      irc.row?.words['all']?.(out, { ...seen(utf8(text)), end: text.length });
      return fromUtf8(out.bytes.subarray(0, out.length));
    };
    expect([row('PASS secret\r\n'), row('OPER ann secret\r\n'), row('JOIN #a\r\n')]).toEqual([
      'Request: PASS ********',
      'Request: OPER ann ********',
      'Request: JOIN #a',
    ]);
  });

  needs('tshark')('has the values that tshark has', () => {
    expect(differences(ours('irc', {}), theirs('irc'), new Set())).toEqual([]);
  });
});

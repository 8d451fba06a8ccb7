import { describe, expect, it } from 'vitest';
import { Words } from '../../core/words.ts';
import { en } from './en-guide.ts';
import { ircGuide } from './guide.ts';

const words = new Words('en', { ircGuide: en });
const heard = (s: ReturnType<typeof ircGuide.open>, text: string): string | undefined => {
  const said = ircGuide.heard(s, text);
  return said && words.text(said);
};

describe('IRC by hand', () => {
  it('suggests NICK, USER, JOIN, a line, NAMES, PART, LIST, QUIT, and explains the replies', () => {
    const s = ircGuide.open({ name: 'ada', password: 'x' });
    expect(ircGuide.waits(s)).toBe(false);
    const lines: string[] = [];
    for (const replies of [
      [],
      [':s 001 ada :Welcome', ':s 375 ada :-', ':s 372 ada :- one', ':s 372 ada :- two', ':s 376 ada :End'],
      [':ada!a@h JOIN #lab', ':s 353 ada = #lab :@ada', ':s 366 ada #lab :End'],
      [],
      [':s 353 ada = #lab :@ada', ':s 366 ada #lab :End'],
      [':ada!a@h PART #lab'],
      [':s 322 ada #lab 1 :', ':s 323 ada :End'],
      ['ERROR :Closing'],
    ]) {
      const line = ircGuide.next(s)?.line ?? '';
      lines.push(line);
      ircGuide.typed(s, line);
      for (const reply of replies) {
        expect(ircGuide.waits(s)).toBe(true);
        ircGuide.heard(s, `${reply}\r\n`);
      }
      expect([line, ircGuide.waits(s)]).toEqual([line, false]);
    }
    expect(lines).toEqual([
      'NICK ada',
      'USER ada 0 * :ada',
      'JOIN #lab',
      'PRIVMSG #lab :hello',
      'NAMES #lab',
      'PART #lab',
      'LIST',
      'QUIT :bye',
    ]);
    expect(ircGuide.next(s)).toBeUndefined();
  });

  it('a name that is taken wants another, a question whether we are there an answer', () => {
    const s = ircGuide.open({ name: 'ada', password: 'x' });
    ircGuide.typed(s, 'NICK ada');
    ircGuide.typed(s, 'USER ada 0 * :Ada');
    expect(heard(s, ':s 433 * ada :Nickname is already in use\r\n')).toMatch(/taken/);
    expect(ircGuide.next(s)?.line).toBe('NICK ada_');
    expect(heard(s, 'PING :abc\r\n')).toMatch(/PONG abc/);
    expect(ircGuide.next(s)?.line).toBe('PONG abc');
  });

  it('covers what is secret', () => {
    const s = ircGuide.open({ name: 'ada', password: 'x' });
    expect(ircGuide.cover(s, 'PASS secret')).toBe('PASS ******');
    expect(ircGuide.cover(s, 'OPER ada secret')).toBe('OPER ada ******');
    expect(ircGuide.cover(s, 'JOIN #lab')).toBe('JOIN #lab');
  });
});

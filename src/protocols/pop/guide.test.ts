import { describe, expect, it } from 'vitest';
import { Words } from '../../core/words.ts';
import { en } from './en-guide.ts';
import { popGuide } from './guide.ts';

const words = new Words('en', { popGuide: en });
const heard = (s: ReturnType<typeof popGuide.open>, text: string): string | undefined => {
  const said = popGuide.heard(s, text);
  return said && words.text(said);
};

describe('POP3 by hand', () => {
  it('suggests USER, PASS, STAT, LIST, RETR, QUIT, and explains each reply', () => {
    const s = popGuide.open({ name: 'guest', password: 'secret' });
    expect(popGuide.waits(s)).toBe(true);
    expect(heard(s, '+OK ready\r\n')).toMatch(/greets/);
    const lines: string[] = [];
    for (const replies of [
      ['+OK\r\n'],
      ['+OK\r\n'],
      ['+OK 2 99\r\n'],
      ['+OK\r\n', '1 50\r\n2 49\r\n.\r\n'],
      ['+OK\r\n', 'a\r\n.\r\n'],
      ['+OK\r\n'],
    ]) {
      const line = popGuide.next(s)?.line ?? '';
      lines.push(line);
      popGuide.typed(s, line);
      for (const reply of replies) {
        expect(popGuide.waits(s)).toBe(true);
        expect(heard(s, reply)).toMatch(/\.$/);
      }
      expect(popGuide.waits(s)).toBe(false);
    }
    expect(lines).toEqual(['USER guest', 'PASS secret', 'STAT', 'LIST', 'RETR 1', 'QUIT']);
  });

  it('covers what is secret', () => {
    const s = popGuide.open({ name: 'guest', password: 'x' });
    expect(popGuide.cover(s, 'PASS secret')).toBe('PASS ******');
    expect(popGuide.cover(s, 'APOP guest c4c9')).toBe('APOP guest ****');
    expect(popGuide.cover(s, 'USER guest')).toBe('USER guest');
    popGuide.heard(s, '+OK ready\r\n');
    popGuide.typed(s, 'AUTH PLAIN');
    popGuide.heard(s, '+ \r\n');
    expect(popGuide.cover(s, 'AGEAYg==')).toBe('********');
  });
});

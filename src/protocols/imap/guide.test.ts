import { describe, expect, it } from 'vitest';
import { Words } from '../../core/words.ts';
import { en } from './en-guide.ts';
import { imapGuide } from './guide.ts';
import { decodeUtf7, encodeUtf7 } from './utf7.ts';

const words = new Words('en', { imapGuide: en });
const heard = (s: ReturnType<typeof imapGuide.open>, text: string): string | undefined => {
  const said = imapGuide.heard(s, text);
  return said && words.text(said);
};

const begin = (): ReturnType<typeof imapGuide.open> => {
  const s = imapGuide.open({ name: 'guest', password: 'pass word' });
  imapGuide.heard(s, '* OK ready\r\n');
  return s;
};

describe('IMAP by hand', () => {
  it('follows the lecture: LOGIN, LIST, EXAMINE, FETCH, LOGOUT', () => {
    const s = begin();
    const lines: string[] = [];
    for (const answers of [[], ['* LIST () "." "INBOX"\r\n'], ['* 3 EXISTS\r\n'], ['* 1 FETCH (BODY[] {2}\r\nab)\r\n'], ['* BYE\r\n']]) {
      const line = imapGuide.next(s)?.line ?? '';
      lines.push(line);
      imapGuide.typed(s, line);
      expect(imapGuide.waits(s)).toBe(true);
      for (const answer of [...answers, `${line.split(' ')[0]} OK done\r\n`]) expect(heard(s, answer)).toMatch(/^[A-Z0-9].*\.$/);
      expect(imapGuide.waits(s)).toBe(false);
    }
    expect(lines).toEqual(['a1 LOGIN guest "pass word"', 'a2 LIST "" "*"', 'a3 EXAMINE INBOX', 'a4 FETCH 1 BODY[]', 'a5 LOGOUT']);
    expect(imapGuide.next(s)).toBeUndefined();
  });

  it('suggests nothing after LOGOUT, also where nobody had logged in', () => {
    const s = imapGuide.open({ name: 'guest', password: 'guest' });
    imapGuide.heard(s, '* OK ready\r\n');
    imapGuide.typed(s, 'b LOGOUT');
    for (const answer of ['* BYE\r\n', 'b OK done\r\n']) imapGuide.heard(s, answer);
    expect(imapGuide.next(s)).toBeUndefined();
  });

  it.each([
    ['a1 LOGIN guest secret', 'a1 LOGIN guest ******'],
    ['a1 login "a b" "se cret"', 'a1 login "a b" *********'],
    ['a1 AUTHENTICATE PLAIN AGEAYg==', 'a1 AUTHENTICATE PLAIN ********'],
    ['a1 SELECT LOGIN', 'a1 SELECT LOGIN'],
  ])('covers what is secret in %s', (line, shown) => expect(imapGuide.cover(begin(), line)).toBe(shown));

  it('covers credentials and passwords that are typed alone', () => {
    const s = begin();
    imapGuide.typed(s, 'a1 AUTHENTICATE PLAIN');
    imapGuide.heard(s, '+ \r\n');
    expect(imapGuide.waits(s)).toBe(false);
    expect(imapGuide.cover(s, 'AGEAYg==')).toBe('********');
    const t = begin();
    imapGuide.typed(t, 'a1 LOGIN guest {6}');
    imapGuide.heard(t, '+ go on\r\n');
    expect(imapGuide.cover(t, 'secret')).toBe('******');
    imapGuide.typed(t, 'secret');
    expect(imapGuide.waits(t)).toBe(true);
  });

  it('tells refusals apart, and ends IDLE', () => {
    const s = begin();
    imapGuide.typed(s, 'a1 LOGIN guest x');
    expect(heard(s, 'a1 NO wrong\r\n')).toMatch(/refuses/);
    expect(imapGuide.next(s)?.line).toMatch(/^a2 LOGIN/);
    imapGuide.typed(s, 'a2 IDLE');
    imapGuide.heard(s, '+ idling\r\n');
    expect(imapGuide.next(s)?.line).toBe('DONE');
  });
});

describe('modified UTF-7 (RFC 3501 §5.1.3)', () => {
  it.each([
    ['Entwürfe', 'Entw&APw-rfe'],
    ['~peter/mail/台北/日本語', '~peter/mail/&U,BTFw-/&ZeVnLIqe-'],
    ['A&B', 'A&-B'],
    ['😀', '&2D3eAA-'],
  ])('%s', (name, coded) => {
    expect(encodeUtf7(name)).toBe(coded);
    expect(decodeUtf7(coded)).toBe(name);
  });
});

import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { valuesOf } from '../../../test/dissected.ts';
import { asFrames, rows, said } from '../../../test/mail-rows.ts';
import { needs } from '../../../test/needs.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { imap } from './imap.ts';

const sizes = (...chunks: (readonly [Side, string])[]): readonly number[] =>
  said(imap, ...chunks).messages.map(({ bytes }) => bytes.length);
const values = (text: string, from: Side = 0): Record<string, string[]> => {
  const [found] = said(imap, [from, text]).messages;
  const { bytes, message } = found!;
  const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
  return valuesOf(dissectAs(protocols, 'imap', frame, message));
};

describe('imap (RFC 3501)', () => {
  it('answers a command by its tag, in any order', () => {
    const { messages } = said(imap, [0, 'a1 NOOP\r\na2 CHECK\r\n'], [1, '* 1 EXISTS\r\na2 OK\r\na1 OK\r\n']);
    expect(messages.map(({ message }) => message.asks ?? message.answers)).toEqual(['a1', 'a2', undefined, 'a2', 'a1']);
  });

  it('takes literals into their line, whatever they hold', () => {
    expect(sizes([1, '* 1 FETCH (BODY[] {8}\r\na1 OK\r\n)\r\na1 OK\r\n'])).toEqual([33, 7]);
    expect(sizes([0, 'a LOGIN {3+}\r\nann {3+}\r\n\r\nx\r\nb NOOP\r\n'])).toEqual([29, 8]);
    expect(sizes([0, 'a LOGIN {3}\r\n'], [1, '+ go\r\n'], [0, 'ann x\r\n'])).toEqual([6, 20]);
  });

  it('reads the next command where a literal was refused', () => {
    const found = rows(imap, [0, 'a APPEND x {99}\r\n'], [1, 'a NO too large\r\n'], [0, 'b NOOP\r\n']);
    expect(found).toEqual(['Response: a NO too large', 'Request: a APPEND x {99}', 'Request: b NOOP']);
  });

  it('takes a literal that is larger than a message in parts', () => {
    const size = 600_000;
    const found = said(imap, [1, `* 1 FETCH (BODY[] {${size}}\r\n${'x'.repeat(size)})\r\na OK\r\n`]).messages;
    expect(found.map(({ bytes }) => bytes.length)).toEqual([28, 262_144, 262_144, 75_712, 3, 6]);
  });

  it('names user, folder and command, from atoms, quoted strings and literals', () => {
    expect(values('a LOGIN "a\\"b" {3+}\r\nx y\r\n')).toMatchObject({
      'imap.request.username': ['a\\"b'],
      'imap.request.password': ['x y'],
    });
    expect(values('a UID COPY 1:* "My mail"\r\n')).toMatchObject({
      'imap.request.command': ['COPY'],
      'imap.command': ['UID'],
      'imap.request.folder': ['My mail'],
    });
  });

  it('opens the mails that FETCH brings, and no other part of one', () => {
    const mail = 'Subject: A\r\n\r\nhi\r\n';
    const other = 'Subject: B\r\n\r\n';
    const fetched = `* 1 FETCH (BODY[] {${mail.length}}\r\n${mail} BODY[HEADER.FIELDS (SUBJECT)] {${other.length}}\r\n${other})\r\n`;
    const found = values(fetched, 1);
    expect(found['imf.subject']).toEqual(['A', 'B']);
    expect(found['imap.line']).toHaveLength(3);
    expect(values(`* 1 FETCH (BODY[TEXT] {${mail.length}}\r\n${mail})\r\n`, 1)['imf.subject']).toBeUndefined();
  });

  it('shows no password', () => {
    expect(rows(imap, [0, 'a LOGIN ann secret\r\nb LOGIN "a b" "se cret"\r\nc AUTHENTICATE PLAIN AGEAYg==\r\n'])).toEqual([
      'Request: a LOGIN ann ********',
      'Request: b LOGIN "a b" ********',
      'Request: c AUTHENTICATE PLAIN ********',
    ]);
    expect(
      rows(imap, [0, 'c AUTHENTICATE PLAIN\r\n'], [1, '+ \r\n'], [0, 'AGEAYg==\r\n'], [1, 'c OK\r\n'], [0, 'd NOOP\r\n']).slice(2),
    ).toEqual(['Request: ********', 'Response: c OK', 'Request: d NOOP']);
  });

  it('becomes TLS when the server agrees to STARTTLS, and not before', () => {
    expect(said(imap, [0, 'a STARTTLS\r\n'], [1, '* 1 EXISTS\r\na OK\r\n'], [0, '\x16\x03\x01']).became).toBe('tls');
    expect(said(imap, [0, 'a STARTTLS\r\n'], [1, 'a BAD\r\n'], [0, 'b NOOP\r\n']).became).toBeUndefined();
  });

  it('is guessed by a greeting or a command', () => {
    const guess = (from: Side, text: string): number | undefined => imap.stream?.guess?.(Buffer.from(text), 0, text.length, from);
    expect([guess(1, '* OK ready\r\n'), guess(0, 'a1 CAPABILITY\r\n')]).toEqual([0.8, 0.8]);
    expect(['* OK ready\r\n', 'GET / HTTP/1.1\r\n', 'a b c\r\n'].map((text) => guess(0, text))).toEqual([0, 0, 0]);
  });

  /** Said once for a frame there; ours alone. */
  const OWN = new Set(['imap.isrequest', 'imap.request.credentials']);
  /** What tshark 4.0 makes otherwise. */
  const DIFFERENT: readonly (readonly [why: string, ...frames: string[]])[] = [
    ['it cuts a password that is no quoted string', '6 imap.request.password'],
    ['it takes what follows a literal for a line of its own', '17', '38', '51', '89', '92', '98'],
    ['a command is whole with the line behind its literal, and that is answered', '35', '40', '42', '95', '97'],
    ['it takes what is searched for a folder', '46 imap.request.folder'],
    ['it takes credentials for a command', '127'],
  ];
  needs('tshark')('has the values that tshark has, but for these', () => {
    const places = DIFFERENT.flatMap(([, ...frames]) => frames);
    const found = differences(asFrames(oursInFrames('imap')), asFrames(theirsInFrames('imap')), OWN);
    const told = (place: string): boolean => places.some((p) => p === place || p === place.split(' ')[0]);
    expect(found.filter((place) => !told(place))).toEqual([]);
    expect(places.filter((p) => !found.some((place) => place === p || place.startsWith(`${p} `)))).toEqual([]);
  });
});

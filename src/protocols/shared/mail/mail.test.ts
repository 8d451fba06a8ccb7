import { describe, expect, it } from 'vitest';
import { fc } from '../../../../test/property.ts';
import { fromUtf8, utf8 } from '../../../core/bytes.ts';
import { latin1Bytes } from '../text.ts';
import { parseAddresses } from './addresses.ts';
import { withDots, withoutDots } from './content.ts';
import { decodeHead, decodeTransfer, fromBytes } from './decode.ts';
import { headFields } from './head.ts';
import { headValue, type MailPart, parseMail, parseValued } from './mime.ts';

const shape = (part: MailPart): string =>
  part.parts.length > 0 ? `(${part.parts.map(shape).join(' ')})` : part.mail !== undefined ? `[${shape(part.mail)}]` : part.subtype;

describe('lists of addresses (RFC 5322 §3.4, A.1)', () => {
  it.each([
    ['John Doe <jdoe@machine.example>', [['John Doe', 'jdoe', 'machine.example']]],
    [
      '"Joe Q. Public" <john.q.public@example.com>, mary@x.test',
      [
        ['Joe Q. Public', 'john.q.public', 'example.com'],
        [undefined, 'mary', 'x.test'],
      ],
    ],
    ['"Giant; \\"Big\\" Box" <sysservices@example.net>', [['Giant; "Big" Box', 'sysservices', 'example.net']]],
    ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', [['Pete', 'pete', 'silly.test']]],
    [
      'A Group:Ed Jones <c@a.test>,joe@where.test;',
      [
        [undefined, 'A Group', undefined],
        ['Ed Jones', 'c', 'a.test'],
        [undefined, 'joe', 'where.test'],
        [undefined, undefined, undefined],
      ],
    ],
    [
      'Undisclosed recipients:;',
      [
        [undefined, 'Undisclosed recipients', undefined],
        [undefined, undefined, undefined],
      ],
    ],
    ['joe@x.test (Joe)', [['Joe', 'joe', 'x.test']]],
    ['<@a.test,@b.test:joe@x.test>', [[undefined, 'joe', 'x.test']]],
    ['"a b"@x.test', [[undefined, 'a b', 'x.test']]],
    ['', []],
  ])('%s', (text, wanted) => {
    expect(parseAddresses(text).map(({ name, local, domain }) => [name, local, domain])).toEqual(wanted);
  });
});

describe('parts of a mail', () => {
  const mail = (text: string): Uint8Array => utf8(text.replaceAll('\n', '\r\n'));

  it.each([
    ['Subject: x\n\ntext', 'plain'],
    [
      'Content-Type: multipart/mixed; boundary="a b"\n\nintro\n--a b\n\none\n--a b\nContent-Type: text/html\n\ntwo\n--a b--\nend',
      '(plain html)',
    ],
    ['Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: inner\n\ntext\n--x--', '([plain])'],
    [
      'Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\na\n--x\n\nb\n--x--',
      '((plain) plain)',
    ],
    ['Content-Type: multipart/mixed; boundary=x\n\nnever', 'plain'],
    ['Content-Type: multipart/mixed\n\n--x\n\n--x--', 'plain'],
    ['Content-Type: nonsense\n\n', 'plain'],
  ])('%j', (text, wanted) => expect(shape(parseMail(mail(text)))).toBe(wanted));

  it('end before the line end that belongs to the boundary', () => {
    const b = mail('Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n\n--x\n\n--x--\n');
    const { parts } = parseMail(b);
    expect(parts.map((p) => fromUtf8(b.subarray(p.text, p.end)))).toEqual(['one\r\n', '']);
  });

  it('are bounded in depth and number', () => {
    const deep = Array.from({ length: 60 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join('');
    expect(shape(parseMail(mail(deep))).length).toBeLessThan(60);
    const wide = parseMail(mail(`Content-Type: multipart/mixed; boundary=x\n\n${'--x\n\n'.repeat(5000)}`));
    expect(wide.parts.length).toBeLessThanOrEqual(500);
  });

  it('lie within one another, whatever the bytes', () => {
    const word = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=x\r\n',
      '\r\n',
      '--x\r\n',
      '--x--',
      'Content-Type: message/rfc822\r\n',
      'a',
      ':',
      ' b\r\n',
      '\n',
      '\r',
    );
    const within = (part: MailPart, from: number, to: number): void => {
      expect(part.from >= from && part.from <= part.text && part.text <= part.end && part.end <= to).toBe(true);
      for (const inner of [...part.parts, ...(part.mail ? [part.mail] : [])]) within(inner, part.from, part.end);
    };
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const b = utf8(words.join(''));
        within(parseMail(b), 0, b.length);
      }),
    );
  });
});

describe('heads', () => {
  it('have fields over several lines, and values in one', () => {
    const b = utf8('Subject: a\r\n b\r\nX\r\nTo : c\r\n\r\ntext');
    const { fields, text } = headFields(b, 0, b.length);
    expect(fields).toHaveLength(3);
    expect(fromUtf8(b.subarray(text))).toBe('text');
    expect([headValue(b, fields, 'subject'), headValue(b, fields, 'to'), headValue(b, fields, 'x')]).toEqual(['a b', 'c', undefined]);
  });

  it.each([
    [
      'text/plain; charset="utf-8"; format=flowed (comment)',
      'text/plain',
      [
        ['charset', 'utf-8'],
        ['format', 'flowed'],
      ],
    ],
    ['attachment; filename="a \\"b\\".txt"', 'attachment', [['filename', 'a "b".txt']]],
    ['inline', 'inline', []],
  ])('%s', (text, value, parameters) => expect(parseValued(text)).toEqual({ value, parameters }));

  it.each([
    ['=?UTF-8?Q?J=C3=BCrgen_M?=', 'Jürgen M'],
    ['=?utf-8?B?R3LDvMOfZQ==?= =?ISO-8859-1?Q?=FC?=', 'Grüßeü'],
    ['plain =?x', 'plain =?x'],
  ])('%s', (text, decoded) => expect(decodeHead(text)).toBe(decoded));

  it('contents', () => {
    expect(fromUtf8(decodeTransfer(utf8('Gr=C3=BC=C3=9F=\r\ne=3D=ZZ'), 'Quoted-Printable'))).toBe('Grüße==ZZ');
    expect(fromUtf8(decodeTransfer(utf8('aGFs\r\nbG8='), 'base64'))).toBe('hallo');
    expect(fromBytes(latin1Bytes('ü'), 'iso-8859-1')).toBe('ü');
    expect(fromBytes(latin1Bytes('ü'), 'no-such-set')).toBe('ü');
  });
});

describe('dots at the beginning of lines (RFC 5321 §4.5.2)', () => {
  it('are put and taken away again', () => {
    const line = fc.constantFrom('.', '..', 'a', '', '.a', 'a.');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const text = lines.map((l) => `${l}\r\n`).join('');
        const sent = fromUtf8(withDots(utf8(text)));
        expect(sent.endsWith('.\r\n')).toBe(true);
        const body = utf8(sent.slice(0, -3));
        expect(fromUtf8(withoutDots(body, 0, body.length) ?? body)).toBe(text);
        expect(sent.slice(0, -3).split('\r\n')).not.toContain('.');
      }),
    );
    expect(fromUtf8(withDots(utf8('no end')))).toBe('no end\r\n.\r\n');
  });
});

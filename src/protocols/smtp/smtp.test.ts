import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { dissectedSample } from '../../../test/conformance/protocol/samples.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { asFrames, rows, said } from '../../../test/mail-rows.ts';
import { needs } from '../../../test/needs.ts';
import { rowOf } from '../../view/rows.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { smtp } from './smtp.ts';

const dissectionOf = ({ bytes, message }: ReturnType<typeof said>['messages'][number]): ReturnType<typeof dissectAs> =>
  dissectAs(
    protocols,
    'smtp',
    { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] },
    message,
  );

describe('smtp (RFC 5321)', () => {
  it('answers pipelined commands in their order, a reply of several lines as one', () => {
    const found = said(smtp, [0, 'EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n'], [1, '220 hi\r\n']);
    expect(found.messages.map(({ message }) => message.asks)).toEqual([1, 2, 3, undefined]);
    const { messages } = said(smtp, [0, 'EHLO a\r\nNOOP\r\n'], [1, '250-a\r\n250 PIPELINING\r\n250 ok\r\n']);
    expect(messages.map(({ message }) => message.answers)).toEqual([undefined, undefined, 1, 2]);
    expect(valuesOf(dissectionOf(messages[2]!))).toMatchObject({
      'smtp.response.code': ['250'],
      'smtp.rsp.parameter': ['a', 'PIPELINING'],
    });
  });

  it('reads content up to a line of a dot, and no command in it', () => {
    const { messages } = said(smtp, [0, 'DATA\r\n'], [1, '354 go\r\n'], [0, 'QUIT\r\n..a\r\n\n.\nb\r\n.\r\nQUIT\r\n']);
    expect(messages.map(({ bytes }) => bytes.length)).toEqual([6, 8, 20, 6]);
    expect(valuesOf(dissectionOf(messages[2]!))['smtp.eom']).toBeDefined();
    expect(faultsOf(dissectionOf(messages[2]!))).toContainEqual(expect.stringContaining('servers disagree'));
  });

  it('reads commands again where DATA was refused', () => {
    expect(rows(smtp, [0, 'DATA\r\n'], [1, '503 MAIL first\r\n'], [0, 'QUIT\r\n'])).toEqual(['C: DATA', 'S: 503 MAIL first', 'C: QUIT']);
  });

  it('has in its rows what a segment brings of content, the mail where that ends, and all commands of a segment', () => {
    const content = 'From: a@x\r\nSubject: s\r\n\r\none\r\n..two\r\n.\r\n';
    expect(rows(smtp, [0, 'DATA\r\n'], [1, '354 go\r\n'], [0, content])).toEqual([
      'C: DATA',
      'S: 354 go',
      'from: a@x, subject: s, , one  , .two  ',
    ]);
    expect(rows(smtp, [0, 'DATA\r\n'], [1, '354 go\r\n'], [0, '.\r\n'])).toEqual(['C: DATA', 'S: 354 go', 'C: .']);
    const shown = dissectedSample('smtp').map((d) => rowOf(d, d.frame));
    expect([32, 35, 37, 39].map((frame) => `${shown[frame - 1]?.protocol} ${shown[frame - 1]?.info}`)).toEqual([
      'SMTP C: MAIL FROM:<ada@example.org> SIZE=500 | RCPT TO:<guest@lab> | RCPT TO:<nobody@elsewhere.example> | DATA',
      'SMTP S: 250 2.1.5 Ok | 554 5.7.1 no relaying | 354 End data with <CR><LF>.<CR><LF>',
      'SMTP C: DATA fragment, 2007 bytes',
      'SMTP from: Ada <ada@example.org>, subject: Hello,  (text/plain) (text/html) | NOOP',
    ]);
  });

  it('tells of bytes of content with the segment that ends a line', () => {
    const t = smtp.stream!.open({ ports: [49152, 25], tools: {}, secrets: { add: () => {}, find: () => undefined } });
    const text = Buffer.from('DATA\r\n354 go\r\nab\r\ncdefgh\r\ni');
    const after = (from: number, to: number): readonly unknown[] => {
      smtp.stream!.read(t, 0, text, from, to, false);
      return [smtp.stream!.tellsBegun?.(t, 0, 0), smtp.stream!.unfinished?.(t, 0)];
    };
    smtp.stream!.read(t, 0, text, 0, 6, false);
    smtp.stream!.read(t, 1, text, 6, 14, false);
    const told = (fragment: number): readonly unknown[] => [fragment > 0, { kind: 2, dots: true, fragment }];
    expect([15, 18, 20, 21, 26, 27].map((to) => after(14, to))).toEqual([0, 4, 0, 0, 8, 0].map(told));
  });

  it('counts chunks (RFC 3030), which may hold anything', () => {
    const { messages } = said(smtp, [0, 'BDAT 5\r\n\r\n.\r\nBDAT 0 LAST\r\n'], [1, '250 ok\r\n250 ok\r\n']);
    expect(messages.map(({ bytes, message }) => [bytes.length, message.asks, message.answers])).toEqual([
      [8, undefined, undefined],
      [5, 1, undefined],
      [13, 2, undefined],
      [8, undefined, 1],
      [8, undefined, 2],
    ]);
  });

  it('shows no password', () => {
    const login = rows(
      smtp,
      [0, 'AUTH LOGIN\r\n'],
      [1, '334 VXNl\r\n'],
      [0, 'YW5u\r\n'],
      [1, '334 UGFz\r\n'],
      [0, 'c2VjcmV0\r\n'],
      [1, '235 ok\r\n'],
      [0, 'NOOP\r\n'],
    );
    expect(login.filter((row) => row.startsWith('C'))).toEqual(['C: AUTH LOGIN', 'C: User: YW5u', 'C: Pass: ********', 'C: NOOP']);
    const plain = rows(
      smtp,
      [0, 'AUTH PLAIN\r\n'],
      [1, '334 \r\n'],
      [0, 'AGEAYg==\r\n'],
      [1, '535 no\r\n'],
      [0, 'AUTH PLAIN AGEAYg==\r\n'],
    );
    expect(plain.filter((row) => row.startsWith('C'))).toEqual(['C: AUTH PLAIN', 'C: ********', 'C: AUTH PLAIN ********']);
  });

  it('takes MAIL FROM for what it is where the reply to the login was not captured', () => {
    const login = rows(
      smtp,
      [0, 'AUTH LOGIN\r\n'],
      [1, '334 VXNl\r\n'],
      [0, 'YW5u\r\n'],
      [0, 'c2VjcmV0\r\n'],
      [0, 'MAIL FROM:<a@b>\r\nDATA\r\n'],
    );
    expect(login.filter((row) => row.startsWith('C'))).toEqual([
      'C: AUTH LOGIN',
      'C: User: YW5u',
      'C: Pass: ********',
      'C: MAIL FROM:<a@b>',
      'C: DATA',
    ]);
  });

  it('becomes TLS when the server agrees to STARTTLS (RFC 3207), and not before', () => {
    expect(said(smtp, [0, 'STARTTLS\r\n'], [1, '220 go\r\n'], [0, '\x16\x03\x01']).became).toBe('tls');
    const refused = said(smtp, [0, 'STARTTLS\r\nNOOP\r\n'], [1, '454 not now\r\n'], [0, 'QUIT\r\n']);
    expect([refused.became, refused.messages.length]).toEqual([undefined, 4]);
  });

  it('takes content that is larger than a message in parts', () => {
    const line = `${'x'.repeat(98)}\r\n`;
    const { messages } = said(smtp, [0, 'DATA\r\n'], [0, `${line.repeat(6000)}.\r\nQUIT\r\n`]);
    const content = messages.slice(1, -1);
    expect(content.length).toBe(3);
    expect(content.reduce((n, m) => n + m.bytes.length, 0)).toBe(600_003);
    expect(content.every((m) => m.bytes.at(-1) === 10)).toBe(true);
  });

  it('is guessed by its greeting and its commands, and FTP is not', () => {
    const guess = (from: Side, text: string): number | undefined => smtp.stream?.guess?.(Buffer.from(text), 0, text.length, from);
    expect(['220 a ESMTP x\r\n', '220 ready\r\n', 'EHLO a\r\n'].map((text) => guess(1, text))).toEqual([0.9, 0, 0]);
    expect(['EHLO a\r\n', 'USER a\r\n', '220 a ESMTP x\r\n'].map((text) => guess(0, text))).toEqual([0.9, 0, 0]);
  });

  /** Ours alone, said once for a frame there, or the count of its fragments. */
  const OWN = new Set([
    ...['smtp.message', 'smtp.req', 'smtp.rsp', 'smtp.request_in', 'smtp.response_time'],
    ...['smtp_data_fragments', 'smtp_data_fragment', 'smtp_data_fragment_count', 'smtp_data_reassembled_length'],
  ]);
  /** What tshark 4.0 makes otherwise: text alone is another layer; a command behind the dot is not seen; nor are chunks, and what follows them. */
  const DIFFERENT = new Set(['37', '39', '54', '59', '61', '63', '75']);
  needs('tshark')('has the values that tshark has, but for these', () => {
    const found = differences(asFrames(oursInFrames('smtp')), asFrames(theirsInFrames('smtp')), OWN);
    expect(new Set(found.map((place) => place.split(' ')[0]))).toEqual(DIFFERENT);
  });
});

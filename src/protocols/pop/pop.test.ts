import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { asFrames, rows, said } from '../../../test/mail-rows.ts';
import { needs } from '../../../test/needs.ts';
import type { Side } from '../../wire/stream.ts';
import { pop } from './pop.ts';

describe('pop (RFC 1939)', () => {
  it('knows by the command whether text follows a reply, also in a pipeline', () => {
    const asked = 'LIST\r\nLIST 1\r\nRETR 9\r\nRETR 1\r\nNOOP\r\n';
    const replies = '+OK 1\r\n1 5\r\n.\r\n+OK 1 5\r\n-ERR none\r\n+OK\r\n+OK not a reply\r\n..\r\n.\r\n+OK\r\n';
    const { messages } = said(pop, [0, asked], [1, replies]);
    expect(messages.filter(({ side }) => side === 1).map(({ bytes, message }) => [bytes.length, message.answers])).toEqual([
      [7, 1],
      [8, undefined],
      [9, 2],
      [11, 3],
      [5, 4],
      [24, undefined],
      [5, 5],
    ]);
  });

  it('shows no password', () => {
    const digest = '0123456789abcdef0123456789abcdef';
    expect(rows(pop, [0, `USER ann\r\nPASS a b\r\nAPOP ann ${digest}\r\nAUTH PLAIN AGEAYg==\r\nSTAT\r\n`]).slice(0, 4)).toEqual([
      'C: USER ann',
      'C: PASS ********',
      'C: APOP ann ********',
      'C: AUTH PLAIN ********',
    ]);
    const auth = rows(pop, [0, 'AUTH PLAIN\r\n'], [1, '+ \r\n'], [0, 'AGEAYg==\r\n'], [1, '+OK\r\n'], [0, 'STAT\r\n']);
    expect(auth).toEqual(['C: AUTH PLAIN', 'S: + ', 'C: ********', 'S: +OK', 'C: STAT']);
  });

  it('becomes TLS when the server agrees to STLS (RFC 2595), and not before', () => {
    expect(said(pop, [0, 'STLS\r\n'], [1, '+OK\r\n'], [0, '\x16\x03\x01']).became).toBe('tls');
    expect(said(pop, [0, 'STLS\r\n'], [1, '-ERR\r\n'], [0, 'QUIT\r\n']).became).toBeUndefined();
  });

  it('is guessed by a greeting, and a command of FTP is not one of it', () => {
    const guess = (from: Side, text: string): number | undefined => pop.stream?.guess?.(Buffer.from(text), 0, text.length, from);
    expect([guess(1, '+OK ready\r\n'), guess(0, 'CAPA\r\n'), guess(0, 'USER a\r\n'), guess(0, '+OK ready\r\n')]).toEqual([0.6, 0.6, 0, 0]);
  });

  /** Whole lines have no text in tshark 4.0, and it counts every later line of a frame as data; ours are as many as there are. */
  const OWN = new Set(['pop.request', 'pop.response', 'pop.request_in', 'pop.response_time', 'pop.response.data', 'pop.request.data']);
  /** What tshark 4.0 makes otherwise: of a pipeline it knows the first command and its reply; `+ ` is no reply, credentials are a command. */
  const DIFFERENT = new Set(['26', '28', '69', '70']);
  needs('tshark')('has the values that tshark has, but for these', () => {
    const found = differences(asFrames(oursInFrames('pop')), asFrames(theirsInFrames('pop')), OWN);
    expect(new Set(found.map((place) => place.split(' ')[0]))).toEqual(DIFFERENT);
  });
});

import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { readAll } from '../../../test/messages.ts';
import { needs } from '../../../test/needs.ts';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { TextBuffer } from '../../core/text-buffer.ts';
import { dissectAs } from '../../wire/dissect.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { seen } from '../../wire/row.ts';
import type { Side } from '../../wire/stream.ts';
import { protocols } from '../registry.ts';
import { parseExtendedPassive, parseExtendedPort, parsePort, writeExtendedPassive, writeExtendedPort, writePort } from './data-ports.ts';
import { changedTo, quotedPath, quotePath } from './directory.ts';
import { ftp } from './ftp.ts';
import { ftpReader } from './reader.ts';

const read = (...chunks: (readonly [Side, string])[]) =>
  readAll(
    ftpReader,
    chunks.map(([side, text]) => [side, utf8(text)] as const),
  );
const dissected = (...chunks: (readonly [Side, string])[]): readonly Dissection[] =>
  read(...chunks).messages.map(({ bytes, message }) =>
    dissectAs(
      protocols,
      'ftp',
      { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] },
      message,
    ),
  );
const values = (...chunks: (readonly [Side, string])[]) => dissected(...chunks).map(valuesOf);

describe('commands and replies (RFC 959)', () => {
  it('find each other, whatever comes between and in however many lines', () => {
    const found = read(
      [1, '220 hi\r\n'],
      [0, 'STOR x\r\nNOOP\r\n'],
      [1, '150 go\r\n226-all\r\n of it\r\n'],
      [1, '226 there\r\n200 ok\r\n'],
    );
    expect(found.messages.map(({ message }) => message.asks ?? -(message.answers ?? 0))).toEqual([-0, 1, 2, -1, -1, -1, -2]);
  });

  it('are taken apart', () => {
    expect(values([0, 'RETR a file.txt\r\n'], [1, '150-first\r\nrest\r\n150 last\r\n'])).toMatchObject([
      { 'ftp.request.command': ['RETR'], 'ftp.request.arg': ['a file.txt'] },
      { 'ftp.response.code': ['150'], 'ftp.response.arg': ['first'] },
    ]);
  });

  it('tell where the session is', () => {
    const at = values(
      [0, 'PWD\r\n'],
      [1, '257 "/a ""b""" is it\r\n'],
      [0, 'CWD ../c\r\n'],
      [1, '250 ok\r\n'],
      [0, 'CWD no\r\n'],
      [1, '550 no\r\n'],
      [0, 'CDUP\r\n'],
      [1, '200 ok\r\n'],
    );
    expect(at.flatMap((v) => v['ftp.current-working-directory'])).toEqual(['', '/a "b"', '/a "b"', '/c', '/c', '/c', '/c', '/']);
    expect([changedTo('a', '..'), changedTo('/a/b', './../x'), quotedPath(quotePath('a"b'))]).toEqual(['', '/a/x', 'a"b']);
  });

  it('have no password in a row, and have it in the tree', () => {
    const row = (text: string): string => {
      const out = new TextBuffer(1024);
      ftp.row?.words['all']?.(out, { ...seen(utf8(text)), end: text.length });
      return fromUtf8(out.bytes.subarray(0, out.length));
    };
    expect([row('PASS geheim\r\n'), row('pass x\r\n'), row('USER me\r\n'), row('230 \x1b[2J\r\n')]).toEqual([
      'Request: PASS ****',
      'Request: pass ****',
      'Request: USER me',
      'Response: 230 \\x1b[2J',
    ]);
    expect(values([0, 'PASS geheim\r\n'])[0]?.['ftp.request.arg']).toEqual(['geheim']);
  });
});

describe('data connections', () => {
  it('are read as they are written', () => {
    const [v4, v6] = [Uint8Array.of(192, 0, 2, 1), Uint8Array.of(0x20, 1, 0xd, 0xb8, ...new Uint8Array(11), 1)];
    expect(parsePort(writePort(v4, 2024))).toMatchObject({ address: { value: v4 }, port: { value: 2024 } });
    for (const address of [v4, v6])
      expect(parseExtendedPort(writeExtendedPort(address, 9))).toMatchObject({ address: { value: address }, port: { value: 9 } });
    expect(parseExtendedPassive(writeExtendedPassive(65_535))?.port.value).toBe(65_535);
    for (const text of ['1,2,3,4,5,256', '1,2,3']) expect(parsePort(text)).toBeUndefined();
    for (const text of ['(|||0|)', '(|||65536|)', '(||1|)']) expect(parseExtendedPassive(text)).toBeUndefined();
  });

  it('are arranged by PORT, EPRT and the replies to PASV and EPSV', () => {
    const found = read(
      [0, 'PORT 192,0,2,1,4,1\r\nEPRT |2|2001:db8::1|1026|\r\nPASV\r\nEPSV\r\n'],
      [1, '200 ok\r\n200 ok\r\n227 Entering Passive Mode (192,0,2,1,4,3)\r\n229 Extended (|||1028|)\r\n'],
    );
    expect(found.messages.flatMap(({ message }) => message.arranges?.port ?? [])).toEqual([1025, 1026, 1027, 1028]);
  });

  it('say what is wrong with them', () => {
    expect(dissected([0, 'EPRT |3|x|1|\r\n'], [1, '229 no port\r\n']).flatMap(faultsOf)).toEqual([
      'EPRT is followed by |1|address|port|, or 2 and an IPv6 address (RFC 2428 §2)',
      'the reply to EPSV ends with (|||port|) (RFC 2428 §3)',
    ]);
  });
});

it('AUTH TLS makes both sides speak TLS (RFC 4217)', () => {
  expect(read([0, 'AUTH TLS\r\n'], [1, '234 go\r\n'], [0, '\x16\x03']).became).toBe('tls');
  expect(read([0, 'AUTH TLS\r\n'], [1, '502 no\r\n'], [0, 'USER x\r\n']).became).toBeUndefined();
});

it('is guessed by a greeting that names it', () => {
  const guess = (text: string, from: Side): number | undefined => ftpReader.guess?.(utf8(text), 0, text.length, from);
  expect([guess('220 (vsFTPd 3.0.3)\r\n', 1), guess('220 mail ESMTP\r\n', 1), guess('AUTH TLS\r\n', 0)]).toEqual([0.9, 0, 0.8]);
});

needs('tshark').describe('beside tshark', () => {
  it('has the same values, but for these', () => {
    const except = new Set(['ftp.request_in', 'ftp.response_time', 'ftp.current-working-directory', 'ftp.line', 'ftp.response_code']);
    // A command in two segments is one, and of those in one segment each is a message.
    const found = differences(oursInFrames('ftp'), theirsInFrames('ftp'), except);
    expect(found).toHaveLength(2);
    expect(theirsInFrames('ftp').get(Number(found[0]))).toMatchObject([{ 'ftp.request.command': ['us'] }]);
    expect(oursInFrames('ftp').get(Number(found[1]))).toMatchObject(
      ['USER', 'pass', 'syst'].map((verb) => ({ 'ftp.request.command': [verb.replace('USER', 'user')] })),
    );
  });
});

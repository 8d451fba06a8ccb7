import { expect, it } from 'vitest';
import { Words } from '../../core/words.ts';
import { en } from './en-guide.ts';
import { ftpGuide } from './guide.ts';

const words = new Words('en', { ftpGuide: en });
const heard = (s: ReturnType<typeof ftpGuide.open>, text: string): string | undefined => {
  const said = ftpGuide.heard(s, text);
  return said && words.text(said);
};

/** What is suggested after each reply, and what it is said to mean. */
const played = (...turns: readonly (readonly [line: string, reply: string])[]) => {
  const s = ftpGuide.open({ name: 'ada', password: 'secret' });
  const told: (readonly [string | undefined, string | undefined])[] = [];
  const hear = (text: string): void => {
    const meaning = heard(s, text);
    told.push([meaning, ftpGuide.waits(s) ? undefined : ftpGuide.next(s)?.line]);
  };
  hear('220 ready\r\n');
  for (const [line, reply] of turns) {
    if (line !== '') ftpGuide.typed(s, line);
    hear(reply);
  }
  return { told, s };
};

it('goes from the greeting to a file', () => {
  const { told, s } = played(
    ['USER ada', '331 password\r\n'],
    ['PASS secret', '230 in\r\n'],
    ['PASV', '227 Entering (127,0,0,1,1,2).\r\n'],
    ['LIST', '150 comes\r\n'],
  );
  expect(told.map(([, next]) => next)).toEqual(['USER ada', 'PASS secret', 'PASV', 'LIST', undefined]);
  expect(told[3]?.[0]).toBe('The server listens at 127.0.0.1, port 1 × 256 + 2 = 258: the next transfer goes over a connection to there.');
  expect(ftpGuide.transfer?.(s)).toEqual({ sends: false, isProtected: false });
  ftpGuide.received?.(s, 'drwx 1 a b 0 Nov 29 05:42 docs\r\n-rw- 1 a b 3000000 Nov 29 05:42 big\r\n-rw- 1 a b 12 Nov 29  2024 a file\r\n');
  expect(heard(s, '226 all\r\n')).toMatch(/^That was all/);
  expect([ftpGuide.transfer?.(s), ftpGuide.next(s)?.line]).toEqual([undefined, 'PASV']);
});

it('suggests EPSV where PASV is refused, and a file by its name', () => {
  const { told, s } = played(
    ['USER ada', '230 in\r\n'],
    ['PASV', '425 no\r\n'],
    ['EPSV', '229 Extended (|||2000|)\r\n'],
    ['LIST', '150 comes\r\n'],
  );
  expect(told.map(([, next]) => next)).toEqual(['USER ada', 'PASV', 'EPSV', 'LIST', undefined]);
  ftpGuide.received?.(s, '-rw- 1 a b 12 Nov 29  2024 a file\r\n');
  ftpGuide.heard(s, '226 all\r\n');
  ftpGuide.typed(s, 'EPSV');
  ftpGuide.heard(s, '229 (|||2001|)\r\n');
  expect(ftpGuide.next(s)?.line).toBe('RETR a file');
  ftpGuide.typed(s, 'RETR a file');
  ftpGuide.heard(s, '550 no\r\n');
  expect(ftpGuide.next(s)?.line).toBe('QUIT');
});

it('waits for the last line of a reply, however its lines come', () => {
  const { told } = played(['FEAT', '211-these\r\n'], ['', ' UTF8\r\n200 no end\r\n'], ['', '211 End\r\n']);
  expect(told.slice(1).map(([meaning, next]) => [meaning, next])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    ['What the server knows beyond RFC 959.', 'USER ada'],
  ]);
});

it('protects data after PROT P, and sends for STOR', () => {
  const { s } = played(['PROT P', '200 ok\r\n'], ['STOR x', '150 go\r\n']);
  expect(ftpGuide.transfer?.(s)).toEqual({ sends: true, isProtected: true });
});

it('covers what is secret', () => {
  const s = ftpGuide.open({ name: '', password: '' });
  expect(['PASS abc', 'pass', 'ACCT x', 'USER ada'].map((line) => ftpGuide.cover(s, line))).toEqual([
    'PASS ***',
    'pass',
    'ACCT *',
    'USER ada',
  ]);
});

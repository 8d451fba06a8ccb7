/** getopt_long, with the cases that ncat itself was seen to treat so. */
import { expect, it } from 'vitest';
import { getopt, type Typed } from './getopt.ts';
import { nameOf, ncatGrammar } from './table.ts';

const typed = (...argv: string[]): string[] => [...getopt(ncatGrammar, argv)].map(text);
const text = (t: Typed): string => {
  if (t.kind !== 'option') return t.kind === 'word' ? t.text : `! ${t.text}`;
  return t.value === undefined ? `-${nameOf(t.name)}` : `-${nameOf(t.name)}=${t.value}`;
};

it('reads clusters, attached and following values, and words between options', () => {
  expect(typed('-vlk', 'localhost', '-w1m', '-p', '5', '80')).toEqual([
    '-verbose',
    '-listen',
    '-keep-open',
    'localhost',
    '-wait=1m',
    '-source-port=5',
    '80',
  ]);
  expect(typed('-vw', '3', '-', '--', '-v')).toEqual(['-verbose', '-wait=3', '-', '-v']);
});

it('takes a unique beginning of a long name, and the first of one kind', () => {
  expect(typed('--verb')).toEqual(['-verbose']);
  expect(typed('--pro', 'x')).toEqual(['-proxy=x']);
  expect(typed('--ssl-c=x', '--al=y')).toEqual(['-ssl-cert=x', '-allow=y']);
  expect(typed('--broker', '--no-')).toEqual(['-broker', '-no-shutdown']);
});

it('says what is ambiguous, in the order of the table', () => {
  expect(typed('--ver')).toEqual(["! option '--ver' is ambiguous; possibilities: '--version' '--verbose'"]);
  expect(typed('--n')).toEqual(["! option '--n' is ambiguous; possibilities: '--no-shutdown' '--nodns' '--nsock-engine'"]);
  expect(typed('--a')).toEqual(["! option '--a' is ambiguous; possibilities: '--append-output' '--allow' '--allowfile'"]);
  expect(typed('--v')).toEqual(["! option '--v' is ambiguous; possibilities: '--vsock' '--verbose'"]);
  expect(typed('--s')[0]).toBe(
    "! option '--s' is ambiguous; possibilities: '--sh-exec' '--source-port' '--source' '--send-only' '--sctp' '--ssl' '--ssl-cert' '--ssl-key' '--ssl-verify' '--ssl-trustfile' '--ssl-ciphers' '--ssl-servername' '--ssl-alpn'",
  );
  expect(typed('--de=/x')).toEqual(["! option '--de=/x' is ambiguous; possibilities: '--delay' '--deny' '--denyfile'"]);
});

it('says what is wrong, and goes on', () => {
  expect(typed('-y', '-v')).toEqual(["! invalid option -- 'y'", '-verbose']);
  expect(typed('--foo')).toEqual(["! unrecognized option '--foo'"]);
  expect(typed('--z')).toEqual(["! unrecognized option '--z'"]);
  expect(typed('-p')).toEqual(["! option requires an argument -- 'p'"]);
  expect(typed('--wait')).toEqual(["! option '--wait' requires an argument"]);
  expect(typed('--listen=3')).toEqual(["! option '--listen' doesn't allow an argument"]);
  expect(typed('-:')).toEqual(["! invalid option -- ':'"]);
});

it('ends the options at the first other word where POSIX is asked for', () => {
  expect([...getopt(ncatGrammar, ['-v', 'host', '-l'], true)].map(text)).toEqual(['-verbose', 'host', '-l']);
});

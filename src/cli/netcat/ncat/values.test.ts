/** Times, ports and proxy addresses as ncat 7.93 takes them. */
import { expect, it } from 'vitest';
import { readLeadingInteger, readPort, readProxy, readSourcePort, readTime } from './values.ts';

it.each([
  ['500ms', 500],
  ['5', 5000],
  ['0.5', 500],
  ['1.5s', 1500],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1S', 1000],
  ['99', 99_000],
  ['100s', 100_000],
  ['+1s', 1000],
  [' 1s', 1000],
  ['1e1', 10_000],
  ['0x10', 16_000],
  ['2147483s', 2_147_483_000],
])('a time of %j is %i ms', (text, ms) => {
  expect(readTime(text, '-w timeout')).toBe(ms);
});

it.each(['0', '', '-5', 'abc', '1x', '1d', '0ms', '0.4ms', 'inf', '1 s', '99999999999', '2147484s'])('refuses %j as a time', (text) => {
  expect(() => readTime(text, '-w timeout')).toThrow(
    `Ncat: Invalid -w timeout "${text}" (must be greater than 0 and less than 2147483s). QUITTING.\n`,
  );
});

it('refuses a bare number that once meant milliseconds', () => {
  expect(() => readTime('200', '-i timeout')).toThrow(
    'Ncat: Since April 2010, the default unit for -i timeout is seconds, so your time of "200" is 3.3 minutes. Use "200ms" for 200 milliseconds. QUITTING.\n',
  );
});

it('reads ports as strtol does', () => {
  expect(['80', ' 80', '+80', '', '65535'].map((text) => readPort(text, 'port'))).toEqual([80, 80, 80, 0, 65535]);
  for (const bad of ['65536', '-1', 'http', '80 ', '0x50']) expect(() => readPort(bad, 'port')).toThrow(`Invalid port number "${bad}".`);
  expect(readSourcePort('5')).toBe(5);
  expect(() => readSourcePort('5x')).toThrow('Invalid source port number "5x".');
  expect(() => readSourcePort('70000')).toThrow('Invalid source port 70000.');
  expect(() => readSourcePort('-5')).toThrow('Invalid source port 4294967291.');
});

it('reads counts as atoi does', () => {
  expect(['3', '-1', 'abc', '7up', ''].map(readLeadingInteger)).toEqual([3, -1, 0, 7, 0]);
});

it('reads the proxy address, with IPv6 in brackets where a port follows', () => {
  expect(readProxy('p.example')).toEqual({ host: 'p.example', port: undefined });
  expect(readProxy('p.example:81')).toEqual({ host: 'p.example', port: 81 });
  expect(readProxy('p.example:')).toEqual({ host: 'p.example', port: undefined });
  expect(readProxy('[::1]:81')).toEqual({ host: '::1', port: 81 });
  expect(readProxy('[::1]')).toEqual({ host: '::1', port: undefined });
  expect(readProxy('::1:80')).toEqual({ host: '::1:80', port: undefined });
  expect(() => readProxy('[::1')).toThrow('Invalid proxy IPv6 address "[::1".');
  expect(() => readProxy('h:x')).toThrow('Invalid proxy port number "x".');
});

import { expect, it } from 'vitest';
import { english } from '../../core/said.ts';
import { helpLanguage, routeOf } from '../route.ts';
import type { Context } from './command.ts';
import { spoken, withLanguage, withSignal } from './language.ts';

const asked = (...argv: string[]) => spoken(argv, { program: 'wirecat read', language: 'en' });

it.each([
  [['--lang', 'de', 'x.pcap'], ['x.pcap'], 'de'],
  [['x.pcap', '--lang=de_AT', '--frame', '1'], ['x.pcap', '--frame', '1'], 'de'],
  [['x.pcap'], ['x.pcap'], 'en'],
  [['--', '--lang', 'de'], ['--', '--lang', 'de'], 'en'],
])('%j leaves %j in %s', (argv, words, language) => expect(asked(...argv)).toEqual({ words, language }));

it.each([[['--lang', 'klingon']], [['--lang']], [['--lang=']]])('%j is no language', (argv) =>
  expect(() => asked(...argv)).toThrow(/one of en, de/),
);

it('may stand before the command', () =>
  expect(routeOf(['--lang', 'de', 'read', 'x.pcap'], 'wirecat', ['read'])).toMatchObject({
    kind: 'run',
    name: 'read',
    argv: ['--lang', 'de', 'x.pcap'],
  }));

it.each([
  [['help', '--lang', 'de'], ['help'], 'de'],
  [['--lang=de', '-h'], ['-h'], 'de'],
  [['read', '--help', '--lang', 'de'], ['read', '--help'], 'de'],
  [['read', 'x.pcap', '--lang', 'de'], ['read', 'x.pcap', '--lang', 'de'], undefined],
  [['help', '--lang', 'klingon'], ['help', '--lang', 'klingon'], undefined],
])('%j asks for the help of %j in %s', (argv, words, named) =>
  expect(helpLanguage(argv)).toEqual({ words, ...(named !== undefined && { named }) }),
);

it('a context with a signal or a language of its own has all else', () => {
  const { signal } = new AbortController();
  const context = withSignal(withLanguage({ program: 'wirecat read' } as Context, 'de', english), signal);
  expect([context.program, context.language, context.signal]).toEqual(['wirecat read', 'de', signal]);
});

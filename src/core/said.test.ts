/** Errors in another language: whole where all of it is known, else in English. */
import { expect, it } from 'vitest';
import { ioError } from '../io/base/errors.ts';
import { errorText, IoError, UsageError } from './fault.ts';
import { english, saidWords, sayWrong } from './said.ts';

const german = await saidWords('de');

it.each([
  [new UsageError('answer', sayWrong('oneOf', { choices: 'en, de' }), 'x'), 'answer: erwartet: eines von en, de, eingegeben: "x"'],
  [
    UsageError.of('connect', sayWrong('portZero'), sayWrong('somePort')),
    'connect: auf Port 0 kann niemand lauschen; gebraucht wird ein Port von 1 bis 65535',
  ],
  [
    ioError('nix', 'to be read', Object.assign(new Error('no'), { code: 'ENOENT' })),
    'nix: lässt sich nicht lesen: diese Datei gibt es nicht',
  ],
  [
    ioError('tcp:h:1', 'to listen', Object.assign(new Error('no'), { code: 'EADDRINUSE' })),
    'tcp:h:1: Lauschen ist nicht möglich: dort lauscht schon jemand; ein anderer Port, oder 0 für irgendeinen freien (EADDRINUSE)',
  ],
  [ioError('h', 'to listen', Object.assign(new Error('own words'), { code: 'EWHAT' })), 'h: cannot listen: own words (EWHAT)'],
  [new IoError('h', 'EIO', 'as it is'), 'h: as it is'],
])('%s', (error, text) => {
  expect(errorText(error, german)).toBe(text);
  expect(errorText(error, english)).toBe(error.message);
});

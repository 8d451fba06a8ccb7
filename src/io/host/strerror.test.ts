/** The words of the C library. */
import { expect, it } from 'vitest';
import { IoError } from '../../core/fault.ts';
import { gaiStrerror, strerror } from './strerror.ts';

const coded = (code: string): Error => Object.assign(new Error('connect failed'), { code });

it('says what strerror says, also of an IoError and of the last of several attempts', () => {
  expect(strerror(coded('ECONNREFUSED'))).toBe('Connection refused');
  expect(strerror(new IoError('tcp:h:1', 'EPIPE', 'expected an open connection'))).toBe('Broken pipe');
  expect(strerror(new AggregateError([coded('ETIMEDOUT'), coded('EHOSTUNREACH')]))).toBe('No route to host');
});

it('keeps the words of an error whose code it does not know', () => {
  expect(strerror(coded('EWHATEVER'))).toBe('connect failed');
  expect(strerror('no error at all')).toBe('no error at all');
});

it('says what gai_strerror says of a look-up', () => {
  expect(gaiStrerror(coded('ENOTFOUND'))).toBe('Name or service not known');
  expect(gaiStrerror(coded('EAI_ADDRFAMILY'))).toBe('Address family for hostname not supported');
  expect(gaiStrerror(coded('ECONNREFUSED'))).toBe('Connection refused');
});

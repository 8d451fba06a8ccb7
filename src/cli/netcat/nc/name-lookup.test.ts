import { describe, expect, it } from 'vitest';
import { NcError } from '../nc-error.ts';
import { hostName, LookUpError, portList, portOf, resolve } from './name-lookup.ts';

describe('ports', () => {
  it('are numbers, ranges in either order, names', () => {
    expect(portList(['80', '5-3', '022'], 'tcp')).toEqual([80, 3, 4, 5, 22]);
  });
  it.each([
    ['0', 'port number too small: 0'],
    ['65536', 'port number too large: 65536'],
    ['1-x', 'port number invalid: x'],
    ['no-such-service', 'port number invalid: no-such-service'],
  ])('%s is none', (word, words) => expect(() => portList([word], 'tcp')).toThrow(new NcError(words)));
  it('to listen on lose what is beyond 16 bits', () => {
    expect(portOf('65616', 'tcp')).toBe(80);
    expect(() => portOf('nope', 'tcp')).toThrow('Servname not supported for ai_socktype');
  });
});

describe('hosts', () => {
  it('written as numbers are looked up nowhere', async () => {
    expect(await resolve('127.1', undefined, true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
    expect(await resolve('::1', 6, true)).toEqual([{ address: '::1', family: 6 }]);
    await expect(resolve('::1', 4, false)).rejects.toThrow(LookUpError);
    await expect(resolve('localhost', undefined, true)).rejects.toThrow('Name or service not known');
    await expect(resolve('', undefined, false)).rejects.toThrow('Name or service not known');
  });
  it('have their number for a name where nobody may ask', async () => {
    expect(await hostName('127.0.0.1', 1, true)).toBe('127.0.0.1');
    expect(await hostName('0.0.0.0', 1, false)).toBe('0.0.0.0');
  });
});

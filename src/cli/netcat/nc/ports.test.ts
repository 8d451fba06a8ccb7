import { describe, expect, it } from 'vitest';
import { NcError } from '../nc-error.ts';
import { portList, portOf } from './ports.ts';

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

import { describe, expect, it } from 'vitest';
import {
  checkOptions,
  flagOption,
  formatOptions,
  numberOption,
  parseOptions,
  parseSeconds,
  printOptions,
  secondsOption,
  splitOptions,
  textOption,
} from './options.ts';

describe('options of an address', () => {
  it('stand after the first question mark', () => {
    const { head, options } = splitOptions('host:80?a=1&b&c=x%20y', 'place');
    expect(head).toBe('host:80');
    expect([...options]).toEqual([
      ['a', '1'],
      ['b', ''],
      ['c', 'x y'],
    ]);
    expect(splitOptions('host:80', 'place').options.size).toBe(0);
    expect(splitOptions('host:80?', 'place').options.size).toBe(0);
  });

  it('print back to what was parsed, whatever is in them', () => {
    const text = printOptions({ path: '/a b?c&d=e:f%', flag: true, off: false, absent: undefined, n: 5 });
    expect(text).toBe('?flag&n=5&path=/a%20b%3Fc%26d=e%3Af%25');
    expect(Object.fromEntries(splitOptions(text, '').options)).toEqual({ flag: '', n: '5', path: '/a b?c&d=e:f%' });
    expect(formatOptions(splitOptions(text, '').options)).toBe(text);
    expect(printOptions({})).toBe('');
  });

  it('stand once', () => {
    expect(() => parseOptions('a=1&a=2', 'tcp:x:1?a=1&a=2')).toThrow(
      'tcp:x:1?a=1&a=2: expected the option a once, got "a=2"; it was given before',
    );
  });

  it('must decode', () => {
    expect(() => parseOptions('a=%zz', 'place')).toThrow(/percent signs as %25/);
  });

  it('are checked against what the endpoint knows', () => {
    const known = [
      { name: 'nodelay', help: '' },
      { name: 'bind', value: 'ADDRESS', help: '' },
    ];
    expect(() => checkOptions(parseOptions('nodealy', 'p'), known, 'p')).toThrow('p: there is no option "nodealy"; perhaps ?nodelay');
    expect(() => checkOptions(parseOptions('x', 'p'), [], 'p')).toThrow('p: there is no option "x" here; leave it out');
    expect(() => checkOptions(parseOptions('bind=1&nodelay', 'p'), known, 'p')).not.toThrow();
  });

  it('may be flags', () => {
    const flag = (text: string): boolean | undefined => flagOption(parseOptions(text, 'p'), 'x', 'p');
    expect(['x', 'x=yes', 'x=1', 'x=true', 'x=no', 'x=0', 'x=false', ''].map(flag)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      undefined,
    ]);
    expect(() => flag('x=perhaps')).toThrow('expected x, x=yes or x=no');
  });

  it('may be durations', () => {
    expect(['5', '0.25', '.5', '500ms', '5s', '2m', '1h'].map(parseSeconds)).toEqual([5, 0.25, 0.5, 0.5, 5, 120, 3600]);
    for (let ms = 1; ms < 2000; ms++) expect(parseSeconds(`${ms}ms`)).toBe(ms / 1000);
    expect(['', '-1', '1d', 'x', '1.', '1e3', ' 1'].map(parseSeconds)).toEqual(Array.from({ length: 7 }, () => undefined));
    expect(() => secondsOption(parseOptions('t=soon', 'p'), 't', 'p')).toThrow(/t=SECONDS, e\.g\. 5/);
  });

  it('may be numbers within bounds', () => {
    const n = (text: string): number | undefined => numberOption(parseOptions(text, 'p'), 'n', 1, 10, 'p');
    expect([n('n=1'), n('n=10'), n('')]).toEqual([1, 10, undefined]);
    for (const wrong of ['n=0', 'n=11', 'n=1.5', 'n=-1', 'n=', 'n=0x5', 'n=1e1']) expect(() => n(wrong)).toThrow('n from 1 to 10');
  });

  it('may have to say something', () => {
    expect(textOption(parseOptions('a=b', 'p'), 'a', 'p')).toBe('b');
    expect(() => textOption(parseOptions('a', 'p'), 'a', 'p')).toThrow('a value after a=');
  });
});

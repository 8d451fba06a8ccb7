import { describe, expect, it } from 'vitest';
import { clip, jsonText, pad, padLeft, widthOf } from './text.ts';

describe('text', () => {
  it('knows how many columns a text takes', () => {
    expect(widthOf('abc')).toBe(3);
    expect(widthOf('日本')).toBe(4);
    expect(widthOf('e\u0301')).toBe(1);
    expect(widthOf('👋')).toBe(2);
  });

  it('clips and pads by columns, not characters', () => {
    expect(clip('日本語', 5)).toBe('日本…');
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abc', 0)).toBe('');
    expect(pad('日', 4)).toBe('日  ');
    expect(padLeft('7', 3)).toBe('  7');
  });

  it('writes JSON that steers no terminal and means the same', () => {
    const value = { a: '\u009b31m\u007f\u202e', b: 'ü' };
    const text = jsonText(value);
    expect(text).toBe('{"a":"\\u009b31m\\u007f\\u202e","b":"ü"}');
    expect(JSON.parse(text)).toEqual(value);
  });
});

import { describe, expect, it } from 'vitest';
import { broken, clipLine, clipMiddle, fitLine, lineWidth } from './fit.ts';
import { line, plainText, span, widthOf } from './text.ts';

describe('fit', () => {
  it.each([
    ['abc', 5, 'abc  '],
    ['abcde', 5, 'abcde'],
    ['abcdef', 5, 'abcd…'],
    ['漢字漢字', 5, '漢字…'],
    ['', 3, '   '],
  ])('fits %j into %d columns', (text, columns, shown) => {
    expect(plainText(fitLine([span(text)], columns))).toBe(shown);
    for (let cut = 0; cut <= text.length; cut++) {
      const l = fitLine(line(text.slice(0, cut), span(text.slice(cut), 'dim')), columns);
      expect(lineWidth(l)).toBe(columns);
    }
  });

  it('leaves a line that fits as it is', () => {
    const l = line('ab', span('cd', 'dim'));
    expect(clipLine(l, 4)).toBe(l);
  });

  it.each([
    ['2001:db8:85a3::8a2e:370:7334', 15, '2001:db…70:7334'],
    ['10.0.0.1', 15, '10.0.0.1'],
    ['/run/漢字漢字.sock', 9, '/run…sock'],
  ])('cuts %s in its middle', (text, columns, shown) => {
    expect(clipMiddle(text, columns)).toBe(shown);
    expect(widthOf(clipMiddle(text, columns))).toBeLessThanOrEqual(columns);
  });

  it('breaks a long text where the columns end', () => {
    expect(broken('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(broken('漢字漢', 3)).toEqual(['漢', '字', '漢']);
    expect(broken('', 3)).toEqual(['']);
  });
});

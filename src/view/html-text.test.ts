import { describe, expect, it } from 'vitest';
import { fc } from '../../test/property.ts';
import { pageText } from './html-text.ts';

const lines = (html: string, width = 40): readonly string[] => pageText(html, width).lines;

describe('a page as text', () => {
  it('has its title, and neither scripts nor styles', () => {
    const page = '<html><head><title>A &amp; B</title><style>p{}</style></head><body><script>if (a < b) x()</script>text</body>';
    expect(pageText(page, 40)).toEqual({ title: 'A & B', lines: ['text'] });
  });

  it('has paragraphs, wrapped at the width', () => {
    expect(lines('<p>one two three four</p>\n<p>five\nsix</p>', 20)).toEqual(['one two three four', '', 'five six']);
    expect(lines('<p>aaaaaaaaaa bbbbbbbbbb cccccccccc', 21)).toEqual(['aaaaaaaaaa bbbbbbbbbb', 'cccccccccc']);
  });

  it('has lists, tables and what is written as it is', () => {
    expect(lines('<ul><li>a<li>b</ul>')).toEqual(['  • a', '  • b']);
    expect(lines('<table><tr><th>a<th>b<tr><td>1<td>2</table>')).toEqual(['a  b', '1  2']);
    expect(lines('<pre>a\n  b</pre>')).toEqual(['a', '  b']);
  });

  it('numbers its links', () => {
    expect(lines('<a href="/x">x</a> <a href=y>y</a> <a href="/x">again</a>')).toEqual(['x[1] y[2] again[1]', '', '[1] /x', '[2] y']);
  });

  it('knows characters by name and number', () => {
    expect(lines('&lt;b&gt; &#228;&#xe4;&auml; &nosuch; &#0;')).toEqual(['<b> äää &nosuch; \ufffd']);
  });

  it('is made of anything', () => {
    const tags = fc.constantFrom(
      '<p>',
      '</p>',
      '<ul>',
      '<li>',
      '<a href=',
      '>',
      '"',
      '<pre>',
      '<!--',
      '-->',
      '<title>',
      '&#',
      'text ',
      '\n',
      '<',
    );
    fc.assert(fc.property(fc.array(tags), (parts) => pageText(parts.join(''), 30).lines.every((line) => typeof line === 'string')));
  });

  it('is made in time that grows with its length alone', () => {
    for (const part of ['<', '<a ', '<a href="', '<!--', '&#', '<ul>'])
      expect(pageText(part.repeat(50_000), 80).lines.length).toBeLessThan(60_000);
  });
});

import { expect, it } from 'vitest';
import { columnsOf } from '../../state/columns.ts';
import { layoutOf } from './layout.ts';

it('has a track for each cell, and asks for the same fields in whatever order they stand', () => {
  const one = layoutOf(columnsOf(['time', '+ip.ttl', 'ends', '+http.host', '-length']), ['fault']);
  expect(one.fields).toBe('http.host ip.ttl');
  expect(one.cells.map((c) => (c.kind === 'field' ? c.at : c.name))).toEqual(['protocol', 'time', 1, 'ends', 0, 'says']);
  expect(outside(one.tracks).split(' ')).toHaveLength(one.cells.length + 2);
  expect(outside(one.least.slice(5, -1)).split(' + ')).toHaveLength(one.cells.length + 4);
  expect(layoutOf(columnsOf(['+http.host', '+ip.ttl']), []).fields).toBe(one.fields);
});

/** What stands in no brackets. */
const outside = (css: string): string => (css.includes('(') ? outside(css.replaceAll(/\([^()]*\)/g, '')) : css);

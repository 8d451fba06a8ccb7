import { expect, it } from 'vitest';
import { utf8 } from '../../core/bytes.ts';
import { soughtIn } from './sought.ts';

const has = (text: string, bytes: Uint8Array): boolean => soughtIn(text).holds(bytes, 0, bytes.length);

it('finds a text whatever its case, and bytes as they are', () => {
  expect(has('get /', utf8('.. GET / HTTP'))).toBe(true);
  expect(has('GET /x', utf8('.. get / HTTP'))).toBe(false);
  expect(has('0x47 45 54', utf8('GET'))).toBe(true);
  expect(has('0x474554', utf8('get'))).toBe(false);
  expect(['0x47', '0x4', 'get'].map((text) => soughtIn(text).isText)).toEqual([false, true, true]);
});

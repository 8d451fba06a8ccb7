import { expect, it } from 'vitest';
import { keyName, type Pressed } from './keys.ts';

it.each<[string | undefined, Pressed, string | undefined]>([
  ['a', { name: 'a', sequence: 'a' }, 'a'],
  ['G', { name: 'g', sequence: 'G', shift: true }, 'G'],
  ['é', { sequence: 'é' }, 'é'],
  [' ', { name: 'space', sequence: ' ' }, ' '],
  [undefined, { name: 'up', sequence: '\u001b[A' }, 'up'],
  ['\t', { name: 'tab', sequence: '\t' }, 'tab'],
  [undefined, { name: 'tab', sequence: '\u001b[Z', shift: true }, 'shift-tab'],
  ['\r', { name: 'return', sequence: '\r' }, 'enter'],
  ['\u0003', { name: 'c', ctrl: true, sequence: '\u0003' }, 'ctrl-c'],
  [undefined, { name: 'f5', sequence: '\u001b[15~' }, undefined],
  ['\u001bq', { name: 'q', meta: true, sequence: '\u001bq' }, undefined],
  ['\u0000', { name: '`', ctrl: true, sequence: '\u0000' }, 'ctrl-`'],
])('%j %j is the key %s', (text, pressed, name) => {
  expect(keyName(text, pressed)).toBe(name);
});

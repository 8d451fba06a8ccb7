import { expect, it } from 'vitest';
import { dissected } from '../../test/dissected.ts';
import { LECTURE_BYTES } from '../../test/lecture-frame.ts';
import { Words } from '../core/words.ts';
import { layerLines, layersOf } from './layers.ts';
import { plainText } from './text.ts';
import * as en from './words/en.ts';

it("wraps the lecture's message: 72 = 14 + 20 + 20 + 18", () =>
  expect(layerLines(layersOf(dissected(LECTURE_BYTES)), new Words('en', en)).map(plainText)).toEqual([
    'OSI  How each layer wraps the one above it, in bytes:',
    '5-7  application                                   │ data 18 │  18 bytes',
    '  4  transport                            │ TCP 20 │···18····│  38 bytes = 20 + 18',
    '  3  network                    │ IPv4 20 │········38········│  58 bytes = 20 + 38',
    '  2  link         │ Ethernet 14 │·············58·············│  72 bytes = 14 + 58',
  ]));
it('counts what stands behind', () =>
  expect(
    layersOf(dissected(`${'ff'.repeat(12)}0800 45000014000000004011ffff0a0000010a000002 ${'00'.repeat(26)}`.replaceAll(' ', '')))[0],
  ).toMatchObject({
    header: 14,
    carries: 20,
    trailer: 26,
  }));

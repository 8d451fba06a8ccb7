/** Keys of a browser: what each does, for its help. */
import type { Words } from '../../core/words.ts';
import { type Line, line, pad, span } from '../text.ts';
import { type Entry, plainBy } from './words.ts';

export const KEYS: readonly (readonly [title: Entry, keys: readonly (readonly [key: string, says: Entry])[]])[] = [
  [
    'walking',
    [
      ['↑ ↓ k j', 'upDown'],
      ['PgUp PgDn', 'page'],
      ['Home End', 'ends'],
      ['[ ]', 'same'],
      ['digits', 'toFrame'],
      ['Tab', 'nextPane'],
      ['z', 'alone'],
      ['t', 'times'],
    ],
  ],
  [
    'tree',
    [
      ['→ ←', 'openClose'],
      ['+ -', 'openCloseAll'],
      ['=', 'byField'],
    ],
  ],
  [
    'choosing',
    [
      ['/', 'aFilter'],
      ['Esc', 'without'],
      ['f', 'find'],
      ['n N', 'nextFound'],
      ['m', 'mark'],
      ['\' "', 'nextMark'],
    ],
  ],
  [
    'talks',
    [
      ['c', 'list'],
      ['s', 'said'],
      ['l', 'ladder'],
      ['r', 'ruler'],
    ],
  ],
  [
    'leaving',
    [
      ['q', 'quit'],
      ['Ctrl-Z', 'suspend'],
      ['Ctrl-L', 'redraw'],
    ],
  ],
  [
    'signs',
    [
      ['R S L', 'marks'],
      ['!', 'fault'],
      ['*', 'marked'],
    ],
  ],
];

export const helpLines = (words?: Words): readonly Line[] =>
  KEYS.flatMap(([title, keys]) => [
    line(span(plainBy(words, title), 'title')),
    ...keys.map(([key, says]) =>
      line('  ', span(pad(key === 'digits' ? plainBy(words, 'digits') : key, 12), 'good'), plainBy(words, says)),
    ),
    line(''),
  ]);

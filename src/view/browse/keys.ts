/** Keys of a browser: what each does, for its help. */
import { type Line, line, pad, span } from '../text.ts';

export const KEYS: readonly (readonly [title: string, keys: readonly (readonly [key: string, says: string])[]])[] = [
  [
    'Walking',
    [
      ['↑ ↓ or k j', 'one up, one down'],
      ['PgUp PgDn', 'a page up, a page down (also Space)'],
      ['Home End', 'the first, the last (also g G)'],
      ['[ ]', 'the packet before, the packet after in this conversation'],
      ['digits', 'go to the frame with that number'],
      ['Tab', 'the next pane (Shift-Tab: the one before)'],
      ['z', 'this pane alone, and back'],
    ],
  ],
  [
    'Tree',
    [
      ['→ ←', 'open, close (Enter does both)'],
      ['+ -', 'open, close all of it'],
      ['=', 'filter by the chosen field'],
    ],
  ],
  [
    'Choosing packets',
    [
      ['/', 'a filter: Tab completes names, ✔ and ✘ say whether it is one'],
      ['Esc', 'without a filter again'],
      ['f', 'find a text, or bytes as 0x47 45, in rows and in bytes'],
      ['n N', 'the next one found, the one before'],
      ['m', 'mark the packet, or take the mark away'],
      ['\' "', 'the next, the previous marked packet'],
    ],
  ],
  [
    'Conversations',
    [
      ['c', 'list them with the numbers that --follow takes; Enter filters by one'],
      ['s', 'what the two sides said'],
      ['l', 'the ladder of this conversation in place of the rows, and back'],
      ['r', 'the bit-ruler of the chosen layer in place of the bytes, and back'],
    ],
  ],
  [
    'Leaving',
    [
      ['q', 'out of a page, out of the viewer'],
      ['Ctrl-Z', 'to the shell for a while; fg comes back'],
      ['Ctrl-L', 'draw the screen again'],
    ],
  ],
  [
    'Signs in a row',
    [
      ['R S L', 'captured, made from socket calls, from a simulated network'],
      ['!', 'something is wrong with the packet; the tree says what'],
      ['*', 'you marked it'],
    ],
  ],
];

export const helpLines = (): readonly Line[] =>
  KEYS.flatMap(([title, keys]) => [
    line(span(title, 'title')),
    ...keys.map(([key, says]) => line('  ', span(pad(key, 12), 'good'), says)),
    line(''),
  ]);

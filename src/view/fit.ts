/** Fit: lines cut and filled up to a number of columns. */
import { clip, type Line, type Role, type Span, span, widthOf } from './text.ts';

export const lineWidth = (l: Line): number => l.reduce((n, s) => n + widthOf(s.text), 0);

/** The line cut with an ellipsis where it is longer. */
export const clipLine = (l: Line, columns: number): Line => {
  if (lineWidth(l) <= columns) return l;
  const out: Span[] = [];
  let left = columns;
  for (const s of l) {
    const width = widthOf(s.text);
    // An ellipsis needs a column of what comes before it.
    if (width < left || (width === left && s === l.at(-1))) {
      out.push(s);
      left -= width;
      continue;
    }
    out.push(span(clip(`${s.text}${' '.repeat(left)}`, left), s.role));
    break;
  }
  return out;
};

/** The line in exactly so many columns. */
export const fitLine = (l: Line, columns: number): Line => {
  const cut = clipLine(l, columns);
  const rest = columns - lineWidth(cut);
  return rest > 0 ? [...cut, span(' '.repeat(rest))] : cut;
};

/** All of it in one role. */
export const inRole = (l: Line, role: Role): Line => [span(l.map((s) => s.text).join(''), role)];

/** The text cut in its middle, so that both ends of an address can be told. */
export const clipMiddle = (text: string, columns: number): string => {
  const width = widthOf(text);
  if (width <= columns || columns < 3) return clip(text, columns);
  const head = Math.ceil((columns - 1) / 2);
  const end = columns - 1 - head;
  let tail = '';
  for (const letter of [...text].reverse()) {
    if (widthOf(tail) + widthOf(letter) > end) break;
    tail = letter + tail;
  }
  return `${clip(text, head + 1).slice(0, -1)}…${tail}`;
};

/** A text broken into pieces of at most so many columns. */
export const broken = (text: string, columns: number): readonly string[] => {
  if (widthOf(text) <= columns) return [text];
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const c of text) {
    const w = widthOf(c);
    if (width + w > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += c;
    width += w;
  }
  return [...pieces, piece];
};

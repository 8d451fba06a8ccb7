/** Lines that are longer than a terminal is wide, broken at blanks; what follows stands under the text, not under the numbers. */
import { widthOf as plainWidth } from './text.ts';

/** The line in pieces of at most `columns`; all but the first are indented. A word that is longer than that stays whole. */
export const folded = (line: string, columns: number, indent: number, widthOf = plainWidth): string => {
  if (widthOf(line) <= columns || columns < indent * 2) return line;
  const pieces: string[] = [];
  let piece = '';
  for (const word of line.match(WORDS) ?? []) {
    if (piece.trim() !== '' && widthOf(piece) + widthOf(word.trimEnd()) > columns) {
      pieces.push(piece.trimEnd());
      piece = ' '.repeat(indent);
    }
    piece += word;
  }
  return [...pieces, piece].join('\n');
};

/** A word and the blanks behind it; blanks at the start are one. */
const WORDS = /^ +|[^ ]+ */g;

/** Paint: the lines of a view as terminal text, each role in its colour; without colours, the text alone. */
import { folded } from '../../view/fold.ts';
import { type Line, plainText, type Role, widthOf } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import type { Style } from '../command/style.ts';

export const paint = (line: Line, style: Style): string => {
  if (!style.on) return plainText(line);
  return line.map((s) => PAINTS[s.role](s.text, style)).join('');
};

/** Our own text, styled or not, in lines that fit the output where that is a terminal. */
export const fitted = (text: string, out: Output, indent = 0): string =>
  out.isTerminal ? folded(text, out.columns, indent, (piece) => widthOf(piece.replace(SGR, ''))) : text;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that style.ts writes
const SGR = /\u001b\[\d+m/g;

/** Columns that a view has there; without end where nobody looks at a terminal. */
export const widthOn = ({ isTerminal, columns }: Output): number => (isTerminal ? columns : Number.POSITIVE_INFINITY);

/** Lines to an output, with its colours. */
export const putLines = (out: Output, lines: readonly Line[]): void => {
  let text = '';
  for (const line of lines) text += `${paint(line, out.style)}\n`;
  out.write(text);
};

const PAINTS: Readonly<Record<Role, (text: string, style: Style) => string>> = {
  plain: (text) => text,
  title: (text, s) => s.bold(text),
  dim: (text, s) => s.dim(text),
  good: (text, s) => s.green(text),
  warn: (text, s) => s.yellow(text),
  bad: (text, s) => s.red(text),
  here: (text, s) => s.inverse(text),
  client: (text, s) => s.brightBlue(text),
  server: (text, s) => s.green(text),
  layer0: (text, s) => s.blue(text),
  layer1: (text, s) => s.green(text),
  layer2: (text, s) => s.magenta(text),
  layer3: (text, s) => s.yellow(text),
  layer4: (text, s) => s.cyan(text),
  layer5: (text, s) => s.red(text),
};

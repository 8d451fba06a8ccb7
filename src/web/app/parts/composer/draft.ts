/** Draft: the text of a message in stretches: what each is, and where something is wrong. */
import type { DraftPart } from '../../../messages/messages.ts';

export interface Stretch {
  readonly text: string;
  /** Name of the field; empty between them. */
  readonly name: string;
  /** Which of few looks; the same for the same field. */
  readonly look: number;
  readonly isWrong: boolean;
}

const LOOKS = 4;

/** `lines`: the text as it is typed; bytes of a line end count as `end` has it. Parts that lie inside others win. */
export const stretchesOf = (lines: string, { parts, faults }: DraftPart, endLength: number): readonly Stretch[] => {
  const bytes = placesOf(lines, endLength);
  const names = new Array<string>(lines.length).fill('');
  const wrong = new Array<boolean>(lines.length).fill(false);
  const at = (byte: number): number => lowest(bytes, byte);
  for (const { from, length, name } of parts) names.fill(name, at(from), at(from + length));
  for (const { from, length } of faults) wrong.fill(true, at(from), Math.max(at(from + length), length === 0 ? at(from) : 0));
  const looks = new Map<string, number>();
  const stretches: { text: string; name: string; look: number; isWrong: boolean }[] = [];
  for (let k = 0; k < lines.length; k++) {
    const [name, isWrong, letter] = [names[k] ?? '', wrong[k] ?? false, lines[k] ?? ''];
    const last = stretches.at(-1);
    if (last !== undefined && last.name === name && last.isWrong === isWrong) {
      last.text += letter;
      continue;
    }
    if (name !== '' && !looks.has(name)) looks.set(name, looks.size % LOOKS);
    stretches.push({ text: letter, name, look: looks.get(name) ?? -1, isWrong });
  }
  return stretches;
};

/** Of each letter, and behind the last: the byte at which it begins. */
const placesOf = (lines: string, endLength: number): readonly number[] => {
  const places: number[] = [];
  let byte = 0;
  for (const letter of lines) {
    for (let unit = 0; unit < letter.length; unit++) places.push(byte);
    byte += letter === '\n' ? endLength : encoder.encode(letter).length;
  }
  return [...places, byte];
};

/** The first letter that begins at that byte or behind it. */
const lowest = (places: readonly number[], byte: number): number => {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < byte) low = middle + 1;
    else high = middle;
  }
  return low;
};

const encoder = new TextEncoder();

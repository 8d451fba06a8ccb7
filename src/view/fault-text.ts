/** Fault text: what is wrong with a frame, as one line of safe text in the language of who reads it; rows and exports have it in English. */
import type { Fault } from '../core/fault.ts';
import { visible } from '../core/text.ts';
import type { Words } from '../core/words.ts';

export const faultText = ({ text }: Pick<Fault, 'text'>, words: Words | undefined): string =>
  visible(words === undefined ? text : words.rewritten('faultTexts', text));

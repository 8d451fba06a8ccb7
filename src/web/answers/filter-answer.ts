/** Filter answer: whether a text is a filter, and how it may go on. */
import { errorText, UsageError } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { Words } from '../../core/words.ts';
import type { FilterWords } from '../../view/browse/filter-words.ts';
import type { FilterCheck } from '../messages/messages.ts';

/** Longer ones are no filter that anybody typed. */
export const LONGEST_FILTER = 4096;

export const filterAnswer = (words: FilterWords, spoken: Words, text: string, at: number): FilterCheck => {
  const start = words.start(text, at);
  const offered = words.offered(text, at);
  try {
    words.check(text);
    return { start, offered };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { start, offered, error: visible(errorText(error, spoken)) };
  }
};

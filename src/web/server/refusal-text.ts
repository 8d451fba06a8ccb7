/** Refusal text: why something cannot be done, as a page says it in its language. What has no sentence there is said in English. */
import { errorText, IoError, UsageError } from '../../core/fault.ts';
import { isRefusalCode, sayRefusal } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Language, Words } from '../../core/words.ts';

const OURS = {
  en: {
    inside: 'That went wrong inside wirecat.',
    looksOn: 'This page only looks on: start wirecat with --ui-control to steer it from here.',
  },
  de: {
    inside: 'In Wirecat selbst ist etwas schiefgegangen.',
    looksOn: 'Diese Seite sieht nur zu: Mit --ui-control gestartet, lässt sich Wirecat von hier aus steuern.',
  },
} as const;

export const refusalText = (error: unknown, words: Words): string => {
  const { language } = words;
  if (error instanceof IoError) {
    const isForeign = error.said === undefined && language !== 'en' && isRefusalCode(error.code);
    return visible(isForeign ? `${error.place}: ${words.text(sayRefusal(error.code))} (${error.code})` : errorText(error, words));
  }
  return error instanceof UsageError ? visible(errorText(error, words)) : OURS[language].inside;
};

export const looksOnText = (language: Language): string => OURS[language].looksOn;

/** Say: entries of the page's words in the language that is spoken. The page is drawn anew when that changes. */
import { type Catalogue, type Language, languageNamed, type SlotsOf, type SlotValue, type Translated, Words } from '../../../core/words.ts';
import * as deRest from './de.ts';
import * as enRest from './en.ts';
import * as deLive from './live-de.ts';
import * as enLive from './live-en.ts';

type En = typeof enRest & typeof enLive;
/** Does not compile while an entry is missing in German. */
const german: { readonly [A in keyof En]: Translated<En[A]> } = { ...deRest, ...deLive };
const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: { ...enRest, ...enLive }, de: german };

const KEPT = 'language';

const kept = (): Language | undefined => {
  try {
    return languageNamed(localStorage.getItem(KEPT) ?? '');
  } catch {
    return undefined;
  }
};

let words = new Words('en', CATALOGUES.en);

/** Speaks the language that was chosen before, or that this browser asks for. Gives it. */
export const speakFirst = (): Language => speak(kept() ?? languageNamed(navigator.language) ?? 'en');

export const speak = (language: Language): Language => {
  words = new Words(language, CATALOGUES[language]);
  document.documentElement.lang = language;
  return language;
};

export const keepLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it is not kept.
  }
};

export const spoken = (): Words => words;

type SlotsFor<T> = T extends string ? ([SlotsOf<T>] extends [never] ? [] : [Readonly<Record<SlotsOf<T>, SlotValue>>]) : never;

export const say = <A extends keyof En & string, K extends keyof En[A] & string>(area: A, key: K, ...slots: SlotsFor<En[A][K]>): string =>
  words.text({ area, key, slots: slots[0] ?? {} });

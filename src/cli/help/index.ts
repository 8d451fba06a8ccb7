/** Help in another language: the texts by what they are in English. A test finds those that are missing, or stand there for nothing. */
import type { Language } from '../../core/words.ts';

/** The same text in the language of a help. */
export type Translate = (english: string) => string;

export const helpTexts = async (language: Language): Promise<ReadonlyMap<string, string> | undefined> => {
  if (language === 'en') return undefined;
  const [{ titles }, { titles: services }, { options }, { details }] = await Promise.all([
    import('./de-titles.ts'),
    import('../../io/services/de-titles.ts'),
    import('./de-options.ts'),
    import('./de-details.ts'),
  ]);
  return new Map([titles, services, options, details].flatMap(Object.entries));
};

/** The same for what is said of addresses: their kinds, what may lie on them, options. */
export const addressesIn = async (language: Language): Promise<Translate> => {
  if (language === 'en') return (english) => english;
  const { addresses } = await import('./de-addresses.ts');
  return (english) => addresses[english] ?? english;
};

/** What a help is handed; undefined: it is in English. */
export const helpIn = async (language: Language): Promise<{ readonly say?: Translate }> => {
  const texts = await helpTexts(language);
  return texts === undefined ? {} : { say: (english) => texts.get(english) ?? english };
};

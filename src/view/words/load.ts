/** Loads the words of one language: those of the protocols and those of the views, each only when somebody asks. */
import { type Catalogue, type Language, type Translated, Words } from '../../core/words.ts';
import { protocolWords } from '../../protocols/words.ts';

type En = typeof import('./en.ts');
/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof En]: Translated<En[Area]> };

export const loadWords = async (language: Language): Promise<Words> =>
  new Words(language, { ...(await protocolWords(language)), ...(await viewWords(language)) });

const viewWords = async (language: Language): Promise<Catalogue> => {
  if (language === 'en') return { ...(await import('./en.ts')) };
  const german: Complete = await import('./de.ts');
  return { ...german };
};

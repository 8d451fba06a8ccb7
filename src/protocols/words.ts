/** The words of the protocols in one language, loaded when somebody asks. */
import type { Catalogue, Language, Translated } from '../core/words.ts';

type En = typeof import('./words-en.ts');
/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof En]: Translated<En[Area]> };

export const protocolWords = async (language: Language): Promise<Catalogue> => {
  if (language === 'en') return { ...(await import('./words-en.ts')) };
  const german: Complete = await import('./words-de.ts');
  return { ...german };
};

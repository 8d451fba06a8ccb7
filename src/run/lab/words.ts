/** The words of the exercises in one language, loaded when somebody asks. */
import type { Catalogue, Language, Translated } from '../../core/words.ts';

type En = typeof import('./en.ts');
/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof En]: Translated<En[Area]> };

export const labWords = async (language: Language): Promise<Catalogue> => {
  if (language === 'en') return { ...(await import('./en.ts')) };
  const german: Complete = await import('./de.ts');
  return { ...german };
};

/** The words of the exercises in one language, loaded when somebody asks. */
import type { Catalogue, Language, Translated } from '../../core/words.ts';
import { areaOf } from './exercise.ts';

type En = typeof import('./en.ts');
/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof En]: Translated<En[Area]> };

export const labWords = async (language: Language): Promise<Catalogue> => {
  const words: Complete = language === 'en' ? await import('./en.ts') : await import('./de.ts');
  return Object.fromEntries(Object.entries(words).map(([area, texts]) => [areaOf(area), texts]));
};

/** What the exercises say: how their code names it, and the words of it in one language, loaded when somebody asks. */
import { type Catalogue, type Language, type Said, type Say, sayer, type Translated } from '../../core/words.ts';

type En = typeof import('./en.ts');
/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof En]: Translated<En[Area]> };

export const labWords = async (language: Language): Promise<Catalogue> => {
  const words: Complete = language === 'en' ? await import('./en.ts') : await import('./de.ts');
  return Object.fromEntries(Object.entries(words).map(([area, texts]) => [areaOf(area), texts]));
};

/** The name of an area among all that is said: some exercises are called as protocols are. */
const areaOf = (area: string): string => `lab ${area}`;

/** Says entries of an area. */
export const labSayer = <A extends keyof En & string>(area: A): Say<En[A]> => sayer<En[A]>(areaOf(area));

/** Who serves at a place. */
export const sayPlace = labSayer('places');

/** An entry whose slots are filled when the places are open: their addresses. */
export const labText =
  <A extends keyof En & string>(area: A) =>
  (key: keyof En[A] & string): Said => ({ area: areaOf(area), key, slots: {} });

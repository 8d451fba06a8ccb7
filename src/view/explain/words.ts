/** Words of what is explained, loaded when somebody asks. */
import { type Catalogue, type Language, sayer, type Translated, type Words } from '../../core/words.ts';
import { type Fact, fact } from '../facts.ts';

type En = typeof import('./en.ts');
/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof En]: Translated<En[Area]> };

export const explainWords = async (language: Language): Promise<Catalogue> => {
  if (language === 'en') return { ...(await import('./en.ts')) };
  const german: Complete = await import('./de.ts');
  return { ...german };
};

export const say = sayer<En['facts']>('facts');
export const sayErrno = sayer<En['errno']>('errno');
export const sayCall = sayer<En['calls']>('calls');
export const sayHost = sayer<En['host']>('host');

/** A fact whose name is an entry, too. */
export const namedFact = (words: Words, name: keyof En['names'], value: string): Fact =>
  fact(words.text({ area: 'names', key: name, slots: {} }), value);

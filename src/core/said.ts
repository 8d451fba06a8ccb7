/** Said: what is told of a conversation, of wrong words and of refusals; the words of the floors that have no views yet. */
import * as en from './said/en.ts';
import { type Catalogue, type Language, type Said, sayer, type Translated, Words } from './words.ts';

/** Does not compile while an entry is missing in German. */
type Complete = { readonly [Area in keyof typeof en]: Translated<(typeof en)[Area]> };

/** What a person reads whose language is not known. */
export const english = new Words('en', { ...en });

/** Loaded where somebody speaks it. */
export const saidWords = async (language: Language): Promise<Words> =>
  language === 'en' ? english : new Words(language, await saidCatalogue(language));

/** For who has words of other areas too. */
export const saidCatalogue = async (language: Language): Promise<Catalogue> => {
  if (language === 'en') return { ...en };
  const german: Complete = await import('./said/de.ts');
  return { ...german };
};

/** Pieces of one line: texts that are the same in every language, and what is said. */
export type Pieces = readonly (string | Said)[];
export const joined = (pieces: Pieces, words: Words): string => pieces.map((p) => (typeof p === 'string' ? p : words.text(p))).join('');

/** A line of notices: as it is, or to be said in the language of who reads it. */
export type Line = string | Said | Pieces;
export const lineText = (line: Line, words: Words = english): string =>
  typeof line === 'string' ? line : 'key' in line ? words.text(line) : joined(line, words);

export const saySession = sayer<typeof en.session>('session');
export const sayCounted = sayer<typeof en.counted>('counted');
export const sayNotice = sayer<typeof en.notice>('notice');
export const sayServing = sayer<typeof en.serving>('serving');
export const sayCapture = sayer<typeof en.capturing>('capturing');
export const sayBeside = sayer<typeof en.beside>('beside');
export const sayTrouble = sayer<typeof en.trouble>('trouble');
export const sayHandshake = sayer<typeof en.tlsHandshake>('tlsHandshake');
export const sayAgreed = sayer<typeof en.agreed>('agreed');
export const sayWrong = sayer<typeof en.wrong>('wrong');
export const sayWhy = sayer<typeof en.why>('why');
export const sayDoing = sayer<typeof en.doing>('doing');
export const sayRefusal = sayer<typeof en.refusal>('refusal');

/** What a channel counts. */
export type Counted = keyof typeof en.counted;

/** Codes of the system that there are words for. */
export const isRefusalCode = (code: string): code is keyof typeof en.refusal => Object.hasOwn(en.refusal, code);
/** Codes of OpenSSL and Node that there are words for. */
export const isHandshakeCode = (code: string): code is keyof typeof en.tlsHandshake => Object.hasOwn(en.tlsHandshake, code);
/** What there are words for, where it cannot be done. */
export const isDoing = (what: string): what is keyof typeof en.doing => Object.hasOwn(en.doing, what);

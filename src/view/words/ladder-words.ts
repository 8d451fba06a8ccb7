/** The words of what is shown live, ladders and calls: at hand without waiting, as they are few. */
import { type Language, Words } from '../../core/words.ts';
import * as german from './de.ts';
import * as english from './en.ts';

export const ladderWords = (language: Language): Words =>
  new Words(language, { ladder: language === 'de' ? german.ladder : english.ladder });

export const stepWords = (language: Language): Words => new Words(language, { step: language === 'de' ? german.step : english.step });

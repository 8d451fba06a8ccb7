/** The words of ladders, which are drawn live: at hand without waiting, as they are few. */
import { type Language, Words } from '../../core/words.ts';
import { ladder as german } from './de.ts';
import { ladder as english } from './en.ts';

export const ladderWords = (language: Language): Words => new Words(language, { ladder: language === 'de' ? german : english });

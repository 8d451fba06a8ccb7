/** Language: the one that this browser asks for, of those that there are. */
import { type Language, languageNamed } from '../../../core/words.ts';

export const LANGUAGE: Language = languageNamed(navigator.language) ?? 'en';

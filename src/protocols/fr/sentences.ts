/** Over which virtual circuit a packet goes, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('fr');

export const sentences: Sentences = { says: (at) => say('packet', { dlci: at.text('fr.dlci') || '?' }) };

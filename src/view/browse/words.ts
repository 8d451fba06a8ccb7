/** Words of a browser: what its hints, its help and its notices say; English where nobody gave others. */
import { type PlainKey, type Said, sayer, Words } from '../../core/words.ts';
import * as en from '../words/en.ts';

export const say = sayer<typeof en.viewer>('viewer');
const ENGLISH = new Words('en', { viewer: en.viewer });

export const saidBy = (words: Words | undefined, said: Said): string => (words?.has('viewer', said.key) ? words : ENGLISH).text(said);

export type Entry = PlainKey<typeof en.viewer>;
export const plainBy = (words: Words | undefined, key: Entry): string => saidBy(words, { area: 'viewer', key, slots: {} });

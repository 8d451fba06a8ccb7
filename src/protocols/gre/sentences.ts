/** From where to where a tunnel of GRE leads, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('gre');

export const sentences: Sentences = {
  says: (at) => say('packet', { source: at.source, target: at.target }),
  adds: (at) => (at.above().length === 0 ? undefined : say('tunnel', { source: at.source, target: at.target })),
};

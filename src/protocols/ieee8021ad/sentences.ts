/** To which of a provider's networks a frame belongs, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ieee8021ad');

export const sentences: Sentences = {
  says: (at) => say('frame', { source: at.source, target: at.target, id: at.text('ieee8021ad.id') }),
  adds: (at) => (at.above().length === 0 ? undefined : say('outer', { id: at.text('ieee8021ad.id') })),
};

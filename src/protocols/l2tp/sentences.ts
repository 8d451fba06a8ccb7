/** What messages of L2TP do with tunnels and sessions, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('l2tp');

/** By the type of a control message. */
const MESSAGES = {
  1: 'opens',
  2: 'agrees',
  3: 'open',
  4: 'closes',
  6: 'alive',
  7: 'calls',
  8: 'called',
  9: 'session',
  10: 'calls',
  11: 'called',
  12: 'session',
  14: 'ends',
} as const satisfies Readonly<Record<number, keyof typeof en>>;

export const sentences: Sentences = {
  says: (at) => {
    const ends = { source: at.source, target: at.target };
    if (at.text('l2tp.zero_length_body_message') !== '') return say('taken', ends);
    if (at.number('l2tp.type') !== 1) return say('packet', ends);
    return say(MESSAGES[at.number('l2tp.avp.message_type') as keyof typeof MESSAGES] ?? 'control', ends);
  },
  adds: (at) => {
    if (at.above().length === 0) return undefined;
    const [tunnel, session] = [at.text('l2tp.tunnel'), at.text('l2tp.session')];
    return say('tunnel', { source: at.source, target: at.target, tunnel, session });
  },
};

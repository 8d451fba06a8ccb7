/** Which way a packet passed Linux, in plain words; for both editions of its header. */
import { sayer } from '../../../core/words.ts';
import type { Sentences } from '../../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('sll');

export const sentences: Sentences = {
  says: (at) => {
    const protocol =
      at.named('sll.etype') ?? say('number', { number: at.text('sll.etype') || at.text('sll.ltype') || at.text('sll.gretype') });
    return say('packet', { protocol, way: say(WAYS[at.number('sll.pkttype')] ?? 'somehow') });
  },
};
const WAYS = ['ours', 'broadcast', 'group', 'others', 'sent'] as const;

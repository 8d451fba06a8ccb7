/** To which session a packet belongs, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('pppoe');

export const sentences: Sentences = {
  example: { words: 'eth/pppoe/ppp/ip/icmp pppoe.session_id=1 ip.src=192.0.2.1 ip.dst=192.0.2.2 icmp.type=8', data: '\0\x01\0\x01ping' },
  says: (at) => say('packet', { source: at.source, target: at.target, count: at.carried, session: at.text('pppoe.session_id') }),
  adds: (at) => (at.above().length === 0 ? undefined : say('tunnel', { session: at.text('pppoe.session_id') })),
};

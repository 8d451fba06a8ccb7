/** What the ends of a PPP link agree on, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('lcp');

/** By the code of a message. */
const WORDS: Readonly<Record<number, 'asks' | 'takes' | 'wants' | 'refuses' | 'ends' | 'ended' | 'unknown' | 'echo' | 'echoed'>> = {
  1: 'asks',
  2: 'takes',
  3: 'wants',
  4: 'refuses',
  5: 'ends',
  6: 'ended',
  7: 'unknown',
  8: 'unknown',
  9: 'echo',
  10: 'echoed',
};

const saysOf = (what: 'link' | 'ip' | 'ipv6') => (at: Speaking) => {
  const word = WORDS[at.number('ppp.code')];
  return word === undefined ? undefined : say(word, { what: say(what) });
};

export const lcpSentences: Sentences = { says: saysOf('link') };
export const ipcpSentences: Sentences = {
  says: (at) => {
    const address = at.text('ipcp.opt.ip_address');
    if (at.number('ppp.code') === 3 && address !== '') return say('address', { address });
    return saysOf('ip')(at);
  },
};
export const ipv6cpSentences: Sentences = { says: saysOf('ipv6') };

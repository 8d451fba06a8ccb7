/** Sentence: what a packet does, in plain words, with the beginning of what it carries. */
import { sayer, type Words } from '../../core/words.ts';
import type { Segment } from '../../view/segment.ts';
import { frameSentence } from '../../view/sentence.ts';
import type * as en from '../../view/words/en.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { SentencePart } from '../messages/packet.ts';
import { pictured } from './plain.ts';

/** Bytes that are shown of what it carries. */
const MOST = 60;

const say = sayer<typeof en.frame>('frame');

/** `wholeIn`: the packet with which the message is whole that it carries a piece of; 0 where there is none. */
export const sentenceOf = (d: Dissection, s: Segment | undefined, words: Words, wholeIn: number): readonly SentencePart[] => {
  const text = frameSentence(d, words);
  const isWritten = s?.numbers !== undefined && s.payload.length > 0 && d.layers.at(-1)?.layer.transport !== undefined;
  const bytes = isWritten ? [pictured(s.payload, MOST)] : [];
  const rest = wholeIn === 0 ? '' : ` ${words.text(say('wholeWith'))} `;
  const whole: readonly SentencePart[] =
    wholeIn === 0 ? [] : [{ text: words.text(say('packet', { number: words.number(wholeIn) })), kind: 'packet', number: wholeIn }];
  return [
    { text: `${text}${rest}${wholeIn === 0 && bytes.length > 0 ? ' ' : ''}`, kind: 'text' },
    ...whole,
    ...bytes.map((shown) => ({ text: shown, kind: 'bytes' as const })),
  ];
};

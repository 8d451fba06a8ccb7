/** Sentence: what a packet does, in plain words, with the beginning of what it carries. */
import type { Words } from '../../core/words.ts';
import type { Segment } from '../../view/segment.ts';
import { frameSentence } from '../../view/sentence.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { SentencePart } from '../messages/packet.ts';
import { pictured } from './plain.ts';

/** Bytes that are shown of what it carries. */
const MOST = 60;

export const sentenceOf = (d: Dissection, s: Segment | undefined, words: Words): readonly SentencePart[] => {
  const text = frameSentence(d, words);
  const isWritten = s?.numbers !== undefined && s.payload.length > 0 && d.layers.at(-1)?.layer.transport !== undefined;
  const bytes = isWritten ? [pictured(s.payload, MOST)] : [];
  return [{ text: bytes.length > 0 ? `${text} ` : text, kind: 'text' }, ...bytes.map((shown) => ({ text: shown, kind: 'bytes' as const }))];
};

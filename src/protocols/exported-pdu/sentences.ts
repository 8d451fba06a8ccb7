/** Who writes what to whom on a way without a network, in plain words. */
import { visibleBytes } from '../../core/text.ts';
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('exportedPdu');

export const sentences: Sentences = {
  says: (at) => {
    const { sender, receiver, event } = at;
    if (event !== undefined) return say(event, { sender, receiver });
    const data = at.value('exported_pdu.exported_pdu');
    const bytes = data instanceof Uint8Array ? data : new Uint8Array(0);
    if (bytes.length === 0) return say('nothing', { sender, receiver });
    const text = `"${visibleBytes(bytes.subarray(0, MOST))}${bytes.length > MOST ? '…' : ''}".`;
    return say('sent', { sender, receiver, count: bytes.length, text });
  },
};

/** Bytes that are quoted. */
const MOST = 60;

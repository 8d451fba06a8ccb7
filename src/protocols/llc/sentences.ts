/** What frames of IEEE 802.3 say of what they carry, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { SAPS } from './names.ts';

const say = sayer<typeof en>('llc');

export const sentences: Sentences = {
  says: (at) => {
    const sap = at.number('llc.dsap');
    return say('packet', { source: at.source, target: at.target, kind: SAPS[sap & 0xfe] ?? `0x${sap.toString(16).padStart(2, '0')}` });
  },
};

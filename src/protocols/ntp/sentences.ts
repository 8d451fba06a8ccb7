/** Who tells whom what time it is, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { NtpMode } from './message.ts';

const say = sayer<typeof en>('ntp');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=123',
    data: '\u0023\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u00e9\u00cb\u0068\u0000\u0000\u0000\u0000\u0000',
  },
  says: (at) => {
    const sides = { sender: at.sender, receiver: at.receiver };
    const mode = at.number('ntp.flags.mode');
    if (mode === NtpMode.client) return say('client', sides);
    if (mode === NtpMode.server) return server(at, sides);
    if (mode === 1 || mode === 2) return say('symmetric', sides);
    if (mode === 5) return say('broadcast', { sender: at.sender, time: at.text('ntp.xmt') });
    if (mode === 6) return say(at.number('ntp.ctrl.flags2.r') === 1 ? 'controlReply' : 'control', sides);
    return mode === NtpMode.private ? say('private', sides) : say('other', { ...sides, mode: String(mode) });
  },
};

const server = (at: Speaking, sides: { readonly sender: Speaking['sender']; readonly receiver: Speaking['receiver'] }): Said => {
  const stratum = at.number('ntp.stratum');
  const code = stratum === 0 ? codeOf(at.value('ntp.refid')) : '';
  if (STOPS.has(code)) return say('kiss', { ...sides, code });
  if (stratum === 0 || stratum >= 16 || at.number('ntp.flags.li') === 3) return say('notSet', sides);
  return say('server', { ...sides, time: at.text('ntp.xmt') });
};

const STOPS: ReadonlySet<string> = new Set(['DENY', 'RSTR', 'RATE']);

/** RFC 5905 §7.4: four letters. */
const codeOf = (value: unknown): string =>
  value instanceof Uint8Array ? String.fromCharCode(...value.filter((c) => c >= 0x20 && c < 0x7f)) : '';

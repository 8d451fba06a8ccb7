/** What ICMP reports and asks, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { quotedIn } from '../shared/quoted.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('icmp');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/icmp ip.src=192.0.2.1 ip.dst=198.51.100.2 icmp.type=8',
    data: '\u0012\u0034\u0000\u0001abcdefgh',
  },
  says: (at) => {
    const { source, target } = at;
    const sides = { source, target };
    const type = at.number('icmp.type');
    if (at.bytes.length < SHORTEST) return say('cut', sides);
    const simple = SIMPLE[type];
    if (simple !== undefined) return say(simple, sides);
    if (type === 8 || type === 0) return ping(at, type, { ...sides, seq: String(at.number('icmp.seq')) });
    if (type === 9) return say('advertisement', { source, router: at.texts('icmp.router_address').join(', ') });
    if (type === 10) return say('solicitation', { source });
    if (type === 18) return say('maskReply', { ...sides, mask: at.text('icmp.address_mask') });
    return report(at, type, sides);
  },
};

const ping = (at: Speaking, type: number, slots: { readonly source: string; readonly target: string; readonly seq: string }): Said => {
  if (type === 8) return say('echo', slots);
  return at.has('icmp.resptime')
    ? say('echoReplyAfter', { ...slots, time: Math.round(at.number('icmp.resptime') * 1000) / 1000 })
    : say('echoReply', slots);
};

/** Type, code, checksum, and four bytes that belong to the type. */
const SHORTEST = 8;

const SIMPLE: Readonly<
  Record<number, 'timestamp' | 'timestampReply' | 'information' | 'informationReply' | 'mask' | 'extended' | 'extendedReply'>
> = {
  13: 'timestamp',
  14: 'timestampReply',
  15: 'information',
  16: 'informationReply',
  17: 'mask',
  42: 'extended',
  43: 'extendedReply',
};

const report = (at: Speaking, type: number, sides: { readonly source: string; readonly target: string }): Said => {
  const packet = packetOf(at);
  if (type === 3) return say('unreachable', { ...sides, packet, reason: reasonOf(at) });
  if (type === 11) return say(at.number('icmp.code') === 1 ? 'pieces' : 'expired', { ...sides, packet });
  if (type === 4) return say('quench', { ...sides, packet });
  if (type === 5) return say('redirect', { ...sides, packet, gateway: at.text('icmp.redir_gw') });
  if (type !== 12) return say('other', { ...sides, type: String(type) });
  return at.number('icmp.code') === 0
    ? say('problem', { ...sides, packet, pointer: String(at.number('icmp.pointer')) })
    : say('problemOther', { ...sides, packet });
};

const packetOf = (at: Speaking): Said => {
  const { kind, host, from, to } = quotedIn(at);
  if (kind === 'tcp' || kind === 'udp') return from === '' ? say('any', { host }) : say(kind, { host, from, to });
  return kind === 'anything' ? say('anything') : say(kind, { host });
};

const reasonOf = (at: Speaking): Said => {
  const code = at.number('icmp.code');
  if (code === 2) return say('noProtocol', { protocol: String(quotedIn(at).protocol) });
  if (code === 4) return at.number('icmp.mtu') > 0 ? say('tooLong', { mtu: at.number('icmp.mtu') }) : say('tooLongUnknown');
  const known = REASONS[code];
  return known === undefined ? say('reason', { code: String(code) }) : say(known);
};

const REASONS: Readonly<Record<number, 'noNetwork' | 'noHost' | 'noPort' | 'noRoute' | 'forbidden' | 'noService'>> = {
  0: 'noNetwork',
  1: 'noHost',
  3: 'noPort',
  5: 'noRoute',
  6: 'noNetwork',
  7: 'noHost',
  8: 'noHost',
  9: 'forbidden',
  10: 'forbidden',
  11: 'noService',
  12: 'noService',
  13: 'forbidden',
  14: 'forbidden',
  15: 'forbidden',
};

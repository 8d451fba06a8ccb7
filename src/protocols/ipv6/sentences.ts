/** From where to where a packet goes, and what of it is here, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { IP_PROTOCOLS } from '../shared/ip-protocols.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ipv6');

const packet = ({ source, target }: Speaking, number: number): Said =>
  number === NOTHING
    ? say('alone', { source, target })
    : say('packet', { source, target, protocol: IP_PROTOCOLS[number] ?? say('number', { number: String(number) }) });

/** No next header (RFC 8200 §4.7). */
const NOTHING = 59;

export const sentences: Sentences = {
  example: {
    words: 'eth/ipv6/udp ipv6.src=2001:db8::1 ipv6.dst=2001:db8::2 ipv6.hlim=64 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => (at.has('ipv6.nxt') ? packet(at, at.number('ipv6.nxt')) : say('cut', { sender: at.sender, receiver: at.receiver })),
  adds: (at) => {
    const all: Said[] = [];
    if (at.number('ipv6.tclass.ecn') === 3) all.push(say('congested'));
    if (at.above().some(({ layer }) => layer === 'ip' || layer === 'ipv6'))
      all.push(say('inside', { source: at.source, target: at.target }));
    return all;
  },
};

export const fragmentSentences: Sentences = {
  says: (at) => {
    const from = at.number('ipv6.fraghdr.offset') * 8;
    const more = at.number('ipv6.fraghdr.more') === 1;
    if (from === 0 && !more) return packet(at, at.number('ipv6.fraghdr.nxt'));
    const { source, target } = at;
    return say(from === 0 ? 'first' : more ? 'middle' : 'final', { source, target, from, to: from + Math.max(0, at.carried - 1) });
  },
  adds: (at) => (at.has('ipv6.fragments') ? say('together', { count: at.values('ipv6.fragment').length }) : undefined),
};

/** Of a header between IPv6 and what the packet carries; `next` is its field that says what follows. */
export const betweenSentences = (next: string): Sentences => ({ says: (at) => packet(at, at.number(next)) });

export const routingSentences: Sentences = {
  says: (at) => packet(at, at.number('ipv6.routing.nxt')),
  adds: (at) => (at.has('ipv6.routing.segleft') ? say('route', { count: at.number('ipv6.routing.segleft') }) : undefined),
};

export const guardedSentences: Sentences = {
  says: (at) => packet(at, at.number('ah.next_header')),
  adds: () => say('guarded'),
};

/** From where to where a packet goes, and what of it is here, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import { IP_PROTOCOLS } from '../shared/ip-protocols.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('ip');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 ip.id=4660 udp.srcport=49152 udp.dstport=5000',
    data: 'hello',
  },
  says: (at) => {
    const { source, target } = at;
    if (at.bytes.length < HEADER || !at.has('ip.proto')) return say('cut', { sender: at.sender, receiver: at.receiver });
    if (isPiece(at)) return piece(at, source, target);
    const number = at.number('ip.proto');
    if (number === NOTHING) return say('alone', { source, target });
    const protocol = IP_PROTOCOLS[number] ?? say('number', { number: String(number) });
    return target === '255.255.255.255' ? say('packetAll', { source, protocol }) : say('packet', { source, target, protocol });
  },
  adds: (at) => {
    const all: Said[] = [];
    if (at.has('ip.fragments')) all.push(say('together', { count: at.values('ip.fragment').length }));
    if (at.number('ip.dsfield.ecn') === 3) all.push(say('congested'));
    if (at.has('ip.cur_rt') || at.has('ip.src_rt')) all.push(say('route'));
    if (carriesPacket(at)) all.push(say('inside', { source: at.source, target: at.target }));
    return all;
  },
};

const HEADER = 20;
/** No next header (RFC 8200 §4.7). */
const NOTHING = 59;

const isPiece = (at: Speaking): boolean => at.number('ip.frag_offset') > 0 || at.number('ip.flags.mf') === 1;

const piece = (at: Speaking, source: string, target: string): Said => {
  const from = at.number('ip.frag_offset') * 8;
  const to = from + Math.max(0, at.number('ip.len') - at.number('ip.hdr_len') - 1);
  const key = from === 0 ? 'first' : at.number('ip.flags.mf') === 1 ? 'middle' : 'final';
  return say(key, { source, target, from, to });
};

/** A packet right in a packet; other tunnels say it themselves. */
const carriesPacket = (at: Speaking): boolean => at.above().some(({ layer }) => layer === 'ip' || layer === 'ipv6');

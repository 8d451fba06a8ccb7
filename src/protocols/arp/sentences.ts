/** Who asks for which address and who answers, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('arp');

export const sentences: Sentences = {
  example: {
    words: 'eth/arp eth.dst=ff:ff:ff:ff:ff:ff eth.src=02:00:00:00:00:01 arp.opcode=1',
    data: '\u0002\u0000\u0000\u0000\u0000\u0001\u00c0\u0000\u0002\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u00c0\u0000\u0002\u0002',
  },
  says: (at) => {
    const source = at.text('arp.src.proto_ipv4');
    const target = at.text('arp.dst.proto_ipv4');
    const mac = at.text('arp.src.hw_mac');
    const opcode = at.number('arp.opcode');
    if (at.bytes.length < SHORTEST) return say('cut', { sender: at.sender });
    if (source === '' || target === '') return say('other', { sender: at.sender, opcode: String(opcode) });
    if (opcode === 1) return request(at, source, target, mac);
    if (opcode === 2) return source === target ? say('gratuitous', { source, mac }) : say('reply', { source, target, mac });
    return reversed(at, opcode, { source, target, mac });
  },
  adds: (at) => (at.has(DUPLICATE) ? say('duplicate', { frame: at.text(DUPLICATE) }) : undefined),
};

const DUPLICATE = 'arp.duplicate-address-frame';

/** Two pairs of addresses behind eight bytes. */
const SHORTEST = 28;

const request = (at: Speaking, source: string, target: string, mac: string): Said => {
  if (at.number('arp.isprobe') === 1 || source === '0.0.0.0') return say('probe', { mac, target });
  if (at.number('arp.isannouncement') === 1) return say('announcement', { source, mac });
  if (source === target) return say('gratuitous', { source, mac });
  const to = at.below('eth')?.target ?? '';
  return to === '' || to === 'ff:ff:ff:ff:ff:ff' ? say('request', { source, target }) : say('requestOne', { source, target, mac: to });
};

const reversed = (at: Speaking, opcode: number, { source, target, mac }: { source: string; target: string; mac: string }): Said => {
  const other = at.text('arp.dst.hw_mac');
  if (opcode === 3) return say('reverseRequest', { mac, target: other });
  if (opcode === 4) return say('reverseReply', { source, mac: other, target });
  if (opcode === 8) return say('inverseRequest', { source });
  if (opcode === 9) return say('inverseReply', { source });
  return say('other', { sender: at.sender, opcode: String(opcode) });
};

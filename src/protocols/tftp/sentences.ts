/** Which file goes where, block by block, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking, Who } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { Opcode } from './message.ts';

const say = sayer<typeof en>('tftp');

export const sentences: Sentences = {
  example: {
    words: 'eth/ip/udp ip.src=192.0.2.1 ip.dst=198.51.100.2 udp.srcport=49152 udp.dstport=69',
    data: '\u0000\u0001notes.txt\u0000octet\u0000',
  },
  says: (at) => {
    const opcode = at.number('tftp.opcode');
    const sides = { sender: at.sender, receiver: at.receiver };
    const { sender } = sides;
    const block = at.text('tftp.block');
    if (opcode === Opcode.read || opcode === Opcode.write) return request(at, opcode === Opcode.read ? 'read' : 'write', sides);
    if (opcode === Opcode.data) return say('data', { ...sides, block, count: Math.max(0, at.bytes.length - HEADER) });
    if (opcode === Opcode.ack) return block === '0' ? say('ready', { sender }) : say('ack', { sender, block });
    if (opcode === Opcode.error) return say('error', { sender, why: at.text('tftp.error.message') || at.named('tftp.error.code') || '?' });
    if (opcode !== Opcode.options) return say('other', sides);
    const values = at.texts('tftp.option.value');
    return say('options', { sender, options: at.texts('tftp.option.name').map((name, k) => `${name} ${values[k] ?? ''}`) });
  },
};

/** Opcode and block number. */
const HEADER = 4;

const request = (at: Speaking, kind: 'read' | 'write', sides: { readonly sender: Who; readonly receiver: Who }): Said => {
  const file = at.text('tftp.source_file') || at.text('tftp.destination_file');
  return file === '' ? say(`${kind}Cut`, sides) : say(kind, { ...sides, file });
};

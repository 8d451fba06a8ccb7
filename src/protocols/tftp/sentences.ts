/** Which file goes where, block by block, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
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
    const isRequest = opcode === Opcode.read || opcode === Opcode.write;
    // Behind the request both use ports of their own, which do not tell who is the server.
    const sender = isRequest ? at.sender : ({ who: 'host', name: at.source } as const);
    const sides = { sender, receiver: isRequest ? at.receiver : ({ who: 'host', name: at.target } as const) };
    const block = at.text('tftp.block');
    if (opcode === Opcode.read) return say('read', { ...sides, file: at.text('tftp.source_file') });
    if (opcode === Opcode.write) return say('write', { ...sides, file: at.text('tftp.destination_file') });
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

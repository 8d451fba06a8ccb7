/** What the two sides of a WebSocket tell each other, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { Opcode } from './frame.ts';

const say = sayer<typeof en>('websocket');

export const sentences: Sentences = {
  says: (at) => {
    const sides = { sender: at.sender, receiver: at.receiver };
    const opcode = at.number('websocket.opcode');
    if (at.has('websocket.payload.text')) return say('text', { ...sides, text: `"${at.text('websocket.payload.text')}".` });
    if (opcode === Opcode.close) return closing(at);
    if (opcode === Opcode.ping || opcode === Opcode.pong) return opcode === Opcode.ping ? say('ping', sides) : say('pong', sides);
    if (opcode === Opcode.continuation) return say('rest', sides);
    if (at.number('websocket.fin') === 0) return say('part', sides);
    const count =
      at.number('websocket.payload_length_ext_64') || at.number('websocket.payload_length_ext_16') || at.number('websocket.payload_length');
    if (opcode === Opcode.text && count === 0) return say('text', { ...sides, text: '"".' });
    if (at.has('websocket.pmc')) return say('packed', { ...sides, count });
    return opcode === Opcode.binary ? say('binary', { ...sides, count }) : say('unknown', sides);
  },
};

const closing = (at: Speaking): Said => {
  const { sender } = at;
  const code = at.text('websocket.payload.close.status_code');
  if (code === '') return say('close', { sender });
  const why = at.text('websocket.payload.close.reason') || at.named('websocket.payload.close.status_code') || code;
  return say('closeWhy', { sender, why, code });
};

/** Time Protocol (RFC 868): who connects or sends anything is told the seconds since 1900, in four bytes. */
import { u32 } from '../../core/bytes.ts';
import { sayer } from '../../core/words.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { isReply, piecesReader } from '../shared/pieces.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('time');
const PORT = 37;
/** Seconds from 1900 to 1970. */
const TO_1970 = 2_208_988_800;

export const time = layer('time', {
  title: 'Time Protocol',
  spec: 'RFC 868',
  fields: {},
  extras: {
    response: extra('Type', 'bool', { names: { 0: 'Request', 1: 'Response' } }),
    time: extra('Time', 'dec', { text: (seconds) => `${seconds} (${dateOf(Number(seconds))})` }),
  },
  on: { 'udp.port': PORT, 'tcp.port': PORT },
  stream: piecesReader,
  info: (d) => (isReply(d, PORT) ? 'TIME Response' : 'TIME Request'),
  sentences: {
    says: (at) => {
      const { sender, receiver } = at;
      if (!at.has('time.time'))
        return at.has('time.response') && at.number('time.response') === 1
          ? say('short', { sender })
          : say('request', { sender, receiver });
      return say('response', { sender, text: dateOf(at.number('time.time')) });
    },
  },
  body: (d) => {
    const reply = isReply(d, PORT);
    d.add('response', reply);
    if (reply && d.has(d.start, 4)) d.put('time', d.start, 4, u32(d.b, d.start));
    d.header = d.end;
  },
});

/** `2026-11-29 13:17:43 UTC`: the four bytes are used up in 2036, and begin anew. */
const dateOf = (seconds: number): string => {
  const since1970 = seconds < TO_1970 ? seconds + 2 ** 32 - TO_1970 : seconds - TO_1970;
  return `${new Date(since1970 * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
};

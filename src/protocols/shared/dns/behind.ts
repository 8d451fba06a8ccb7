/** Questions of a message made of fields that are given (RFC 1035 §4.1.2). */
import { type Bytes, fromUtf8 } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { Behind } from '../../../wire/behind.ts';
import { extra, u16 } from '../../../wire/field.ts';
import { MessageWriter } from './cursor.ts';
import { HEADER } from './header.ts';
import { INTERNET } from './message.ts';
import { TYPES, typeNumber } from './types.ts';

interface Asked {
  readonly name: string;
  type: number;
  class: number;
}

export const behind: Behind = {
  fields: { 'qry.name': extra('Name', 'string'), 'qry.type': u16('Type', { names: TYPES }), 'qry.class': u16('Class') },
  write: (given) => {
    const asked: Asked[] = [];
    for (const [key, value] of given) {
      if (typeof value !== 'number') {
        asked.push({ name: nameOf(value), type: typeNumber('A') ?? 1, class: INTERNET });
        continue;
      }
      const last = asked.at(-1);
      if (last === undefined) throw new UsageError('build', sayWrong('fieldOfLayers', { names: 'dns.qry.name' }), `dns.${key}`);
      last[key === 'qry.type' ? 'type' : 'class'] = value;
    }
    const w = new MessageWriter();
    // Where names begin counts from the start of the message.
    for (let k = 0; k < HEADER; k += 2) w.number(2, 0);
    for (const question of asked) {
      w.name(question.name, true);
      w.number(2, question.type);
      w.number(2, question.class);
    }
    return { bytes: w.bytes.subarray(HEADER), header: { 'count.queries': asked.length } };
  },
};

const nameOf = (bytes: Bytes): string => fromUtf8(bytes);

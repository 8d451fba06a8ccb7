/** Configuration Testing Protocol: frames that go there and back (Ethernet 2.0, 1982, section 8). Numbers have their lower byte first. */
import { u8 as u8At } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

const [REPLY, FORWARD] = [1, 2];
const NAMES: Readonly<Record<number, string>> = { 1: 'Reply', 2: 'Forward Data' };
const ADDRESS = 6;

export const loop = layer('loop', {
  title: 'Configuration Test Protocol (loopback)',
  spec: 'Ethernet 2.0',
  label: 'LOOP',
  fields: {},
  extras: {
    skipcount: extra('skipCount'),
    function: extra('Function', 'dec', { names: NAMES }),
    relevant_function: extra('Relevant function', 'dec', { names: NAMES }),
    receipt_number: extra('Receipt number'),
    forwarding_address: extra('Forwarding address', 'mac'),
  },
  on: { 'eth.type': 0x9000 },
  deep: true,
  heading: () => 'Configuration Test Protocol (loopback)',
  sentences,
  info: (d) => {
    const relevant = d.fields.find((f) => f.name === 'loop.relevant_function')?.value;
    return relevant === undefined ? '' : (NAMES[Number(relevant)] ?? `Unknown function (${Number(relevant)})`);
  },
  body: (d) => {
    const skip = putWord(d, 'skipcount', d.start);
    if (skip === undefined) return;
    let o = d.start + 2;
    const relevant = o + skip;
    for (let code: number | undefined = FORWARD; code === FORWARD; ) {
      if (o === relevant) putWord(d, 'relevant_function', o);
      code = putWord(d, 'function', o);
      o += 2;
      if (code === REPLY) {
        putWord(d, 'receipt_number', o);
        o += 2;
      } else if (code === FORWARD) {
        d.put('forwarding_address', o, ADDRESS);
        o += ADDRESS;
      }
    }
    if (!d.stopped) d.header = o;
  },
});

const putWord = (d: Dissecting, key: string, o: number): number | undefined => {
  if (!d.has(o, 2)) return undefined;
  const value = u8At(d.b, o) | (u8At(d.b, o + 1) << 8);
  d.put(key, o, 2, value);
  return value;
};

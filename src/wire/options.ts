/** Dissection of a run of type-length-value options (see tlv.ts). */
import { u8 } from '../core/bytes.ts';
import { bitsOf } from './field.ts';
import type { TlvKind, TlvSpec } from './tlv.ts';
import type { Dissecting } from './types.ts';

/** Puts the options in [from, to) into the tree. Each option advances by at least one byte. */
export const readOptions = (d: Dissecting, spec: TlvSpec, from: number, to: number): void => {
  if (spec.whole && !d.has(from, to - from)) return;
  const run = spec.name === '' ? undefined : d.put(spec.name, from, Math.min(to, d.end) - from);
  d.under(run, () => {
    for (let o = from; o < to && !d.stopped; ) o = readWrapped(d, spec, o, to);
  });
};

const readWrapped = (d: Dissecting, spec: TlvSpec, o: number, to: number): number => {
  if (spec.wrap === undefined) return readOption(d, spec, o, to);
  let next = to;
  d.under(d.add(spec.wrap, true), () => {
    next = readOption(d, spec, o, to);
  });
  return next;
};

/** Puts one option; the offset after it, or `to` where the run ends. */
const readOption = (d: Dissecting, spec: TlvSpec, o: number, to: number): number => {
  if (!d.has(o, 1)) return to;
  const kind = u8(d.b, o);
  const known = spec.kinds[kind] ?? spec.unknown;
  if (known.single) {
    putKind(d, spec, o, kind);
    known.read?.(d, o, 1, 1);
    return known.last ? to : o + 1;
  }
  if (o + 1 >= to) {
    d.fault('option', o, 1, `${known.title}: the length byte is past the end of the options`);
    return to;
  }
  if (!d.has(o + 1, 1)) return to;
  const unit = spec.unit ?? 1;
  const total = u8(d.b, o + 1) * unit + (spec.valueOnly ? 2 : 0);
  if (total < 2 || o + total > to) {
    d.fault('option', o, 2, `${known.title}: length ${total} ${total < 2 ? 'is too short' : 'is past the end of the options'}`);
    return to;
  }
  readKnown(d, spec, known, o, kind, total);
  return o + total;
};

const putKind = (d: Dissecting, spec: TlvSpec, o: number, kind: number): void => {
  d.put(spec.kind, o, 1);
  spec.kindShown?.(d, o, kind);
};

const readKnown = (d: Dissecting, spec: TlvSpec, known: TlvKind, o: number, kind: number, total: number): void => {
  if (known.opaque) return;
  putKind(d, spec, o, kind);
  d.put(spec.length, o + 1, 1);
  if (known.lengths && !known.lengths(total)) {
    d.fault('option', o, total, `${known.title}: ${total} bytes is not a length that it can have`);
    return;
  }
  let at: number | undefined = o + 2;
  if (known.fields) at = d.struct(known.fields, at);
  const step = known.repeat ? bitsOf(known.repeat) >> 3 : 0;
  while (at !== undefined && known.repeat && step > 0 && at + step <= o + total) at = d.struct(known.repeat, at);
  known.read?.(d, o + 2, total - 2, total);
};

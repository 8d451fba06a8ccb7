/** Dissection of a run of type-length-value options (see tlv.ts). */
import { u8 } from '../core/bytes.ts';
import { bitsOf } from './field.ts';
import { isLast } from './tlv.ts';
import type { Dissecting, TlvKind, TlvSpec } from './types.ts';

/** Puts the options in [from, to) into the tree. Each option advances by at least one byte. */
export const readOptions = (d: Dissecting, spec: TlvSpec, from: number, to: number): void => {
  if (spec.whole && !d.has(from, to - from)) return;
  const run = spec.name === '' ? undefined : d.put(spec.name, from, Math.min(to, d.end) - from);
  const titles: string[] = [];
  d.under(run, () => {
    for (let o = from; o < to && !d.stopped; ) {
      const option = optionAt(d, spec, o, to);
      titles.push(option.known.title);
      o = readOption(d, spec, option, to);
    }
  });
  if (run) run.text = `(${to - from} bytes), ${titles.join(', ')}`;
};

/** One option as its kind and length say; `total` is 0 where they cannot be right. */
interface Option {
  readonly at: number;
  readonly kind: number;
  readonly known: TlvKind;
  readonly total: number;
  /** What is wrong with it. */
  readonly wrong: string;
}

const optionAt = (d: Dissecting, spec: TlvSpec, at: number, to: number): Option => {
  const kind = at < d.end ? u8(d.b, at) : 0;
  const known = spec.kinds[kind] ?? spec.unknown;
  const option = { at, kind, known, total: 1, wrong: '' };
  if (known.single) return option;
  if (at + 1 >= to) return { ...option, total: 0, wrong: 'the length byte is past the end of the options' };
  if (at + 1 >= d.end) return { ...option, total: 2 };
  const total = u8(d.b, at + 1) * (spec.unit ?? 1) + (spec.valueOnly ? 2 : 0);
  if (total >= 2 && at + total <= to) return { ...option, total };
  return { ...option, total: 0, wrong: `length ${total} ${total < 2 ? 'is too short' : 'is past the end of the options'}` };
};

/** Puts one option; the offset after it, or `to` where the run ends. */
const readOption = (d: Dissecting, spec: TlvSpec, option: Option, to: number): number => {
  const { at, kind, known, total, wrong } = option;
  if (known.mark === '' && total > 0) return at + total;
  if (!d.has(at, known.single || at + 1 >= to ? 1 : 2)) return to;
  const length = Math.max(0, Math.min(total || 2, to - at, d.end - at));
  const mark = known.mark ? d.put(known.mark, at, length) : d.put(spec.wrap, at, length, true);
  d.under(mark, () => {
    if (known.single) readSingle(d, spec, option);
    else if (wrong !== '') d.fault('option', at, Math.min(to - at, 2), `${known.title}: ${wrong}`);
    else readKnown(d, spec, option);
  });
  const isWhole = !d.stopped && wrong === '' && (known.lengths?.(total) ?? true);
  if (mark) mark.text = spec.line(known.title, total, kind) + (isWhole ? (known.summary?.(d, mark) ?? '') : '');
  return total === 0 || isLast(known, d.b, at, Math.min(to, d.end)) ? to : at + total;
};

const readSingle = (d: Dissecting, spec: TlvSpec, { at, kind, known }: Option): void => {
  putKind(d, spec, at, kind);
  known.read?.(d, at, 1, 1);
};

const putKind = (d: Dissecting, spec: TlvSpec, o: number, kind: number): void => {
  const field = d.put(spec.kind, o, 1);
  spec.kindShown?.(d, o, kind, field);
};

const readKnown = (d: Dissecting, spec: TlvSpec, { at: o, kind, known, total }: Option): void => {
  putKind(d, spec, o, kind);
  d.put(spec.length, o + 1, 1);
  const needed = known.fields ? bitsOf(known.fields) >> 3 : 0;
  if (needed > total - 2 || (known.lengths && !known.lengths(total))) {
    d.fault('option', o, total, `${known.title}: ${total} bytes is not a length that it can have`);
    return;
  }
  let at: number | undefined = o + 2;
  if (known.fields) at = d.struct(known.fields, at);
  const step = known.repeat && !known.read ? bitsOf(known.repeat) >> 3 : 0;
  while (at !== undefined && known.repeat && step > 0 && at + step <= o + total) at = d.struct(known.repeat, at);
  known.read?.(d, o + 2, total - 2, total);
};

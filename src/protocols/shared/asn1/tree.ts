/** Tree: elements of ASN.1 put into the tree of a layer, as their schema says. */
import { u8 } from '../../../core/bytes.ts';
import type { Dissecting, Field } from '../../../wire/types.ts';
import { Class, type Element, elements, readElement, Tag } from './element.ts';
import {
  type Bits,
  type Choice,
  type Inside,
  itemsText,
  type List,
  type Member,
  PADDING,
  type Part,
  type Plain,
  type Sequence,
  type Type,
} from './schema.ts';
import { oidText } from './values.ts';

/** The first object identifier of a sequence: it says what the open parts after it are. */
interface Selected {
  oid: string;
}

/** Puts the element at `o`; where the next one starts, or undefined where there is none of that type. */
export const putElement = (d: Dissecting, part: Part, o: number, end: number): number | undefined => {
  const element = readElement(d.b, o, end);
  if (element === undefined || !fits(part.type, element)) {
    d.fault('asn1', o, Math.max(0, Math.min(1, end - o)), `expected ${part.title}${element ? `, found ${tagText(element)}` : ''}`);
    return undefined;
  }
  put(d, part, element, { oid: '' });
  return d.stopped ? undefined : element.next;
};

/** `[2]`, `universal 16` */
const tagText = ({ cls, tag }: Element): string => (cls === Class.context ? `[${tag}]` : `${CLASSES[cls]} ${tag}`);
const CLASSES = ['universal', 'application', 'context', 'private'];

const fits = (type: Type, e: Element): boolean => {
  if (type.kind === 'open') return true;
  if (type.kind === 'choice') return type.options().some((option) => memberFits(option, e));
  if (e.cls !== Class.universal) return false;
  if (type.kind === 'plain') return type.tags.includes(e.tag);
  if (type.kind === 'bits') return e.tag === Tag.bits;
  return type.kind === 'octets' ? e.tag === Tag.octets : e.tag === type.tag;
};

const memberFits = (m: Member, e: Element): boolean =>
  m.context === undefined ? fits(m.type, e) : e.cls === Class.context && e.tag === m.context;

const put = (d: Dissecting, p: Part, e: Element, selected: Selected): void => {
  const { type } = p;
  if (d.stopped) return;
  if (type.kind === 'sequence') putSequence(d, p, type, e, selected);
  else if (type.kind === 'list') putList(d, p, type, e);
  else if (type.kind === 'choice') putChoice(d, p, type, e);
  else if (type.kind === 'bits') putBits(d, p, type, e, selected);
  else if (type.kind === 'custom') type.put(d, e.from, e.to);
  else if (type.kind === 'octets') putInside(d, p, type.inside, e.from, e.to, selected);
  else if (type.kind === 'open') putOpen(d, p, type.inside, e, selected);
  else {
    if (type.selects && selected.oid === '') selected.oid = oidText(d.b, e.from, e.to);
    putPlain(d, p, type, e);
  }
};

const putPlain = (d: Dissecting, p: Part, type: Plain, e: Element): void => {
  if (p.key === undefined) return;
  const value = type.value(d.b, e.from, e.to, e.tag);
  if (value === undefined) d.fault('value', e.from, e.to - e.from, `this is no ${p.title}`, 'error');
  else d.put(p.key, e.from, e.to - e.from, value);
};

const putSequence = (d: Dissecting, p: Part, type: Sequence, e: Element, selected: Selected): void => {
  const field = p.key === undefined ? undefined : d.put(p.key, e.start, e.next - e.start, true);
  const inner: Selected = { oid: '' };
  d.under(field, () => putMembers(d, type, e, inner));
  if (selected.oid === '') selected.oid = inner.oid;
  summarize(field, p.title, type.summary);
};

const putMembers = (d: Dissecting, type: Sequence, e: Element, selected: Selected): void => {
  const waiting = [...type.members()];
  for (const child of elements(d.b, e.from, e.to)) {
    let member = waiting.shift();
    while (member?.optional && !memberFits(member, child)) member = waiting.shift();
    if (member === undefined) return;
    if (!memberFits(member, child)) {
      d.fault('asn1', child.start, child.next - child.start, `expected ${member.title}, found ${tagText(child)}`);
      return;
    }
    putMember(d, member, child, selected);
  }
};

const putMember = (d: Dissecting, m: Member, e: Element, selected: Selected): void => {
  if (m.explicit) {
    const inner = readElement(d.b, e.from, e.to);
    if (inner && fits(m.type, inner)) put(d, m, inner, selected);
    else d.fault('asn1', e.start, e.next - e.start, `expected ${m.title} inside ${tagText(e)}`);
  } else put(d, m, e, selected);
};

const putList = (d: Dissecting, p: Part, type: List, e: Element): void => {
  let count = 0;
  for (const _ of elements(d.b, e.from, e.to)) count++;
  const field = p.key === undefined ? undefined : d.put(p.key, e.start, e.next - e.start, count);
  const item = type.item();
  d.under(field, () => {
    for (const child of elements(d.b, e.from, e.to)) {
      if (d.stopped) return;
      if (fits(item.type, child)) put(d, item, child, { oid: '' });
      else d.fault('asn1', child.start, child.next - child.start, `expected ${item.title}, found ${tagText(child)}`);
    }
  });
  summarize(field, itemsText(count), type.summary);
};

const putChoice = (d: Dissecting, p: Part, type: Choice, e: Element): void => {
  const options = type.options();
  const k = options.findIndex((option) => memberFits(option, e));
  const field = p.key === undefined || k < 0 ? undefined : d.put(p.key, e.start, e.next - e.start, type.first + k);
  const option = options[k];
  if (option) d.under(field, () => putMember(d, option, e, { oid: '' }));
};

const putBits = (d: Dissecting, p: Part, type: Bits, e: Element, selected: Selected): void => {
  if (e.from >= e.to || e.constructed) return;
  const inside = type.inside?.()[selected.oid];
  if (!inside) d.put(PADDING, e.from, 1);
  const field = p.key === undefined ? undefined : d.put(p.key, e.from + 1, e.to - e.from - 1);
  d.under(field, () => {
    if (inside && readElement(d.b, e.from + 1, e.to)) putElement(d, inside, e.from + 1, e.to);
    if (!type.flags || e.to - e.from < 2) return;
    d.struct(type.flags, e.from + 1);
    if (type.ninth !== undefined) putNinth(d, type.ninth, e);
  });
};

const putNinth = (d: Dissecting, key: string, e: Element): void => {
  if (e.to - e.from > 2) d.put(key, e.from + 2, 1, u8(d.b, e.from + 2) > 127);
  else d.add(key, false);
};

/** The element in [from, to), where the object identifier before it is known; else its bytes under its own name. */
const putInside = (d: Dissecting, p: Part, inside: Inside | undefined, from: number, to: number, selected: Selected): void => {
  const known = inside?.()[selected.oid];
  if (known) putElement(d, known, from, to);
  else if (p.key !== undefined) d.put(p.key, from, to - from);
};

const putOpen = (d: Dissecting, p: Part, inside: Inside, e: Element, selected: Selected): void => {
  const known = inside()[selected.oid];
  if (known && fits(known.type, e)) put(d, known, e, selected);
  else if (p.key !== undefined && e.tag !== Tag.null) d.put(p.key, e.start, e.next - e.start, true);
};

const summarize = (field: Field | undefined, before: string, summary: ((field: Field) => string) | undefined): void => {
  const text = field && summary?.(field);
  if (field && text) field.text = `${before} (${text})`;
};

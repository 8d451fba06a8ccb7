/**
 * Dissect: one frame on demand into layers, fields and faults. A pure function: any frame, in any order, any number of times. It makes
 * objects, but never throws on any bytes and never reads past what was captured. After the first field that is not there every further
 * one is a no-op.
 */
import { concat, EMPTY, fromUtf8 } from '../core/bytes.ts';
import { TextBuffer } from '../core/text-buffer.ts';
import type { Collector } from './collector.ts';
import { selectors } from './compile.ts';
import { copyOfFacts } from './compile-facts.ts';
import type { Dissection, DissectOptions, Outline, Span, Stretch } from './dissection.ts';
import type { Frame } from './frame.ts';
import { endsAt, resultOf } from './layer.ts';
import { type Child, LayerBeingDissected, type Whole } from './layer-being-dissected.ts';
import { readOptions } from './options.ts';
import type { Unfinished } from './origin.ts';
import { CUT } from './row.ts';
import { passwordBegun, type SecretPlace, secretsIn } from './secret.ts';
import type { Message } from './stream.ts';
import type { Field, Known, Node, Registry } from './types.ts';
import { putStatus } from './verify.ts';
import { above, MAX_LAYERS } from './walk.ts';

/** Nothing is known of what came before. */
export const NOTHING_KNOWN: Known = {
  facts: () => undefined,
  reassembled: () => undefined,
  messages: () => undefined,
  answered: () => undefined,
};

/** Stretches of one frame. */
const MAX_STRETCHES = 4096;

/** Dissects a frame; `known` is what earlier frames told. */
export const dissect = (r: Registry, frame: Frame, known: Known = NOTHING_KNOWN, options: DissectOptions = {}): Dissection =>
  dissectFrom(r, r.link(frame.linkType), undefined, frame, known, options);

/** Dissects bytes that start with the given layer (and are the message that its reader took), not with that of the link type. */
export const dissectAs = (r: Registry, name: string, frame: Frame, message?: Message, options: DissectOptions = {}): Dissection =>
  dissectFrom(r, r.byName(name), message, frame, NOTHING_KNOWN, options);

const dissectFrom = (
  r: Registry,
  first: Node | undefined,
  message: Message | undefined,
  frame: Frame,
  known: Known,
  options: DissectOptions,
): Dissection => {
  const whole = wholeOf(r, frame, known, options);
  const wire = Math.max(frame.original, frame.bytes.length);
  const span = { source: 0, start: Math.min(message?.skip ?? 0, frame.bytes.length), end: frame.bytes.length, wire };
  if (first) grow(whole, childOf(first, span, message));
  leftovers(whole.all);
  const { sources, all, faults } = whole;
  const begun = all.flatMap(({ completed }) => completed?.unfinished ?? []);
  const early = (): readonly SecretPlace[] => begun.flatMap((unfinished) => earlySecrets(r, frame, unfinished));
  return { frame, sources, layers: all.map(stretch), faults, early, rest: restOf(whole, frame) };
};

/** The beginning of a message is dissected as if it were all of it, to see where secrets lie; of those, what this frame brought. */
const earlySecrets = (r: Registry, frame: Frame, { layer, message, bytes, from }: Unfinished): readonly SecretPlace[] => {
  const lines = concat([bytes, r.byName(layer)?.layer.stream?.lineEnd ?? EMPTY]);
  const alone = { ...frame, bytes: lines, original: lines.length };
  const fields = dissectAs(r, layer, alone, message).layers.flatMap((l) => secretsIn(l.fields));
  const secrets = [...fields.filter((f) => f.source === 0), ...passwordBegun(bytes)];
  return from
    .filter((origin) => origin.frame === frame.number)
    .flatMap(({ offset, length, at }) =>
      secrets
        .filter((f) => f.offset < offset + length && f.offset + f.length > offset)
        .map((f) => ({
          source: 0,
          from: at + Math.max(0, f.offset - offset),
          to: at + Math.min(length, f.offset + f.length - offset),
          text: '',
        })),
    );
};

const wholeOf = (r: Registry, frame: Frame, known: Known, options: DissectOptions, collector?: Collector): Whole => ({
  r,
  frame,
  options,
  known,
  collector,
  sources: [{ name: 'Frame', bytes: frame.bytes, from: [] }],
  faults: [],
  all: [],
  asked: { facts: 0, reassembled: 0, answered: 0 },
});

/** Dissects a layer and all that it carries, in reading order. */
const grow = (whole: Whole, first: Child): void => {
  const waiting: Child[] = [first];
  for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
    const { lower } = child;
    if (lower && (lower.depth + 1 >= MAX_LAYERS || whole.all.length >= MAX_STRETCHES)) {
      lower.fault('deep', lower.start, 0, `layers stop at ${MAX_LAYERS}: the rest stays bytes`);
      continue;
    }
    const d = new LayerBeingDissected(whole, child);
    whole.all.push(d);
    one(d);
    if (whole.collector !== undefined) give(d, whole.collector);
    if (child.inner !== undefined) for (const m of child.inner) d.followMessage(m);
    for (let k = d.children.length - 1; k >= 0; k--) waiting.push(d.children[k]!);
  }
};

/** What a collector is told of a layer when it is dissected. */
const give = ({ layer, b, start, end, fields }: LayerBeingDissected, collector: Collector): void => {
  if (layer.looksBack === true) giveFields(layer.name, fields, collector);
  collector.layer(layer.name, b, start, end);
};
const giveFields = (layer: string, fields: readonly Field[], collector: Collector): void => {
  for (const { name, spec, value, children } of fields) {
    collector.take(name, spec, value, layer);
    giveFields(layer, children, collector);
  }
};

const one = (d: LayerBeingDissected): void => {
  const { layer } = d;
  if (d.message?.skip) layer.frames?.(d);
  for (const slot of layer.slots) {
    if (d.stopped) return;
    if (slot.field.when && !slot.field.when(d.v)) continue;
    if (!d.slot(slot, d.start)) return;
    if (slot.field.sum) putStatus(d, slot, slot.field.sum);
    if (layer.seen?.[slot.key]?.(d) === 'stop') d.stopped = true;
  }
  if (d.stopped) return;
  const size = layer.peek ? 0 : layer.header ? resultOf(layer.header, d.v) : layer.min;
  if (!layer.peek && size < layer.min) d.stop('length', d.start, `header length ${size} is less than ${layer.min}`);
  if (d.stopped) return;
  d.header = d.start + size;
  if (layer.payload) {
    const stop = d.header + Math.max(0, resultOf(layer.payload, d.v));
    d.end = Math.max(Math.min(d.end, stop), Math.min(d.end, d.header));
    d.wire = Math.min(d.wire, Math.max(stop, d.header));
  }
  if (layer.options && size > layer.min) readOptions(d, layer.options, d.start + layer.min, d.header);
  if (!d.stopped) layer.body?.(d);
  if (!d.stopped) goOn(d);
};

/** What the layer carries: the messages of its stream, or the layer that its tables name. */
const goOn = (d: LayerBeingDissected): void => {
  const { layer } = d;
  if (layer.transport !== undefined && d.completed !== undefined) {
    for (const m of d.completed.messages) {
      if (m.fault) d.fault('message', m.offset, m.bytes === undefined ? m.length : 0, m.fault.text, m.fault.severity);
      else d.followMessage(m);
    }
    return;
  }
  if (d.children.length > 0 || endsAt(layer, d.v) || (layer.transport !== undefined && d.header >= d.end)) return;
  d.follow(above(d.whole.r, d.own, ...selectors(layer, d.v)), d.header);
};

/** Gives what lies behind the claimed end of a layer to the one below it that shows such bytes. */
const leftovers = (all: readonly LayerBeingDissected[]): void => {
  const wires = all.map((d) => d.wire);
  for (let k = all.length - 1; k > 0; k--) {
    const d = all[k]!;
    const under = d.lower;
    if (under === undefined || under.children.length > 1 || d.source !== under.source) continue;
    const wire = wires[k]!;
    if (wire >= wires[under.index]!) continue;
    if (under.layer.trailer && !under.stopped) under.layer.trailer(under, wire);
    else if (d.end <= wire && d.layer.payload) wires[under.index] = wire;
  }
};

const stretch = (d: LayerBeingDissected): Stretch => ({
  layer: d.layer,
  parent: d.lower?.index ?? -1,
  source: d.source,
  offset: d.start,
  length: Math.min(d.stopped ? d.end : d.header, d.end) - d.start,
  end: d.end,
  wire: d.wire,
  quoted: d.quoted,
  fragment: d.layer.fragment !== undefined && resultOf(d.layer.fragment, d.v),
  destination: d.destination,
  fields: d.fields,
  heading: (hasBytes(d, d.layer.headingNeeds ?? d.layer.min) ? d.layer.heading?.(d) : undefined) ?? d.layer.title,
  info: infoOf(d) ?? rowText(d),
  label: labelOf(d),
  ends: d.layer.ends?.(d),
  facts: d.facts && copyOfFacts(d.facts),
  message: d.message,
  data: d.rest,
  waiting: d.waiting,
});

/** What the layer says, and that it is not all there. */
const infoOf = (d: LayerBeingDissected): string | undefined => {
  if (d.layer.info === undefined) return undefined;
  const info = hasBytes(d, d.layer.min) ? d.layer.info(d) : d.end > d.start && d.broken !== undefined ? '' : undefined;
  return info === undefined || d.broken === undefined ? info : `${info}${d.broken === 'short' ? CUT : MALFORMED}`;
};

const text = new TextBuffer(4096);

/** The row as text; what is wrong where the header was cut or cannot be. */
const rowText = (d: LayerBeingDissected): string | undefined => {
  const { row } = d.own;
  if (row === undefined) return undefined;
  if (!hasRow(d)) return d.end < d.wire ? CUT : MALFORMED;
  text.length = 0;
  row(text, d.seen);
  return fromUtf8(text.bytes.subarray(0, text.length));
};

const hasRow = (d: LayerBeingDissected): boolean => {
  const { min, rowNeeds } = d.layer;
  return rowNeeds === undefined ? hasBytes(d, min) && !(d.stopped && d.header === d.start) : hasBytes(d, rowNeeds);
};

const MALFORMED = '[Malformed Packet]';

/** What is said of a header is not made of zeros where the capture cut it. */
const hasBytes = (d: LayerBeingDissected, count: number): boolean => d.start + count <= d.end;

const labelOf = (d: LayerBeingDissected): string => {
  const { label, labelOf, name, rowLabel } = d.layer;
  const seen = d.layer.transport || rowLabel ? d.seen : undefined;
  return seen?.begun?.label ?? (seen && rowLabel?.(seen)) ?? labelOf?.(d) ?? label ?? name.toUpperCase();
};

const restOf = (whole: Whole, frame: Frame): Dissection['rest'] => {
  const top = whole.all.at(-1);
  if (!top) return frame.bytes.length > 0 ? { source: 0, offset: 0, length: frame.bytes.length } : undefined;
  if (top.rest) return top.rest;
  if (top.message !== undefined && top.header >= top.end) return whole.all.findLast((d) => d.rest !== undefined)?.rest;
  if (top.stopped || top.header >= top.end || (top.layer.transport && top.completed)) return undefined;
  return { source: top.source, offset: top.header, length: top.end - top.header };
};

/** Gives a collector the values of a frame; what is left of it besides. */
export const collectFrame = (r: Registry, frame: Frame, known: Known, options: DissectOptions, collector: Collector): Outline => {
  const whole = wholeOf(r, frame, known, options, collector);
  const node = r.link(frame.linkType);
  if (node) {
    const end = frame.bytes.length;
    grow(whole, childOf(node, { source: 0, start: 0, end, wire: Math.max(frame.original, end) }));
    leftovers(whole.all);
  }
  return { frame, sources: whole.sources, rest: restOf(whole, frame) };
};

// ---- values alone ----------------------------------------------------------------------------------------------------

/** A layer that looks at nothing below it, to be asked for some of its values. */
export interface Alone {
  readonly child: Pick<Child, 'node'> & Partial<Pick<Child, 'message' | 'answered' | 'inner'>>;
  readonly bytes: Frame['bytes'];
  readonly offset: number;
  readonly end: number;
  readonly wire: number;
}

/** Gives a collector the values of a layer that lies alone in its bytes, and of what it carries. */
export const collect = (r: Registry, alone: Alone, known: Known, options: DissectOptions, collector: Collector): void => {
  const { child, bytes, offset, end, wire } = alone;
  const frame: Frame = { number: 0, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] };
  const start = Math.min(end, offset + (child.message?.skip ?? 0));
  const { node, message, answered, inner } = child;
  grow(wholeOf(r, frame, known, options, collector), childOf(node, { source: 0, start, end, wire }, message, answered, inner));
};

/** The lowest layer. */
const childOf = (node: Node, span: Span, message?: Message, answered?: Child['answered'], inner?: Child['inner']): Child => ({
  node,
  lower: undefined,
  span,
  quoted: false,
  message,
  mediaType: '',
  answered,
  inner,
});

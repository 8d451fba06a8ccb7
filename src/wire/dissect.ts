/**
 * Dissect: one frame on demand into layers, fields and faults. The cold path: it makes objects, but never throws on any
 * bytes and never reads past what was captured. After the first field that is not there every further one is a no-op.
 */
import type { Dissection, DissectOptions, Stretch } from './dissection.ts';
import type { Frame } from './frame.ts';
import { LayerBeingDissected, type Whole } from './layer-being-dissected.ts';
import { readOptions } from './options.ts';
import type { Message } from './stream.ts';
import type { Dissecting, History, Node, Registry } from './types.ts';
import { MAX_LAYERS } from './walk.ts';

export type { Dissection, DissectOptions, Source, Stretch } from './dissection.ts';
export type { Dissecting, Field, FragmentOf, History } from './types.ts';

// ---- the frame -------------------------------------------------------------------------------------------------------

/** Dissects a frame. `history` is told of stateful layers in the order they lie in the frame. */
export const dissect = (r: Registry, frame: Frame, options: DissectOptions = {}, history?: History): Dissection =>
  dissectFrom(r, r.link(frame.linkType), undefined, frame, options, history);

/** Dissects bytes that start with the given layer (and are the message that its reader took), not with that of the link type. */
export const dissectAs = (r: Registry, name: string, frame: Frame, message?: Message, options: DissectOptions = {}): Dissection =>
  dissectFrom(r, r.byName(name), message, frame, options, undefined);

const dissectFrom = (
  r: Registry,
  first: Node | undefined,
  message: Message | undefined,
  frame: Frame,
  options: DissectOptions,
  history: History | undefined,
): Dissection => {
  const whole: Whole = { r, frame, options, history, sources: [{ name: 'Frame', bytes: frame.bytes }], faults: [], all: [] };
  const wire = Math.max(frame.original, frame.bytes.length);
  let next: LayerBeingDissected['nextSpan'] = first && {
    node: first,
    span: { source: 0, start: message?.skip ?? 0, end: frame.bytes.length, wire },
    quoted: false,
    ...(message && { message }),
  };
  let lower: LayerBeingDissected | undefined;
  while (next !== undefined && whole.all.length < MAX_LAYERS) {
    const d: LayerBeingDissected = new LayerBeingDissected(whole, next.node.layer, lower, next.span, next.quoted, next.message);
    whole.all.push(d);
    one(d);
    next = d.nextSpan;
    lower = d;
  }
  if (next !== undefined && lower) lower.fault('deep', lower.start, 0, `layers stop at ${MAX_LAYERS}: the rest stays bytes`);
  leftovers(whole.all);
  return { frame, sources: whole.sources, layers: whole.all.map(stretch), faults: whole.faults, rest: restOf(whole, frame) };
};

const one = (d: LayerBeingDissected): void => {
  const { layer } = d;
  if (d.message?.skip) layer.frames?.(d);
  for (const slot of layer.slots) {
    if (d.stopped) return;
    if (slot.field.when && !slot.field.when(d.v)) continue;
    d.slot(slot, d.start);
  }
  if (d.stopped) return;
  const size = layer.peek ? 0 : layer.header ? layer.header(d.v) : layer.min;
  if (!layer.peek && size < layer.min) d.stop('length', d.start, `header length ${size} is less than ${layer.min}`);
  if (d.stopped) return;
  d.header = d.start + size;
  if (layer.payload) {
    const stop = d.header + Math.max(0, layer.payload(d.v));
    d.end = Math.max(Math.min(d.end, stop), Math.min(d.end, d.header));
    d.wire = Math.min(d.wire, Math.max(stop, d.header));
  }
  if (layer.options && size > layer.min) readOptions(d, layer.options, d.start + layer.min, d.header);
  if (!d.stopped) layer.body?.(d);
  if (d.stopped || d.nextSpan || layer.last?.(d.v)) return;
  for (const [field, table] of layer.tables) if (d.next(table, d.v[field] ?? -1, d.header)) return;
};

/** Gives what lies behind the claimed end of a layer to the one below it that shows such bytes. */
const leftovers = (all: readonly LayerBeingDissected[]): void => {
  for (let k = all.length - 1; k > 0; k--) {
    const d = all[k]!;
    const under = all[k - 1]!;
    if (d.source !== under.source) continue;
    if (under.layer.trailer && !under.stopped && d.wire < under.wire) under.layer.trailer(under, d.wire);
    else if (d.wire < under.wire && d.end <= d.wire && d.layer.payload) under.wire = Math.min(under.wire, d.wire);
  }
};

const stretch = (d: Dissecting): Stretch => ({
  layer: d.layer,
  source: d.source,
  offset: d.start,
  length: Math.min(d.stopped ? d.end : d.header, d.end) - d.start,
  end: d.end,
  fields: d.fields,
  heading: d.layer.heading?.(d) ?? d.layer.title,
  info: d.layer.info?.(d),
  label: labelOf(d),
  ends: d.layer.ends?.(d),
});

const labelOf = (d: Dissecting): string => {
  const { label, name } = d.layer;
  return typeof label === 'function' ? label(d) : (label ?? name.toUpperCase());
};

const restOf = (whole: Whole, frame: Frame): Dissection['rest'] => {
  const top = whole.all.at(-1);
  if (!top) return frame.bytes.length > 0 ? { source: 0, offset: 0, length: frame.bytes.length } : undefined;
  if (top.rest) return top.rest;
  if (top.stopped || top.header >= top.end) return undefined;
  return { source: top.source, offset: top.header, length: top.end - top.header };
};

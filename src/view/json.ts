/** Frames as JSON for machines: field values in the spelling of tshark -T ek, every value an array of strings. */
import { frameFields, frameValues, type Times } from '../analysis/frame-fields.ts';
import type { Dissection, Field } from '../wire/dissect.ts';
import { fullName } from '../wire/registry.ts';
import { exportText } from '../wire/show.ts';

export type FrameRecord = Record<string, string[]>;

/** All values of a dissected frame by filter name. */
export const frameRecord = (d: Dissection, times: Times): FrameRecord => {
  const out: FrameRecord = {};
  for (const [name, field] of frameFields) for (const v of frameValues(field, d, times)) add(out, name, exportText(field.spec, v));
  for (const l of d.layers) {
    add(out, l.layer.name, l.heading);
    for (const f of l.fields) addField(out, f, l.layer.name);
  }
  return out;
};

const add = (out: FrameRecord, name: string, text: string): void => {
  const list = out[name];
  if (list === undefined) out[name] = [text];
  else list.push(text);
};

const addField = (out: FrameRecord, f: Field, layer: string): void => {
  if (isExported(f.name)) {
    add(out, f.name, exportText(f.spec, f.value));
    for (const other of f.spec.also ?? []) add(out, fullName(layer, other), exportText(f.spec, f.value));
  }
  for (const child of f.children) addField(out, child, layer);
};

/** Names with a part that begins with an underscore are for the dissection alone. */
const isExported = (name: string): boolean => !name.startsWith('_') && !name.includes('._');

/** Frames as JSON for machines: field values in the spelling of tshark -T ek, every value an array of strings. */
import { frameFields, frameValues, type Times } from '../analysis/frame-fields.ts';
import type { Dissection } from '../wire/dissection.ts';
import { aliasesOf } from '../wire/names.ts';
import { exportText } from '../wire/show.ts';
import type { Field } from '../wire/types.ts';

export type FrameRecord = Record<string, string[]>;

/** All values of a dissected frame by filter name. */
export const frameRecord = (d: Dissection, times: Times): FrameRecord => {
  const out: FrameRecord = {};
  for (const [name, field] of frameFields)
    if (!field.isAsked) for (const v of frameValues(field, d, times)) add(out, name, exportText(field.spec, v));
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
  if (f.name !== '') add(out, f.name, exportText(f.spec, f.value));
  for (const name of aliasesOf(layer, f.spec)) add(out, name, exportText(f.spec, f.value));
  for (const child of f.children) addField(out, child, layer);
};

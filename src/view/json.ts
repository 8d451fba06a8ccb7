/** Frames as JSON for machines: field values in the spelling of tshark -T ek, every value an array of strings. */
import { frameFields, type Times } from '../analysis/frame-fields.ts';
import type { Dissection } from '../wire/dissection.ts';
import { aliasesOf } from '../wire/names.ts';
import { exportText } from '../wire/show.ts';
import type { Field } from '../wire/types.ts';

export type FrameRecord = Record<string, string[]>;

/** Values by filter name; `only` limits them to those names. */
export const frameRecord = (d: Dissection, times: Times, only?: ReadonlySet<string>): FrameRecord => {
  const out: FrameRecord = {};
  const wants = (name: string): boolean => only === undefined || only.has(name);
  for (const [name, field] of frameFields) {
    if (wants(name)) for (const v of field.read(d, times)) add(out, name, exportText(field.spec, v));
  }
  for (const l of d.layers) {
    if (wants(l.layer.name)) add(out, l.layer.name, l.heading);
    for (const f of l.fields) addField(out, f, l.layer.name, wants);
  }
  return out;
};

const add = (out: FrameRecord, name: string, text: string): void => {
  const list = out[name];
  if (list === undefined) out[name] = [text];
  else list.push(text);
};

const addField = (out: FrameRecord, f: Field, layer: string, wants: (name: string) => boolean): void => {
  if (f.name !== '' && wants(f.name)) add(out, f.name, exportText(f.spec, f.value));
  for (const name of aliasesOf(layer, f.spec)) if (wants(name)) add(out, name, exportText(f.spec, f.value));
  for (const child of f.children) addField(out, child, layer, wants);
};

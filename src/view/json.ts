/** Frames as JSON for machines: field values in the spelling of tshark -T ek, every value an array of strings. */
import { frameFields, type Times } from '../analysis/frame-fields.ts';
import type { Dissection, Field } from '../wire/dissect.ts';
import { fullName } from '../wire/registry.ts';
import { exportText } from '../wire/show.ts';

export type FrameRecord = Record<string, string[]>;

/** Values by filter name; `only` limits them to those names. */
export const frameRecord = (d: Dissection, times: Times, only?: ReadonlySet<string>): FrameRecord => {
  const out: FrameRecord = {};
  const add = (name: string, text: string): void => {
    if (only !== undefined && !only.has(name)) return;
    const list = out[name];
    if (list === undefined) out[name] = [text];
    else list.push(text);
  };
  for (const [name, field] of frameFields) {
    if (only === undefined || only.has(name)) for (const v of field.read(d, times)) add(name, exportText(field.spec, v));
  }
  for (const l of d.layers) {
    add(l.layer.name, l.heading);
    for (const f of l.fields) addField(f, l.layer.name, add);
  }
  return out;
};

const addField = (f: Field, layer: string, add: (name: string, text: string) => void): void => {
  if (!f.name.includes('._') && !f.name.startsWith('_')) {
    const text = exportText(f.spec, f.value);
    add(f.name, text);
    for (const other of f.spec.also ?? []) add(fullName(layer, other), text);
  }
  for (const child of f.children) addField(child, layer, add);
};

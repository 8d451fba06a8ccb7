/** Frames as JSON for machines: field values in the spelling of tshark -T ek, every value an array of strings. */
import { type Instant, secondsText, since } from '../core/time.ts';
import type { Dissection, Field } from '../wire/dissect.ts';
import type { Value } from '../wire/field.ts';
import { fullName } from '../wire/registry.ts';
import { exportText } from '../wire/show.ts';

export type FrameRecord = Record<string, string[]>;

/** When the first and the previous frame of the list were. */
export interface Times {
  readonly first: Instant | undefined;
  readonly previous: Instant | undefined;
}

/** Values by filter name; `only` limits them to those names. */
export const frameRecord = (d: Dissection, times: Times, only?: ReadonlySet<string>): FrameRecord => {
  const out: FrameRecord = {};
  frameFields(d, times, (name, text) => {
    if (only === undefined || only.has(name)) out[name] = [text];
  });
  const add = (name: string, text: string): void => {
    if (only !== undefined && !only.has(name)) return;
    const list = out[name];
    if (list === undefined) out[name] = [text];
    else list.push(text);
  };
  for (const l of d.layers) {
    add(l.layer.name, l.heading);
    for (const f of l.fields) addField(f, l.layer.name, add);
  }
  return out;
};

const addField = (f: Field, layer: string, add: (name: string, text: string) => void): void => {
  if (!f.name.includes('._') && !f.name.startsWith('_')) {
    const text = exportValue(f, f.value);
    add(f.name, text);
    for (const other of f.spec.also ?? []) add(fullName(layer, other), text);
  }
  for (const child of f.children) addField(child, layer, add);
};

const exportValue = (f: Field, v: Value): string => exportText(f.spec, v);

const frameFields = (d: Dissection, times: Times, add: (name: string, text: string) => void): void => {
  const f = d.frame;
  add('frame.number', String(f.number));
  add('frame.len', String(f.original));
  add('frame.cap_len', String(f.bytes.length));
  add('frame.protocols', protocolsText(d));
  for (const comment of f.comments) add('frame.comment', comment);
  if (Number.isNaN(f.seconds)) return;
  const gap = (from: Instant | undefined): string => {
    const g = since(f, from ?? f);
    return secondsText(g.seconds, g.nanos);
  };
  add('frame.time_epoch', secondsText(f.seconds, f.nanos));
  add('frame.time_delta', gap(times.previous));
  add('frame.time_relative', gap(times.first));
};

/** `eth:ethertype:ip:tcp`: the stack as Wireshark names it. */
export const protocolsText = (d: Dissection): string => {
  const names = d.layers.flatMap((l) =>
    l.fields.some((f) => f.name === `${l.layer.name}.type` || f.name.endsWith('.etype')) &&
    ['eth', 'vlan', 'sll', 'sll2'].includes(l.layer.name)
      ? [l.layer.name, 'ethertype']
      : [l.layer.name],
  );
  if (d.rest) names.push('data');
  return names.join(':');
};

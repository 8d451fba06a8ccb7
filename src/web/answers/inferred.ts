/** Inferred: which fields of a packet that was made from socket calls are worked out by us, and which the sockets told. */
import type { Stretch } from '../../wire/dissection.ts';
import type { Layer } from '../../wire/types.ts';

/** Whether the field of that name holds what nobody told. `value`: as it is shown. */
export const isInferred = (l: Stretch, name: string, isSet: boolean): boolean => {
  const key = name.slice(name.lastIndexOf('.') + 1);
  const path = name.startsWith(`${l.layer.name}.`) ? name.slice(l.layer.name.length + 1) : name;
  if (told(l.layer).has(path)) return false;
  return !(isSet && path.includes('.') && controlsOf(l.layer).has(key));
};

const known = new WeakMap<Layer, ReadonlySet<string>>();

/** Ends, what comes next and how long it is. */
const told = (layer: Layer): ReadonlySet<string> => {
  const asked = known.get(layer);
  if (asked !== undefined) return asked;
  const columns = layer.slots.filter((s) => s.field.column !== undefined).map((s) => s.key);
  const sizes = layer.payload?.reads ?? [];
  const made: ReadonlySet<string> = new Set(['version', ...columns, ...layer.tables.map(([key]) => key), ...sizes]);
  known.set(layer, made);
  return made;
};

/** Opening, acknowledging, ending and cutting happen on sockets too. */
const controlsOf = (layer: Layer): ReadonlySet<string> => (layer.transport?.segmented === undefined ? NONE : CONTROLS);
const NONE: ReadonlySet<string> = new Set();
const CONTROLS: ReadonlySet<string> = new Set(['syn', 'fin', 'reset', 'ack']);

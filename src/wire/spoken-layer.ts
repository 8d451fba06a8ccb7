/** Spoken layer: a dissected layer as its sentences see it. */
import { ip4Text, ip6Text, joinHostPort, macText } from '../core/address.ts';
import type { Dissection, Stretch } from './dissection.ts';
import { type Reading, ROLE, type Speaking, type Who } from './sentence.ts';
import { exportText } from './show.ts';
import type { Field } from './types.ts';

/** Layer `index` of a frame. */
export const spokenLayer = (d: Dissection, index: number): Speaking => {
  const l = d.layers[index];
  if (l === undefined) throw new RangeError(`expected a layer of the frame, got ${index}`);
  return {
    ...reading(l.fields),
    layer: l.layer.name,
    title: l.layer.title,
    info: l.info,
    quoted: l.quoted,
    event: l.ends?.event,
    message: l.message,
    frame: d.frame.number,
    isKnown: l.facts !== undefined,
    fact: (name) => l.facts?.[name] ?? 0,
    bytes: d.sources[l.source]?.bytes.subarray(l.offset, l.end) ?? new Uint8Array(0),
    carried: Math.max(0, l.wire - l.offset - l.length),
    below: (name) => {
      for (let at = l.parent; at >= 0; at = d.layers[at]?.parent ?? -1)
        if (name === undefined || d.layers[at]?.layer.name === name) return spokenLayer(d, at);
      return undefined;
    },
    above: () => d.layers.flatMap((inner, k) => (inner.parent === index ? [spokenLayer(d, k)] : [])),
    sender: whoOf(d, index, 0),
    receiver: whoOf(d, index, 1),
    isClient: roleAt(d, index) === ROLE.client,
    source: addressOf(d, index, 0) ?? '',
    target: addressOf(d, index, 1) ?? '',
  };
};

// ---- fields ----------------------------------------------------------------------------------------------------------

const reading = (fields: readonly Field[]): Reading => {
  let named: ReadonlyMap<string, readonly Field[]> | undefined;
  const all = (name: string): readonly Field[] => {
    named ??= byName(fields);
    return named.get(name) ?? [];
  };
  const texts = (name: string): readonly string[] => all(name).map((f) => exportText(f.spec, f.value));
  return {
    has: (name) => all(name).length > 0,
    value: (name) => all(name)[0]?.value,
    values: (name) => all(name).map((f) => f.value),
    number: (name) => numberOf(all(name)[0]),
    text: (name) => texts(name)[0] ?? '',
    texts,
    named: (name) => {
      const { spec, value } = all(name)[0] ?? {};
      return typeof value === 'number' ? spec?.names?.[value] : undefined;
    },
    under: (name) => all(name).map((f) => reading(f.children)),
    parts: () => fields.map((f) => ({ ...reading(f.children), name: f.name })),
  };
};

const numberOf = (f: Field | undefined): number => {
  const value = f?.value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : 0;
};

const byName = (fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> => {
  const all = new Map<string, Field[]>();
  const add = (list: readonly Field[]): void => {
    for (const f of list) {
      const known = all.get(f.name);
      if (known === undefined) all.set(f.name, [f]);
      else known.push(f);
      add(f.children);
    }
  };
  add(fields);
  return all;
};

// ---- who -------------------------------------------------------------------------------------------------------------

/** What a layer lies in, itself first. */
function* downFrom(d: Dissection, index: number): Generator<Stretch> {
  for (let l = d.layers[index]; l !== undefined; l = d.layers[l.parent]) yield l;
}

/** The role of who sent it: the nearest transport knows its conversation. */
const roleAt = (d: Dissection, index: number): number => {
  for (const { facts } of downFrom(d, index)) if (facts?.['role'] !== undefined) return facts['role'];
  return ROLE.unknown;
};

const whoOf = (d: Dissection, index: number, side: 0 | 1): Who => {
  const role = isGroup(addressOf(d, index, 1) ?? '') ? ROLE.unknown : roleAt(d, index);
  const name = hostAndPort(d, index, side);
  if (role !== ROLE.unknown) return { who: (role === ROLE.client) === (side === 0) ? 'client' : 'server', name };
  if (name === '') return { who: side === 0 ? 'sender' : 'receiver', name };
  return { who: isAll(addressOf(d, index, side) ?? '') ? 'all' : 'host', name };
};

const hostAndPort = (d: Dissection, index: number, side: 0 | 1): string => {
  const address = addressOf(d, index, side) ?? '';
  for (const { layer, fields } of downFrom(d, index)) {
    if (layer.transport === undefined) continue;
    const port = fields.find((f) => f.spec.column === (side === 0 ? 'sport' : 'dport'))?.value;
    return typeof port === 'number' ? joinHostPort(address, port) : address;
  }
  return address;
};

const addressOf = (d: Dissection, index: number, side: 0 | 1): string | undefined => {
  for (const l of downFrom(d, index)) {
    if (l.ends !== undefined) return (side === 0 ? l.ends.source : l.ends.target).text;
    const place = l.layer.addresses;
    const bytes = d.sources[l.source]?.bytes;
    if (place === undefined || bytes === undefined || l.length < l.layer.min) continue;
    const o = l.offset + (side === 0 ? place.src : place.dst);
    return place.kind === 4 ? ip4Text(bytes, o) : place.kind === 6 ? ip6Text(bytes, o) : macText(bytes, o);
  }
  return undefined;
};

const isAll = (address: string): boolean => address === '255.255.255.255' || address === 'ff:ff:ff:ff:ff:ff';
/** Of several: none of them is the server. */
const isGroup = (address: string): boolean => isAll(address) || /^(22[4-9]|23\d)\.|^ff[0-9a-f]{2}:/.test(address);

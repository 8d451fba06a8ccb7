/** Names in a filter: every declared field, alias and protocol, the fields of the frame, the bytes above the highest layer. */
import { nearest } from '../../core/nearest.ts';
import { extra } from '../../wire/field.ts';
import { aliasesOf, nameOf } from '../../wire/names.ts';
import type { FieldSpec, Registry } from '../../wire/types.ts';
import { frameFields } from '../frame-fields.ts';

/** What a name stands for. Protocols have no spec: their value is their bytes. */
export interface Known {
  readonly name: string;
  readonly spec: FieldSpec | undefined;
}

export const knownName = (r: Registry, name: string): Known | undefined => {
  const lower = name.toLowerCase();
  if (OWN.has(lower)) return { name: lower, spec: OWN.get(lower) };
  const named = r.named(lower) ?? r.named(name);
  return named && { name: named.name, spec: named.field };
};

/** What a name says of itself: the title of its field, or of all the fields that it stands for (`tcp.port`); undefined for a protocol. */
export const titleOf = (r: Registry, name: string): string | undefined => {
  const known = knownName(r, name)?.spec;
  if (known === undefined) return undefined;
  const also = titlesByAlias(r).get(name) ?? [];
  return also.includes(known.title) ? [...new Set(also)].slice(0, 3).join(' or ') : known.title;
};

const TITLES = new WeakMap<Registry, ReadonlyMap<string, readonly string[]>>();

/** Titles of the fields that a name stands for besides those that are called so. */
const titlesByAlias = (r: Registry): ReadonlyMap<string, readonly string[]> => {
  const known = TITLES.get(r);
  if (known !== undefined) return known;
  const titles = new Map<string, string[]>();
  for (const { layer } of r.nodes)
    for (const [key, spec] of Object.entries({ ...layer.fields, ...layer.extras }))
      for (const alias of aliasesOf(layer.name, spec)) {
        if (alias === nameOf(layer.name, key, spec)) continue;
        const those = titles.get(alias);
        if (those === undefined) titles.set(alias, [spec.title]);
        else those.push(spec.title);
      }
  TITLES.set(r, titles);
  return titles;
};

/** Every name that a filter may use, sorted. */
export const filterNames = (r: Registry): readonly string[] => [...OWN.keys(), ...r.names.keys()].filter((n) => !n.includes('._')).sort();

/** What the user may have meant. */
export const nearName = (r: Registry, name: string): string | undefined => {
  const all = filterNames(r);
  const last = name.slice(name.lastIndexOf('.') + 1);
  const dot = name.indexOf('.');
  const protocol = dot < 0 ? undefined : name.slice(0, dot);
  const own = protocol === undefined ? [] : all.filter((n) => n.startsWith(`${protocol}.`));
  return (
    nearest(name, own) ??
    (dot < 0 && name.length > 2 ? carrierNames(r, name)[0] : undefined) ??
    nearest(name, all) ??
    (last.length > 1 ? own.find((n) => n.endsWith(`.${last}`)) : undefined)
  );
};

/** A field's own name under the layers that have addresses or ports, those that people ask for first: network, transport, link. */
const carrierNames = (r: Registry, name: string): readonly string[] => {
  const layers = r.nodes.map(({ layer }) => layer);
  const carriers = [...layers.filter((l) => l.pseudo), ...layers.filter((l) => l.transport), ...layers.filter((l) => l.addresses)];
  return carriers.map((l) => `${l.name}.${name}`).filter((n) => r.names.has(n));
};

const OWN: ReadonlyMap<string, FieldSpec | undefined> = new Map<string, FieldSpec | undefined>([
  ['frame', undefined],
  ['data', undefined],
  ['_ws.malformed', extra('Malformed packet', 'none')],
  ['_ws.short', extra('Packet cut by the capture', 'none')],
  ['_ws.expert', extra('Something is wrong with the frame', 'none')],
  ...[...frameFields].map(([name, { spec }]) => [name, spec] as const),
]);

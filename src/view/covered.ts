/** Covered: a dissection with asterisks wherever a layer says that a password lies: in fields, in what holds them, in the bytes. */
import { fromLatin1 } from '../core/bytes.ts';
import type { Dissection, Source } from '../wire/dissection.ts';
import type { Field, Fields, Layer } from '../wire/types.ts';

const ASTERISK = 42;

/** Bytes of a source that are secret, and how they read. */
interface Place {
  readonly source: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Itself where nothing in it is secret. What an own analysis recomputes finds the true bytes as `whole`. */
export const covered = (d: Dissection): Dissection => {
  const secrets = d.layers.filter((l) => mayHold(l.layer)).flatMap((l) => secretsIn(l.fields));
  if (secrets.length === 0) return d;
  const places = secrets.flatMap((f) => placesOf(d, f));
  const sources = d.sources.map((s, k) =>
    coveredSource(
      s,
      places.filter((p) => p.source === k),
    ),
  );
  const layers = d.layers.map((l) => ({ ...l, fields: l.fields.map((f) => coveredField(f, d.sources, sources, places)) }));
  return { ...d, frame: { ...d.frame, bytes: sources[0]?.bytes ?? d.frame.bytes }, sources, layers };
};

// ---- what is secret ----------------------------------------------------------------------------------------------------

const known = new WeakMap<Layer, boolean>();

/** Whether a layer has fields that are secret. */
export const mayHold = (layer: Layer): boolean => {
  const asked = known.get(layer);
  if (asked !== undefined) return asked;
  const has = anySecret({ ...layer.fields, ...layer.extras });
  known.set(layer, has);
  return has;
};

const anySecret = (fields: Fields): boolean =>
  Object.values(fields).some((f) => f.secret === true || (f.sub !== undefined && anySecret(f.sub)));

const secretsIn = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((f) => [...(f.spec.secret ? [f] : []), ...secretsIn(f.children)]);

/** Where a field lies: in its source, and of a message that several segments brought, what came with this one. */
const placesOf = (d: Dissection, f: Field): readonly Place[] => {
  const end = f.offset + f.length;
  const source = d.sources[f.source];
  if (source === undefined || f.length === 0) return [];
  const text = fromLatin1(source.bytes.subarray(f.offset, end));
  const here = source.from
    .filter(({ frame }) => frame === d.frame.number && f.source !== 0)
    .map(({ offset, length, at }) => ({
      source: 0,
      from: at + Math.max(0, f.offset - offset),
      to: at + Math.min(length, end - offset),
      text,
    }));
  return [{ source: f.source, from: f.offset, to: end, text }, ...here];
};

// ---- covering it -------------------------------------------------------------------------------------------------------

const coveredSource = (s: Source, places: readonly Place[]): Source => {
  if (places.length === 0) return s;
  const bytes = Uint8Array.from(s.bytes);
  for (const { from, to } of places) bytes.fill(ASTERISK, Math.max(0, from), Math.max(0, to));
  return { ...s, bytes, whole: s.bytes };
};

const coveredField = (f: Field, whole: readonly Source[], sources: readonly Source[], places: readonly Place[]): Field => {
  const inside = places.filter((p) => p.source === f.source && p.from < f.offset + f.length && p.to > f.offset);
  if (inside.length === 0 && !f.spec.secret) return f;
  const children = f.children.map((child) => coveredField(child, whole, sources, places));
  const over = (text: string): string => (f.spec.secret ? '*'.repeat(text.length) : coveredText(text, f, whole[f.source], inside));
  const bytes = sources[f.source]?.bytes.subarray(f.offset, f.offset + f.length);
  const value =
    typeof f.value === 'string' ? over(f.value) : f.value instanceof Uint8Array && bytes?.length === f.value.length ? bytes : f.value;
  return { ...f, value, text: f.text === undefined ? undefined : over(f.text), children };
};

/** The text of a field that holds secrets: by their places where it has its bytes as they are, by their words otherwise. */
const coveredText = (text: string, f: Field, source: Source | undefined, inside: readonly Place[]): string => {
  const bytes = source?.bytes.subarray(f.offset, f.offset + text.length);
  if (bytes !== undefined && fromLatin1(bytes) === text) {
    const letters = [...text];
    for (const { from, to } of inside) letters.fill('*', Math.max(0, from - f.offset), Math.max(0, to - f.offset));
    return letters.join('');
  }
  return inside.reduce((covering, { text: word }) => covering.replaceAll(word, '*'.repeat(word.length)), text);
};

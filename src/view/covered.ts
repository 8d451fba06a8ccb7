/** Covered: a dissection with asterisks wherever a layer says that a password lies: in fields, in what holds them, in the bytes. */
import { fromLatin1 } from '../core/latin1.ts';
import type { Dissection, Source, Stretch } from '../wire/dissection.ts';
import { mayHold, passwordsInUrls, type SecretPlace, secretsIn, withoutPasswords } from '../wire/secret.ts';
import type { Field } from '../wire/types.ts';

const ASTERISK = 42;

/** Itself where nothing in it is secret. What an own analysis recomputes finds the true bytes as `whole`. */
export const covered = (d: Dissection): Dissection => {
  const secrets = d.layers.filter((l) => mayHold(l.layer)).flatMap((l) => secretsIn(l.fields));
  const places = [...secrets.flatMap((f) => placesOf(d, f)), ...d.early(), ...d.sources.flatMap((s, k) => passwordsInUrls(s.bytes, k))];
  if (secrets.length === 0 && places.length === 0 && !d.layers.some(namesPassword)) return d;
  const sources = d.sources.map((s, k) =>
    coveredSource(
      s,
      places.filter((p) => p.source === k),
    ),
  );
  const layers = d.layers.map((l) => ({
    ...l,
    heading: withoutPasswords(l.heading),
    info: l.info && withoutPasswords(l.info),
    fields: l.fields.map((f) => coveredField(f, d.sources, sources, places)),
  }));
  return { ...d, frame: { ...d.frame, bytes: sources[0]?.bytes ?? d.frame.bytes }, sources, layers };
};

// ---- what is secret ----------------------------------------------------------------------------------------------------

/** Where a field lies: in its source, and of a message that several segments brought, what came with this one. */
const placesOf = (d: Dissection, f: Field): readonly SecretPlace[] => {
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

const coveredSource = (s: Source, places: readonly SecretPlace[]): Source => {
  if (places.length === 0) return s;
  const bytes = Uint8Array.from(s.bytes);
  for (const { from, to } of places) bytes.fill(ASTERISK, Math.max(0, from), Math.max(0, to));
  return { ...s, bytes, whole: s.bytes };
};

const coveredField = (f: Field, whole: readonly Source[], sources: readonly Source[], places: readonly SecretPlace[]): Field => {
  const inside = places.filter((p) => p.source === f.source && p.from < f.offset + f.length && p.to > f.offset);
  if (inside.length === 0 && !f.spec.secret) return withoutUrl(f);
  const children = f.children.map((child) => coveredField(child, whole, sources, places));
  const over = (text: string): string => (f.spec.secret ? '*'.repeat(text.length) : coveredText(text, f, whole[f.source], inside));
  const bytes = sources[f.source]?.bytes.subarray(f.offset, f.offset + f.length);
  const value =
    typeof f.value === 'string' ? over(f.value) : f.value instanceof Uint8Array && bytes?.length === f.value.length ? bytes : f.value;
  return { ...f, value, text: f.text === undefined ? undefined : over(f.text), children };
};

/** The text of a field that holds secrets: by their places where it has its bytes as they are, by their words otherwise. */
const coveredText = (text: string, f: Field, source: Source | undefined, inside: readonly SecretPlace[]): string => {
  const bytes = source?.bytes.subarray(f.offset, f.offset + text.length);
  if (bytes !== undefined && fromLatin1(bytes) === text) {
    const letters = [...text];
    for (const { from, to } of inside) letters.fill('*', Math.max(0, from - f.offset), Math.max(0, to - f.offset));
    return letters.join('');
  }
  return withoutPasswords(
    inside.reduce((covering, { text: word }) => (word === '' ? covering : covering.replaceAll(word, '*'.repeat(word.length))), text),
  );
};

/** A value that was put together may name an address that lies nowhere so. */
const withoutUrl = (f: Field): Field => {
  const { value, text } = f;
  return {
    ...f,
    value: typeof value === 'string' ? withoutPasswords(value) : value,
    text: text && withoutPasswords(text),
    children: f.children.map(withoutUrl),
  };
};

const namesPassword = ({ fields }: Stretch): boolean => fields.some(fieldNamesPassword);
const fieldNamesPassword = ({ value, text, children }: Field): boolean =>
  [value, text].some((said) => typeof said === 'string' && withoutPasswords(said) !== said) || children.some(fieldNamesPassword);

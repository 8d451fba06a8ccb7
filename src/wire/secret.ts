/** Secrets: which layers have fields that are passwords or hold them, and where those lie. */
import { fromLatin1 } from '../core/latin1.ts';
import { nameOf, specsOf } from './names.ts';
import type { Field, Fields, Layer } from './types.ts';

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

/** What its secret fields are called. */
export const secretNames = (layer: Layer): readonly string[] =>
  [...specsOf(layer)].filter(([, spec]) => spec.secret === true).map(([key, spec]) => nameOf(layer.name, key, spec));

export const secretsIn = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((f) => [...(f.spec.secret ? [f] : []), ...secretsIn(f.children)]);

/** Bytes of a source that are secret, and how they read. */
export interface SecretPlace {
  readonly source: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Places of the passwords in addresses like `http://user:password@host/`, as far as they lie before `end`. */
export const passwordsInUrls = (b: Uint8Array, source: number): readonly SecretPlace[] => {
  const places: SecretPlace[] = [];
  for (let at = b.indexOf(AT); at >= 0; at = b.indexOf(AT, at + 1)) {
    const text = PASSWORD.exec(fromLatin1(b.subarray(Math.max(0, at - LONGEST), at)))?.[1];
    if (text !== undefined) places.push({ source, from: at - text.length, to: at, text });
  }
  return places;
};

/** The end of the bytes where it may be a password in an address of which the host is to come. */
export const passwordBegun = (b: Uint8Array): readonly { readonly offset: number; readonly length: number }[] => {
  const length = PASSWORD.exec(fromLatin1(b.subarray(Math.max(0, b.length - LONGEST))))?.[1]?.length;
  return length === undefined ? [] : [{ offset: b.length - length, length }];
};

/** The text with asterisks in place of the passwords in its addresses, as long as before. */
export const withoutPasswords = (text: string): string =>
  text.includes('@') ? text.replace(IN_TEXT, (all, before: string) => before + '*'.repeat(all.length - before.length)) : text;

const AT = 64;
/** Bytes of an address before its host. */
const LONGEST = 300;
/** A whole beginning of an address, and nothing but what addresses are written with: bytes that are no text stay as they are. */
const BEGIN = '[a-z][a-z0-9+.-]*://[\\w.+%~!$&()*,;=-]*:';
const WORD = '[!#-.0-;=?A-~]+';
const PASSWORD = new RegExp(`${BEGIN}(${WORD})$`, 'i');
const IN_TEXT = new RegExp(`(${BEGIN})${WORD}(?=@)`, 'gi');

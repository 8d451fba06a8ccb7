/** Covered: bytes that a view shows, with asterisks where a layer says that a password lies. The bytes of the frame stay as they are. */
import type { Dissection } from '../wire/dissection.ts';
import type { Field } from '../wire/types.ts';

const ASTERISK = 42;

interface Place {
  readonly from: number;
  readonly to: number;
}

/** The bytes at `offset` of a source; themselves where nothing in them is secret. */
export const covered = (d: Dissection, source: number, offset: number, bytes: Uint8Array): Uint8Array => {
  const places = d.layers.flatMap((l) => secretsIn(l.fields)).flatMap((f) => placesOf(d, f, source));
  if (places.length === 0) return bytes;
  const copy = bytes.slice();
  for (const { from, to } of places) copy.fill(ASTERISK, Math.max(0, from - offset), Math.max(0, to - offset));
  return copy;
};

const secretsIn = (fields: readonly Field[]): readonly Field[] =>
  fields.flatMap((f) => [...(f.spec.secret ? [f] : []), ...secretsIn(f.children)]);

/** Where a field lies in `source`: of a message that several segments brought, what came with this one. */
const placesOf = (d: Dissection, f: Field, source: number): readonly Place[] => {
  if (f.source === source) return [{ from: f.offset, to: f.offset + f.length }];
  return (d.sources[f.source]?.from ?? [])
    .filter(({ frame }) => frame === d.frame.number && source === 0)
    .map(({ offset, length, at }) => ({
      from: at + Math.max(0, f.offset - offset),
      to: at + Math.min(length, f.offset + f.length - offset),
    }));
};

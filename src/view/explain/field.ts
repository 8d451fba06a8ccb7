/** A field explained: what it is there for, where it lies in its header, and what its values are called. */
import type { Words } from '../../core/words.ts';
import { partKey } from '../../wire/names.ts';
import type { Named, Slot } from '../../wire/types.ts';
import { type Fact, type Facts, fact } from '../facts.ts';

/** Values that are listed. */
const MOST = 24;

export const explainField = ({ name, layer, field }: Named, words: Words): Facts | undefined => {
  if (field === undefined) return undefined;
  const place = placeOf(layer.slots, layer.name, name);
  const values = Object.entries(field.names ?? {});
  const sentence = words.field(name);
  const about = words.protocol(layer.name);
  return {
    kind: words.text({ area: 'explain', key: 'field', slots: { title: layer.title } }),
    text: name,
    facts: [
      fact('', field.title),
      ...(sentence === undefined ? [] : [fact('', sentence)]),
      ...(place === undefined ? [] : [placeFact(place, words)]),
      ...values.slice(0, MOST).map(([value, text]): Fact => fact(value, text)),
      ...(values.length > MOST ? [fact('…', String(values.length - MOST))] : []),
      ...(about === undefined ? [] : [fact(layer.name, about)]),
    ],
  };
};

interface Place {
  readonly bit: number;
  readonly bits: number;
}

/** Where it lies in the fixed header. */
const placeOf = (slots: readonly Slot[], layer: string, name: string): Place | undefined => {
  for (const { key, field, bit } of slots) {
    if (`${layer}.${key}` === name) return { bit, bits: field.bits };
    let at = bit;
    for (const [part, spec] of Object.entries(field.sub ?? {})) {
      if (`${layer}.${partKey(key, part)}` === name) return { bit: at, bits: spec.bits };
      at += spec.bits;
    }
  }
  return undefined;
};

const placeFact = ({ bit, bits }: Place, words: Words): Fact =>
  fact('', words.text({ area: 'explain', key: 'place', slots: { bits, byte: bit >> 3, bit: bit & 7 } }));

/** Values of a frame as a whole that only its dissection tells: its bytes, what is left of them, whether something is wrong. */
import type { Dissection } from '../wire/dissection.ts';
import type { Value } from '../wire/value.ts';
import { restBytes } from './frame-fields.ts';

const faulty =
  (test: (kind: string, severity: string) => boolean) =>
  (d: Dissection): readonly Value[] =>
    d.faults.some((f) => test(f.kind, f.severity)) ? [1] : [];

/** What is left of a frame behind its layers: told without those. */
export const REST = 'data';

export const OTHERS: Readonly<Record<string, (d: Dissection) => readonly Value[]>> = Object.assign(Object.create(null) as object, {
  frame: (d: Dissection) => [d.frame.bytes],
  [REST]: restBytes,
  '_ws.malformed': faulty((kind, severity) => kind !== 'short' && severity === 'error'),
  '_ws.short': faulty((kind) => kind === 'short'),
  '_ws.expert': faulty(() => true),
});

/** Walked rest: what is left of a frame behind the layers of a walk, where the highest is a transport whose data nobody reads. */
import type { Bytes } from '../core/bytes.ts';
import { slotReader } from '../wire/compile-row.ts';
import type { Layer } from '../wire/types.ts';
import type { Taken } from './taken.ts';

/** None or one; undefined where only a dissection tells. */
export const walkedRest = ({ walked, known }: Pick<Taken, 'walked' | 'known'>, b: Bytes): readonly Bytes[] | undefined => {
  const { top, depth } = walked;
  const nth = known.transports - 1;
  if (top?.layer.transport === undefined || known.nodes[nth] !== top) return undefined;
  const done = known.allMessages[nth];
  if (done !== undefined && done.messages.length > 0) return undefined;
  const { faults } = top.layer.transport;
  // What was there before, and what comes with a reset, is no data.
  if (faults !== undefined && known.allFacts[nth]?.[faults.fact] !== 0) return undefined;
  if (resets(top.layer, b, walked.start[depth - 1]!)) return undefined;
  const [from, to] = [walked.header[depth - 1]!, walked.end[depth - 1]!];
  return done === undefined && from < to ? [b.subarray(from, to)] : NONE;
};
const NONE: readonly Bytes[] = [];

const resets = (layer: Layer, b: Bytes, o: number): boolean => {
  const { segmented } = layer.transport!;
  if (segmented === undefined) return false;
  const known = readers.get(layer) ?? slotReader(layer.slots.find(({ key }) => key === segmented.flags)!);
  readers.set(layer, known);
  return (known(b, o) & segmented.rst) !== 0;
};
const readers = new WeakMap<Layer, (b: Bytes, o: number) => number>();

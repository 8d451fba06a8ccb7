/** Look nearest: all frames of an index, for what comes nearest to a filter that none passes. */
import { Nearest, type NearestTruth } from '../analysis/filter/nearest.ts';
import { protocols } from '../protocols/registry.ts';
import { type Again, type Looks, type LookWalk, lookAgain } from './look-again.ts';

export const lookNearest = async (
  again: Again,
  text: string,
  walk: Pick<LookWalk, 'signal' | 'turn'>,
): Promise<NearestTruth | undefined> => {
  const found = new Nearest(text, protocols);
  const holds: Looks['holds'] = ({ track, batch, i, times }) => {
    found.selection.load(track, batch, i, times);
    found.take(track.frames);
    return false;
  };
  await lookAgain(again, { holds }, { ...walk, more: async () => false, found: () => {} });
  return walk.signal.aborted ? undefined : found.truth;
};

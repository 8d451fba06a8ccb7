/** Counts of a whole capture: which protocols there are inside which, or what is wrong with its packets. */
import { FrameCounts } from '../../analysis/frame-counts.ts';
import { sayNotice } from '../../core/said.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { protocols } from '../../protocols/registry.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { faultData, faultLines, protocolData, protocolLines } from '../../view/count-lines.ts';
import { jsonText } from '../../view/text.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Context } from '../command/command.ts';
import { paint } from '../terminal/paint.ts';
import { Lines } from './lines.ts';

/** Columns where nobody's screen sets them. */
export const PIPED = 120;

/** What is counted. */
export interface Counted {
  readonly what: 'protocols' | 'faults';
  readonly json: boolean;
}

export const showCounts = async (
  { out, err, said, program, language }: Context,
  capture: Capture,
  walk: FrameWalk,
  { what, json }: Counted,
): Promise<number> => {
  const counts = new FrameCounts(protocols);
  await eachFrame(capture, walk, ({ track, batch, i }) => {
    counts.take(track, batch, i);
    return true;
  });
  const words = await loadWords(language);
  const columns = out.isTerminal ? out.columns : PIPED;
  const { branches, faults, count } = counts;
  const first = (frame: number): string => said.text(sayNotice('firstIn', { frame: String(frame) }));
  const heads = {
    protocol: said.text(sayNotice('countProtocol')),
    packets: said.text(sayNotice('countPackets')),
    bytes: said.text(sayNotice('countBytes')),
  };
  const data = what === 'protocols' ? protocolData(branches) : faultData(faults, words);
  const drawn = what === 'protocols' ? protocolLines(branches, count, columns, heads) : faultLines(faults, words, columns, first);
  const lines = new Lines(out);
  for (const text of json ? data.map(jsonText) : drawn.map((l) => paint(l, out.style))) lines.put(text);
  lines.flush();
  if (what === 'faults' && faults.length === 0) err.line(`${program}: ${said.text(sayNotice('noFaults', { frames: count }))}`);
  return 0;
};

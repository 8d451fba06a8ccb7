/** Checksums of a whole capture: rows of the frames with a wrong one, and a count of all at the end. */
import { sayNotice } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { decimalsOf, eachFrame, type FrameWalk } from '../../run/frames.ts';
import { type ChecksumWork, checksumsOf, type Verdict } from '../../view/checksum.ts';
import { RowTime, type TimeForm } from '../../view/row-time.ts';
import { rowAt, rowLine } from '../../view/rows.ts';
import { line, span } from '../../view/text.ts';
import type { Context } from '../command/command.ts';
import { paint } from '../terminal/paint.ts';
import { Lines } from './lines.ts';
import { terminalRow } from './terminal-rows.ts';

/** Exit code 1 where a checksum is wrong. */
export const showVerified = async (
  { out, err, said }: Pick<Context, 'out' | 'err' | 'said'>,
  capture: Capture,
  walk: FrameWalk,
  form: TimeForm | undefined,
): Promise<number> => {
  const counts: Record<Verdict, number> = { right: 0, wrong: 0, partial: 0, absent: 0, unknown: 0 };
  const decimals = decimalsOf(capture);
  const lines = new Lines(out);
  const time = new RowTime(form);
  const short = terminalRow(out, time);
  await eachFrame(capture, { ...walk, ready: () => lines.ready() }, (passed) => {
    const { d, times, source } = passed;
    const works = checksumsOf(d);
    for (const work of works) counts[work.verdict]++;
    const bad = works.filter((w) => w.verdict === 'wrong' || w.verdict === 'partial');
    const row = out.isTerminal ? paint(short(passed), out.style) : rowLine(rowAt(d, time.text(d.frame, times, decimals(source)))).trimEnd();
    const wrong = paint(line(span(bad.map((work) => said.text(wrongSaid(work))).join(' '), 'bad')), out.style);
    lines.put(bad.length === 0 ? row : `${row}${out.isTerminal ? '\n        ' : ' '}${wrong}`);
    return true;
  });
  lines.flush();
  const shown = SHOWN.filter((v) => counts[v] > 0 || v === 'right' || v === 'wrong').map((v) =>
    said.text(sayNotice(v, { count: counts[v] })),
  );
  err.line(said.text(sayNotice('checksums', { counts: shown.join(', ') })));
  return counts.wrong > 0 ? 1 : 0;
};

const wrongSaid = (w: ChecksumWork): Said => {
  const hex = (n: number): string => `0x${n.toString(16).padStart(4, '0')}`;
  return w.verdict === 'partial'
    ? sayNotice('leftToCard', { layer: w.layer })
    : sayNotice('shouldBe', { layer: w.layer, found: hex(w.found), right: hex(w.complement) });
};

const SHOWN: readonly Verdict[] = ['right', 'wrong', 'partial', 'absent', 'unknown'];

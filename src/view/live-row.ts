/** Rows of packets between lines that people type: what changes from packet to packet, in one line that fits. */

import type { Instant } from '../core/time.ts';
import { secondsText, since } from '../core/time.ts';
import type { Dissection } from '../wire/dissection.ts';
import { said } from './rows.ts';
import { clip, type Line, line, padLeft, span } from './text.ts';

/** `│  4 S   0.001234 40312 → 7 [PSH, ACK] Seq=1 Ack=1 Win=65495 Len=18`, dim. */
export const liveRow = (d: Dissection, first: Instant | undefined, columns: number): Line => {
  const gap = first === undefined || Number.isNaN(d.frame.seconds) ? undefined : since(d.frame, first);
  const time = gap === undefined ? '' : secondsText(gap.seconds, gap.nanos, 6);
  const info = said(d).info;
  const text = `│${padLeft(String(d.frame.number), 4)} ${d.frame.mark} ${padLeft(time, 10)} ${info}`;
  return line(span(clip(text, columns - 1), 'dim'));
};

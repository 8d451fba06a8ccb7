/** PacketView: packets as they happen, between other lines: ladders on a terminal, elsewhere the rows of `read`. */
import { english } from '../../core/said.ts';
import type { OnPacket } from '../../run/watched.ts';
import { rowLine, rowOf } from '../../view/rows.ts';
import type { Line } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import { type BoundedOutput, notShown } from '../terminal/bounded-output.ts';
import { paint } from '../terminal/paint.ts';
import { LiveLadders, type LiveLook } from '../views/live-ladders.ts';

export interface PacketView {
  readonly onPacket: OnPacket;
  /** Packets shown in a second at most; absent: no limit. */
  readonly mostShown?: number;
  readonly hasRoom: () => boolean;
  /** What the marks mean, where any were shown as ladders; behind it nothing more is shown. */
  close(): void;
}

/** `on` is where the packets end up: its width and its colours. */
export const packetView = (packets: BoundedOutput, on: Output, look: LiveLook): PacketView =>
  on.isTerminal ? ladders(packets, on, look) : rows(packets, look.said);

/** The width is taken at each packet: a terminal may become narrower. */
const ladders = (packets: BoundedOutput, on: Output, look: LiveLook): PacketView => {
  const shown = new LiveLadders(look);
  let isOver = false;
  const painted = (lines: readonly Line[]): string => lines.map((l) => paint(l, on.style)).join('\n');
  return {
    onPacket: (d, { first }, unshown, of) => {
      if (!isOver) packets.put(() => painted(shown.lines(d, first, unshown, of, on.columns)));
    },
    mostShown: MOST_SHOWN,
    hasRoom: () => packets.hasRoom,
    close: () => {
      isOver = true;
      packets.put(() => painted(shown.legend(on.columns)));
    },
  };
};

const rows = (packets: BoundedOutput, said = english): PacketView => ({
  onPacket: (d, { first }, unshown) => {
    if (unshown > 0) packets.put(() => notShown(unshown, 'unshown', said));
    packets.put(() => rowLine(rowOf(d, first ?? d.frame)).slice(0, -1));
  },
  hasRoom: () => packets.hasRoom,
  close: () => {},
});

/** Packets a second between the lines of a conversation: enough to see it flow. */
const MOST_SHOWN = 200;

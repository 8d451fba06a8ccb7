/** Follow on the terminal: what was said, as text with the side in front, as a hex dump, as the exact bytes, or as JSON. */

import { ConversationList, type Listed } from '../../analysis/conversation-list.ts';
import { type Followed, Follower, type Said } from '../../analysis/follow.ts';
import { hex } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { grouped, visibleBlock, visibleBytes } from '../../core/text.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { protocols } from '../../protocols/registry.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import type { Passed } from '../../run/passed.ts';
import { hexLines } from '../../view/hex.ts';
import { segmentOf } from '../../view/segment.ts';
import { jsonText, type Line, line, span } from '../../view/text.ts';
import type { Output } from '../command/output.ts';
import { putLines } from '../terminal/paint.ts';

export type FollowForm = 'text' | 'hex' | 'raw' | 'json';

export interface FollowTotals {
  readonly found: boolean;
  /** What there is, where it was not found. */
  readonly others: readonly Listed[];
  readonly bytes: readonly [number, number];
  readonly gaps: readonly [number, number];
  readonly conflicts: readonly number[];
}

/** `tcp,0`, `udp,3`, `pdu,1`: the numbers that tcp.stream, udp.stream and exported_pdu.stream have. */
export const conversationOf = (words: string): Followed => {
  const [name = '', number = '', ...rest] = words.split(',');
  const n = /^\d{1,9}$/.test(number) ? Number(number) : undefined;
  const meant = protocols.byName(name === 'pdu' ? 'exported_pdu' : name)?.layer;
  const protocol = followed().find((p) => p === meant)?.name;
  if (protocol === undefined || n === undefined || rest.length > 0)
    throw new UsageError('--follow', sayWrong('followed'), words, sayWrong('conversationsList'));
  return { protocol, number: n };
};

/** Layers that have conversations, and those whose messages lie in one. */
const followed = () =>
  protocols.nodes.map((n) => n.layer).filter((l) => l.transport !== undefined || l.channel !== undefined || l.stream !== undefined);

/** `side` keeps what one of the two said. */
export const showFollow = async (
  out: Output,
  capture: Capture,
  walk: FrameWalk,
  conversation: Followed,
  form: FollowForm,
  side: 0 | 1 | undefined,
): Promise<FollowTotals> => {
  const follower = new Follower(conversation);
  const writer = new Writer(out, form, follower, side);
  const list = new ConversationList();
  const each = ({ track, batch, i }: Passed): void => void list.take(track, batch, i);
  await eachFrame(capture, { ...walk, each }, ({ d }) => {
    const segment = segmentOf(d);
    if (segment !== undefined) for (const said of follower.push(d, [segment.from, segment.to])) writer.put(said);
    return true;
  });
  for (const said of follower.end()) writer.put(said);
  writer.end();
  return { found: follower.hosts !== undefined, others: list.all, bytes: writer.bytes, gaps: writer.gaps, conflicts: follower.conflicts };
};

class Writer {
  readonly bytes: [number, number] = [0, 0];
  readonly gaps: [number, number] = [0, 0];
  readonly #out: Output;
  readonly #form: FollowForm;
  readonly #follower: Follower;
  readonly #side: 0 | 1 | undefined;
  #last: 0 | 1 | undefined;
  #midLine = false;

  constructor(out: Output, form: FollowForm, follower: Follower, side: 0 | 1 | undefined) {
    this.#out = out;
    this.#form = form;
    this.#follower = follower;
    this.#side = side;
  }

  put(said: Said): void {
    if (this.#side !== undefined && said.side !== this.#side) return;
    (said.kind === 'gap' ? this.gaps : this.bytes)[said.side] += said.length;
    if (this.#form === 'raw') this.#out.untrusted(said.bytes);
    else if (this.#form === 'json') this.#json(said);
    else if (this.#form === 'hex') this.#hex(said);
    else this.#text(said);
  }

  end(): void {
    if (this.#midLine) this.#out.line();
    this.#midLine = false;
  }

  #json(said: Said): void {
    const [a, b] = this.#follower.hosts ?? ['', ''];
    const ends = said.side === 0 ? { from: a, to: b } : { from: b, to: a };
    const { frame, offset, length, bytes } = said;
    const rest = said.kind === 'gap' ? { missing: length } : { length, text: visibleBytes(bytes), hex: hex(bytes) };
    this.#out.line(jsonText({ frame, ...ends, side: said.side, offset, ...rest }));
  }

  #hex(said: Said): void {
    this.#heading(said.side);
    const indent = said.side === 0 ? '' : '  ';
    const rows: readonly Line[] = said.kind === 'gap' ? [gapLine(said)] : hexLines(said.bytes, { base: said.offset, digits: 8 });
    putLines(
      this.#out,
      rows.map((row) => [span(indent), ...row]),
    );
  }

  #text(said: Said): void {
    this.#heading(said.side);
    if (said.kind === 'gap') {
      this.end();
      putLines(this.#out, [gapLine(said)]);
      return;
    }
    const { style } = this.#out;
    const paint = said.side === 0 ? style.cyan : style.magenta;
    const text = visibleBlock(said.bytes);
    this.#midLine = !text.endsWith('\n');
    this.#out.write(
      text
        .split('\n')
        .map((part) => paint(part))
        .join('\n'),
    );
  }

  /** Who speaks, where it changes. */
  #heading(side: 0 | 1): void {
    if (side === this.#last) return;
    this.end();
    this.#last = side;
    const [a, b] = this.#follower.hosts ?? ['', ''];
    const words = side === 0 ? `── ${a} → ${b}` : `── ${b} → ${a}`;
    putLines(this.#out, [line(span(words, 'dim'))]);
  }
}

const gapLine = (said: Said): Line => line(span(`[${grouped(said.length)} bytes missing in the capture]`, 'warn'));

/**
 * Row writer: the rows of frames as bytes, straight from what a track knows, by the rows that the layers declare. The same line as rows.ts makes
 * of a dissection (a test holds it so), at a fiftieth of the cost.
 */
import type { Times } from '../analysis/frame-fields.ts';
import { LONGEST_INFO } from '../analysis/row-says.ts';
import type { Taken } from '../analysis/taken.ts';
import { type Bytes, utf8 } from '../core/bytes.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import { begunOf, CUT, type Facts, type Seen, seen } from '../wire/row.ts';
import type { Completed, CompletedMessage, Node } from '../wire/types.ts';
import type { RowTime } from './row-time.ts';
import { WrittenLines } from './written-lines.ts';

/** What a row tells of a frame that was taken. */
export type RowTaken = Pick<Taken, 'frames' | 'walked' | 'known' | 'isDeep' | 'source' | 'target' | 'address'>;

export class RowWriter {
  readonly #at: Seen;
  readonly #labels: Uint8Array[] = [];
  readonly #encodedLabels = new Map<string, Uint8Array>();
  readonly #written = new WrittenLines();

  /** The form of times; absent: since the first frame. */
  readonly #time: RowTime | undefined;

  constructor(showSecrets = false, time?: RowTime) {
    this.#at = seen(new Uint8Array(0), showSecrets);
    this.#time = time?.form === 'r' ? undefined : time;
  }

  /** Puts what waits of rows that were written elsewhere: before other text, and before the batch ends. */
  flush(out: TextBuffer): void {
    this.#written.flush(out);
  }

  /**
   * Writes the row of the track's newest frame, frame `i` of the batch; false where the frame has to be dissected. One that was written where the
   * frame was traced waits for others that follow it.
   */
  row(track: RowTaken, batch: FrameBatch, i: number, times: Times, decimals: number, out: TextBuffer): boolean {
    const w = track.walked;
    const { top } = w;
    if (track.isDeep || top === undefined || Number.isNaN(batch.seconds[i]!)) return false;
    const { transports } = track.known;
    if (transports === 0) return false;
    const done = top.layer.transport === undefined ? undefined : track.known.allMessages[transports - 1];
    const hasMessages = done !== undefined && done.messages.length > 0;
    if (!hasMessages && (done === undefined || done.waiting === 0) && this.#written.take(batch, i, out)) return true;
    if (hasMessages ? !canWrite(done) : top.row === undefined) return false;
    this.flush(out);
    const start = out.length;
    out.number(track.frames, 5);
    out.byte(32);
    out.put(MARK_TEXT[batch.mark[i]!] ?? MARK_TEXT[0]!);
    if (this.#time === undefined) time(batch, i, times.first ?? instantOf(batch, i), decimals, out);
    else out.text(`${this.#time.text({ number: track.frames, ...instantOf(batch, i) }, times, decimals).padStart(10)} `);
    ends(track, out);
    if (hasMessages) this.#messages(batch, i, done.messages, track.known.allFacts[transports - 1], top, out);
    else this.#layer(track, batch, i, top, transports, done, out);
    out.byte(10);
    if (out.length - start < LONGEST_ROW) return true;
    out.length = start;
    return false;
  }

  #layer(track: RowTaken, batch: FrameBatch, i: number, top: Node, transports: number, done: Completed | undefined, out: TextBuffer): void {
    const at = this.#at;
    const w = track.walked;
    const k = w.depth - 1;
    at.b = batch.bytes;
    at.o = w.start[k]!;
    at.header = w.header[k]!;
    at.end = w.end[k]!;
    at.wire = w.wire[k]!;
    at.facts = top.layer.transport === undefined ? undefined : track.known.allFacts[transports - 1];
    at.kind = w.kind[k]!;
    at.message = undefined;
    at.waiting = done?.waiting ?? 0;
    at.begun = begunOf(done?.unfinished);
    this.#head(top, batch.original[i]!, out);
    top.row?.(out, at);
  }

  /** What the messages of a segment say, one after the other; the protocol is that of the last one. */
  #messages(
    batch: FrameBatch,
    i: number,
    messages: readonly CompletedMessage[],
    facts: Facts | undefined,
    { layer: { remarks } }: Node,
    out: TextBuffer,
  ): void {
    const last = messages[messages.length - 1]!;
    this.#turn(batch, i, last);
    this.#head(last.node, batch.original[i]!, out);
    const before = out.length;
    this.#at.facts = facts;
    remarks?.(out, this.#at);
    if (out.length > before && messages[0]!.node.layer.isSetOff) out.put(COMMA);
    const start = out.length;
    for (let m = 0; m < messages.length && out.length - start < LONGEST_INFO; m++) {
      const { node } = messages[m]!;
      const joins = m > 0 && messages[m - 1]!.node === node ? node.layer.joins : undefined;
      const behind = out.length;
      if (m > 0) out.put(joins === undefined ? COMMA : this.#encoded(joins.between));
      const from = out.length;
      this.#turn(batch, i, messages[m]!);
      node.row?.(out, this.#at);
      if (joins !== undefined) withoutLead(out, from, joins.lead);
      if (m > 0 && startsWith(out.bytes, from, out.length, CUT)) take(out, behind, from);
    }
  }

  #turn(batch: FrameBatch, i: number, m: CompletedMessage): void {
    const at = this.#at;
    const from = m.bytes === undefined ? batch.offset[i]! + m.offset : 0;
    at.b = m.bytes ?? batch.bytes;
    at.end = Math.min(at.b.length, from + m.length);
    at.o = Math.min(at.end, from + (m.message.skip ?? 0));
    at.header = at.o + m.node.layer.min;
    at.wire = at.end + m.lacks;
    at.facts = undefined;
    at.message = m.message;
    at.waiting = 0;
    at.begun = undefined;
  }

  /** Protocol and length. */
  #head({ id, layer }: Node, length: number, out: TextBuffer): void {
    if (this.#at.begun?.label !== undefined) out.put(this.#encoded(this.#at.begun.label));
    else if (layer.rowLabel) out.put(this.#encoded(layer.rowLabel(this.#at)));
    else {
      this.#labels[id] ??= utf8(layer.label ?? layer.name.toUpperCase());
      out.put(this.#labels[id]!);
    }
    out.byte(32);
    out.number(length);
    out.byte(32);
  }

  /** A label as bytes; worked out once for those that come again and again. */
  #encoded(label: string): Uint8Array {
    const known = this.#encodedLabels.get(label);
    if (known !== undefined) return known;
    const made = utf8(label);
    if (this.#encodedLabels.size < MOST_LABELS) this.#encodedLabels.set(label, made);
    return made;
  }
}

/** Faults, messages inside others and those too short for a header are left to the dissection. */
const canWrite = ({ messages }: Completed): boolean => {
  for (let m = 0; m < messages.length; m++) {
    const { node, fault, inner, length, message } = messages[m]!;
    if (fault !== undefined || inner.length > 0 || node.row === undefined || length - (message.skip ?? 0) < node.layer.min) return false;
  }
  return true;
};

const ends = (track: RowTaken, out: TextBuffer): void => {
  const source = track.address(track.source);
  out.pad(out.length, 12 - source.length);
  out.put(source);
  out.put(ARROW);
  const at = out.length;
  out.put(track.address(track.target));
  out.pad(at, 12);
  out.byte(32);
};

const instantOf = (batch: FrameBatch, i: number): Instant => ({ seconds: batch.seconds[i]!, nanos: batch.nanos[i]! });

const time = (batch: FrameBatch, i: number, first: Instant, decimals: number, out: TextBuffer): void => {
  const nanos = batch.nanos[i]! - first.nanos;
  const seconds = batch.seconds[i]! - first.seconds - (nanos < 0 ? 1 : 0);
  if (seconds < 0) {
    const gap = since({ seconds: batch.seconds[i]!, nanos: batch.nanos[i]! }, first);
    out.text(secondsText(gap.seconds, gap.nanos, decimals).padStart(10));
  } else {
    out.number(seconds, 10 - (decimals > 0 ? decimals + 1 : 0));
    if (decimals > 0) {
      out.byte(46);
      out.digits(Math.floor((nanos < 0 ? nanos + 1e9 : nanos) / SCALE[decimals]!), decimals);
    }
  }
  out.byte(32);
};

/** Labels that are made of a frame and kept. */
const MOST_LABELS = 1000;
/** The longest row that is written this way. */
export const LONGEST_ROW = 4096;
const MARK_TEXT = MARKS.map((m) => utf8(`${m} `));
const ARROW = utf8(' → ');
const COMMA = utf8(', ');
const SCALE = Array.from({ length: 10 }, (_, k) => 10 ** (9 - k));

/** Takes away what the text from `from` on begins with, where it is one of `leads`. */
const withoutLead = (out: TextBuffer, from: number, leads: readonly string[]): void => {
  const lead = leads.find((text) => startsWith(out.bytes, from, out.length, text));
  if (lead !== undefined) take(out, from, from + lead.length);
};

/** Takes away what stands in [from, to). */
const take = (out: TextBuffer, from: number, to: number): void => {
  out.bytes.copyWithin(from, to, out.length);
  out.length -= to - from;
};

const startsWith = (b: Bytes, from: number, to: number, text: string): boolean => {
  if (to - from < text.length) return false;
  for (let k = 0; k < text.length; k++) if (b[from + k] !== text.charCodeAt(k)) return false;
  return true;
};

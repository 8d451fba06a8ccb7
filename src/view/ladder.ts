/** Ladder: a conversation as arrows between two hosts, one a segment, with time, flags, numbers and the text carried; grows as segments come. */
import { carriedBy, insideOf } from '../analysis/follow.ts';
import { joinHostPort } from '../core/address.ts';
import { EMPTY } from '../core/bytes.ts';
import { grouped, visible, visibleBytes } from '../core/text.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import type { Dissection, Stretch } from '../wire/dissection.ts';
import type { End } from '../wire/ends.ts';
import type { Mark } from '../wire/frame.ts';
import { exportText } from '../wire/show.ts';
import type { Column } from '../wire/value.ts';
import { said } from './rows.ts';
import { clip, type Line, line, pad, padLeft, type Role, type Span, span, widthOf } from './text.ts';

/** What a ladder shows of a frame. */
export interface Segment {
  readonly number: number;
  readonly mark: Mark;
  /** Absent where the capture has no time for it. */
  readonly at: Instant | undefined;
  /** `127.0.0.1:7`, or an address alone. */
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  /** TCP flags. Channels without IP have those that mean the same: SYN where one opens, FIN where a side ends, RST where it is cut. */
  readonly flags: number;
  /** `SYN, ACK`, or the protocol's name. */
  readonly label: string;
  /** `Seq=0 Ack=1 Len=18` */
  readonly detail: string;
  /** What an analysis says of it: `[TCP Retransmission]`. */
  readonly remark: string;
  readonly payload: Uint8Array;
  /** Tells channels between the same two names apart. */
  readonly channel?: string;
}

/** A segment in its place on the ladder. */
export interface Rung extends Segment {
  /** `open`, `message 1`, `close`. */
  readonly phase: string;
  /** 0: the host on the left sent it. */
  readonly side: 0 | 1;
}

/** The segment of a dissected frame; undefined where it has no two hosts. */
export const segmentOf = (d: Dissection): Segment | undefined => {
  const own = d.layers.filter((l) => !l.quoted);
  const carrier = own.findLast((l) => l.layer.transport !== undefined);
  const hosts = hostsOf(d, carrier);
  if (hosts === undefined) return undefined;
  const { number, mark, seconds, nanos } = d.frame;
  const highest = own.at(-1);
  const ends = carrier === undefined ? highest?.ends : undefined;
  return {
    number,
    mark,
    at: Number.isNaN(seconds) ? undefined : { seconds, nanos },
    from: hosts[0],
    to: hosts[1],
    protocol: carrier?.layer.name ?? highest?.layer.name ?? '',
    flags: ends?.event ? EVENT_FLAGS[ends.event] : carrier === undefined ? 0 : controlOf(carrier),
    ...words(d, carrier),
    remark: /^(\[[^\]]*\] ?)+/.exec(carrier?.info ?? '')?.[0].trim() ?? '',
    payload: (carrier && insideOf(d, carrier)) ?? payloadOf(carrier ?? highest),
    ...(ends?.kind !== undefined && { channel: ends.kind }),
  };
};

/** Names of messages where the segment completes any, else what its transport says. */
const words = (d: Dissection, carrier: Stretch | undefined): { readonly label: string; readonly detail: string } => {
  const arrow = d.layers.at(-1) === carrier ? carrier?.layer.transport?.arrow : undefined;
  if (arrow !== undefined && carrier !== undefined) return arrow(carrier.fields);
  const { protocol, info } = said(d);
  return { label: protocol, detail: info.replace(/^\d+ → \d+ /, '') };
};

/** The control bits of a segment, as TCP has them. */
const controlOf = ({ layer, fields }: Stretch): number => {
  const bits = layer.transport?.segmented;
  if (bits === undefined) return 0;
  const flags = Number(fields.find((f) => f.name === `${layer.name}.${bits.flags}`)?.value ?? 0);
  const pairs = [
    [bits.syn, SYN],
    [bits.fin, FIN],
    [bits.rst, RST],
    [bits.acks, ACK],
  ] as const;
  return pairs.reduce((all, [theirs, ours]) => (flags & theirs ? all | ours : all), 0);
};

export interface LadderOptions {
  readonly columns?: number;
  /** Times count from here; default: the first segment. */
  readonly first?: Instant;
  /** What stands under the hosts; default: who connects, and who listens where an answer to it was seen. */
  readonly names?: readonly [left: string, right: string];
  /** Words beside the name of a phase, by its first word: `open`, `message`, `close`. */
  readonly captions?: Readonly<Record<string, string>>;
}

/** What one segment adds to a ladder. */
export interface Step {
  readonly rung: Rung;
  /** Before the first segment the hosts, before a new phase its name. */
  readonly lines: readonly Line[];
}

/** Takes the segments of one conversation in order and gives the lines of each. Keeps nothing of them. */
export class Ladder {
  readonly #marks = new Set<Mark>();
  #left: string | undefined;
  #phase = '';
  #messages = 0;
  #lastSpeaker: 0 | 1 | undefined;
  #first: Instant | undefined;
  readonly #options: LadderOptions;
  readonly #lane: number;

  constructor(options: LadderOptions = {}) {
    this.#options = options;
    this.#first = options.first;
    this.#lane = Math.max(34, Math.min(110, (options.columns ?? 80) - GUTTER - 2));
  }

  push(segment: Segment): Step {
    const head = this.#left === undefined ? this.#begin(segment) : [];
    const side = segment.from === this.#left ? 0 : 1;
    const before = this.#phase;
    this.#phase = this.#phaseOf(segment, side);
    this.#marks.add(segment.mark);
    const rung: Rung = { ...segment, phase: this.#phase, side };
    const phase = this.#phase === before ? [] : [this.#phaseRow()];
    return { rung, lines: [...head, ...phase, ...this.#rungLines(rung)] };
  }

  /** What the marks of the rungs mean; nothing for frames that were captured. */
  legend(): readonly Line[] {
    return LEGEND.filter(([mark]) => this.#marks.has(mark)).flatMap(([, ...texts]) => texts.map((text) => line(span(text, 'dim'))));
  }

  /** A rung for JSON. */
  data({ number, mark, at, phase, from, to, label, detail, remark, payload }: Rung) {
    const noted = remark === '' ? {} : { remark };
    const text = visibleBytes(payload);
    return { number, mark, time: this.#timeText(at), phase, from, to, label, detail, ...noted, length: payload.length, text };
  }

  #begin(s: Segment): readonly Line[] {
    const answer = (s.flags & (SYN | ACK)) === (SYN | ACK);
    this.#left = answer ? s.to : s.from;
    this.#first ??= s.at;
    const right = s.from === this.#left ? s.to : s.from;
    const roles = s.flags & SYN ? (['client: connects', answer ? 'server: listens' : 'server'] as const) : (['', ''] as const);
    const [a, b] = this.#options.names ?? roles;
    const lines = [this.#row('', [...this.#ends(span(this.#left, 'sent'), span(right, 'received'))], ' ')];
    if (a !== '' || b !== '') lines.push(this.#row('', this.#ends(span(a, 'dim'), span(b, 'dim')), ' '));
    return lines;
  }

  /** Two texts at the ends of the lane, reaching over its lines. */
  #ends(left: Span, right: Span): readonly Span[] {
    const room = this.#lane - widthOf(left.text) - widthOf(right.text);
    return [left, span(' '.repeat(Math.max(2, room))), right];
  }

  /** Opening ends with the first data; the client's turn begins a message; closing begins with the first FIN or RST. */
  #phaseOf(s: Segment, side: 0 | 1): string {
    if (this.#phase === 'close' || s.flags & (FIN | RST)) {
      if (s.flags & SYN) return 'open';
      if (s.payload.length === 0 || this.#phase === 'close') return 'close';
    }
    if (s.flags & SYN) return 'open';
    const speaks = s.payload.length > 0;
    if (!speaks) return this.#phase || 'open';
    const turn = this.#lastSpeaker === undefined || (side === 0 && this.#lastSpeaker === 1);
    this.#lastSpeaker = side;
    if (turn) this.#messages++;
    return `message ${this.#messages}`;
  }

  #phaseRow(): Line {
    const caption = this.#options.captions?.[this.#phase.replace(/ .*/, '')] ?? '';
    return this.#row(span(this.#phase, 'title'), [span(pad(caption === '' ? '' : `   ${caption}`, this.#lane), 'dim')]);
  }

  #rungLines(r: Rung): readonly Line[] {
    const gutter = line(padLeft(String(r.number), 4), ' ', span(r.mark, 'dim'), ' ', span(padLeft(this.#timeText(r.at), 11), 'dim'));
    const lines = [this.#row(gutter, this.#arrow(r))];
    if (r.payload.length > 0) lines.push(this.#row('', this.#carried(r)));
    return lines;
  }

  #row(gutter: string | Span | Line, lane: readonly Span[], edge = '│'): Line {
    const left = typeof gutter === 'string' ? [span(gutter)] : 'text' in gutter ? [gutter] : gutter;
    const used = left.reduce((n, s) => n + widthOf(s.text), 0);
    return line(...left, ' '.repeat(Math.max(0, GUTTER - used)), span(edge, 'dim'), ...lane, span(edge === ' ' ? '' : edge, 'dim'));
  }

  #arrow(r: Rung): readonly Span[] {
    const role = roleOf(r);
    const room = this.#lane - 8;
    const label = clip(r.label, room);
    const detail = clip(r.detail, Math.max(0, room - widthOf(label) - 2));
    const remark = clip(r.remark, Math.max(0, room - widthOf(label) - widthOf(detail) - 3));
    const words = [span(label, role), span(detail === '' ? '' : `  ${detail}`), span(remark === '' ? '' : ` ${remark}`, 'warn')];
    const used = words.reduce((n, s) => n + widthOf(s.text), 0);
    const rest = '─'.repeat(Math.max(1, this.#lane - used - 6));
    const shaft = r.flags & (SYN | FIN | RST) || r.payload.length > 0 ? role : 'dim';
    return r.side === 0
      ? [span('── ', shaft), ...words, span(` ${rest}─▶`, shaft)]
      : [span(`◀─${rest} `, shaft), ...words, span(' ──', shaft)];
  }

  /** The text under the arrow, on the side of who sent it. */
  #carried(r: Rung): readonly Span[] {
    const room = this.#lane - 6;
    const shown = `"${visibleBytes(r.payload.subarray(0, room))}"`;
    const whole = r.payload.length <= room && widthOf(shown) <= room;
    const size = whole ? '' : ` ${grouped(r.payload.length)} B`;
    const text = whole ? shown : clip(shown, room - size.length);
    const used = widthOf(text) + size.length;
    const spans = [span(text, r.side === 0 ? 'sent' : 'received'), span(size, 'dim')];
    return r.side === 0
      ? [span('   '), ...spans, span(' '.repeat(this.#lane - used - 3))]
      : [span(' '.repeat(this.#lane - used - 3)), ...spans, span('   ')];
  }

  #timeText(at: Instant | undefined): string {
    if (at === undefined || this.#first === undefined) return '';
    const gap = since(at, this.#first);
    return secondsText(gap.seconds, gap.nanos, 6);
  }
}

const roleOf = (r: Rung): Role => (r.flags & RST ? 'bad' : r.side === 0 ? 'sent' : 'received');

// ---- from a dissection -----------------------------------------------------------------------------------------------

const hostsOf = (d: Dissection, carrier: Stretch | undefined): readonly [from: string, to: string] | undefined => {
  for (const l of [...d.layers].reverse()) {
    if (l.ends && carrier === undefined) return [endText(l.ends.source), endText(l.ends.target)];
    const from = l.ends?.source.text ?? columnText(l, 'src');
    const to = l.ends?.target.text ?? columnText(l, 'dst');
    if (from === undefined || to === undefined) continue;
    if (carrier === undefined || l.layer.addresses?.kind === MAC) return [from, to];
    return [joinHostPort(from, Number(columnText(carrier, 'sport') ?? 0)), joinHostPort(to, Number(columnText(carrier, 'dport') ?? 0))];
  }
  return undefined;
};
/** Kind of the addresses of link layers. */
const MAC = 48;

const endText = ({ text, port }: End): string => visible(port === undefined ? text : joinHostPort(text, port));

/** The value of the field that a layer declares for a column. */
const columnText = (l: Stretch, column: Column): string | undefined => {
  const slot = l.layer.slots.find((s) => s.field.column === column);
  const field = slot && l.fields.find((f) => f.name === `${l.layer.name}.${slot.key}`);
  return field && exportText(field.spec, field.value);
};

const payloadOf = (l: Stretch | undefined): Uint8Array => (l === undefined ? EMPTY : (carriedBy(l) ?? EMPTY));

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;
const EVENT_FLAGS = { opened: SYN, ended: FIN, cut: RST } as const;
/** Number, mark and time before the first host. */
const GUTTER = 19;
const LEGEND: readonly (readonly [mark: Mark, ...lines: string[]])[] = [
  [
    'S',
    'S: made from our own socket calls. Bytes, times, addresses and closing are real;',
    '   segments, Seq and Ack numbers and pure ACKs are inferred.',
  ],
  ['L', 'L: from the simulated network; real inside it.'],
];

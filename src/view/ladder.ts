/** Ladder: a conversation as arrows between two hosts, one a segment, with time, flags, numbers and the text carried; grows as segments come. */
import { visibleBytes } from '../core/text.ts';
import { type Instant, secondsText, since } from '../core/time.ts';
import { sayer, Words } from '../core/words.ts';
import type { Mark } from '../wire/frame.ts';
import { type ConnectionState, ConnectionStates } from './connection-states.ts';
import { folded } from './fold.ts';
import { ACK, FIN, RST, type Segment, SYN } from './segment.ts';
import { clip, type Line, line, pad, padLeft, type Role, type Span, span, widthOf } from './text.ts';
import * as en from './words/en.ts';

/** A segment in its place on the ladder. */
export interface Rung extends Segment {
  /** `open`, `message 1`, `close`. */
  readonly phase: string;
  /** 0: the host on the left sent it. */
  readonly side: 0 | 1;
  /** Of both sides behind it, where it changed one and they were asked for. */
  readonly states?: readonly [left: ConnectionState, right: ConnectionState];
}

export interface LadderOptions {
  /** Times count from here; default: the first segment. */
  readonly first?: Instant;
  /** The host on the left; default: who connects. */
  readonly client?: string;
  /** Which way the client sends, where both hosts have one name; default: as the first segment goes. */
  readonly clientDirection?: number;
  /** What stands under the hosts; default: who connects, and who listens where an answer to it was seen. */
  readonly names?: readonly [left: string, right: string];
  /** Before the names of phases: tells conversations on one screen apart. */
  readonly tag?: string;
  /** Words beside the name of a phase, by its first word: `open`, `message`, `close`. */
  readonly captions?: Readonly<Record<string, string>>;
  /** Leaves out what our own captures infer: acknowledgements without data, sequence numbers, sizes. */
  readonly brief?: boolean;
  /** The state of each side below an arrow that changes one. */
  readonly states?: boolean;
  /** English where none are given. */
  readonly words?: Words | undefined;
}

/** What one segment adds to a ladder. */
export interface Step {
  readonly rung: Rung;
  /** Before the first segment the hosts, before a new phase its name. None for what is left out. */
  readonly lines: readonly Line[];
}

/** Takes the segments of one conversation in order and gives the lines of each. Keeps nothing of them. */
export class Ladder {
  readonly #marks = new Set<Mark>();
  #hasInferred = false;
  readonly #options: LadderOptions;
  #left: string | undefined;
  #right = '';
  #leftDirection: number | undefined;
  #phase = '';
  #messages = 0;
  #lastSpeaker: 0 | 1 | undefined;
  /** Control bits of the segment before. */
  #before = 0;
  #first: Instant | undefined;
  #look = lookOf(80);
  readonly #states: ConnectionStates | undefined;

  constructor(options: LadderOptions = {}) {
    this.#options = options;
    this.#first = options.first;
    if (options.states === true) this.#states = new ConnectionStates();
  }

  /** `away`: another conversation was drawn since the last segment of this one. */
  push(segment: Segment, columns = 80, away = false): Step {
    this.#look = lookOf(columns);
    const isFirst = this.#left === undefined;
    const head = isFirst ? this.#begin(segment) : [];
    const side = this.#sideOf(segment);
    const before = this.#phase;
    this.#phase = this.#phaseOf(segment, side);
    this.#marks.add(segment.mark);
    const states = this.#states?.take(side, segment);
    const rung: Rung = { ...segment, phase: this.#phase, side, ...(states && { states }) };
    this.#hasInferred ||= isInferred(rung);
    const isFolded = this.#options.brief === true && isInferred(rung) && this.#before !== (SYN | ACK);
    this.#before = segment.flags;
    if (isFolded) return { rung, lines: head };
    const phase = this.#phase !== before ? [this.#phaseRow(away && !isFirst)] : away ? [this.#phaseRow(true)] : [];
    return { rung, lines: [...head, ...phase, ...this.#rungLines(rung)] };
  }

  /** What the marks of the rungs mean; nothing for frames that were captured. */
  legend(columns = 80): readonly Line[] {
    return legendOf(this.#marks, this.#hasInferred ? (this.#options.brief ? 'folded' : 'inferred') : 'plain', columns, this.#options.words);
  }

  /** A rung for JSON. */
  data({ number, mark, at, phase, from, to, label, detail, remark, payload, states }: Rung) {
    const noted = remark === '' ? {} : { remark };
    const text = visibleBytes(payload);
    return {
      number,
      mark,
      time: this.#timeText(at, 6),
      phase,
      from,
      to,
      label,
      detail,
      ...noted,
      length: payload.length,
      text,
      ...(states && { states }),
    };
  }

  #begin(s: Segment): readonly Line[] {
    const answer = (s.flags & (SYN | ACK)) === (SYN | ACK);
    const { client } = this.#options;
    const known = client === s.from || client === s.to;
    this.#left = known ? client : answer ? s.to : s.from;
    this.#right = s.from === this.#left ? s.to : s.from;
    this.#leftDirection = this.#options.clientDirection ?? s.direction;
    this.#first ??= s.at;
    const { words = ENGLISH } = this.#options;
    const roles =
      s.flags & SYN ? ([words.text(say('connects')), words.text(say(answer ? 'listens' : 'server'))] as const) : (['', ''] as const);
    const [a, b] = this.#options.names ?? roles;
    return [
      ...this.#ends([this.#left, 'client'], [this.#right, 'server']),
      ...(a === '' && b === '' ? [] : this.#ends([a, 'dim'], [b, 'dim'])),
    ];
  }

  #sideOf({ from, to, direction }: Segment): 0 | 1 {
    if (from === to && direction !== undefined) return direction === this.#leftDirection ? 0 : 1;
    return from === this.#left ? 0 : 1;
  }

  /** Two texts at the ends of the lane, reaching over its lines; under each other where they have no room. */
  #ends(left: readonly [text: string, role: Role], right: readonly [text: string, role: Role]): readonly Line[] {
    const { gutter, lane } = this.#look;
    const place = (text: string, from: number): string => ' '.repeat(Math.max(0, gutter + from)) + text;
    const [a, b] = [clip(left[0], lane), clip(right[0], lane)];
    const gap = lane - widthOf(a) - widthOf(b);
    if (gap >= 2) return [line(place('', 1), span(a, left[1]), ' '.repeat(gap), span(b, right[1]))];
    return [line(place('', 1), span(a, left[1])), line(place('', 1 + lane - widthOf(b)), span(b, right[1]))];
  }

  /** Opening ends with the first data, and a SYN that comes later is a late copy; the client's turn begins a message; closing begins with the first FIN or RST. */
  #phaseOf(s: Segment, side: 0 | 1): string {
    if (s.flags & SYN) return this.#messages === 0 ? 'open' : this.#phase;
    if (this.#phase === 'close' || s.flags & (FIN | RST)) {
      if (s.payload.length === 0 || this.#phase === 'close') return 'close';
    }
    const speaks = s.payload.length > 0 || s.flags === 0;
    if (!speaks) return this.#phase || 'open';
    const turn = this.#lastSpeaker === undefined || (side === 0 && this.#lastSpeaker === 1);
    this.#lastSpeaker = side;
    if (turn) this.#messages++;
    return `message ${this.#messages}`;
  }

  /** With the hosts in the lane where another conversation stands above it. */
  #phaseRow(withHosts: boolean): Line {
    const { tag = '', captions } = this.#options;
    const { lane } = this.#look;
    const phase = phaseText(this.#phase, this.#options.words);
    const title = span(clip(tag === '' ? phase : `${tag} ${phase}`, this.#look.gutter - 1), 'title');
    if (withHosts) return this.#row(title, hostsIn(this.#left ?? '', this.#right, lane));
    const caption = captions?.[this.#phase.replace(/ .*/, '')] ?? '';
    return this.#row(title, [span(pad(caption === '' ? '' : `   ${caption}`, lane), 'dim')]);
  }

  #rungLines(r: Rung): readonly Line[] {
    const number = padLeft(String(r.number), NUMBER);
    const inferred = isInferred(r) ? INFERRED : ' ';
    const clock = this.#look.clock - (number.length - NUMBER);
    const gutter = line(number, ' ', span(`${r.mark}${inferred}${padLeft(this.#clockText(r.at, clock), clock)}`, 'dim'));
    const lines = [this.#row(gutter, this.#arrow(r))];
    if (r.payload.length > 0) lines.push(this.#row('', this.#carried(r)));
    if (r.states !== undefined) lines.push(this.#row('', statesIn(r.states, this.#look.lane)));
    return lines;
  }

  #row(gutter: string | Span | Line, lane: readonly Span[]): Line {
    const left = typeof gutter === 'string' ? [span(gutter)] : 'text' in gutter ? [gutter] : gutter;
    const used = left.reduce((n, s) => n + widthOf(s.text), 0);
    return line(...left, ' '.repeat(Math.max(0, this.#look.gutter - used)), span('│', 'dim'), ...lane, span('│', 'dim'));
  }

  #arrow(r: Rung): readonly Span[] {
    const { lane } = this.#look;
    const role = roleOf(r);
    const room = lane - 8;
    const label = clip(r.label, room);
    const detail = clip(this.#options.brief && r.mark === 'S' ? r.brief : r.detail, Math.max(0, room - widthOf(label) - 2));
    const remark = clip(r.remark, Math.max(0, room - widthOf(label) - widthOf(detail) - 3));
    const words = [span(label, role), span(detail === '' ? '' : `  ${detail}`), span(remark === '' ? '' : ` ${remark}`, 'warn')];
    const used = words.reduce((n, s) => n + widthOf(s.text), 0);
    const stroke = STROKES[r.side];
    const rest = stroke.repeat(Math.max(1, lane - used - 6));
    const shaft = r.isBare ? 'dim' : role;
    return r.side === 0
      ? [span(`${stroke}${stroke} `, shaft), ...words, span(` ${rest}${stroke}▶`, shaft)]
      : [span(`◀${stroke}${rest} `, shaft), ...words, span(` ${stroke}${stroke}`, shaft)];
  }

  /** The text under the arrow, on the side of who sent it. */
  #carried(r: Rung): readonly Span[] {
    const { lane } = this.#look;
    const room = lane - 6;
    const shown = `"${visibleBytes(r.payload.subarray(0, room))}"`;
    const whole = r.payload.length <= room && widthOf(shown) <= room;
    const size = whole ? '' : ` ${r.payload.length} B`;
    const text = whole ? shown : clip(shown, room - size.length);
    const used = widthOf(text) + size.length;
    const spans = [span(text, SIDES[r.side]), span(size, 'dim')];
    const rest = span(' '.repeat(Math.max(0, lane - used - 3)));
    return r.side === 0 ? [span('   '), ...spans, rest] : [rest, ...spans, span('   ')];
  }

  /** Digits that have no room behind a long number are left out. */
  #clockText(at: Instant | undefined, room: number): string {
    const { digits } = this.#look;
    const over = this.#timeText(at, digits).length - room;
    return this.#timeText(at, Math.max(0, over > 0 ? digits - over : digits));
  }

  #timeText(at: Instant | undefined, digits: number): string {
    if (at === undefined || this.#first === undefined) return '';
    const gap = since(at, this.#first);
    return secondsText(gap.seconds, gap.nanos, digits);
  }
}

/** What the marks of frames mean, in lines that fit. Frames that are wholly inferred are shown, folded, or there are none. */
export const legendOf = (
  marks: ReadonlySet<Mark>,
  inferred: 'plain' | 'inferred' | 'folded',
  columns: number,
  words: Words = ENGLISH,
): readonly Line[] =>
  [marks.has('S') ? words.text(say(inferred)) : '', marks.has('L') ? words.text(say('lab')) : '']
    .filter((text) => text !== '')
    .flatMap((text) => folded(text, columns, 3).split('\n'))
    .map((text) => line(span(text, 'dim')));

/** `message 2` in the language of the words. */
const phaseText = (phase: string, words: Words = ENGLISH): string => {
  const [name, number = ''] = phase.split(' ');
  if (name === 'message') return words.text(say('message', { number }));
  return words.text(say(name === 'close' ? 'close' : 'open'));
};

const say = sayer<typeof en.ladder>('ladder');
const ENGLISH = new Words('en', { ladder: en.ladder });

/** Nothing that our own sockets told of. */
export const isInferred = (s: Segment): boolean => s.mark === 'S' && s.isBare;

const SIDES = ['client', 'server'] as const;
const roleOf = (r: Rung): Role => (r.flags & RST ? 'bad' : SIDES[r.side]);

/** Both hosts inside the lane. */
const hostsIn = (left: string, right: string, lane: number): readonly Span[] => {
  const [a, b] = [clip(left, Math.ceil(lane / 2) - 2), clip(right, Math.floor(lane / 2) - 2)];
  const gap = ' '.repeat(Math.max(1, lane - 2 - widthOf(a) - widthOf(b)));
  return [span(' '), span(a, 'client'), span(gap), span(b, 'server'), span(' ')];
};

/** The state of each side, at its line. */
const statesIn = ([left, right]: readonly [string, string], lane: number): readonly Span[] => [
  span(` ${left}`, 'here'),
  span(' '.repeat(Math.max(1, lane - left.length - right.length - 2))),
  span(`${right} `, 'here'),
];

/** How a ladder divides the columns that there are. */
interface Look {
  /** Number, mark and time before the first host. */
  readonly gutter: number;
  /** Columns of the time, and how many digits of a second it has. */
  readonly clock: number;
  readonly digits: number;
  /** Between the hosts. */
  readonly lane: number;
}

const lookOf = (columns: number): Look => {
  const [clock, digits] = columns >= ROOMY ? [11, 6] : [8, 3];
  const gutter = NUMBER + clock + 4;
  return { gutter, clock, digits, lane: Math.max(LEAST_LANE, Math.min(110, columns - gutter - 2)) };
};

const ROOMY = 72;
/** Columns of most frames' numbers; longer ones take from the time. */
const NUMBER = 4;
const LEAST_LANE = 20;
/** Shafts of the arrows: the two sides differ without colours too. */
const STROKES = ['─', '═'] as const;
/** Behind the mark of a frame. */
const INFERRED = '~';

/** Answering: what one page asks about captures. It keeps the filters, searches and ladders of that page, one of each for a capture. */

import type { Listed } from '../../analysis/conversation-list.ts';
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Words } from '../../core/words.ts';
import { protocols } from '../../protocols/registry.ts';
import type { Search } from '../../view/browse/browsed.ts';
import { FilterWords } from '../../view/browse/filter-words.ts';
import { allNumbers, type FrameNumbers } from '../../view/browse/frame-numbers.ts';
import type { Answer, Ask, ToPage, What } from '../messages/messages.ts';
import type { RowsPart } from '../messages/row.ts';
import { conversationAnswer, conversationsAnswer } from './conversation-answer.ts';
import { FieldColumns } from './field-columns.ts';
import { filterAnswer, LONGEST_FILTER } from './filter-answer.ts';
import { FollowPieces } from './follow-answer.ts';
import { HitLine } from './hit-line.ts';
import { LadderRows } from './ladder-answer.ts';
import type { Looked } from './looked.ts';
import { faultsAnswer, overviewAnswer, spreadAnswer } from './overview-answer.ts';
import { packetAnswer } from './packet-answer.ts';
import { rowAnswer } from './row-answer.ts';
import { Rules } from './rules-answer.ts';
import { SeriesPoints } from './series-answer.ts';
import { hierarchyAnswer, hostsAnswer } from './statistics-answer.ts';

/** Rows of one answer. */
const MOST_ROWS = 500;
/** Parts of a capture that hits are counted in. */
const MOST_PARTS = 1000;

/** A search that goes on, and what ends it. */
interface Running {
  readonly search: Search;
  readonly stop: AbortController;
}

const beginning = (b: Looked, text: string): Running => {
  const stop = new AbortController();
  return { search: b.passing(text, stop.signal), stop };
};

/** What else is asked, which only a program can answer. */
export type OfProgram = 'draft' | 'mails' | 'mail' | 'exercises' | 'interfaces' | 'lesson' | 'steps';
type Answers<W extends What> = { readonly [K in W]: (ask: Ask<K>) => Answer<K> | Promise<Answer<K>> };
export type ProgramAnswers = Answers<OfProgram>;

export interface Answered {
  /** By its number. */
  capture(id: number): Looked | undefined;
  /** Told that a capture has another filter than before; how many pass may be known already. */
  readonly filtered: () => void;
  readonly program: ProgramAnswers;
}

/** The capture that our own channels make. */
export const LIVE = 0;

export class Answering {
  readonly #answered: Answered;
  readonly #words = new FilterWords(protocols);
  readonly #spoken: Words;
  readonly #filters = new Map<number, Running>();
  readonly #finds = new Map<number, Running>();
  /** What is being typed as a filter: it may be applied next. */
  #typed: (Running & { readonly capture: number }) | undefined;
  readonly #ladders = new Map<number, LadderRows>();
  #rules = new Rules('');
  #columns = new FieldColumns('');
  readonly #followed = new Map<number, FollowPieces>();
  readonly #series = new Map<number, SeriesPoints>();
  /** Ends when another filter is asked about. */
  #near = new AbortController();
  readonly #hits = new Map<number, HitLine>();

  constructor(answered: Answered, words: Words) {
    this.#answered = answered;
    this.#spoken = words;
  }

  /** Throws a UsageError, or rejects with one, where it cannot be answered. */
  answer(ask: Ask): Answer | Promise<Answer> {
    const all: Answers<What> = { ...this.#answered.program, ...this.#answers };
    return all[ask.what](ask as never);
  }

  /** Filters that go on or have just ended: the capture and its search. */
  get filters(): readonly (readonly [capture: number, search: Search])[] {
    return [...this.#filters].map(([capture, { search }]) => [capture, search]);
  }

  /** What came to the ladder of the live session that was asked for last; undefined where nothing has. */
  newArrows(): Omit<Extract<ToPage, { readonly kind: 'arrows' }>, 'kind'> | undefined {
    const ladder = this.#ladders.get(LIVE);
    const part = ladder?.news();
    return ladder === undefined || part === undefined ? undefined : { capture: LIVE, conversation: ladder.conversation, part };
  }

  close(): void {
    this.#near.abort();
    this.#typed?.stop.abort();
    for (const { stop } of [...this.#filters.values(), ...this.#finds.values()]) stop.abort();
  }

  readonly #answers: Answers<Exclude<What, OfProgram>> = {
    rows: (ask) => this.#rows(ask),
    rules: (ask) => this.#ruled(ask),
    packet: ({ capture, number }) => {
      const b = this.#capture(capture);
      return packetAnswer(b, protocols, this.#spoken, within(number, b.frames));
    },
    place: ({ capture, filter, number }) => {
      const { numbers } = this.#passing(capture, filter);
      const place = numbers.placeOf(number);
      return { place, isThere: numbers.at(place) === number };
    },
    ladder: ({ capture, conversation, from }) => this.#ladder(capture, conversation).part(from),
    conversation: ({ capture, number, hosts }) => conversationAnswer(this.#capture(capture), number, hosts),
    conversations: ({ capture, from, count, by }) => conversationsAnswer(this.#capture(capture), from, Math.min(count, MOST_ROWS), by),
    overview: (ask) => this.#overview(ask),
    hosts: ({ capture }) => hostsAnswer(this.#capture(capture), this.#words),
    hierarchy: ({ capture }) => hierarchyAnswer(this.#capture(capture)),
    faults: ({ capture }) => faultsAnswer(this.#capture(capture), this.#spoken),
    spread: ({ capture, filter, parts }) =>
      spreadAnswer(this.#passing(capture, filter).numbers, this.#capture(capture).frames, Math.max(1, Math.min(parts, MOST_PARTS))),
    follow: ({ capture, conversation, from }) => this.#follow(capture, conversation).part(from),
    series: ({ capture, conversation, from }) => this.#seriesOf(capture, conversation).part(from),
    nearest: (ask) => this.#nearest(ask),
    filter: ({ text, at, capture }) => {
      const answer = filterAnswer(this.#words, this.#spoken, text.slice(0, LONGEST_FILTER), at);
      if (answer.error === undefined) this.#foresee(capture, text.trim());
      return answer;
    },
    find: (ask) => this.#find(ask),
  };

  #capture(id: number): Looked {
    const found = this.#answered.capture(id);
    if (found === undefined) throw UsageError.of('capture', sayWrong('noCapture', { id }), sayWrong('openAgain'));
    return found;
  }

  #rows({ capture, filter, from, count, fields }: Ask<'rows'>): RowsPart {
    if (this.#columns.text !== fields) this.#columns = new FieldColumns(fields);
    const b = this.#capture(capture);
    const { numbers, progress } = this.#passing(capture, filter);
    const first = Math.max(0, Math.min(from, numbers.count));
    const last = Math.min(first + Math.min(count, MOST_ROWS), numbers.count);
    const rows = Array.from({ length: last - first }, (_, k) => {
      const number = numbers.at(first + k);
      return rowAnswer(b, number, this.#columns, this.#spoken);
    });
    return { from: first, total: numbers.count, progress, rows };
  }

  #ruled({ capture, filter, from, count, rules }: Ask<'rules'>): Answer<'rules'> {
    if (this.#rules.text !== rules) this.#rules = new Rules(rules);
    const { numbers } = this.#passing(capture, filter);
    return { matches: this.#rules.matches(this.#capture(capture), numbers, Math.max(0, from), Math.min(count, MOST_ROWS)) };
  }

  #passing(capture: number, text: string): { readonly numbers: FrameNumbers; readonly progress: number } {
    const b = this.#capture(capture);
    const running = this.#filters.get(capture);
    if (running?.search.text === text) return running.search;
    running?.stop.abort();
    this.#filters.delete(capture);
    if (text.trim() === '') return { numbers: allNumbers(() => b.frames), progress: 1 };
    if (text.length > LONGEST_FILTER)
      throw UsageError.of('filter', sayWrong('tooLong'), sayWrong('characters', { most: String(LONGEST_FILTER) }));
    const typed = this.#typed;
    const begun = typed?.capture === capture && typed.search.text === text ? typed : beginning(b, text);
    if (begun === typed) this.#typed = undefined;
    this.#filters.set(capture, begun);
    this.#answered.filtered();
    return begun.search;
  }

  /** Begins to look for what passes a filter that is being typed, in a capture that is whole. */
  #foresee(capture: number, text: string): void {
    const b = this.#answered.capture(capture);
    if (b?.isOver !== true || text === '' || text.length > LONGEST_FILTER) return;
    if (this.#filters.get(capture)?.search.text === text) return;
    if (this.#typed?.capture === capture && this.#typed.search.text === text) return;
    this.#typed?.stop.abort();
    this.#typed = { ...beginning(b, text), capture };
  }

  async #nearest({ capture, filter }: Ask<'nearest'>): Promise<Answer<'nearest'>> {
    this.#near.abort();
    this.#near = new AbortController();
    if (filter.trim() === '' || filter.length > LONGEST_FILTER) return {};
    const truth = await this.#capture(capture).nearest(filter, this.#near.signal);
    return truth === undefined ? {} : { truth };
  }

  #find({ capture, text, number, step }: Ask<'find'>): Answer<'find'> {
    const b = this.#capture(capture);
    const search = this.#sought(capture, text.slice(0, LONGEST_FILTER));
    if (search === undefined) return { number: 0, isKnown: true, progress: 1, hits: 0 };
    const { numbers, looked } = search;
    const found = numbers.at(step > 0 ? numbers.placeOf(number + 1) : numbers.placeOf(number) - 1);
    // What still comes is never whole: all that came is looked at.
    const isWhole = looked >= b.frames && (b.isOver || b.progress === undefined);
    const isKnown = isWhole || (step > 0 ? found > 0 : looked >= number - 1);
    return { number: found, isKnown, progress: (b.progress ?? 1) * search.progress, hits: numbers.count };
  }

  /** The search for a text, which ends the one before; none for an empty one. */
  #sought(capture: number, text: string): Search | undefined {
    const running = this.#finds.get(capture);
    if (running?.search.text === text) return running.search;
    running?.stop.abort();
    this.#finds.delete(capture);
    if (text === '') return undefined;
    const stop = new AbortController();
    const search = this.#capture(capture).holding(text, stop.signal);
    this.#finds.set(capture, { search, stop });
    return search;
  }

  #overview({ capture, filter }: Ask<'overview'>): Answer<'overview'> {
    const b = this.#capture(capture);
    if (filter.trim() === '') return overviewAnswer(b, this.#words, []);
    const { numbers } = this.#passing(capture, filter);
    const known = this.#hits.get(capture);
    const line = known?.numbers === numbers ? known : new HitLine(numbers);
    this.#hits.set(capture, line);
    return overviewAnswer(b, this.#words, line.hits(b, b.overTime.line.width));
  }

  #follow(capture: number, conversation: number): FollowPieces {
    const known = this.#followed.get(capture);
    if (known?.conversation === conversation) return known;
    const made = new FollowPieces(this.#capture(capture), this.#listed(capture, conversation));
    this.#followed.set(capture, made);
    return made;
  }

  #seriesOf(capture: number, conversation: number): SeriesPoints {
    const known = this.#series.get(capture);
    if (known?.conversation === conversation) return known;
    const made = new SeriesPoints(this.#capture(capture), this.#listed(capture, conversation));
    this.#series.set(capture, made);
    return made;
  }

  #listed(capture: number, conversation: number): Listed {
    const listed = this.#capture(capture).conversations[conversation];
    if (listed === undefined)
      throw UsageError.of('conversation', sayWrong('noConversation', { name: String(conversation) }), sayWrong('chooseListed'));
    return listed;
  }

  #ladder(capture: number, conversation: number): LadderRows {
    const known = this.#ladders.get(capture);
    if (known?.conversation === conversation) return known;
    const made = new LadderRows(this.#capture(capture), this.#listed(capture, conversation), this.#spoken);
    this.#ladders.set(capture, made);
    return made;
  }
}

const within = (number: number, count: number): number => {
  if (Number.isInteger(number) && number >= 1 && number <= count) return number;
  throw UsageError.of('packet', sayWrong('noPacket', { number: String(number) }), sayWrong('numbered', { count: String(count) }));
};

/** LabSession: an exercise while it is done: its places are open, what goes through them is watched, and its goals are checked as packets come. */
import { UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { allOf, type ChannelFacts, type Tap } from '../../io/base/tap.ts';
import { openRecorder, type Recorder } from '../recorder.ts';
import type { Faces } from '../session.ts';
import type { WatchedAs } from '../watched.ts';
import type { Evidence, Talk } from './evidence.ts';
import type { Exercise, Finding, Goal, Place, Question } from './exercise.ts';
import { LabPlaces, type PlacesOptions } from './lab-places.ts';
import { Memory } from './memory.ts';
import { labSayer } from './words.ts';

export interface LabOptions extends Omit<PlacesOptions, 'tapAs'> {
  /** Shows and keeps the packets. */
  readonly recorder: Recorder;
  /** A goal was reached, told once. */
  readonly onDone: (goal: Checked, number: number) => void;
}

export interface Checked {
  readonly what: Said;
  readonly finding: Finding;
}

export interface Asked {
  readonly ask: Said;
  readonly answer: string | undefined;
  /** Absent where any answer is one, or none was given. */
  readonly finding?: Finding;
}

/** Milliseconds between a packet and the checks that it may have changed. */
const SETTLES = 60;

export class LabSession {
  readonly exercise: Exercise;
  readonly #memory: Memory;
  readonly #places: LabPlaces;
  readonly #answers: (string | undefined)[] = [];
  readonly #told = new Set<Goal>();
  readonly #onDone: LabOptions['onDone'];
  #timer: NodeJS.Timeout | undefined;
  #waiting: (() => void)[] = [];
  #close: () => Promise<unknown> = async () => {};

  private constructor(exercise: Exercise, memory: Memory, places: LabPlaces, onDone: LabOptions['onDone']) {
    this.exercise = exercise;
    this.#memory = memory;
    this.#places = places;
    this.#onDone = onDone;
  }

  static async open(exercise: Exercise, options: LabOptions, faces: Faces, signal: AbortSignal): Promise<LabSession> {
    const seen = { changed: (): void => {} };
    const memory = new Memory(() => seen.changed());
    const wire = { live: true, file: undefined };
    const keeper = await openRecorder({ wire, application: '', onPacket: memory.take, onTrouble: (error) => faces.warn(error) }, signal);
    const places = new LabPlaces({ ...options, tapAs: tapsOf(options.recorder, keeper, memory) }, faces);
    const session = new LabSession(exercise, memory, places, options.onDone);
    seen.changed = () => session.#changed();
    session.#close = () => keeper.close();
    await places.open(exercise.places, signal);
    return session;
  }

  get task(): readonly Said[] {
    return this.exercise.task.map((said) => this.#places.filled(said));
  }

  /** Where clients are to come, by the names of the places. */
  get addresses(): readonly (readonly [place: string, address: string])[] {
    return this.#places.addresses;
  }

  get talks(): readonly Talk[] {
    return this.#memory.talks;
  }

  get isFull(): boolean {
    return this.#memory.isFull;
  }

  check(): readonly Checked[] {
    const seen = this.#evidence;
    return this.exercise.goals.map(({ what, check }) => ({ what, finding: check(seen) }));
  }

  /** What to do next, where something is left. */
  hint(): Said | undefined {
    const seen = this.#evidence;
    const next = this.exercise.goals.find((goal) => !goal.check(seen).done);
    return next && labSayer('lab')('next', { what: next.what, hint: this.#places.filled(next.hint) });
  }

  questions(): readonly Asked[] {
    return (this.exercise.questions ?? []).map((question, k) => this.#asked(question, k));
  }

  /** Throws a UsageError where there is no such question. */
  answer(number: number, text: string): Asked {
    const question = this.exercise.questions?.[number - 1];
    if (question === undefined) {
      const many = this.exercise.questions?.length ?? 0;
      const next = many === 0 ? sayWrong('asksNone') : sayWrong('questionsAre', { many: String(many) });
      throw UsageError.of('answer', sayWrong('noQuestion', { number: String(number) }), next);
    }
    this.#answers[number - 1] = text;
    return this.#asked(question, number - 1);
  }

  /** Resolves when every goal is reached. */
  whenDone(): Promise<void> {
    if (this.check().every(({ finding }) => finding.done)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#places.close();
    await this.#close();
  }

  get #evidence(): Evidence {
    return { talks: this.talks.filter(({ client }) => !this.#places.isOurs(client)), answers: this.#answers };
  }

  #asked({ ask, check }: Question, k: number): Asked {
    const answer = this.#answers[k];
    return { ask, answer, ...(answer !== undefined && check && { finding: check(answer, this.#evidence) }) };
  }

  #changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tellDone();
    }, SETTLES);
  }

  #tellDone(): void {
    const all = this.check();
    for (const [k, goal] of this.exercise.goals.entries()) {
      const checked = all[k];
      if (checked === undefined || !checked.finding.done || this.#told.has(goal)) continue;
      this.#told.add(goal);
      this.#onDone(checked, k + 1);
    }
    if (!all.every(({ finding }) => finding.done)) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }
}

/** Channels are numbered over all places. */
const tapsOf = (shows: Recorder, keeps: Recorder, memory: Memory): PlacesOptions['tapAs'] => {
  let channels = 0;
  const tags = new WeakMap<ChannelFacts, string>();
  const tagOf = (facts: ChannelFacts): string => {
    const tag = tags.get(facts) ?? `#${++channels}`;
    tags.set(facts, tag);
    return tag;
  };
  return (place: Place, as: WatchedAs): Tap | undefined => {
    const named = (facts: ChannelFacts): WatchedAs => ({ ...as, tag: tagOf(facts) });
    const kept = keeps.tapAs((facts) => {
      memory.expect(facts, place.name);
      return named(facts);
    });
    return allOf([shows.tapAs(named), kept, memory.tap].filter((tap) => tap !== undefined));
  };
};

/** Lesson: an exercise of the lectures while it is done on a workbench: its packets are a capture of their own, which pages look at. */

import { quote, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';
import { type Language, Words } from '../../core/words.ts';
import { Browsing } from '../browsing.ts';
import { exercises } from '../lab/exercises/index.ts';
import { LabSession } from '../lab/lab-session.ts';
import { labWords } from '../lab/words.ts';
import type { Recorder } from '../recorder.ts';
import { Recording } from './recording.ts';

/** Where the student's own server listens, and where the first place of an exercise is. */
const OWN = 61_119;
const FIRST = 61_111;
/** Files of code, and bytes of one. */
const MOST_FILES = 20;
const MOST_CODE = 256 << 10;

export interface LessonEvents {
  /** A goal was reached, or packets came. */
  changed(): void;
  trouble(error: Error): void;
}

export class Lesson {
  readonly session: LabSession;
  readonly browsing: Browsing;
  readonly recording: Recording;
  readonly code = new Map<string, string>();
  readonly #stop: AbortController;

  private constructor(session: LabSession, browsing: Browsing, recording: Recording, stop: AbortController) {
    this.session = session;
    this.browsing = browsing;
    this.recording = recording;
    this.#stop = stop;
  }

  /** `folder`: where its pipes lie; `language`: in which ladders name who takes part. */
  static async open(name: string, folder: string, language: Language, events: LessonEvents): Promise<Lesson> {
    const exercise = exercises.find((e) => e.name === name);
    if (exercise === undefined)
      throw UsageError.of(
        'lesson',
        sayWrong('noExercise', { name: quote(name) }),
        sayWrong('oneOf', { choices: exercises.map((e) => e.name).join(', ') }),
      );
    const stop = new AbortController();
    const recording = new Recording();
    const browsing = new Browsing(recording.capture, { name: exercise.name }, stop.signal, () => events.changed());
    browsing.read().catch((error: unknown) => {
      if (!stop.signal.aborted) events.trouble(error instanceof Error ? error : new Error(String(error)));
    });
    const words = new Words(language, await labWords(language));
    const places = { host: '127.0.0.1', port: FIRST, own: OWN, folder, words, onNobody: () => {} };
    const onDone = (): void => events.changed();
    try {
      const session = await LabSession.open(exercise, { ...places, recorder: recorderOf(recording), onDone }, facesOf(events), stop.signal);
      return new Lesson(session, browsing, recording, stop);
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  }

  /** A program of the student's, for the report. */
  handIn(name: string, text: string): void {
    if (text.length > MOST_CODE)
      throw UsageError.of('code', sayWrong('fileTooLong'), sayWrong('atMostKiB', { most: String(MOST_CODE >> 10) }));
    if (this.code.size >= MOST_FILES)
      throw UsageError.of('code', sayWrong('tooManyFiles'), sayWrong('atMost', { most: String(MOST_FILES) }));
    this.code.set(name, text);
  }

  async close(): Promise<void> {
    await this.session.close();
    this.recording.end();
    this.#stop.abort(new Error('the lesson is over'));
    this.browsing.close();
  }
}

const recorderOf = (recording: Recording): Recorder => ({
  tapAs: () => recording.tap,
  watch: () => {},
  attempted: () => {},
  speaks: () => {},
  unshown: 0,
  close: async () => undefined,
});

const facesOf = ({ trouble }: LessonEvents) => ({
  application: '',
  say: () => {},
  warn: trouble,
  near: () => {
    throw new ReferenceError('an exercise has no near side');
  },
  isPerson: false,
  again: '',
});

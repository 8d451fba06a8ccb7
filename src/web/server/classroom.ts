/** Classroom: the exercise that is being done from the page, and the step console: one of each for all pages. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../core/fault.ts';
import { saidWords, sayWrong } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Language } from '../../core/words.ts';
import type { Browsing } from '../../run/browsing.ts';
import { Lesson } from '../../run/workbench/lesson.ts';
import type { Recording } from '../../run/workbench/recording.ts';
import { StepConsole } from '../../run/workbench/step-console.ts';
import type { Workbench } from '../../run/workbench/workbench.ts';
import type { Desk } from '../messages/desk.ts';
import type { Answer } from '../messages/messages.ts';
import { refusalText } from './refusal-text.ts';

/** What a classroom needs of the desktop. */
export interface Shelf {
  shelve(browsing: Browsing, recording: Recording, close: () => void): number;
  close(id: number): void;
  changed(): void;
}

/** Characters of an answer. */
const MOST_ANSWER = 2000;
const MOST_LINE = 4000;

export class Classroom {
  lesson: Lesson | undefined;
  readonly #workbench: Workbench;
  readonly #shelf: Shelf;
  readonly #stop = new AbortController();
  #capture = 0;
  #folder = '';
  #console: Promise<StepConsole> | undefined;
  #steps: StepConsole | undefined;

  constructor(workbench: Workbench, shelf: Shelf) {
    this.#workbench = workbench;
    this.#shelf = shelf;
  }

  get desk(): Pick<Desk, 'lesson' | 'steps'> {
    const { lesson } = this;
    return { steps: this.#steps?.count ?? 0, ...(lesson && { lesson: { name: lesson.session.exercise.name, capture: this.#capture } }) };
  }

  /** Gives the capture with the packets of the exercise. */
  async begin(name: string, language: Language): Promise<number> {
    await this.leave();
    const trouble = (error: Error): void => this.#workbench.trouble(error);
    const lesson = await Lesson.open(name, this.#freshFolder(), language, { changed: () => this.#shelf.changed(), trouble });
    this.lesson = lesson;
    this.#capture = this.#shelf.shelve(lesson.browsing, lesson.recording, () => {});
    return this.#capture;
  }

  #freshFolder(): string {
    this.#folder = mkdtempSync(join(tmpdir(), 'wirecat-lab-'));
    return this.#folder;
  }

  async leave(): Promise<void> {
    const { lesson } = this;
    this.lesson = undefined;
    await lesson?.close();
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = '';
    if (lesson !== undefined) this.#shelf.close(this.#capture);
  }

  answer(number: number, text: string): void {
    this.#current.session.answer(number, text.slice(0, MOST_ANSWER));
    this.#shelf.changed();
  }

  handIn(name: string, text: string): void {
    this.#current.handIn(visible(name).slice(0, 100), text);
    this.#shelf.changed();
  }

  async step(line: string, language: Language): Promise<void> {
    if (line.length > MOST_LINE) throw UsageError.of('step', sayWrong('lineLong'), sayWrong('characters', { most: String(MOST_LINE) }));
    this.#console ??= StepConsole.open('wirecat', this.#workbench.recording.tap, () => this.#shelf.changed(), this.#stop.signal);
    try {
      this.#steps = await this.#console;
    } catch (error) {
      this.#console = undefined;
      throw error;
    }
    try {
      await this.#steps.type(line, language);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#steps.wrong(refusalText(error, await saidWords(language)));
    }
  }

  stepsFrom(from: number): Answer<'steps'> {
    return { total: this.#steps?.count ?? 0, lines: this.#steps?.linesFrom(from) ?? [] };
  }

  async close(): Promise<void> {
    this.#stop.abort(new Error('the page ends'));
    await this.leave();
    await this.#steps?.close();
  }

  get #current(): Lesson {
    if (this.lesson === undefined) throw UsageError.of('lesson', sayWrong('noLesson'), sayWrong('beginOne'));
    return this.lesson;
  }
}

/** `wirecat lab`: the exercises of the lectures: what is needed is started, the student's programs are watched, and checked by their packets. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isatty } from 'node:tty';
import { UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { sayWrong } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import { type Said, Words } from '../../core/words.ts';
import { ioError } from '../../io/base/errors.ts';
import { type DeadlockEvent, showDeadlock } from '../../io/program/fifo-deadlock.ts';
import { joinWords, splitWords } from '../../io/program/shell-words.ts';
import type { Exercise, Finding } from '../../run/lab/exercise.ts';
import { exercises } from '../../run/lab/exercises/index.ts';
import { type Asked, type Checked, LabSession } from '../../run/lab/lab-session.ts';
import { labReport } from '../../run/lab/report.ts';
import { labSayer, labWords } from '../../run/lab/words.ts';
import { recorded } from '../../run/session.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { application, canEdit, facesFor } from '../talk/faces.ts';
import { wireOptions, wirePlan } from '../talk/options.ts';
import { CommandConsole, recite } from '../terminal/command-console.ts';
import { fitted } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';

export const command: Command = defineCommand({
  name: 'lab',
  summary: 'do the exercises of the lectures, and have them checked by their packets',
  group: 'Learn',
  usage: ['', 'EXERCISE'],
  operands: [{ name: 'EXERCISE', optional: true, complete: () => exercises.map(({ name }) => name) }],
  details: [
    (say) =>
      say('Exercises: EXERCISES; without a word they are listed with what each is about.').replace(
        'EXERCISES',
        exercises.map(({ name }) => name).join(', '),
      ),
    'Each starts what it needs, says what to do, and watches: your own programs, in any language, as well as wirecat, nc and others. Whatever goal is reached is told with the packets that show it.',
    'Then type: check (what is done), hint (what to do next), answer 1 TEXT (to a question), code FILE (to hand in with the report), report FILE (one HTML file with captures, ladders, answers and code), task (once more), wait (until everything is done), end. From a pipe the same words, one a line.',
  ],
  options: {
    json: { help: 'an object a line for everything that is told' },
    own: { value: 'PORT', kind: 'integer', min: 1, max: 65_535, fallback: '61119', help: 'where your own server listens' },
    port: {
      value: 'PORT',
      kind: 'integer',
      min: 1,
      max: 65_500,
      fallback: '61111',
      help: 'of the first place of the exercise; the others follow',
    },
    public: { help: 'other machines may take part' },
    ...wireOptions,
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat lab', says: 'which exercises there are' },
    { line: 'wirecat lab ex91', says: 'an echo over TCP; its client goes into another terminal' },
    { line: "printf 'wait\\nreport ex91.html\\n' | wirecat lab ex91", says: 'waits until everything is done, and writes the report' },
  ],
  run: async ({ options, words }, context) => {
    const said = new Words(context.language, await labWords(context.language));
    if (words[0] === undefined) return list(context, said, options.json);
    const exercise = exerciseNamed(words[0]);
    const types = isatty(0) && canEdit(context) && !options.json;
    const screen = types ? new CommandConsole(context, exercise.name) : undefined;
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-lab-'));
    const file = options.write ?? join(folder, `${exercise.name}.pcapng`);
    const typed = wirePlan(options, context);
    const wire = { ...typed, live: typed.live && !options.json, file };
    const { faces, close } = facesFor({ ...options, raw: false }, wire, context, 'watch', screen?.print);
    const face = new LabFace(context, said, options.json, screen?.print ?? ((text) => context.out.line(text)));
    const onNobody = (address: string): void => face.say(sayLab('nobody', { address }));
    const places = { host: options.public ? '0.0.0.0' : '127.0.0.1', port: options.port, own: options.own, folder, onNobody, words: said };
    try {
      return await recorded({ wire }, faces, context.signal, async (recorder) => {
        const onDone = (checked: Checked, number: number): void => face.reached(checked, number);
        const session = await LabSession.open(exercise, { ...places, recorder, onDone }, faces, context.signal);
        const lab = new Lab(session, face, file);
        try {
          lab.greet();
          if (screen === undefined) await recite(typedLines(process.stdin, context.signal), lab.line, context);
          else await screen.each(lab.line);
        } finally {
          await session.close();
        }
        return 0;
      });
    } finally {
      screen?.close();
      close();
      if (options.write === undefined) rmSync(folder, { recursive: true, force: true });
    }
  },
});

const sayLab = labSayer('lab');
const sayDeadlock = labSayer('deadlock');

const list = ({ out }: Context, words: Words, json: boolean): number => {
  const widest = Math.max(...exercises.map(({ name }) => name.length));
  for (const { name, title, from } of exercises) {
    if (json) out.line(JSON.stringify({ name, title: words.text(title), from: words.text(from) }));
    else out.line(`${out.style.bold(name.padEnd(widest))}  ${words.text(title)}`);
  }
  if (!json) out.line(`\n${fitted(words.text(sayLab('begin')), out)}`);
  return 0;
};

const exerciseNamed = (name: string): Exercise => {
  const found = exercises.find((e) => e.name === name);
  if (found !== undefined) return found;
  const names = exercises.map((e) => e.name);
  const near = nearest(name, names);
  throw new UsageError('lab', sayWrong('exercise', { names: names.join(', ') }), name, near ? sayWrong('perhaps', { near }) : undefined);
};

/** What the words do. */
class Lab {
  readonly #session: LabSession;
  readonly #face: LabFace;
  readonly #capture: string;
  readonly #files: string[] = [];

  constructor(session: LabSession, face: LabFace, capture: string) {
    this.#session = session;
    this.#face = face;
    this.#capture = capture;
  }

  greet(): void {
    this.#face.task(this.#session.exercise, this.#session.task);
    this.#face.questions(this.#session.questions());
    this.#face.say(sayLab('greeting'));
  }

  /** Says whether to go on. Throws a UsageError for words that make no sense. */
  readonly line = async (text: string): Promise<boolean> => {
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
    if (word === '') return true;
    if (word === 'end' || word === 'quit' || word === 'exit') return false;
    const act = Object.hasOwn(this.#words, word) ? this.#words[word] : undefined;
    if (act === undefined)
      throw new UsageError(this.#session.exercise.name, sayWrong('words', { words: this.#help.map(([name]) => name).join(', ') }), word);
    await act(rest);
    return true;
  };

  readonly #words: Readonly<Record<string, (rest: string) => void | Promise<void>>> = {
    task: () => this.greet(),
    check: () => this.#check(),
    hint: () => this.#face.say(this.#session.hint() ?? sayLab('everything')),
    questions: () => this.#face.questions(this.#session.questions()),
    answer: (rest) => this.#answer(rest),
    code: (rest) => this.#keep(rest),
    report: (rest) => this.#report(rest),
    wait: () => this.#session.whenDone(),
    deadlock: () => this.#deadlock(),
    help: () => {
      for (const [word, key] of this.#help) this.#face.line(`${word.padEnd(14)} ${this.#face.words.text(sayLab(key))}`);
    },
  };

  get #help() {
    const hasPipes = this.#session.exercise.places.some(({ kind }) => kind === 'pipe');
    return Object.entries(HELP).filter(([word]) => word !== 'deadlock' || hasPipes);
  }

  #check(): void {
    this.#face.checked(this.#session.check());
    if (this.#session.isFull) this.#face.say(sayLab('full'));
  }

  #answer(rest: string): void {
    const [, number, text = ''] = /^(\d+)\s*(.*)$/.exec(rest) ?? [];
    if (number === undefined || text === '')
      throw UsageError.of('answer', sayWrong('questionNumber'), sayWrong('type', { line: 'answer 1 TEXT' }));
    this.#face.answered(this.#session.answer(Number(number), text));
  }

  #keep(rest: string): void {
    if (rest === '') throw UsageError.of('code', sayWrong('handIn'), sayWrong('type', { line: 'code FILE' }));
    for (const path of splitWords(rest, 'code')) {
      read(path);
      this.#files.push(path);
      this.#face.say(sayLab('kept', { file: path }));
    }
  }

  #report(rest: string): void {
    const [path = `${this.#session.exercise.name}.html`, more] = rest === '' ? [] : splitWords(rest, 'report');
    if (more !== undefined)
      throw UsageError.of('report', sayWrong('oneTooMany', { word: more }), sayWrong('type', { line: `code ${joinWords([more])}` }));
    const html = labReport(this.#session, {
      words: this.#face.words,
      when: new Date(),
      application: application(),
      capture: read(this.#capture),
      files: this.#files.map((file) => ({ name: basename(file), text: read(file).toString('utf8') })),
    });
    try {
      writeFileSync(path, html);
    } catch (cause) {
      throw ioError(path, 'to write the report', cause);
    }
    const goals = this.#session.check();
    const [left, count] = [goals.filter(({ finding }) => !finding.done).length, goals.length];
    this.#face.say(left === 0 ? sayLab('reported', { file: path }) : sayLab('reportedLeft', { file: path, left, count }));
  }

  async #deadlock(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-pipes-'));
    try {
      await showDeadlock(folder, (event) => this.#face.say(deadlockSaid(event)), this.#face.signal);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

const deadlockSaid = (event: DeadlockEvent): Said => {
  switch (event.kind) {
    case 'pipes':
      return sayDeadlock('pipes', event);
    case 'order': {
      const [first, second] = event.opens.map(({ way, pipe }) => sayDeadlock(way, { pipe }));
      return sayDeadlock('order', { name: event.name, first: first ?? '', second: second ?? '' });
    }
    case 'waits':
      return sayDeadlock('waits', { name: event.name, pid: String(event.pid), where: event.where === '' ? '' : ` (${event.where})` });
    default:
      return sayDeadlock(event.kind);
  }
};

const HELP = {
  task: 'helpTask',
  check: 'helpCheck',
  hint: 'helpHint',
  questions: 'helpQuestions',
  'answer N TEXT': 'helpAnswer',
  'code FILE': 'helpCode',
  'report FILE': 'helpReport',
  wait: 'helpWait',
  deadlock: 'helpDeadlock',
  end: 'helpEnd',
} as const;

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw ioError(path, 'to be read', cause);
  }
};

/** Where everything is told: as text, or as JSON. */
class LabFace {
  readonly signal: AbortSignal;
  readonly words: Words;
  readonly #context: Context;
  readonly #json: boolean;
  readonly #print: (text: string) => void;

  constructor(context: Context, words: Words, json: boolean, print: (text: string) => void) {
    this.signal = context.signal;
    this.words = words;
    this.#context = context;
    this.#json = json;
    this.#print = print;
  }

  say(said: Said): void {
    this.line(this.words.text(said));
  }

  line(text: string): void {
    this.#put({ says: text }, () => text);
  }

  task({ name, title }: Exercise, task: readonly Said[]): void {
    const [head, texts] = [this.words.text(title), task.map((said) => this.words.text(said))];
    this.#put({ exercise: name, title: head, task: texts }, () =>
      [this.#context.out.style.bold(`${name}: ${head}`), ...texts].map((text) => `${text}\n`).join('\n'),
    );
  }

  questions(asked: readonly Asked[]): void {
    for (const [k, { ask, answer, finding }] of asked.entries()) {
      const text = this.words.text(ask);
      this.#put({ question: k + 1, ask: text, answer, ...(finding && this.#found(finding)) }, () => {
        const given =
          answer === undefined ? '' : ` ${visible(answer)}${finding === undefined ? '' : ` (${this.words.text(finding.says)})`}`;
        return `${this.words.text(sayLab('question', { number: String(k + 1), ask: text }))}${given}`;
      });
    }
  }

  answered({ ask, answer, finding }: Asked): void {
    const text = finding === undefined ? this.words.text(sayLab('noted')) : `${this.#sign(finding)} ${this.words.text(finding.says)}`;
    this.#put({ ask: this.words.text(ask), answer, ...(finding && this.#found(finding)) }, () => text, this.#signWidth);
  }

  reached({ what, finding }: Checked, number: number): void {
    const text = this.words.text(what);
    this.#put(
      { goal: number, what: text, ...this.#found(finding) },
      () => `${this.#sign(finding)} ${text}: ${this.words.text(finding.says)}`,
      this.#signWidth,
    );
  }

  checked(all: readonly Checked[]): void {
    for (const [k, one] of all.entries()) this.reached(one, k + 1);
    const done = all.filter(({ finding }) => finding.done).length;
    this.say(done === all.length ? sayLab('all', { count: done }) : sayLab('some', { done, count: all.length }));
  }

  #found({ done, says }: Finding) {
    return { done, says: this.words.text(says) };
  }

  #sign({ done }: Finding): string {
    const { style } = this.#context.out;
    const sign = `${done ? '✓' : '·'} ${this.words.text(sayLab(done ? 'done' : 'notYet'))}`.padEnd(this.#signWidth - 1);
    return done ? style.green(sign) : style.dim(sign);
  }

  /** Of a sign and the blank behind it. */
  get #signWidth(): number {
    return 3 + Math.max(...(['done', 'notYet'] as const).map((key) => this.words.text(sayLab(key)).length));
  }

  /** A line that does not fit goes on below, that far from the left. */
  #put(value: object, text: () => string, indent = 0): void {
    const { out } = this.#context;
    if (this.#json) out.line(JSON.stringify(value));
    else this.#print(text().replace(/.+/g, (line) => fitted(line, out, indent)));
  }
}

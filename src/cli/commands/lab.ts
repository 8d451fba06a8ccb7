/** `wirecat lab`: the exercises of the lectures: what is needed is started, the student's programs are watched, and checked by their packets. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isatty } from 'node:tty';
import { UsageError } from '../../core/fault.ts';
import { nearest } from '../../core/nearest.ts';
import { visibleLines } from '../../core/text.ts';
import { ioError } from '../../io/base/errors.ts';
import { showDeadlock } from '../../io/program/fifo-deadlock.ts';
import type { Talk } from '../../run/lab/evidence.ts';
import type { Exercise, Finding } from '../../run/lab/exercise.ts';
import { exercises } from '../../run/lab/exercises/index.ts';
import { type Asked, type Checked, LabSession } from '../../run/lab/lab-session.ts';
import { recorded } from '../../run/session.ts';
import { Ladder } from '../../view/ladder.ts';
import { reportHtml } from '../../view/report.ts';
import type { Line } from '../../view/text.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { application, canEdit, facesFor } from '../talk/faces.ts';
import { wireOptions, wirePlan } from '../talk/options.ts';
import { CommandConsole, recite } from '../terminal/command-console.ts';
import { fitted } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';

export const command: Command = defineCommand({
  name: 'lab',
  summary: 'do the exercises of the lectures, and have them checked by their packets',
  group: 'Talk',
  usage: ['', 'EXERCISE'],
  operands: [{ name: 'EXERCISE', optional: true, complete: () => exercises.map(({ name }) => name) }],
  details: [
    `Exercises: ${exercises.map(({ name, title }) => `${name} (${title})`).join(', ')}.`,
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
    if (words[0] === undefined) return list(context, options.json);
    const exercise = exerciseNamed(words[0]);
    const types = isatty(0) && canEdit(context) && !options.json;
    const screen = types ? new CommandConsole(context, exercise.name) : undefined;
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-lab-'));
    const file = options.write ?? join(folder, `${exercise.name}.pcapng`);
    const typed = wirePlan(options, context);
    const wire = { ...typed, live: typed.live && !options.json, file };
    const { faces, close } = facesFor({ ...options, raw: false }, wire, context, 'watch', screen?.print);
    const face = new LabFace(context, options.json, screen?.print ?? ((text) => context.out.line(text)));
    const places = { host: options.public ? '0.0.0.0' : '127.0.0.1', port: options.port, own: options.own, folder };
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

const list = ({ out }: Context, json: boolean): number => {
  const widest = Math.max(...exercises.map(({ name }) => name.length));
  for (const { name, title, from } of exercises) {
    if (json) out.line(JSON.stringify({ name, title, from }));
    else out.line(`${out.style.bold(name.padEnd(widest))}  ${title}`);
  }
  if (!json) out.line(`\n${fitted('Begin with: wirecat lab ex91', out)}`);
  return 0;
};

const exerciseNamed = (name: string): Exercise => {
  const found = exercises.find((e) => e.name === name);
  if (found !== undefined) return found;
  const names = exercises.map((e) => e.name);
  throw new UsageError('lab', `an exercise: ${names.join(', ')}`, name, nearest(name, names) && `perhaps ${nearest(name, names)}`);
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
    this.#face.say('check, hint, answer 1 TEXT, report FILE; help says more; end or Ctrl-D ends.');
  }

  /** Says whether to go on. Throws a UsageError for words that make no sense. */
  readonly line = async (text: string): Promise<boolean> => {
    const [word = '', ...rest] = text.trim().split(/\s+/);
    if (word === '') return true;
    if (word === 'end' || word === 'quit' || word === 'exit') return false;
    const act = Object.hasOwn(this.#words, word) ? this.#words[word] : undefined;
    if (act === undefined) throw new UsageError(this.#session.exercise.name, Object.keys(HELP).join(', '), word);
    await act(rest.join(' '));
    return true;
  };

  readonly #words: Readonly<Record<string, (rest: string) => void | Promise<void>>> = {
    task: () => this.greet(),
    check: () => this.#check(),
    hint: () => this.#face.say(this.#session.hint() ?? 'Everything is done; report FILE writes it down.'),
    questions: () => this.#face.questions(this.#session.questions()),
    answer: (rest) => this.#answer(rest),
    code: (path) => this.#keep(path),
    report: (path) => this.#report(path || `${this.#session.exercise.name}.html`),
    wait: () => this.#session.whenDone(),
    deadlock: () => this.#deadlock(),
    help: () => {
      for (const [word, says] of Object.entries(HELP)) this.#face.say(`${word.padEnd(14)} ${says}`);
    },
  };

  #check(): void {
    this.#face.checked(this.#session.check());
    if (this.#session.isFull)
      this.#face.say('More packets came than are remembered: what is newer is not checked. Start the exercise again.');
  }

  #answer(rest: string): void {
    const [, number, text = ''] = /^(\d+)\s*(.*)$/.exec(rest) ?? [];
    if (number === undefined || text === '') throw UsageError.of('answer', 'a question has a number', 'type answer 1 TEXT');
    this.#face.answered(this.#session.answer(Number(number), text));
  }

  #keep(path: string): void {
    if (path === '') throw UsageError.of('code', 'a file is handed in', 'type code FILE');
    read(path);
    this.#files.push(path);
    this.#face.say(`${path} will be in the report.`);
  }

  #report(path: string): void {
    const { exercise, talks } = this.#session;
    const goals = this.#session.check().map(({ what, finding }) => ({ what, done: finding.done, says: finding.says }));
    const questions = this.#session.questions().map((asked) => ({ ask: asked.ask, answer: asked.answer, verdict: verdictOf(asked) }));
    const capture = read(this.#capture);
    const html = reportHtml({
      title: `${exercise.name}: ${exercise.title}`,
      from: exercise.from,
      when: new Date().toISOString().replace('T', ' ').slice(0, 16),
      task: this.#session.task,
      goals,
      questions,
      ladders: talks
        .slice(0, MOST_LADDERS)
        .map((talk) => ({ title: `${talk.tag} at ${talk.place}: ${talk.client}`, lines: ladderOf(talk) })),
      files: this.#files.map((file) => ({ name: basename(file), text: read(file).toString('utf8') })),
      capture: { name: `${exercise.name}.pcapng`, base64: capture.toString('base64'), bytes: capture.length },
      notes: talks.length > MOST_LADDERS ? [`${talks.length - MOST_LADDERS} more conversations are in the capture.`] : [],
      application: application(),
    });
    try {
      writeFileSync(path, html);
    } catch (cause) {
      throw ioError(path, 'to write the report', cause);
    }
    const left = goals.filter((g) => !g.done).length;
    this.#face.say(`The report is in ${path}${left === 0 ? '' : `, with ${left} of ${goals.length} goals not reached yet`}.`);
  }

  async #deadlock(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-pipes-'));
    try {
      await showDeadlock(folder, (text) => this.#face.say(text), this.#face.signal);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Ladders in a report. */
const MOST_LADDERS = 50;

const HELP = {
  task: 'what is to be done, once more',
  check: 'what is done, and which packets show it',
  hint: 'what to do next',
  questions: 'the questions, and what was answered',
  'answer N TEXT': 'answers question N',
  'code FILE': 'a file of yours that goes into the report',
  'report FILE': 'one HTML file: captures, ladders, answers, code',
  wait: 'until every goal is reached',
  deadlock: 'two programs that wait for each other in open()',
  end: 'closes everything',
};

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw ioError(path, 'to be read', cause);
  }
};

const ladderOf = ({ client, names, tag, seen }: Talk): readonly Line[] => {
  const ladder = new Ladder({ client, names, tag, brief: true });
  const lines = seen.flatMap((segment) => ladder.push(segment, 100).lines);
  return [...lines, ...ladder.legend(100)];
};

const verdictOf = ({ answer, finding }: Asked): string => {
  if (answer === undefined || finding === undefined) return '';
  return finding.done ? finding.says : `not yet: ${finding.says}`;
};

/** Where everything is told: as text, or as JSON. */
class LabFace {
  readonly signal: AbortSignal;
  readonly #context: Context;
  readonly #json: boolean;
  readonly #print: (text: string) => void;

  constructor(context: Context, json: boolean, print: (text: string) => void) {
    this.signal = context.signal;
    this.#context = context;
    this.#json = json;
    this.#print = print;
  }

  say(text: string): void {
    this.#put({ says: text }, () => text);
  }

  task({ name, title }: Exercise, task: readonly string[]): void {
    const { style } = this.#context.out;
    this.#put({ exercise: name, title, task }, () => `${[style.bold(`${name}: ${title}`), ...task].join('\n\n')}\n`);
  }

  questions(asked: readonly Asked[]): void {
    for (const [k, one] of asked.entries()) {
      const { finding } = one;
      this.#put({ question: k + 1, ...one }, () => {
        const given =
          one.answer === undefined ? '' : ` ${one.answer}${finding ? ` (${finding.done ? '' : 'not yet: '}${finding.says})` : ''}`;
        return `question ${k + 1}: ${one.ask}${given}`;
      });
    }
  }

  answered(asked: Asked): void {
    const { finding } = asked;
    this.#put({ ...asked }, () => (finding === undefined ? 'Noted for the report.' : this.#verdict(finding)));
  }

  reached({ what, finding }: Checked, number: number): void {
    this.#put({ goal: number, what, ...finding }, () => `${this.#sign(finding)} ${what}: ${finding.says}`);
  }

  checked(all: readonly Checked[]): void {
    for (const [k, { what, finding }] of all.entries())
      this.#put({ goal: k + 1, what, ...finding }, () => `${this.#sign(finding)} ${what}: ${finding.says}`);
    const left = all.filter(({ finding }) => !finding.done).length;
    this.say(left === 0 ? `All ${all.length} goals are reached.` : `${all.length - left} of ${all.length}; hint says what to do next.`);
  }

  #verdict(finding: Finding): string {
    return `${this.#sign(finding)} ${finding.says}`;
  }

  #sign({ done }: Finding): string {
    const { style } = this.#context.out;
    return done ? style.green('✓ done   ') : style.dim('· not yet');
  }

  #put(value: object, text: () => string): void {
    if (this.#json) this.#context.out.line(JSON.stringify(value));
    else this.#print(fitted(visibleLines(text()), this.#context.out));
  }
}

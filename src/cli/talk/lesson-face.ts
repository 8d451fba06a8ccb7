/** LessonFace: what a conversation with our own echo service shows in a terminal or a pipe: its ladder, how it ended, what to try next. */
import { utf8 } from '../../core/bytes.ts';
import { visible } from '../../core/text.ts';
import type { Words } from '../../core/words.ts';
import { startLesson } from '../../run/lesson.ts';
import type { OnPacket } from '../../run/watched.ts';
import { segmentOf } from '../../view/segment.ts';
import type { Context } from '../command/command.ts';
import { fitted, paint, putLines } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';
import { LiveLadders } from '../views/live-ladders.ts';
import { application } from './faces.ts';
import { type LessonKey, lessonWords, sayLesson } from './lesson-words.ts';

/** Stands for what is shown in bold. */
const MARK = '§';
/** What both ways of running it show. */
export class LessonFace {
  readonly file: string;
  readonly #context: Context;
  readonly #ladders: LiveLadders;
  /** Puts a line where lines go. */
  print: (text: string) => void;
  readonly #words: Words;
  /** The frame that carried the first message. */
  #message = 0;

  constructor(file: string, all: boolean, context: Context) {
    this.file = file;
    this.#context = context;
    this.#words = lessonWords(context.language);
    const captions = { open: this.text('open'), message: this.text(all ? 'messageWhole' : 'message'), close: this.text('close') };
    this.#ladders = new LiveLadders({ all, captions, words: this.#words });
    this.print = (text) => context.out.line(text);
  }

  text(key: LessonKey): string {
    return this.#words.text({ area: 'lesson', key, slots: {} });
  }

  get names(): readonly [client: string, server: string] {
    return [this.text('client'), this.text('server')];
  }

  readonly onPacket: OnPacket = (d, { first }, unshown, of) => {
    if (this.#message === 0 && (segmentOf(d)?.payload.length ?? 0) > 0) this.#message = d.frame.number;
    const { columns, style } = this.#context.out;
    const lines = this.#ladders.lines(d, first, unshown, of, columns);
    if (lines.length > 0) this.print(lines.map((l) => paint(l, style)).join('\n'));
  };

  readonly onTrouble = (error: Error): void => {
    const { out, err, program } = this.#context;
    const text = visible(`${program}: ${error.message}`);
    if (out.isTerminal && err.isTerminal) this.print(text);
    else err.line(text);
  };

  greet(service: string, typing: boolean): void {
    const { style } = this.#context.out;
    this.#say(this.#words.text(sayLesson('greeting', { title: MARK })).replace(MARK, style.bold(this.text('title'))));
    this.#say(this.#words.text(sayLesson('service', { service: MARK })).replace(MARK, style.bold(service)));
    if (typing) this.#say(this.#words.text(sayLesson('you', { end: MARK })).replace(MARK, style.bold('end')));
    this.print('');
  }

  farewell(how: string): void {
    const { out } = this.#context;
    const { style } = out;
    putLines(out, this.#ladders.legend(out.columns));
    out.line();
    out.line(fitted(`${style.bold(this.text('over'))} ${how}.`, out));
    out.line(this.#words.text(sayLesson('kept', { file: MARK })).replace(MARK, () => style.bold(visible(this.file))));
    out.line(this.text('next'));
    out.line();
    const wirecat = this.#context.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'wirecat';
    for (const [words, says] of this.#nextSteps()) {
      out.line(`  ${style.green(`${wirecat} ${words}`)}`);
      out.line(fitted(`      ${style.dim(says)}`, out, 6));
    }
  }

  #nextSteps(): readonly (readonly [words: string, says: string])[] {
    const file = visible(this.file);
    return [
      [`read ${file}`, this.text('rows')],
      ...(this.#message > 0 ? [[`read ${file} --frame ${this.#message}`, this.text('one')] as const] : []),
      ['serve echo 7007', this.text('stays')],
      ['-h', this.text('else')],
    ];
  }

  #say(text: string): void {
    this.print(fitted(text, this.#context.out));
  }
}

/** Lines come from a pipe or a file; where there are none, one of ours goes. */
export const recite = async (face: LessonFace, context: Context): Promise<number> => {
  const onListening = (service: string): void => face.greet(service, false);
  const lesson = await startLesson({ application: application(), ...lessonOf(face), onListening }, new AbortController().signal);
  let lines = 0;
  for await (const line of typedLines(process.stdin, context.signal)) {
    lines++;
    await lesson.say(line);
    await context.out.ready();
  }
  if (lines === 0 && !context.signal.aborted) await lesson.say(utf8('here is a message\n'));
  face.farewell(await lesson.end());
  return 0;
};

export const lessonOf = ({ file, onPacket, onTrouble, names }: LessonFace) => ({ file, onPacket, onTrouble, names });

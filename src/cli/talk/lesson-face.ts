/** LessonFace: what a conversation with our own echo service shows in a terminal or a pipe: its ladder, how it ended, what to try next. */
import { utf8 } from '../../core/bytes.ts';
import { visible } from '../../core/text.ts';
import { startLesson } from '../../run/lesson.ts';
import type { OnPacket } from '../../run/watched.ts';
import { segmentOf } from '../../view/segment.ts';
import type { Context } from '../command/command.ts';
import { fitted, paint, putLines } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';
import { LiveLadders } from '../views/live-ladders.ts';
import { application } from './faces.ts';

/** What both ways of running it show. */
export class LessonFace {
  readonly file: string;
  readonly #context: Context;
  readonly #ladders: LiveLadders;
  /** Puts a line where lines go. */
  print: (text: string) => void;
  /** The frame that carried the first message. */
  #message = 0;

  constructor(file: string, all: boolean, context: Context) {
    this.file = file;
    this.#context = context;
    this.#ladders = new LiveLadders({ all, captions: all ? WHOLE_CAPTIONS : CAPTIONS });
    this.print = (text) => context.out.line(text);
  }

  readonly onPacket: OnPacket = (d, { first }, unshown, of) => {
    if (this.#message === 0 && (segmentOf(d)?.payload.length ?? 0) > 0) this.#message = d.frame.number;
    const { columns, style } = this.#context.out;
    const lines = this.#ladders.lines(d, first, unshown, of, columns);
    if (lines.length > 0) this.print(lines.map((l) => paint(l, style)).join('\n'));
  };

  readonly onTrouble = (error: Error): void => {
    this.#context.err.line(visible(`${this.#context.program}: ${error.message}`));
  };

  greet(service: string, typing: boolean): void {
    const { style } = this.#context.out;
    this.#say(`${style.bold('A conversation and its packets')}, on this machine alone.`);
    this.#say(`An echo service listens on ${style.bold(service)} and sends back whatever it gets.`);
    if (typing) this.#say(`You are its client: type a line and press Enter. ${style.bold('end')} or Ctrl-D closes.`);
    this.print('');
  }

  farewell(how: string): void {
    const { out } = this.#context;
    const { style } = out;
    putLines(out, this.#ladders.legend(out.columns));
    out.line();
    out.line(fitted(`${style.bold('It is over:')} ${how}.`, out));
    out.line(`The packets are in ${style.bold(visible(this.file))}`);
    out.line('(Wireshark opens it too). What to try next:');
    out.line();
    const wirecat = this.#context.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'wirecat';
    for (const [words, says] of nextSteps(visible(this.file), this.#message)) {
      out.line(`  ${style.green(`${wirecat} ${words}`)}`);
      out.line(fitted(`      ${style.dim(says)}`, out, 6));
    }
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

export const lessonOf = ({ file, onPacket, onTrouble }: LessonFace) => ({ file, onPacket, onTrouble, names: NAMES });

export const NAMES = ['client: you', 'server: echo'] as const;

const nextSteps = (file: string, message: number): readonly (readonly [words: string, says: string])[] => [
  [`read ${file}`, 'the packets as rows'],
  ...(message > 0 ? [[`read ${file} --frame ${message}`, 'the one that carried your first line, bit by bit'] as const] : []),
  ['serve echo 7007', 'a service that stays; its client, in another terminal, is 127.0.0.1 7007'],
  ['-h', 'everything else'],
];

const CAPTIONS: Readonly<Record<string, string>> = {
  open: 'the handshake: SYN, SYN+ACK, ACK',
  message: 'a line goes, and comes back',
  close: 'each side ends its own direction with a FIN',
};
const WHOLE_CAPTIONS: typeof CAPTIONS = { ...CAPTIONS, message: 'a line goes, is acknowledged, and comes back' };

/** `wirecat` without words, and `npm start`: a conversation on this machine, and the packets that carry it, while it happens. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { utf8 } from '../../core/bytes.ts';
import { visible } from '../../core/text.ts';
import { startLesson } from '../../run/lesson.ts';
import type { OnPacket } from '../../run/recorder.ts';
import { segmentOf } from '../../view/segment.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { application, canEdit } from '../talk/faces.ts';
import { Console } from '../terminal/console.ts';
import { fitted, paint, putLines } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';
import { LiveLadders } from '../views/live-ladders.ts';

export const command: Command = defineCommand({
  name: 'start',
  summary: 'talk to an echo service here and watch the packets',
  group: 'Talk',
  operands: [],
  details: [
    'Starts an echo service on a free port of this machine, connects to it, sends each line that you type, and draws every packet as an arrow between client and server. Lines may also come from a pipe or a file. No privilege is needed, and nothing leaves this machine.',
  ],
  options: {
    wire: {
      value: 'WHAT',
      choices: ['brief', 'all'],
      fallback: 'brief',
      help: 'which packets: brief leaves out acknowledgements and numbers that are inferred',
    },
    write: { short: 'w', value: 'FILE', help: 'where the packets are kept; otherwise in a new temporary folder', complete: 'file' },
  },
  interruptEnds: true,
  examples: [
    { line: 'wirecat', says: 'type lines; end, Ctrl-D or Ctrl-C closes the connection' },
    { line: "printf 'one\\ntwo\\n' | wirecat start -w talk.pcapng", says: 'the same with lines from a pipe' },
  ],
  run: async ({ options }, context) => {
    const file = options.write ?? join(mkdtempSync(join(tmpdir(), 'wirecat-')), 'talk.pcapng');
    const lesson = new LessonFace(file, options.wire === 'all', context);
    return isatty(0) && canEdit(context) ? talk(lesson, context) : recite(lesson, context);
  },
});

/** What both ways of running it show. */
class LessonFace {
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

/** A person types; lines may come before the connection is there. */
const talk = async (face: LessonFace, context: Context): Promise<number> => {
  const { signal } = context;
  const { promise: over, resolve: stop } = deferred();
  signal.addEventListener('abort', stop, { once: true });
  const { promise: listening, resolve: greeted } = deferred();
  const onListening = (service: string): void => {
    face.greet(service, true);
    greeted();
  };
  const opening = startLesson({ application: application(), ...lessonOf(face), onListening }, new AbortController().signal);
  await Promise.race([listening, opening]);
  let said: Promise<unknown> = opening;
  const line = (text: string): void => {
    if (text.trim() === 'end') stop();
    else said = said.then(async () => (await opening).say(utf8(`${text}\n`)));
  };
  const screen = new Console(context, context.out.style.bold('you › '), { line, end: stop });
  face.print = (text) => screen.print(text);
  await Promise.race([over, said.then(() => over)]);
  screen.close();
  await said;
  face.farewell(await (await opening).end());
  return 0;
};

/** Lines come from a pipe or a file; where there are none, one of ours goes. */
const recite = async (face: LessonFace, context: Context): Promise<number> => {
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

const lessonOf = ({ file, onPacket, onTrouble }: LessonFace) => ({ file, onPacket, onTrouble, names: NAMES });

const NAMES = ['client: you', 'server: echo'] as const;

const deferred = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

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

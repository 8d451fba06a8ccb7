/** `wirecat start`: a conversation on this machine, and the packets that carry it, while it happens. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { utf8 } from '../../core/bytes.ts';
import { startLesson } from '../../run/lesson.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { application, canEdit } from '../talk/faces.ts';
import { LessonFace, lessonOf, recite } from '../talk/lesson-face.ts';
import { Console } from '../terminal/console.ts';

export const command: Command = defineCommand({
  name: 'start',
  summary: 'talk to an echo service here and watch the packets',
  group: 'Learn',
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
    { line: 'wirecat start', says: 'type lines; end, Ctrl-D or Ctrl-C closes the connection' },
    { line: "printf 'one\\ntwo\\n' | wirecat start -w talk.pcapng", says: 'the same with lines from a pipe' },
  ],
  run: async ({ options }, context) => {
    const file = options.write ?? join(mkdtempSync(join(tmpdir(), 'wirecat-')), 'talk.pcapng');
    const lesson = new LessonFace(file, options.wire === 'all', context);
    return isatty(0) && canEdit(context) ? talk(lesson, context) : recite(lesson, context);
  },
});

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
  const screen = new Console(context, context.out.style.bold(`${face.text('prompt')} › `), { line, end: stop });
  face.print = (text) => screen.print(text);
  await Promise.race([over, said.then(() => over)]);
  screen.close();
  await said;
  face.farewell(await (await opening).end());
  return 0;
};

const deferred = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

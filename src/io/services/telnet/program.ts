/** A program for a client of Telnet: on a terminal of its own where there are any, else on pipes. */
import type { Bytes } from '../../../core/bytes.ts';
import { IoError } from '../../../core/fault.ts';
import { LineEditor } from '../../../core/line-editor.ts';
import { Command } from '../../../protocols/telnet/names.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { openProgram } from '../../program/program.ts';
import { joinWords } from '../../program/shell-words.ts';
import { openTerminal, type TerminalChannel } from '../../program/terminal-program.ts';
import type { ServiceContext } from '../../serve/service.ts';
import type { Taker, TelnetTalk } from './talk.ts';

/** Milliseconds in which a client may say what terminal it has, before the program begins. */
const PATIENCE = 1000;

/** Until either has ended. Rejects with what broke the channel. */
export const runProgram = async (argv: readonly string[], talk: TelnetTalk, context: ServiceContext): Promise<void> => {
  const early: Bytes[] = [];
  let inner: ProgramInput | undefined;
  const taker: Taker = {
    data: (bytes) => (inner === undefined ? void (early.length < MOST_EARLY && early.push(bytes.slice())) : inner.data(bytes)),
    command: (code) => inner?.command(code),
    resized: (size) => inner?.resized(size),
  };
  let isOver = false;
  const reading = talk.run(taker, () => isOver);
  reading.catch(() => {});
  await Promise.race([talk.settled(PATIENCE), reading]);
  const program = await open(argv, talk, context);
  inner = program;
  for (const bytes of early) inner.data(bytes);
  const writing = copy(program.channel, talk);
  await Promise.race([reading, writing]);
  isOver = true;
  program.channel.close();
  await writing;
};

const MOST_EARLY = 64;

const copy = async (program: OpenChannel, talk: TelnetTalk): Promise<void> => {
  for await (const bytes of program.incoming) {
    talk.end.write(bytes);
    await talk.flushed();
  }
};

interface ProgramInput extends Taker {
  readonly channel: OpenChannel;
}

/** Rejects with an IoError where it cannot be run; the client is told. */
const open = async (argv: readonly string[], talk: TelnetTalk, context: ServiceContext): Promise<ProgramInput> => {
  try {
    return onTerminal(
      await openTerminal(terminalWords(argv, talk), `pty:${joinWords(argv)}`, { peer: talk.channel.facts }, context.signal),
    );
  } catch (error) {
    if (!(error instanceof IoError) || !NO_TERMINALS.has(error.code)) throw told(error, talk);
  }
  try {
    const place = `exec:${joinWords(argv)}`;
    const onMessage = (line: string): void => talk.say(`${line}\r\n`);
    const options = { peer: talk.channel.facts, onMessage };
    return onPipes(await openProgram({ scheme: 'exec', place, argv }, options, context.signal), talk, context.limits.line);
  } catch (error) {
    throw told(error, talk);
  }
};

const NO_TERMINALS: ReadonlySet<string> = new Set(['ENOPACKAGE', 'ENOTSUP']);

const told = (error: unknown, talk: TelnetTalk): unknown => {
  talk.say('The program could not be started.\r\n');
  return error;
};

const terminalWords = (argv: readonly string[], { window, terminal }: TelnetTalk) => ({
  argv,
  ...(window !== undefined && isSize(window) && window),
  ...(terminal !== undefined && /^[\w.+-]{1,40}$/.test(terminal) && { terminal: terminal.toLowerCase() }),
});

const isSize = ({ columns, rows }: { readonly columns: number; readonly rows: number }): boolean => columns > 0 && rows > 0;

/** Its terminal echoes, edits and interrupts. */
const onTerminal = ({ channel, resize }: TerminalChannel): ProgramInput => {
  let last = 0;
  const put = (bytes: Uint8Array): void => void channel.write(bytes).catch(() => {});
  return {
    channel,
    // A line end is CR LF on the way, and the key Enter is CR.
    data: (bytes) => {
      const keys = bytes.filter((c, i) => c !== LF || (i > 0 ? bytes[i - 1] : last) !== CR);
      last = bytes.at(-1) ?? last;
      put(keys);
    },
    command: (code) => {
      const key = KEYS[code];
      if (key !== undefined) put(Uint8Array.of(key));
    },
    resized: (size) => {
      if (isSize(size)) resize(size.columns, size.rows);
    },
  };
};

const [LF, CR] = [10, 13] as const;
/** The keys that a terminal has for commands of Telnet. */
const KEYS: Readonly<Record<number, number>> = {
  [Command.ip]: 3,
  [Command.break]: 3,
  [Command.eof]: 4,
  [Command.ec]: 127,
  [Command.el]: 21,
};

/** Without a terminal lines are edited here. */
const onPipes = (channel: OpenChannel, talk: TelnetTalk, longest: number): ProgramInput => {
  const end = (): void => void channel.end().catch(() => {});
  const editor = new LineEditor(longest, {
    line: (text) => void channel.write(new TextEncoder().encode(`${text}\n`)).catch(() => {}),
    interrupt: () => channel.close(),
    end,
    echo: (text) => {
      if (talk.echoes) talk.say(text);
    },
  });
  return {
    channel,
    data: (bytes) => editor.push(bytes),
    command: (code) => {
      if (code === Command.ip || code === Command.break) editor.interrupt();
      else if (code === Command.ec) editor.erase();
      else if (code === Command.el) editor.eraseLine();
      else if (code === Command.eof) end();
    },
    resized: () => {},
  };
};

/**
 * Console: a terminal on which a person types lines while other lines come in. What is being typed always stays below, whole; everything
 * else is written above it. Editing and history are those of node:readline.
 */
import { createInterface, type Interface, type Key } from 'node:readline';
import { Writable } from 'node:stream';
import type { Context } from '../command/command.ts';
import type { Output } from '../command/output.ts';

export interface ConsoleEvents {
  /** A line was typed. */
  line(text: string): void;
  /** Typing is over: Ctrl-D on an empty line. */
  end(): void;
  /** Ctrl-D behind text: it is said without an end of line, as a terminal does. Absent: it is not. */
  part?(text: string): void;
  /** What stands on the screen in place of an empty line that was typed; undefined: nothing. */
  echo?(): string | undefined;
  /** What Tab makes of what is typed so far; absent: nothing. */
  complete?(typed: string): string | undefined;
  /** The line as it is shown, of the same length: asterisks stand for what is secret. Absent: as it is. */
  cover?(typed: string): string;
}

export class Console {
  readonly #out: Output;
  readonly #editor: Interface;
  #prompt: string;
  #closed = false;
  /** Whether prompt and typed text are on the screen, with the cursor among them. */
  #isShown = false;

  /** Ctrl-C interrupts the program as it does elsewhere. The terminal is put back in order when it ends, however it ends. */
  constructor(context: Context, prompt: string, events: ConsoleEvents) {
    this.#out = context.out;
    this.#prompt = prompt;
    const { complete, cover } = events;
    this.#editor = createInterface({
      input: process.stdin,
      output: screenOf(context.out, (text) => (cover === undefined ? text : covered(text, this.#editor?.line ?? '', cover))),
      terminal: true,
      prompt,
      historySize: 200,
      ...(complete && { completer: completerOf(complete) }),
    });
    context.atExit(() => this.close());
    this.#editor.on('line', (text) => {
      this.#isShown = false; // what was typed stays where it is
      if (text === '') this.#replaceEmpty(events.echo?.());
      events.line(text);
      this.#show();
    });
    if (events.part !== undefined) this.#onPart((text) => events.part?.(text));
    this.#editor.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    this.#editor.on('SIGTSTP', this.#suspend);
    process.on('SIGCONT', this.#resume);
    this.#editor.on('close', () => {
      process.off('SIGCONT', this.#resume);
      if (this.#closed) return;
      this.#closed = true;
      if (this.#prompt !== '') this.#out.line();
      events.end();
    });
    this.#show();
  }

  /** Lines above what is being typed. The text is safe and has no newline at its end. */
  print(text: string): void {
    this.#erase();
    this.#out.line(text);
    this.#show();
  }

  /** What stands before what is being typed from here on. */
  set prompt(text: string) {
    this.#erase();
    this.#prompt = text;
    this.#editor.setPrompt(text);
    this.#show();
  }

  /** Typing is over; the line being typed is dropped. */
  close(): void {
    if (this.#closed) return;
    this.#erase();
    this.#closed = true;
    this.#editor.close();
  }

  /** All who share the terminal with us, too: a shell takes it back only when its whole job stands still. */
  readonly #suspend = (): void => {
    process.stdin.setRawMode(false);
    process.kill(0, 'SIGTSTP');
    this.#resume(); // at once where no shell could wake us, and the system therefore does not stop us
  };

  /** Also where somebody else had stopped us: the shell may have changed the terminal, and has written on it. */
  readonly #resume = (): void => {
    if (this.#closed) return;
    process.stdin.setRawMode(false);
    process.stdin.setRawMode(true);
    this.#editor.pause();
    this.#editor.resume();
    Object.assign(this.#editor, { prevRows: 0 });
    this.#show();
  };

  #show(): void {
    if (this.#closed) return;
    this.#isShown = true;
    this.#editor.prompt(true);
  }

  /** The key is told before the editor has it, and taken after: in the middle of a line it deletes. */
  #onPart(part: (text: string) => void): void {
    const editor = this.#editor;
    let isBehindText = false;
    const before = (_: unknown, { ctrl, name }: Key): void => {
      isBehindText = ctrl === true && name === 'd' && editor.line !== '' && editor.cursor === editor.line.length;
    };
    const after = (): void => {
      if (!isBehindText || this.#closed) return;
      const text = editor.line;
      this.#out.line();
      this.#isShown = false;
      Object.assign(editor, { line: '', cursor: 0, prevRows: 0 });
      part(text);
      this.#show();
    };
    process.stdin.prependListener('keypress', before).on('keypress', after);
    editor.once('close', () => process.stdin.off('keypress', before).off('keypress', after));
  }

  /** The empty line above the cursor, where nothing but the prompt stands. */
  #replaceEmpty(text: string | undefined): void {
    if (text !== undefined) this.#out.write(`\u001b[1A\r\u001b[J${this.#prompt}${text}\n`);
  }

  /** Takes prompt and typed text off the screen; the editor still has them. */
  #erase(): void {
    if (this.#closed || !this.#isShown) return;
    this.#isShown = false;
    const { rows } = this.#editor.getCursorPos();
    this.#out.write(`${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[J`);
    // Where the editor takes its cursor to be: it goes up so many rows before it draws again.
    Object.assign(this.#editor, { prevRows: 0 });
  }
}

/** readline takes what all completions have in common: one alone is taken whole. */
const completerOf = (complete: (typed: string) => string | undefined): ((typed: string) => [string[], string]) => {
  return (typed) => {
    const whole = complete(typed);
    return [whole === undefined ? [] : [whole], typed];
  };
};

/** What the editor writes is the whole line, or what was typed at its end. */
const covered = (text: string, line: string, cover: (typed: string) => string): string => {
  const shown = cover(line);
  if (shown === line || text === '') return text;
  if (text.includes(line)) return text.replace(line, () => shown);
  return line.endsWith(text) ? shown.slice(-text.length) : text;
};

/** The output as the stream that readline wants. `covers` is asked of everything that is written. */
const screenOf = (out: Output, covers: (text: string) => string): Writable => {
  const screen = Object.assign(
    new Writable({
      decodeStrings: false,
      write: (chunk: string | Uint8Array, _encoding, done) => {
        out.write(typeof chunk === 'string' ? covers(chunk) : chunk);
        done();
      },
    }),
    { columns: out.columns },
  );
  out.onResize(() => {
    screen.columns = out.columns;
    screen.emit('resize');
  });
  return screen;
};

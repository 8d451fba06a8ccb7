/**
 * Console: a terminal on which a person types lines while other lines come in. What is being typed always stays below, whole; everything
 * else is written above it. Editing and history are those of node:readline.
 */
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { utf8 } from '../../core/bytes.ts';
import type { OpenChannel } from '../../io/channel.ts';
import { now } from '../../io/clock.ts';
import type { OpenRead, OpenWrite, ReadTarget } from '../../io/half.ts';
import { JoinedChannel } from '../../io/joined-channel.ts';
import type { Context } from '../command.ts';
import { type ForeignText, foreignText } from '../foreign.ts';
import type { Output } from '../out.ts';

export interface ConsoleOptions {
  /** What stands before the line being typed. */
  readonly prompt?: string;
  /** A typed line that is not sent: `end` in the main job. True: it was taken. */
  readonly takes?: (line: string) => boolean;
  /** How received text is shown; default: as it is. */
  readonly received?: (line: string) => string;
}

export class Console {
  readonly #out: Output;
  readonly #options: ConsoleOptions;
  readonly #editor: Interface;
  /** Where typed lines go; nobody is there between two conversations. */
  #target: ReadTarget | undefined;
  #foreign: ForeignText = foreignText();
  /** Received text without its end of line: it stands before what is typed, as a login prompt does. */
  #unfinished = '';
  #closed = false;

  /** Ctrl-C interrupts the program as it does elsewhere. The terminal is put back in order when it ends, however it ends. */
  constructor(context: Context, options: ConsoleOptions) {
    this.#out = context.out;
    this.#options = options;
    const screen = screenOf(context.out);
    this.#editor = createInterface({ input: process.stdin, output: screen, terminal: true, prompt: this.#prompt, historySize: 200 });
    context.atExit(() => this.close());
    this.#editor.on('line', (line) => this.#typed(line));
    this.#editor.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    this.#editor.on('close', () => {
      this.#closed = true;
      this.#target?.ended();
    });
    this.#editor.prompt();
  }

  /** Lines above what is being typed; the text is safe and ends with no newline. */
  print(text: string): void {
    if (this.#closed) {
      this.#out.line(text);
      return;
    }
    this.#erase();
    this.#out.line(text);
    this.#editor.prompt(true);
  }

  /** A channel whose bytes are typed and shown here. */
  channel(): OpenChannel {
    const at = now();
    const facts = { scheme: 'stdio', role: 'initiator', local: 'wirecat', remote: 'terminal', started: at, opened: at } as const;
    return new JoinedChannel(facts, { place: 'terminal', read: this.#read, write: this.#write, deafIsBroken: true });
  }

  /** Typing is over. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#erase();
    if (this.#unfinished !== '') this.#out.line(this.#unfinished);
    this.#editor.close();
  }

  readonly #read: OpenRead = (to) => {
    this.#target = to;
    return {
      resume: () => {
        if (this.#closed) to.ended();
      },
      release: () => {
        if (this.#target === to) this.#target = undefined;
      },
    };
  };

  readonly #write: OpenWrite = () => ({
    pending: 0,
    put: (bytes, written) => {
      this.#received(this.#foreign.push(bytes));
      written();
    },
    end: async () => this.#received(this.#foreign.end()),
    release: () => {},
  });

  get #prompt(): string {
    return this.#unfinished === '' ? (this.#options.prompt ?? '') : this.#unfinished;
  }

  #typed(line: string): void {
    this.#unfinished = '';
    this.#editor.setPrompt(this.#prompt);
    if (this.#options.takes?.(line)) return;
    if (this.#target === undefined) this.print(this.#out.style.dim('(nobody is connected: not sent)'));
    else {
      this.#target.take(utf8(`${line}\n`));
      if (!this.#closed) this.#editor.prompt();
    }
  }

  #received(text: string): void {
    const lines = (this.#unfinished + text).split('\n');
    const rest = lines.pop() ?? '';
    const shown = lines.map((l) => this.#options.received?.(l) ?? l);
    if (!this.#closed) this.#erase();
    for (const l of shown) this.#out.line(l);
    this.#unfinished = rest.length > this.#out.columns / 2 ? '' : rest;
    if (rest !== this.#unfinished) this.#out.line(this.#options.received?.(rest) ?? rest);
    if (this.#closed) return;
    this.#editor.setPrompt(this.#prompt);
    this.#editor.prompt(true);
  }

  /** Takes prompt and typed line off the screen; the editor still has them. */
  #erase(): void {
    const { rows } = this.#editor.getCursorPos();
    this.#out.write(`${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[J`);
  }
}

/** The output as the stream that readline wants. */
const screenOf = (out: Output): Writable => {
  const screen = Object.assign(
    new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        out.write(chunk);
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

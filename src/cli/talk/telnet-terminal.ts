/** The near side of `telnet` where a person types: by keys or by lines, as it was agreed on, with a prompt of our own behind Ctrl-]. */
import { LineEditor } from '../../core/line-editor.ts';
import type { TelnetClient } from '../../io/telnet/client.ts';
import { Command } from '../../protocols/telnet/names.ts';
import type { TelnetNear } from '../../run/telnet.ts';
import type { Context } from '../command/command.ts';
import type { ScreenLine } from '../terminal/screen-line.ts';
import { telnetPrompt } from './telnet-prompt.ts';

export interface TerminalOptions {
  readonly begins: boolean;
  /** What comes may steer the terminal. */
  readonly raw: boolean;
  /** A notice to the person. */
  say(text: string): void;
}

const ESCAPE = 0x1d;
const LONGEST_LINE = 8192;

export class TelnetTerminal implements TelnetNear {
  readonly begins: boolean;
  readonly terminal: string;
  readonly screen: ScreenLine;
  readonly #context: Context;
  readonly #options: TerminalOptions;
  #client: TelnetClient | undefined;
  #line: LineEditor;
  /** Behind Ctrl-]. */
  #command: LineEditor | undefined;
  /** The person has chosen; undefined: as it was agreed on. */
  mode: 'line' | 'character' | undefined;
  #hasHinted = false;

  constructor(context: Context, screen: ScreenLine, options: TerminalOptions) {
    this.#context = context;
    this.#options = options;
    this.screen = screen;
    this.begins = options.begins;
    this.terminal = context.env['TERM'] ?? 'dumb';
    this.#line = this.#editor();
    context.out.onResize(() => this.#client?.resized());
  }

  window(): { readonly columns: number; readonly rows: number } {
    const { columns, rows } = this.#context.out;
    return { columns, rows };
  }

  join(client: TelnetClient): void {
    this.#client = client;
    this.#options.say('Ctrl-] shows a prompt of our own; quit there ends the conversation');
    process.stdin.setRawMode(true);
    this.#context.atExit(() => process.stdin.setRawMode(false));
    process.stdin.on('data', this.#typed);
    process.stdin.resume();
  }

  leave(): void {
    process.stdin.off('data', this.#typed);
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stdin.unref();
    this.screen.finish();
  }

  received(bytes: Uint8Array): void {
    if (this.#options.raw) this.#context.out.write(bytes);
    else {
      this.screen.received(bytes);
      if (!this.#hasHinted && bytes.includes(ESC)) this.#hint();
    }
  }

  told(): void {}

  changed(): void {
    if (!this.isByCharacter) return;
    this.#line = this.#editor();
  }

  ready(): Promise<void> {
    return this.#context.out.ready();
  }

  get isByCharacter(): boolean {
    return this.mode === undefined ? this.#client?.isByCharacter === true : this.mode === 'character';
  }

  #hint(): void {
    this.#hasHinted = true;
    this.#options.say('the other side steers the terminal, which is shown as text: wirecat telnet --raw lets it');
  }

  readonly #typed = (bytes: Uint8Array): void => {
    let from = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] !== ESCAPE) continue;
      this.#keys(bytes.subarray(from, i));
      if (this.#command === undefined) this.#ask();
      from = i + 1;
    }
    this.#keys(bytes.subarray(from));
  };

  #keys(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#command !== undefined) this.#command.push(bytes);
    else if (this.isByCharacter) this.#client?.type(bytes);
    else this.#line.push(bytes);
  }

  /** Lines that are edited here. */
  #editor(): LineEditor {
    return new LineEditor(LONGEST_LINE, {
      line: (text) => this.#client?.type(Buffer.from(`${text}\n`)),
      interrupt: () => this.#interrupt(),
      end: () => void this.#client?.finish().catch(() => {}),
      echo: (text) => {
        if (this.#client?.serverEchoes !== true) this.#show(text);
      },
    });
  }

  #interrupt(): void {
    if (this.#client?.isNegotiated === true) this.#client.end.command(Command.ip);
    else this.#client?.channel.close();
  }

  /** The prompt of our own: a line each time. */
  #ask(): void {
    const client = this.#client;
    if (client === undefined) return;
    const back = (): void => {
      this.#command = undefined;
    };
    this.#show('\r\ntelnet> ');
    const command = (text: string): void => {
      back();
      const setMode = (mode: 'line' | 'character'): void => {
        this.mode = mode;
      };
      for (const line of telnetPrompt(text, client, { setMode, isByCharacter: this.isByCharacter })) this.#show(`${line}\r\n`);
    };
    this.#command = new LineEditor(LONGEST_LINE, { line: command, interrupt: back, end: back, echo: (text) => this.#show(text) });
  }

  #show(text: string): void {
    if (this.#options.raw) this.#context.out.write(text);
    else this.screen.put(text);
  }
}

const ESC = 27;

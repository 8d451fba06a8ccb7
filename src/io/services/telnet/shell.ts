/** Shell: what a client of Telnet can do where no program is named: look at the connection and at this server, and nothing else. */

import { LineEditor } from '../../../core/line-editor.ts';
import { Command } from '../../../protocols/telnet/names.ts';
import type { ServiceContext } from '../../serve/service.ts';
import { type ShellCommand, shellCommands } from './commands.ts';
import type { Taker, TelnetTalk } from './talk.ts';

const PROMPT = 'wirecat> ';

export class Shell {
  readonly #talk: TelnetTalk;
  readonly #context: ServiceContext;
  readonly #editor: LineEditor;
  #isOver = false;

  constructor(talk: TelnetTalk, context: ServiceContext) {
    this.#talk = talk;
    this.#context = context;
    this.#editor = new LineEditor(context.limits.line, {
      line: (text) => this.#line(text),
      interrupt: () => this.#ask(),
      end: () => this.#leave(),
      echo: (text) => {
        if (talk.echoes) talk.say(text);
      },
    });
    this.#editor.prompt = PROMPT;
  }

  async run(): Promise<void> {
    this.#talk.say(`Wirecat telnet server. You come from ${this.#talk.channel.remote}; help lists what can be typed.\r\n`);
    this.#ask();
    const taker: Taker = {
      data: (bytes) => this.#editor.push(bytes),
      command: (code) => this.#command(code),
      resized: () => {},
    };
    await this.#talk.run(taker, () => this.#isOver);
  }

  #command(code: number): void {
    if (code === Command.ayt) this.#talk.say('\r\n[Yes, I am here.]\r\n');
    else if (code === Command.ip || code === Command.break) this.#editor.interrupt();
    else if (code === Command.ec) this.#editor.erase();
    else if (code === Command.el) this.#editor.eraseLine();
    else if (code === Command.eof) this.#leave();
  }

  #line(text: string): void {
    if (this.#isOver) return;
    const [name = '', ...words] = text.trim().split(/\s+/);
    const command: ShellCommand | undefined = shellCommands.get(name.toLowerCase());
    if (command?.ends === true) this.#leave();
    else {
      const lines = name === '' ? [] : (command?.run(words, { talk: this.#talk, context: this.#context }) ?? UNKNOWN);
      for (const line of lines) this.#talk.say(`${line}\r\n`);
      this.#ask();
    }
  }

  #ask(): void {
    this.#talk.say(PROMPT);
  }

  #leave(): void {
    this.#talk.say('Goodbye.\r\n');
    this.#isOver = true;
  }
}

const UNKNOWN = ['There is no such command; help lists what there is.'];

/** ChannelConsole: channels on a console: typed lines are sent, what comes is written above what is being typed. */
import { utf8 } from '../../core/bytes.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { now } from '../../io/base/clock.ts';
import type { OpenRead, OpenWrite, ReadTarget } from '../../io/channels/half.ts';
import { JoinedChannel } from '../../io/channels/joined-channel.ts';
import type { Context } from '../command/command.ts';
import { terminalEscaper } from '../command/escape.ts';
import type { Output } from '../command/output.ts';
import { Console } from './console.ts';

export class ChannelConsole {
  readonly #out: Output;
  readonly #console: Console;
  readonly #escaper = terminalEscaper();
  /** Where typed lines go; unset between two connections. */
  #target: ReadTarget | undefined;
  /** Received text without its end of line: it stands before what is typed, as a login prompt does. */
  #unfinished = '';
  #ended = false;

  constructor(context: Context) {
    this.#out = context.out;
    this.#console = new Console(context, '', {
      line: (text) => this.#typed(text),
      end: () => {
        this.#ended = true;
        this.#unfinished = '';
        this.#target?.ended();
      },
    });
  }

  print(text: string): void {
    this.#console.print(text);
  }

  /** The next conversation. */
  channel(): OpenChannel {
    const at = now();
    const facts = { scheme: 'stdio', role: 'initiator', local: 'wirecat', remote: 'terminal', started: at, opened: at } as const;
    return new JoinedChannel(facts, { place: 'terminal', read: this.#read, write: this.#write, deafIsBroken: true });
  }

  close(): void {
    this.#console.close();
  }

  readonly #read: OpenRead = (to) => {
    this.#target = to;
    return {
      resume: () => {
        if (this.#ended) to.ended();
      },
      release: () => {
        if (this.#target === to) this.#target = undefined;
      },
    };
  };

  readonly #write: OpenWrite = () => ({
    pending: 0,
    put: (bytes, written) => {
      this.#received(this.#escaper.push(bytes));
      written();
    },
    end: async () => {
      this.#received(this.#escaper.end());
      if (this.#unfinished !== '') this.#received('\n');
    },
    release: () => {},
  });

  #typed(line: string): void {
    if (this.#unfinished !== '') this.#stand('');
    if (this.#target === undefined) this.print(this.#out.style.dim('(nobody is connected: not sent)'));
    else this.#target.take(utf8(`${line}\n`));
  }

  #received(text: string): void {
    const lines = (this.#unfinished + text).split('\n');
    const rest = lines.pop() ?? '';
    if (rest.length > this.#out.columns / 2) {
      this.print([...lines, rest].join('\n'));
      this.#stand('');
      return;
    }
    if (lines.length > 0) this.print(lines.join('\n'));
    this.#stand(rest);
  }

  #stand(unfinished: string): void {
    if (unfinished === this.#unfinished) return;
    this.#unfinished = unfinished;
    this.#console.prompt = unfinished;
  }
}

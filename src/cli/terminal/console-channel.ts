/** ChannelConsole: channels on a console: typed lines are sent, what comes is written above what is being typed. */

import { utf8 } from '../../core/bytes.ts';
import { saySession } from '../../core/said.ts';
import type { OpenChannel } from '../../io/base/channel.ts';
import { now } from '../../io/base/clock.ts';
import type { ChannelFacts } from '../../io/base/tap.ts';
import { countedWrite } from '../../io/channels/counted-write.ts';
import type { OpenRead, OpenWrite, ReadTarget } from '../../io/channels/half.ts';
import { JoinedChannel } from '../../io/channels/joined-channel.ts';
import { type Line, line, span } from '../../view/text.ts';
import type { Context } from '../command/command.ts';
import { terminalEscaper } from '../command/escape.ts';
import type { Output } from '../command/output.ts';
import { belowInterrupt } from './below-interrupt.ts';
import { Console } from './console.ts';
import { paint } from './paint.ts';

/** Bytes that may wait for the terminal when the next ones are read: packets still find room beside them. */
const MOST_WAITING = 1 << 15;

export class ChannelConsole {
  readonly #out: Output;
  /** Whose line it is. */
  readonly #prompt: string;
  readonly #kept: string;
  readonly #notSent: string;
  readonly #console: Console;
  readonly #escaper = terminalEscaper();
  /** Where typed lines go; unset between two connections. */
  #target: ReadTarget | undefined;
  /** Received text without its end of line: it stands above what is typed until something else comes. */
  #unfinished = '';
  #ended = false;
  #isDeaf = false;
  /** Typed before the first conversation: it gets them; unset from then on. */
  #ahead: string[] | undefined = [];
  /** What we are in the conversation: whose colours typed and received text have. */
  #role: ChannelFacts['role'] = 'initiator';

  constructor(context: Context) {
    this.#out = context.out;
    this.#prompt = context.said.text(saySession('you'));
    this.#kept = context.said.text(saySession('kept'));
    this.#notSent = context.said.text(saySession('notSent'));
    this.#console = new Console(context, '', {
      line: (text) => this.#typed(`${text}\n`),
      part: (text) => this.#typed(text),
      end: () => {
        this.#ended = true;
        this.#unfinished = '';
        belowInterrupt(context); // from here on the terminal shows ^C itself
        this.#target?.ended();
      },
    });
  }

  /** A notice or a packet: it stands on lines of its own, below what was received before. */
  print(text: string): void {
    const unfinished = this.#unfinished;
    if (unfinished !== '') this.#stand('');
    this.#console.print(unfinished === '' ? text : `${this.#heard(unfinished)}\n${text}`);
  }

  /** The next conversation, in which we are the client or the server. */
  channel(role: ChannelFacts['role']): OpenChannel {
    this.is(role);
    const at = now();
    const facts = { scheme: 'stdio', role: 'initiator', local: 'wirecat', remote: 'terminal', started: at, opened: at } as const;
    return new JoinedChannel(facts, { place: 'terminal', read: this.read, write: this.write, deafIsBroken: true });
  }

  /** Whose colours typed and received text have from here on. */
  is(role: ChannelFacts['role']): void {
    this.#role = role;
    if (!this.#ended) this.#console.prompt = this.#you();
  }

  /** The other side has ended: what seemed to be half a character is all there is of it. */
  heardAll(): void {
    this.#received(this.#escaper.end());
  }

  close(): void {
    this.#console.close();
  }

  /** From here on nothing that comes is taken: a fast peer leaves the terminal to the last words. */
  deafen(): void {
    this.#isDeaf = true;
  }

  readonly read: OpenRead = (to) => {
    this.#target = to;
    return {
      resume: () => {
        const ahead = this.#ahead ?? [];
        this.#ahead = undefined;
        for (const text of ahead) to.take(utf8(text));
        if (this.#ended) to.ended();
      },
      release: () => {
        if (this.#target === to) this.#target = undefined;
      },
    };
  };

  /** Takes as much as the terminal does: a person's keys and the end are not to wait behind what a fast peer has said. */
  readonly write: OpenWrite = countedWrite(
    (bytes, written) => {
      if (this.#isDeaf) return;
      this.#received(this.#escaper.push(bytes));
      this.#out.ready(MOST_WAITING).then(() => written(), written);
    },
    async () => {
      this.heardAll();
      if (this.#unfinished !== '') this.#received('\n');
    },
  );

  #typed(text: string): void {
    if (this.#unfinished !== '') this.#stand('');
    if (this.#target !== undefined && this.#ahead === undefined) this.#target.take(utf8(text));
    else {
      this.#ahead?.push(text);
      this.print(this.#out.style.dim(this.#ahead === undefined ? this.#notSent : this.#kept));
    }
  }

  #received(text: string): void {
    const lines = (this.#unfinished + text).split('\n');
    const rest = lines.pop() ?? '';
    const isLong = rest.length > this.#out.columns / 2 || (this.#ended && rest !== '');
    if (isLong) lines.push(rest);
    if (lines.length > 0) this.#console.print(lines.map((l) => this.#heard(l)).join('\n'));
    this.#stand(isLong ? '' : rest);
  }

  #stand(unfinished: string): void {
    if (unfinished === this.#unfinished) return;
    this.#unfinished = unfinished;
    this.#console.prompt = unfinished === '' ? this.#you() : `${this.#heard(unfinished)}\n${this.#you()}`;
  }

  #heard(text: string): string {
    return this.#painted(line(span(text, this.#role === 'initiator' ? 'server' : 'client')));
  }

  #you(): string {
    return this.#ended ? '' : this.#painted(line(span(`${this.#prompt} › `, this.#role === 'initiator' ? 'client' : 'server')));
  }

  #painted(l: Line): string {
    return paint(l, this.#out.style);
  }
}

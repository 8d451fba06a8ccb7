/** Guided: the command of a protocol that is spoken by hand: lines typed or taken from a pipe, replies explained, the next line suggested. */

import type { Bytes } from '../../core/bytes.ts';
import { UsageError } from '../../core/fault.ts';
import { saySession, sayWrong } from '../../core/said.ts';
import { visible, visibleBlock } from '../../core/text.ts';
import type { Words } from '../../core/words.ts';
import { protocolWords } from '../../protocols/words.ts';
import { type GuidedFaces, guidedAddress, type Lines, runGuided } from '../../run/guided.ts';
import { line, span } from '../../view/text.ts';
import type { Account, Guide, Step } from '../../wire/guide.ts';
import { type Command, type Context, defineCommand } from '../command/command.ts';
import { Console } from '../terminal/console.ts';
import { fitted, paint } from '../terminal/paint.ts';
import { typedLines } from '../terminal/typed-lines.ts';
import { ADDRESS_HELP } from './addresses.ts';
import { canEdit, facesFor } from './faces.ts';
import { openOptions, openRules, wireOptions, wirePlan } from './options.ts';
import { isInteractive } from './stdio-channel.ts';

type Example = { readonly line: string; readonly says: string };

const PORTS =
  'Without a port it is PLAIN, behind tls: SAFE. Where the protocol changes to TLS on the way, so does the session; a self-made certificate wants --insecure.';

export const guidedCommand = (guide: Guide, summary: string, examples: readonly Example[]): Command =>
  defineCommand({
    name: guide.name,
    summary,
    group: 'Protocols by hand',
    usage: ['HOST [PORT]', 'tls:HOST[:PORT]', 'ADDRESS'],
    operands: [
      { name: 'HOST', complete: 'address' },
      { name: 'PORT', optional: true },
    ],
    details: [
      (say) =>
        say(
          'A session of SPEC as one types it: a line is suggested each time; Enter sends it, Tab brings it to be changed, and any other line may be typed. Each reply is shown as it comes and told in a plain sentence. Passwords are covered on the screen.',
        ).replace('SPEC', guide.spec),
      (say) =>
        say(PORTS)
          .replace('PLAIN', String(guide.port))
          .replace('SAFE', String(guide.tlsPort ?? guide.port)),
      'Lines from a pipe are sent one by one, each when the one before it is answered; standard output gets what was said (> and <), standard error what it means.',
      ADDRESS_HELP,
    ],
    options: {
      user: { value: 'NAME:PASSWORD', fallback: 'guest:guest', help: 'what suggested lines log in as' },
      ...wireOptions,
      ...openOptions,
    },
    copies: true,
    examples,
    run: async ({ options, words }, context) => {
      const wire = wirePlan(options, context);
      const plan = { guide, to: guidedAddress(words, guide), account: accountOf(options.user), insecure: options.insecure, wire };
      const spoken = context.said.with(await protocolWords(context.language));
      const screen = isInteractive() && canEdit(context) ? new GuidedConsole(context) : undefined;
      const talk = facesFor({ ...options, raw: false }, wire, context, 'watch', screen && ((text) => screen.print(text)));
      const faces = screen === undefined ? plainFaces(talk.faces, context, spoken, options.quiet) : screen.faces(talk.faces, spoken);
      try {
        return await runGuided(plan, openRules(options), faces, context.signal);
      } finally {
        faces.lines.release();
        talk.close();
        screen?.close();
      }
    },
  });

const accountOf = (text: string): Account => {
  const colon = text.indexOf(':');
  if (colon < 1) throw UsageError.of('--user', sayWrong('accountForm'), sayWrong('type', { line: '--user guest:guest' }));
  return { name: text.slice(0, colon), password: text.slice(colon + 1) };
};

/** Lines of text that came, safe to show; long ones are cut on a screen. */
const shownLines = (bytes: Bytes, most: number, words: Words): readonly string[] => {
  const lines = visibleBlock(bytes).replace(/\n$/, '').split('\n');
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), words.text(saySession('moreLines', { count: lines.length - most + 1 }))];
};

/** Lines of one message that a screen shows. */
const MOST_LINES = 200;

/** The line, or that it is an empty one. */
const suggested = ({ line }: Step, words: Words): string => (line === '' ? words.text(saySession('emptyLine')) : visible(line));

type Faces = ReturnType<typeof facesFor>['faces'];

// ---- a pipe, or a terminal that can only print ------------------------------------------------------------------------

const plainFaces = (faces: Faces, { out, err }: Context, words: Words, quiet: boolean): GuidedFaces => {
  const isPerson = isInteractive();
  const tell = (text: string): void => {
    if (!quiet) err.line(err.style.dim(fitted(visible(text), err, 4)));
  };
  return {
    ...faces,
    isPerson,
    lines: pipedLines(),
    sent: (text, accepted) => {
      if (!isPerson || accepted) out.line(`> ${visible(text)}`);
    },
    heard: (bytes) => {
      for (const text of shownLines(bytes, Number.POSITIVE_INFINITY, words)) out.line(`< ${text}`);
    },
    means: (said) => tell(`    ${words.text(said)}`),
    suggest: (step) => {
      if (isPerson) tell(`${words.text(saySession('next'))}: ${suggested(step, words)}   ${words.text(step.why)}`);
    },
    tell: (inWords) => faces.say(inWords(words)),
  };
};

const pipedLines = (): Lines => {
  const stop = new AbortController();
  const source = typedLines(process.stdin, stop.signal);
  return {
    next: async () => {
      const { done, value } = await source.next();
      return done === true ? undefined : new TextDecoder().decode(value).replace(/\r?\n$/, '');
    },
    release: () => stop.abort(),
  };
};

// ---- a person at a terminal -------------------------------------------------------------------------------------------

class GuidedConsole {
  readonly #context: Context;
  readonly #console: Console;
  readonly #typed: string[] = [];
  #waiter: ((line: string | undefined) => void) | undefined;
  #ended = false;
  /** The suggested line as it would be sent. */
  #secret: (() => string | undefined) | undefined;
  #cover: (line: string) => string = (text) => text;
  #told = false;

  constructor(context: Context) {
    this.#context = context;
    const you = paint(line(span(`${context.said.text(saySession('you'))} › `, 'client')), context.out.style);
    this.#console = new Console(context, you, {
      line: (text) => this.#push(text),
      end: () => {
        this.#ended = true;
        this.#waiter?.(undefined);
      },
      echo: () => this.#shownSuggestion(),
      complete: () => this.#secret?.(),
      cover: (text) => this.#cover(text),
    });
  }

  print(text: string): void {
    this.#console.print(text);
  }

  close(): void {
    this.#console.close();
  }

  faces(faces: Faces, words: Words): GuidedFaces {
    const { out } = this.#context;
    return {
      ...faces,
      isPerson: true,
      lines: { next: () => this.#line(), release: () => this.#waiter?.(undefined) },
      covers: (cover, suggested) => {
        this.#cover = cover;
        this.#secret = suggested;
      },
      sent: () => {},
      heard: (bytes) => {
        for (const text of shownLines(bytes, MOST_LINES, words)) this.print(paint(line(span(text, 'server')), out.style));
      },
      means: (said) => this.print(out.style.dim(fitted(`    ${words.text(said)}`, out, 4))),
      suggest: (step) => this.#suggest(step, words),
      tell: (inWords) => faces.say(inWords(words)),
    };
  }

  #suggest(step: Step, words: Words): void {
    const how = this.#told ? '' : `  ${words.text(saySession('howSent'))}`;
    this.#told = true;
    const { out } = this.#context;
    const before = `${words.text(saySession('next'))}: `;
    const why = out.style.dim(`${words.text(step.why)}${how}`);
    this.print(fitted(`${before}${out.style.bold(suggested(step, words))}  ${why}`, out, before.length));
  }

  /** What Enter alone sends. */
  #shownSuggestion(): string | undefined {
    const text = this.#secret?.();
    return text === undefined ? undefined : paint(line(span(visible(this.#cover(text)), 'client')), this.#context.out.style);
  }

  #push(text: string): void {
    if (this.#waiter === undefined) this.#typed.push(text);
    else this.#waiter(text);
  }

  #line(): Promise<string | undefined> {
    const waiting = this.#typed.shift();
    if (waiting !== undefined || this.#ended) return Promise.resolve(waiting);
    return new Promise((resolve) => {
      this.#waiter = (text) => {
        this.#waiter = undefined;
        resolve(text);
      };
    });
  }
}

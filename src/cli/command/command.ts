/** Command: what one file in commands/ declares, and what it gets when it runs. */
import type { Language, Words } from '../../core/words.ts';
import { helpIn } from '../help/index.ts';
import { type Grammar, parseArgs } from './args.ts';
import { type CommandText, renderHelp } from './help.ts';
import type { Args, OptionTable } from './options.ts';
import type { Output } from './output.ts';

/** What a command gets beside its words. */
export interface Context {
  readonly out: Output;
  readonly err: Output;
  /**
   * Aborted by the first SIGINT, SIGTERM or SIGHUP, and when nobody reads standard output any more.
   * The first use of it installs the handlers; a command that never asks dies by the signal, as any program does.
   */
  readonly signal: AbortSignal;
  /** Sentences, headings and lessons are in this one. */
  readonly language: Language;
  /** What is told of conversations, wrong words and refusals, in that language. */
  readonly said: Words;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the user called, the place of messages: `wirecat read`, `nc`. */
  readonly program: string;
  /** `restore` runs when the program ends, however it ends, and must not wait: it puts a terminal back in order. */
  atExit(restore: () => void): void;
}

export interface Command extends CommandText {
  /** A copier (transfer, relay) that loses its reader has failed, exit code 1; a viewer has done what was asked, 0. */
  readonly copies?: boolean;
  /** SIGINT is the ordinary way to end it: exit code 0, not 130. */
  readonly interruptEnds?: boolean;
  run(argv: readonly string[], context: Context): Promise<number>;
}

type Declared<T extends OptionTable> = Omit<Command, 'options' | 'run'> &
  Pick<Grammar<T>, 'instead'> & {
    readonly options: T;
    /** Gives the exit code. */
    run(args: Args<T>, context: Context): Promise<number>;
  };

/** A command whose words are parsed by its table, and whose help is made from it. */
export const defineCommand = <const T extends OptionTable>(declared: Declared<T>): Command => ({
  ...declared,
  run: async (argv, context) => {
    const args = parseArgs(declared, argv, context.program);
    if (args !== 'help') return declared.run(args, context);
    const look = { columns: context.out.columns, style: context.out.style, ...(await helpIn(context.language)) };
    context.out.write(renderHelp(declared, look));
    return 0;
  },
});

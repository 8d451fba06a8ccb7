/** runCommand: runs one command from its words to its exit code. Each command's bundle has its own. */
import { IoError } from '../../core/fault.ts';
import { english, saidWords } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import { type Language, languageOf } from '../../core/words.ts';
import { helpIn } from '../help/index.ts';
import type { Command, Context } from './command.ts';
import { renderHelp } from './help.ts';
import { spoken, withLanguage } from './language.ts';
import { type Output, OutputGone, openOutput } from './output.ts';
import { reportError } from './report.ts';
import { ProcessSignals, Stopped, signalExitCode } from './signals.ts';

/** `program` is what the user called (`wirecat read`, `nc`). Sets the exit code; the process ends when nothing is open any more. */
export const runCommand = async (command: Command, argv: readonly string[], program: string): Promise<void> => {
  const { words: typed, debug } = command.persona === undefined ? withoutDebug(argv) : { words: argv, debug: false };
  const stacks = debug || Boolean(process.env['WIRECAT_DEBUG']);
  const signals = new ProcessSignals(program, stacks);
  const out = openOutput(1, process.env, (why) => signals.abort(why));
  const err = openOutput(2, process.env);
  const code = await outcome(command, typed, contextOf(program, signals, out, err), signals, stacks);
  await Promise.all([out.drained(), err.drained()]);
  signals.finish(exitCodeOf(command, code, signals));
};

/** The help on the terminal that asks for it: its width, its colours. */
export const showHelp = async (command: Command, language: Language): Promise<void> => {
  const { persona } = command;
  const output = openOutput(persona?.stream === 'stderr' ? 2 : 1, process.env);
  output.write(renderHelp(command, { columns: output.columns, style: output.style, ...(await helpIn(language)) }));
  process.exitCode = persona?.exitCode ?? 0;
};

const contextOf = (program: string, signals: ProcessSignals, out: Output, err: Output): Context => ({
  program,
  out,
  err,
  env: process.env,
  language: languageOf(process.env),
  said: english,
  get signal() {
    return signals.signal;
  },
  atExit: (restore) => signals.atExit(restore),
});

const outcome = async (
  command: Command,
  argv: readonly string[],
  context: Context,
  signals: ProcessSignals,
  stacks: boolean,
): Promise<number> => {
  let said = english;
  try {
    if (command.persona === undefined) said = await saidWords(context.language);
    const { words, language } = command.persona === undefined ? spoken(argv, context) : { words: argv, language: context.language };
    if (command.persona === undefined) said = await saidWords(language);
    const code = await command.run(words, withLanguage(context, language, said));
    await context.out.drained();
    if (code === 0) await context.out.ready();
    return code;
  } catch (error) {
    if (error instanceof OutputGone) return command.copies ? 1 : 0;
    if (signals.aborted && isAbort(error)) return signals.stopped === undefined && command.copies ? 1 : 0;
    const explained = command.persona === undefined && error instanceof IoError ? await explain(error, argv.includes('--json')) : error;
    if (typeof explained === 'string') {
      context.err.line(explained);
      return 1;
    }
    const report = reportError(
      explained,
      context.program,
      stacks,
      context.err.isTerminal && command.persona === undefined ? context.err.columns : undefined,
      said,
    );
    context.err.write(report.text);
    return report.exitCode;
  }
};

/** A refusal with what this machine knows of it; for programs a line of JSON. */
const explain = async (error: IoError, json: boolean): Promise<IoError | string> => {
  const { toldWith, whyOf } = await import('../../io/net/why.ts');
  const why = whyOf(error);
  if (why === undefined) return error;
  const told = toldWith(error, why);
  return json ? JSON.stringify({ error: visible(told.message), code: error.code, ...why.facts }) : told;
};

/** A command that was asked to stop and has stopped in order reports the signal, unless that is how it ends anyway. */
const exitCodeOf = (command: Command, code: number, signals: ProcessSignals): number => {
  const { stopped } = signals;
  if (stopped === undefined || code !== 0) return code;
  return stopped === 'SIGINT' && command.interruptEnds ? 0 : signalExitCode(stopped);
};

const isAbort = (error: unknown): boolean => error instanceof Stopped || (error instanceof Error && error.name === 'AbortError');

/** `--debug` belongs to every command: taken out wherever it stands before `--`. */
const withoutDebug = (argv: readonly string[]): { words: readonly string[]; debug: boolean } => {
  const end = argv.indexOf('--');
  const at = argv.indexOf('--debug');
  if (at < 0 || (end >= 0 && at > end)) return { words: argv, debug: false };
  return { words: [...argv.slice(0, at), ...argv.slice(at + 1)], debug: true };
};

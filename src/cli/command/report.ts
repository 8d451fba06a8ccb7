/** Errors as people read them: one line, the place first, nothing in it that steers a terminal; and the exit code that goes with it. */
import { errorText, IoError, type Spot, UsageError } from '../../core/fault.ts';
import { refusedText, systemReason } from '../../core/refusal.ts';
import { english, joined } from '../../core/said.ts';
import { secretsHidden, withoutSecrets } from '../../core/secrets.ts';
import { visible, visibleLines } from '../../core/text.ts';
import type { Words } from '../../core/words.ts';
import { wrap } from './wrap.ts';

export interface ErrorReport {
  readonly text: string;
  readonly exitCode: number;
}

/** `columns`: of a terminal, where lines break at words. Exit codes: 2 the user's words, 1 the system's refusal, 70 a mistake of ours. `stacks` adds where it was thrown. */
export const reportError = (
  error: unknown,
  program: string,
  stacks: boolean,
  columns = Number.POSITIVE_INFINITY,
  words = english,
): ErrorReport => {
  const known = knownReport(error, program, words);
  const report = known ?? { text: `${program}: a mistake in wirecat itself: ${messageOf(error)} (--debug shows where)`, exitCode: 70 };
  const stack = stacks && error instanceof Error && error.stack !== undefined ? `\n${visibleLines(withoutSecrets(error.stack))}` : '';
  const finger = error instanceof UsageError && error.spot !== undefined ? pointed(error.spot) : '';
  return { text: `${wrap(visible(withoutSecrets(report.text)), columns).join('\n')}${finger}${stack}\n`, exitCode: report.exitCode };
};

/** The user's own words with carets under what is wrong; cut to a stretch around it where they are long. */
const pointed = ({ text: typed, at, length }: Spot): string => {
  const text = secretsHidden(typed);
  const from = Math.max(0, at - 50);
  const shown = visible(text.slice(from, from + 100));
  const before = visible(text.slice(from, at)).length;
  return `\n  ${shown}\n  ${' '.repeat(before)}${'^'.repeat(Math.max(1, Math.min(length, shown.length - before)))}`;
};

const knownReport = (error: unknown, program: string, words: Words): ErrorReport | undefined => {
  if (error instanceof UsageError || error instanceof IoError) {
    return { text: placed(errorText(error, words), program), exitCode: error.exitCode };
  }
  if (!isSystemError(error)) return undefined;
  const place = error.path ?? error.address ?? error.syscall;
  return {
    text: `${program}: ${place}: ${joined(refusedText('', systemReason(error.code) ?? [error.message], error.code), words)}`,
    exitCode: 1,
  };
};

/** The program's name in front, unless the place says it already, whole or without its first word: `serve: …` of `wirecat serve`. */
export const placed = (message: string, program: string): string => {
  const last = program.slice(program.indexOf(' ') + 1);
  if (begins(message, program)) return message;
  return begins(message, last) ? `${program}${message.slice(last.length)}` : `${program}: ${message}`;
};

const begins = (message: string, word: string): boolean =>
  message.startsWith(`${word}:`) || message.startsWith(`${word} -`) || message.startsWith(`${word} `);

interface NodeSystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly address?: string;
}
const isSystemError = (error: unknown): error is NodeSystemError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  'syscall' in error &&
  typeof error.syscall === 'string' &&
  /^E[A-Z0-9]+$/.test(error.code);

const messageOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

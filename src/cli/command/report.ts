/** Errors as people read them: one line, the place first, nothing in it that steers a terminal; and the exit code that goes with it. */
import { IoError, type Spot, UsageError } from '../../core/fault.ts';
import { secretsHidden, withoutSecrets } from '../../core/secrets.ts';
import { visible, visibleLines } from '../../core/text.ts';

export interface ErrorReport {
  readonly text: string;
  readonly exitCode: number;
}

/** Exit codes: 2 the user's words, 1 the system's refusal, 70 a mistake of ours. `stacks` adds where it was thrown. */
export const reportError = (error: unknown, program: string, stacks: boolean): ErrorReport => {
  const known = knownReport(error, program);
  const report = known ?? { text: `${program}: a mistake in wirecat itself: ${messageOf(error)} (--debug shows where)`, exitCode: 70 };
  const stack = stacks && error instanceof Error && error.stack !== undefined ? `\n${visibleLines(withoutSecrets(error.stack))}` : '';
  const finger = error instanceof UsageError && error.spot !== undefined ? pointed(error.spot) : '';
  return { text: `${visible(withoutSecrets(report.text))}${finger}${stack}\n`, exitCode: report.exitCode };
};

/** The user's own words with carets under what is wrong; cut to a stretch around it where they are long. */
const pointed = ({ text: typed, at, length }: Spot): string => {
  const text = secretsHidden(typed);
  const from = Math.max(0, at - 50);
  const shown = visible(text.slice(from, from + 100));
  const before = visible(text.slice(from, at)).length;
  return `\n  ${shown}\n  ${' '.repeat(before)}${'^'.repeat(Math.max(1, Math.min(length, shown.length - before)))}`;
};

const knownReport = (error: unknown, program: string): ErrorReport | undefined => {
  if (error instanceof UsageError || error instanceof IoError) {
    return { text: placed(error.message, program), exitCode: error.exitCode };
  }
  if (!isSystemError(error)) return undefined;
  const what = [error.syscall, error.path ?? error.address].filter((part) => part !== undefined).join(' ');
  return { text: `${program}: ${what}: ${REASONS[error.code] ?? error.code}`, exitCode: 1 };
};

/** The program's name in front, unless the place says it already. */
const placed = (message: string, program: string): string => (message.startsWith(program) ? message : `${program}: ${message}`);

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

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'the address is in use',
  EADDRNOTAVAIL: 'no such address on this machine',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by the peer',
  EEXIST: 'it exists already',
  EHOSTUNREACH: 'no route to that host',
  EISDIR: 'it is a folder',
  EMFILE: 'too many open files',
  ENOENT: 'no such file',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTFOUND: 'no such name',
  EPERM: 'not permitted',
  EPIPE: 'nobody reads it any more',
  EROFS: 'the file system is read-only',
  ETIMEDOUT: 'timed out',
};

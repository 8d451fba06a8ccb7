/** Two programs that open two FIFOs the wrong way round, each waiting in open() for the other; and the same in the right order. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ioError } from '../base/errors.ts';
import { shellQuoted } from './shell-words.ts';

/** Milliseconds after which a program that has not gone on is taken to wait. */
const WAITS = 3000;

/** Something that happens; `where` is where in the system a program waits, as far as it is known. */
export type DeadlockEvent =
  | { readonly kind: 'pipes'; readonly a: string; readonly b: string }
  | { readonly kind: 'order'; readonly name: string; readonly opens: readonly Opening[] }
  | { readonly kind: 'waits'; readonly name: string; readonly pid: number; readonly where: string }
  | { readonly kind: 'why' | 'helped' | 'freed' | 'right' };

/** A pipe that a program opens, and what for. */
export interface Opening {
  readonly pipe: string;
  readonly way: 'reading' | 'writing';
}

/** Tells what happens. Removes nothing: the folder is the caller's. */
export const showDeadlock = async (folder: string, tell: (event: DeadlockEvent) => void, signal: AbortSignal): Promise<void> => {
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  for (const path of [a, b]) if (!existsSync(path)) made(path);
  tell({ kind: 'pipes', a, b });
  const stuck = [program('A', [`3<${a}`, `4>${b}`], tell), program('B', [`3<${b}`, `4>${a}`], tell)];
  try {
    await Promise.all(stuck.map((one) => asleep(one, signal)));
    for (const { name, child } of stuck) tell({ kind: 'waits', name, pid: child.pid ?? 0, where: placeOf(child) });
    tell({ kind: 'why' });
    tell({ kind: 'helped' });
    // For reading, too: A may have ended before B opens its end.
    const fd = openSync(a, 'r+');
    await Promise.all(stuck.map(({ over }) => over));
    closeSync(fd);
    tell({ kind: 'freed' });
  } finally {
    for (const { child } of stuck) child.kill();
  }
  const right = [program('A', [`3<${a}`, `4>${b}`], tell), program('B', [`4>${a}`, `3<${b}`], tell)];
  try {
    await Promise.race([Promise.all(right.map(({ over }) => over)), new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    tell({ kind: 'right' });
  } finally {
    for (const { child } of right) child.kill();
  }
};

interface Program {
  readonly name: string;
  readonly child: ChildProcess;
  readonly over: Promise<void>;
}

/** A shell that opens what `redirections` say, in this order, and ends. */
const program = (name: string, redirections: readonly string[], tell: (event: DeadlockEvent) => void): Program => {
  tell({ kind: 'order', name, opens: redirections.map((r) => ({ pipe: basename(r), way: r.includes('<') ? 'reading' : 'writing' })) });
  const child = spawn('sh', ['-c', `exec ${redirections.map(quotedPath).join(' ')}`], { stdio: 'ignore' });
  const over = new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => reject(ioError('sh', 'to start a program', cause)));
    child.on('exit', () => resolve());
  });
  over.catch(() => {});
  return { name, child, over };
};

const quotedPath = (redirection: string): string => `${redirection.slice(0, 2)}${shellQuoted(redirection.slice(2))}`;

const made = (path: string): void => {
  const { status, error } = spawnSync('mkfifo', [path]);
  if (status !== 0) throw ioError(path, 'to make a FIFO', error ?? new Error('mkfifo has failed'));
};

/** Resolves when the program waits: where the system tells, else after a while. */
const asleep = async ({ child, over }: Program, signal: AbortSignal): Promise<void> => {
  const until = performance.now() + WAITS;
  while (performance.now() < until && !signal.aborted) {
    if (stateOf(child) === 'S' && /wait_for_partner|fifo_open|openat/.test(placeOf(child))) return;
    if (child.exitCode !== null) return over;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const stateOf = ({ pid }: ChildProcess): string | undefined => /\) (\w) /.exec(read(`/proc/${pid}/stat`) ?? '')?.[1];

/** Where in the system it waits, as far as the system tells. */
const placeOf = ({ pid }: ChildProcess): string => {
  const wchan = read(`/proc/${pid}/wchan`);
  if (wchan !== undefined && wchan !== '' && wchan !== '0') return wchan;
  const call = read(`/proc/${pid}/syscall`)?.split(' ')[0];
  return call === '257' || call === '56' ? 'openat' : '';
};

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Two programs that open two FIFOs the wrong way round, each waiting in open() for the other; and the same in the right order. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ioError } from '../base/errors.ts';

/** Milliseconds after which a program that has not gone on is taken to wait. */
const WAITS = 3000;

/** Tells what happens, a line each. Removes nothing: the folder is the caller's. */
export const showDeadlock = async (folder: string, tell: (text: string) => void, signal: AbortSignal): Promise<void> => {
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  for (const path of [a, b]) if (!existsSync(path)) made(path);
  tell(`two pipes, ${a} and ${b}; each of two programs reads from one and writes to the other`);
  const stuck = [program('A', [`3<${a}`, `4>${b}`], tell), program('B', [`3<${b}`, `4>${a}`], tell)];
  try {
    await Promise.all(stuck.map((one) => asleep(one, signal)));
    for (const { name, child } of stuck) tell(`${name} (pid ${child.pid}) waits in open(): ${placeOf(child)}`);
    tell('an open for reading returns when somebody opens the same pipe for writing: A waits for B, B waits for A, and neither goes on');
    tell(`now somebody else opens a for writing`);
    const fd = openSync(a, 'w');
    await Promise.all(stuck.map(({ over }) => over));
    closeSync(fd);
    tell('A went on, opened its second pipe, and so B went on: both have ended');
  } finally {
    for (const { child } of stuck) child.kill();
  }
  const right = [program('A', [`3<${a}`, `4>${b}`], tell), program('B', [`4>${a}`, `3<${b}`], tell)];
  try {
    await Promise.race([Promise.all(right.map(({ over }) => over)), new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    tell('the right order: B opens the pipe first that A opens first. Both have ended at once');
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
const program = (name: string, redirections: readonly string[], tell: (text: string) => void): Program => {
  const calls = redirections.map((r) => (r.includes('<') ? `opens ${basename(r)} for reading` : `opens ${basename(r)} for writing`));
  tell(`${name} ${calls.join(', then ')}`);
  const child = spawn('sh', ['-c', `exec ${redirections.map(quotedPath).join(' ')}`], { stdio: 'ignore' });
  const over = new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => reject(ioError('sh', 'to start a program', cause)));
    child.on('exit', () => resolve());
  });
  over.catch(() => {});
  return { name, child, over };
};

const quotedPath = (redirection: string): string => `${redirection.slice(0, 2)}'${redirection.slice(2).replaceAll("'", `'\\''`)}'`;

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
  if (wchan !== undefined && wchan !== '' && wchan !== '0') return `in the kernel's ${wchan}`;
  const call = read(`/proc/${pid}/syscall`)?.split(' ')[0];
  return call === '257' || call === '56' ? 'system call openat' : 'it has opened nothing yet';
};

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

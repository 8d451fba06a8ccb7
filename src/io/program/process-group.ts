/** Process groups of children: how they are ended (a ladder of signals), and that none is left when this process ends. */

import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';

/** Milliseconds between a kind word and the next, less kind one. */
export interface Grace {
  /** Before SIGTERM. */
  readonly term: number;
  /** From SIGTERM to SIGKILL. */
  readonly kill: number;
}

/** Programs at once, unless the caller allows more. */
const MOST = 32;

const groups = new Set<number>();

/** Refuses one program too many. */
export const checkRoom = (place: string, most = MOST): void => {
  if (groups.size < most) return;
  throw new IoError(place, 'EAGAIN', sayTrouble('manyPrograms', { most }));
};

/** From here on the group of `pid` (its leader) is killed if this process exits. */
export const register = (pid: number): void => {
  if (groups.size === 0) process.on('exit', killAll);
  groups.add(pid);
};

/** It is nobody's business any more what becomes of the group. */
export const forget = (pid: number): void => {
  groups.delete(pid);
  if (groups.size === 0) process.removeListener('exit', killAll);
};

/** Asks the whole group to end, with more and more force. Resolves when none of it is left, or at the last step. */
export const endGroup = async (pid: number, grace: Grace): Promise<void> => {
  if (!(await isGone(pid, grace.term))) {
    signalGroup(pid, 'SIGTERM');
    signalGroup(pid, 'SIGCONT'); // a stopped one would not hear it
    if (!(await isGone(pid, grace.kill))) signalGroup(pid, 'SIGKILL');
  }
  forget(pid);
};

/** False where nothing is left of it. */
const signalGroup = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
    return true;
  } catch {
    return false;
  }
};

const POLL = 20;

const isGone = async (pid: number, ms: number): Promise<boolean> => {
  for (let left = ms; signalGroup(pid, 0); left -= POLL) {
    if (left <= 0) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  return true;
};

/** At once, for a process that a signal is about to end: no exit handler runs then. */
export const killAll = (): void => {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
};

/** A program on a terminal of its own, which it believes to be a person's. */

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import type { OpenOptions } from '../base/endpoint.ts';
import { abortReason, codeOf, ioError } from '../base/errors.ts';
import type { ReadTarget, WriteHalf } from '../channels/half.ts';
import { JoinedChannel } from '../channels/joined-channel.ts';
import { readSocket } from '../fd/fd-read.ts';
import { writeSocket } from '../fd/fd-write.ts';
import { type SpawnTerminal, type Terminal, terminalSocket, terminalSpawner } from '../host/terminal.ts';
import { safeEnv } from './child-env.ts';
import { checkRoom, endGroup, register } from './process-group.ts';

export interface TerminalWords {
  readonly argv: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  /** What it is called (TERM); default xterm-256color. */
  readonly terminal?: string;
}

export interface TerminalChannel {
  readonly channel: OpenChannel;
  /** The window of its terminal has another size. */
  resize(columns: number, rows: number): void;
}

/** Beside the short list of child-env.ts: what makes a shell on a terminal feel at home. */
const TERMINAL_VARIABLES: readonly string[] = ['HOME', 'LOGNAME', 'SHELL', 'USER'];
const GRACE = { term: 200, kill: 1000 };

/** Resolves when it runs. Rejects with an IoError where it cannot be run, or with the signal's reason. */
export const openTerminal = async (
  at: TerminalWords,
  place: string,
  options: OpenOptions,
  signal: AbortSignal,
): Promise<TerminalChannel> => {
  const spawn = await terminalSpawner(place);
  if (signal.aborted) throw abortReason(signal);
  checkRoom(place, options.maxPrograms);
  await checkProgram(at.argv[0] ?? '', place);
  const started = now();
  const terminal = start(spawn, at, place, options);
  register(terminal.pid);
  const socket = terminalSocket(terminal, place);
  const facts = { scheme: 'pty', role: 'initiator', local: 'wirecat', remote: place, started, opened: now() } as const;
  const channel: OpenChannel = new JoinedChannel(facts, {
    place,
    read: (to) => readSocket(socket, untilHungUp(to)),
    write: (failed) => endOfFile(writeSocket(socket, (cause) => (isHangUp(cause) ? undefined : failed(cause)), true)),
    release: () => {
      socket.destroy(); // the terminal hangs up
      void endGroup(terminal.pid, GRACE);
    },
  });
  terminal.onExit(({ exitCode }) => {
    if (exitCode !== 0) channel.ledger.failed(new IoError(place, 'EEXIT', sayTrouble('programEnded', { status: exitCode })));
    channel.close();
  });
  const resize = (columns: number, rows: number): void => {
    if (!channel.ledger.isOver) terminal.resize(columns, rows);
  };
  return { channel, resize };
};

/** The package would start something that fails at once. */
const checkProgram = async (file: string, place: string): Promise<void> => {
  const folders = file.includes('/') || process.platform === 'win32' ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, file), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (found.includes(true) || process.platform === 'win32') return;
  throw new IoError(place, 'ENOENT', [sayTrouble('noProgram'), ' (ENOENT)']);
};

const start = (spawn: SpawnTerminal, at: TerminalWords, place: string, options: OpenOptions): Terminal => {
  const [file = '', ...args] = at.argv;
  const env = safeEnv(process.env, options.peer, TERMINAL_VARIABLES);
  const size = { cols: at.columns ?? 80, rows: at.rows ?? 24 };
  try {
    return spawn(file, args, { ...size, env: { ...env }, name: at.terminal ?? 'xterm-256color', encoding: null });
  } catch (cause) {
    throw ioError(place, 'a program that can be run', cause);
  }
};

/** The system says EIO when nobody has the terminal open any more. */
const isHangUp = (cause: unknown): boolean => codeOf(cause) === 'EIO';

const untilHungUp = (to: ReadTarget): ReadTarget => ({
  onRead: to.onRead,
  take: (chunk) => to.take(chunk),
  ended: () => to.ended(),
  failed: (cause) => (isHangUp(cause) ? to.ended() : to.failed(cause)),
});

const EOT = Uint8Array.of(4);
const LF = 10;

/** A terminal has no half-close: its end of file is a character, which counts at the beginning of a line. */
const endOfFile = (half: WriteHalf): WriteHalf => {
  let last = LF;
  return {
    put: (bytes, written) => {
      last = bytes.at(-1) ?? last;
      half.put(bytes, written);
    },
    get pending() {
      return half.pending;
    },
    end: () =>
      new Promise((resolve) => {
        half.put(last === LF ? EOT : Uint8Array.of(4, 4), () => resolve()); // a program that is gone has its end
      }),
    release: () => half.release(),
  };
};

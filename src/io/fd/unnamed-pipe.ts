/**
 * Unnamed pipes. Node has no call for pipe(2): a FIFO in a folder of our own is opened at both ends and its name removed at once, which
 * leaves the same thing.
 */
import { execFile } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { abortReason, ioError } from '../base/errors.ts';
import { JoinedChannel } from '../channels/joined-channel.ts';
import { readFd } from './fd-read.ts';
import { writeFd } from './fd-write.ts';

/** The two descriptors of a pipe, neither of which blocks. */
export interface PipeEnds {
  readonly read: number;
  readonly write: number;
}

/** A channel that reads what it writes. Rejects with an IoError, or with the signal's reason. */
export const openPipe = async (signal: AbortSignal): Promise<OpenChannel> => {
  const [ends] = await makePipes(1, signal);
  if (ends === undefined) throw new Error('one pipe was asked for');
  return channelOver(ends.read, ends.write, 'pipe');
};

/** Two channels joined by two pipes, one each way, as a parent and its child have them. */
export const pipePair = async (signal: AbortSignal): Promise<readonly [OpenChannel, OpenChannel]> => {
  const [there, back] = await makePipes(2, signal);
  if (there === undefined || back === undefined) throw new Error('two pipes were asked for');
  return [channelOver(back.read, there.write, 'child'), channelOver(there.read, back.write, 'parent')];
};

/** Pipes made ahead, several at a time, for those who should not wait for theirs. */
export class PipeStock {
  readonly #ready: PipeEnds[] = [];
  #filling: Promise<void> | undefined;

  /** They are the caller's to close. Rejects with an IoError. */
  async take(count: number): Promise<readonly PipeEnds[]> {
    while (this.#ready.length < count) await this.fill();
    const taken = this.#ready.splice(0, count);
    if (this.#ready.length < count) this.fill().catch(() => {}); // who asks next is told
    return taken;
  }

  /** Rejects with an IoError. */
  fill(): Promise<void> {
    this.#filling ??= makePipes(AHEAD, new AbortController().signal)
      .then((pipes) => void this.#ready.push(...pipes))
      .finally(() => {
        this.#filling = undefined;
      });
    return this.#filling;
  }
}

const AHEAD = 8;

const channelOver = (read: number, write: number, remote: string): OpenChannel => {
  const opened = now();
  const facts = { scheme: 'pipe', role: 'initiator', local: 'wirecat', remote, started: opened, opened } as const;
  return new JoinedChannel(facts, { place: 'pipe:', read: readFd(read, false), write: writeFd(write, false) });
};

const makePipes = async (count: number, signal: AbortSignal): Promise<readonly PipeEnds[]> => {
  if (signal.aborted) throw abortReason(signal);
  const folder = await mkdtemp(join(tmpdir(), 'wirecat-'));
  try {
    const names = Array.from({ length: count }, (_, i) => join(folder, String(i)));
    await makeFifos(names);
    return names.map((name) => ({
      read: openSync(name, constants.O_RDONLY | constants.O_NONBLOCK),
      write: openSync(name, constants.O_WRONLY | constants.O_NONBLOCK),
    }));
  } catch (cause) {
    throw ioError('pipe:', 'an unnamed pipe', cause);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const makeFifos = (names: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile('mkfifo', ['-m', '600', '--', ...names], (error) => (error === null ? resolve() : reject(error)));
  });

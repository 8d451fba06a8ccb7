/** An exercise of the lab begun for a test, and who does it: a client, and a server as a student writes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { fromUtf8, utf8 } from '../src/core/bytes.ts';
import { type Said, Words } from '../src/core/words.ts';
import { openAddress, parseAddress } from '../src/io/address/address.ts';
import type { OpenChannel } from '../src/io/base/channel.ts';
import { exercises } from '../src/run/lab/exercises/index.ts';
import { type Checked, LabSession } from '../src/run/lab/lab-session.ts';
import { labWords } from '../src/run/lab/words.ts';
import { openRecorder } from '../src/run/recorder.ts';
import type { Faces } from '../src/run/session.ts';

const english = new Words('en', await labWords('en'));
export const text = (said: Said | undefined): string => (said === undefined ? '' : english.text(said));

export const never: AbortSignal = new AbortController().signal;
export const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const faces: Faces = {
  application: 'test',
  say: () => {},
  warn: () => {},
  near: () => {
    throw new Error('nobody sits here');
  },
  isPerson: false,
  again: 'wirecat',
};

export interface Doing {
  readonly session: LabSession;
  readonly reached: Checked[];
  /** Address of the place that stands first, second … in the task. */
  readonly places: readonly string[];
}

export const begin = async (name: string, own = 1): Promise<Doing> => {
  const exercise = exercises.find((e) => e.name === name);
  if (exercise === undefined) throw new Error(name);
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-lab-test-'));
  const recorder = await openRecorder({ wire: { live: false, file: undefined }, application: 'test', onTrouble: () => {} }, never);
  const reached: Checked[] = [];
  const words = new Words('en', await labWords('en'));
  const options = { host: '127.0.0.1', port: 0, own, folder, recorder, words, onNobody: () => {}, onDone: (c: Checked) => reached.push(c) };
  const session = await LabSession.open(exercise, options, faces, never);
  endings.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => session.close(),
  );
  return {
    session,
    reached,
    places: [
      ...new Set(
        session.task
          .map(text)
          .join(' ')
          .match(/127\.0\.0\.1:\d+/g),
      ),
    ],
  };
};

/** Says each line when the one before was answered, and ends. */
export const talk = async (at: string, ...lines: readonly string[]): Promise<string> => {
  const channel = await openAddress(parseAddress(at), {}, never);
  const heard: string[] = [];
  const incoming = channel.incoming[Symbol.asyncIterator]();
  for (const line of lines) {
    await channel.write(utf8(line));
    const { value } = await incoming.next();
    if (value !== undefined) heard.push(fromUtf8(value));
  }
  await over(channel);
  return heard.join('');
};

export const over = async (channel: OpenChannel): Promise<void> => {
  await channel.end();
  channel.close();
  await channel.ledger.closing;
};

/** A server as a student writes it. */
export const studentServer = async (answer: (got: string) => string): Promise<number> => {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => socket.write(answer(data.toString())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => server.close());
  const at = server.address();
  return typeof at === 'object' && at !== null ? at.port : 0;
};

export const says = ({ session }: Doing, goal: number): string => text(session.check()[goal]?.finding.says);

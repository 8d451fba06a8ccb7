/** Ncat and `wirecat ncat` side by side: the same words, the same play, and what each of them said and did, as text to be compared. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { type Running, start, startOther } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';

/** By its bare name, which stands before some of its complaints. */
export const NCAT = 'ncat';

type Which = 'real' | 'ours';

/** Starts one of the two; the word `PORT` is the port of the play. */
type Start = (...words: readonly string[]) => Running;

export interface Play {
  readonly port: string;
  readonly server: Start;
  readonly client: Start;
  /** A server that listens already, with `--test` to know when. */
  listening(...words: readonly string[]): Promise<Running>;
  /** Something to compare besides. */
  note(what: unknown): void;
}

/** Who plays server and client. */
export type Cast = readonly [server: Which, client: Which];

const startOf =
  (which: Which, port: string, all: Map<string, Running>, name: string): Start =>
  (...words) => {
    const typed = words.map((word) => (word === 'PORT' ? port : word));
    const running = which === 'real' ? startOther(NCAT, typed) : start(['ncat', ...typed]);
    all.set(`${name}${[...all.keys()].filter((key) => key.startsWith(name)).length + 1}`, running);
    return running;
  };

/** Everything that was said, and the exit codes of those that have ended, once the play is over. */
const perform = async ([server, client]: Cast, play: (p: Play) => Promise<void>): Promise<readonly string[]> => {
  const port = await freePort();
  const all = new Map<string, Running>();
  const notes: string[] = [];
  const serverStart = startOf(server, port, all, 'server');
  await play({
    port,
    server: serverStart,
    client: startOf(client, port, all, 'client'),
    listening: async (...words) => {
      const running = serverStart('--test', ...words);
      await running.says(/NCAT TEST: LISTEN\n/);
      return running;
    },
    note: (what) => notes.push(JSON.stringify(what)),
  });
  const told = [...all].map(([name, { out, err, child }]) => {
    const ended = child.exitCode ?? child.signalCode ?? 'running';
    return `${name} ended ${ended}, said ${JSON.stringify(out.toString('latin1').replaceAll(port, 'PORT'))} and ${JSON.stringify(plain(err, port))}`;
  });
  for (const { child } of all.values()) child.kill('SIGKILL');
  return [...told, ...notes];
};

/** Without what differs from run to run, and what only Ncat's own libraries say. */
const plain = (err: string, port: string): string =>
  err
    .replace(/^(NCAT TEST|NCAT DEBUG|libnsock).*\n/gm, '')
    .replaceAll(port, 'PORT')
    .replace(/(127\.0\.0\.\d+|::1):\d{4,5}\b/g, '$1:EPHEMERAL')
    .replace(/\/tmp\/ncat\.\w{6}/g, '/tmp/ncat.XXXXXX')
    .replace(/in \d+\.\d\d seconds/g, 'in T seconds')
    .replace(/([0-9A-F]{4} ){9}[0-9A-F]{4}/g, 'FINGERPRINT');

/** A test that plays with the real ones, with ours, and with one of each, and expects the same of all. */
export const alike = (name: string, play: (p: Play) => Promise<void>, casts: readonly Cast[] = MIXED): void => {
  const all = async (): Promise<void> => {
    const [real, ...others] = await Promise.all([REAL, ...casts].map((cast) => perform(cast, play)));
    for (const [i, other] of others.entries()) expect([casts[i], other]).toEqual([casts[i], real]);
  };
  it(name, all, 40_000);
};

const REAL: Cast = ['real', 'real'];
const MIXED: readonly Cast[] = [
  ['ours', 'ours'],
  ['ours', 'real'],
  ['real', 'ours'],
];
export const OURS_ONLY: readonly Cast[] = [['ours', 'ours']];

/** Until it has ended. */
export const ended = (...all: readonly Running[]): Promise<unknown> => Promise.all(all.map((running) => running.exit));

/** Until its standard output is closed, by it or by us. */
export const outputEnds = async ({ child }: Running): Promise<void> => {
  if (child.stdout !== null && !child.stdout.closed) await once(child.stdout, 'close');
};

/** Milliseconds in which something that must not happen would have happened. */
export const moment = (ms = 150): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

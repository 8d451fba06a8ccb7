/** Frames of an interface by way of a program that has the right to capture: dumpcap, else tcpdump. Its output is a capture file that grows. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Capture } from '../read/capture.ts';
import { streamCapture } from '../read/read-stream.ts';
import type { LiveCapture } from './live-capture.ts';

export interface ProgramOptions {
  readonly interface: string;
  readonly filter: string;
  readonly promiscuous: boolean;
  readonly snapLength: number;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Interface and filter are words of their own: no shell reads them, and neither can be taken for an option. */
const PROGRAMS: readonly (readonly [name: string, words: (o: ProgramOptions) => readonly string[]])[] = [
  [
    'dumpcap',
    (o) => [
      '-q',
      '-i',
      o.interface,
      '-s',
      String(o.snapLength),
      ...(o.promiscuous ? [] : ['-p']),
      ...(o.filter ? ['-f', o.filter] : []),
      '-w',
      '-',
    ],
  ],
  [
    'tcpdump',
    (o) => [
      '-U',
      '-i',
      o.interface,
      '-s',
      String(o.snapLength),
      ...(o.promiscuous ? [] : ['-p']),
      '-w',
      '-',
      '--',
      ...(o.filter ? [o.filter] : []),
    ],
  ],
];

/** The first program that gives frames, of which `onMessage` is told; or what each of them said instead. */
export const programCapture = async (
  o: ProgramOptions,
  place: string,
  onMessage: (line: string) => void,
  signal: AbortSignal,
): Promise<LiveCapture | readonly string[]> => {
  const refusals: string[] = [];
  for (const [name, words] of PROGRAMS) {
    const child = spawn(name, words(o), { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = lastWords(child);
    if (await hasBegun(child)) {
      onMessage(`captured by ${name}`);
      return ofChild(child, await streamCapture(place, child.stdout, signal), signal);
    }
    refusals.push(`${name}: ${said()}`);
  }
  return refusals;
};

/** Both write a file header as soon as they may capture. */
const hasBegun = (child: Child): Promise<boolean> =>
  new Promise((resolve) => {
    child.stdout.once('readable', () => resolve(child.stdout.readableLength > 0));
    child.once('error', () => resolve(false));
    child.once('close', () => resolve(false));
  });

const lastWords = (child: Child): (() => string) => {
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => (text = `${text}${more}`.slice(-2000)));
  child.on('error', (error: NodeJS.ErrnoException) => (text = error.code === 'ENOENT' ? 'not installed' : error.message));
  return () => text.trim().split('\n').at(-1) ?? '';
};

const ofChild = (child: Child, capture: Capture, signal: AbortSignal): LiveCapture => {
  const gone = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await gone;
  };
  signal.addEventListener('abort', () => void stop(), { once: true });
  return Object.assign(Object.create(capture) as Capture, { counts: () => undefined, end: stop, close: () => void stop() });
};

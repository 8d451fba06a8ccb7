/** Frames by way of a program that may capture: dumpcap or tcpdump here, or on another machine by ssh. Its output is a capture file that grows. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { IoError } from '../../../core/fault.ts';
import { type Pieces, sayCapture } from '../../../core/said.ts';
import { visible } from '../../../core/text.ts';
import type { Said } from '../../../core/words.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import type { Capture } from '../read/capture.ts';
import { streamCapture } from '../read/read-stream.ts';
import type { LiveCapture, LiveCounts } from './live-capture.ts';

export interface ProgramOptions {
  readonly interface: string;
  readonly filter: string;
  readonly promiscuous: boolean;
  readonly snapLength: number;
  /** Told what it says, a line at a time. */
  readonly onMessage: (line: Pieces) => void;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Interface and filter are words of their own: no shell reads them, and neither can be taken for an option. */
export const dumpcapWords = (o: Omit<ProgramOptions, 'onMessage'>): readonly string[] => [
  'dumpcap',
  ...['-q', '-i', o.interface, '-s', String(o.snapLength)],
  ...(o.promiscuous ? [] : ['-p']),
  ...(o.filter ? ['-f', o.filter] : []),
  ...['-w', '-'],
];
export const tcpdumpWords = (o: Omit<ProgramOptions, 'onMessage'>): readonly string[] => [
  'tcpdump',
  ...['-U', '-n', '-i', o.interface, '-s', String(o.snapLength)],
  ...(o.promiscuous ? [] : ['-p']),
  ...['-w', '-', '--'],
  ...(o.filter ? [o.filter] : []),
];

/** The first program that gives frames; or what each of them said instead. */
export const programCapture = async (
  o: ProgramOptions,
  place: string,
  signal: AbortSignal,
): Promise<{ readonly capture: LiveCapture; readonly by: string } | { readonly refusals: readonly Pieces[] }> => {
  const refusals: Pieces[] = [];
  for (const words of [dumpcapWords(o), tcpdumpWords(o)]) {
    const [by = ''] = words;
    const begun = await begin(words, () => {}, place, signal);
    if (!('refusal' in begun)) return { capture: begun, by };
    refusals.push([by, ': ', begun.refusal]);
  }
  return { refusals };
};

/**
 * A capture made of what a program writes, as soon as it writes; or its last words. `onLine` is told what it says meanwhile. At the end of
 * its standard input a program on another machine has the time to give what it has.
 */
export const begin = async (
  [name = '', ...words]: readonly string[],
  onLine: (line: Pieces) => void,
  place: string,
  signal: AbortSignal,
  asked: 'by a signal' | 'by its input' = 'by a signal',
): Promise<LiveCapture | { readonly refusal: string | Said }> => {
  const child = spawn(...deaf(name, words), { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  const said = new LastWords(child, onLine);
  if (!(await hasBegun(child, signal))) {
    child.stdin.end();
    child.kill('SIGTERM');
    await said.over;
    // Advice stands behind the reason; before what a far program says stands what ssh does.
    return { refusal: asked === 'by a signal' ? said.reason : said.last };
  }
  try {
    return ofChild(child, said, await streamCapture(place, child.stdout, NEVER), asked, signal);
  } catch (error) {
    child.kill('SIGTERM');
    throw error instanceof Error ? error : new IoError(place, 'EIO', String(error));
  }
};

/** The Ctrl-C of our terminal is for us: the program is told by its standard input and by a signal. It may ask there for a password. */
const deaf = (name: string, words: readonly string[]): [string, readonly string[]] =>
  process.platform === 'win32' ? [name, words] : ['sh', ['-c', 'trap "" INT; exec "$@"', 'sh', name, ...words]];

/** What was asked to end still gives what it has. */
const NEVER = new AbortController().signal;

/** Both write a file header as soon as they may capture. */
const hasBegun = (child: Child, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const forget = listenForAbort(signal, () => resolve(false));
    const done = (begun: boolean): void => {
      forget();
      resolve(begun);
    };
    child.stdout.once('readable', () => done(child.stdout.readableLength > 0));
    child.once('error', () => done(false));
    child.once('close', () => done(false));
  });

/** What dumpcap and tcpdump say where nothing is wrong. */
const CHATTER =
  /^(Capturing on |File: |(dumpcap: )?cap_set_proc\(\) fail|Packets (captured|received)|(tcpdump: )?listening on |dropped privs |\d+ packets? (captured|received|dropped))/;

/** What a program says, as text that may be shown. */
class LastWords {
  readonly over: Promise<void>;
  #text = '';
  #error: string | Said | undefined;

  constructor(child: Child, onLine: (line: Pieces) => void) {
    let rest = '';
    child.stderr.setEncoding('utf8').on('data', (more: string) => {
      this.#text = `${this.#text}${more}`.slice(-4000);
      const lines = `${rest}${more}`.split('\n');
      rest = (lines.pop() ?? '').slice(-1000);
      for (const line of lines) if (line.trim() !== '' && !CHATTER.test(line)) onLine([visible(line.trim())]);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      this.#error =
        error.code === 'ENOENT' ? sayCapture('notInstalled') : error.code === 'EACCES' ? sayCapture('mayNotRun') : error.message;
    });
    this.over = new Promise((resolve) => {
      child.once('close', () => resolve());
      child.once('error', () => resolve());
    });
  }

  get last(): string | Said {
    return this.#error ?? this.#lines.at(-1) ?? '';
  }

  /** The first that is none of what it always says. */
  get reason(): string | Said {
    return this.#error ?? this.#lines.find((line) => !CHATTER.test(line))?.replace(/^(dumpcap|tcpdump): /, '') ?? '';
  }

  get #lines(): readonly string[] {
    return this.#text.trim().split('\n').map(visible);
  }

  /** `0 packets dropped by kernel` of tcpdump, and dumpcap's `received/dropped on interface 'x': 10/0`. */
  get counts(): LiveCounts | undefined {
    const [, theirs] = /(\d+) packets? dropped by kernel/.exec(this.#text) ?? [];
    const [, filtered] = /(\d+) packets? received by filter/.exec(this.#text) ?? [];
    if (theirs !== undefined) return { received: Number(filtered ?? 0), dropped: Number(theirs) };
    const [, received, dropped] = /received\/dropped on interface .*: (\d+)\/(\d+)/.exec(this.#text) ?? [];
    return received === undefined ? undefined : { received: Number(received) + Number(dropped), dropped: Number(dropped) };
  }
}

/** Milliseconds that a program has to end in order. */
const GRACE = 1500;

const ofChild = (
  child: Child,
  said: LastWords,
  capture: Capture,
  asked: 'by a signal' | 'by its input',
  signal: AbortSignal,
): LiveCapture => {
  let timer: NodeJS.Timeout | undefined;
  let isAsked = false;
  const stop = (): void => {
    if (isAsked) return;
    isAsked = true;
    child.stdin.end();
    if (asked === 'by a signal') child.kill('SIGTERM');
    timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
  };
  const forget = listenForAbort(signal, stop);
  if (signal.aborted) stop();
  void said.over.then(() => {
    clearTimeout(timer);
    forget();
  });
  const end = async (): Promise<void> => {
    stop();
    child.stdout.resume();
    await said.over;
  };
  return Object.assign(Object.create(capture) as Capture, { counts: () => said.counts, end, close: () => void end() });
};

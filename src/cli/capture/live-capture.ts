/** A live capture in the views of `read`, and in files. */

import { errorText, UsageError } from '../../core/fault.ts';
import { joined, type Pieces, saidWords, sayCapture, sayWrong } from '../../core/said.ts';
import { type CaptureSession, openSession } from '../../io/capture/live/capture-session.ts';
import { isOfHere } from '../../io/capture/live/source.ts';
import { isStream } from '../../io/capture/live/stream-capture.ts';
import type { CaptureState } from '../../io/capture/live/thread-messages.ts';
import type { Rotation } from '../../io/capture/write/rotating.ts';
import { keysOf } from '../../run/keys.ts';
import { captureThread } from '../command/capture-thread.ts';
import type { Context } from '../command/command.ts';
import { withSignal } from '../command/language.ts';
import { readDuration, readSize } from '../command/values.ts';
import { application } from '../talk/faces.ts';
import { belowInterrupt } from '../terminal/below-interrupt.ts';
import type { ReadOptions } from '../views/read-options.ts';
import type { CaptureOptions } from './capture-options.ts';

/** Gives the exit code: 1 where it ended before it should, or something is not in the file. */
export const capture = async (given: CaptureOptions, name: string, filter: string, context: Context): Promise<number> => {
  const { err, program } = context;
  const show = await shownBy(given, name, context);
  belowInterrupt(context);
  const words = await saidWords(context.language);
  const say = (line: Pieces): void => err.line(err.style.dim(joined(line, words)));
  const drops = new Drops(say);
  const file = fileOf(given, program);
  const session = await openSession(
    {
      options: {
        interface: name,
        filter,
        promiscuous: given.promiscuous,
        ...(given.snaplen !== undefined && { snapLength: given.snaplen }),
      },
      place: program,
      most: given.count,
      file,
      shows: show !== undefined,
    },
    // Where nobody looks, nobody is in the way of what is kept.
    isStream(name) || show === undefined ? undefined : captureThread(),
    { say, warn: (error) => err.line(`${program}: ${errorText(error, words)}`), state: (state) => drops.tell(state) },
    ending(given.duration, context.signal),
  );
  const from = `${name}${filter === '' ? '' : ` (${filter})`}`;
  say([sayCapture(given.promiscuous ? 'beganAll' : 'began', { from })]);
  const code = (await show?.(session)) ?? 0;
  // A view that has seen enough ends it; what it did not ask for is kept all the same.
  if (show !== undefined) session.close();
  await session.over.finally(() => say(totalsOf(session.state)));
  if (session.fault === undefined) return (session.state.written?.dropped ?? 0) > 0 ? 1 : code;
  err.line(`${program}: ${session.fault.text}`);
  return 1;
};

/** In the views of `read`, where a file would stand: without any of what a capture has besides. */
export const captureInViews = (given: ReadOptions, word: string, context: Context): Promise<number> =>
  capture(
    {
      ...given,
      duration: undefined,
      promiscuous: false,
      snaplen: undefined,
      write: undefined,
      rotate: undefined,
      wire: undefined,
      list: false,
      thread: false,
    },
    word,
    '',
    context,
  );

/** What shows the frames; undefined where nobody looks at them. It ends with the capture, so that what came before an end is shown. */
const shownBy = async (
  given: CaptureOptions,
  name: string,
  context: Context,
): Promise<((session: CaptureSession) => Promise<number>) | undefined> => {
  if (given.wire === false || (given.write !== undefined && given.wire === undefined && !asksForView(given))) return undefined;
  if (!given.view) {
    const { viewOf } = await import('../views/read-views.ts');
    return viewOf({ ...given, read: undefined, count: undefined }, withSignal(context, new AbortController().signal), isOfHere(name));
  }
  if (!context.out.isTerminal) throw new UsageError(context.program, sayWrong('viewOnTerminal'));
  return async (session) => {
    const { look } = await import('../viewer/viewer.ts');
    const secrets = keysOf(given.keylog, true);
    const at = {
      name: session.place,
      filter: given.filter,
      showSecrets: given['show-secrets'],
      most: undefined,
      secrets,
      times: given.time,
      isHere: isOfHere(name),
    };
    return look(session, at, context);
  };
};

const VIEWS = [
  ...[
    'filter',
    'view',
    'frame',
    'plain',
    'ladder',
    'vantage',
    'conversations',
    'endpoints',
    'hosts',
    'protocols',
    'faults',
    'intervals',
    'follow',
  ],
  ...['html', 'verify', 'details', 'bytes', 'json', 'format', 'time'],
] as const satisfies readonly (keyof CaptureOptions)[];

const asksForView = (given: CaptureOptions): boolean =>
  given.fields.length > 0 || VIEWS.some((name) => given[name] !== undefined && given[name] !== false);

const fileOf = (
  { write, rotate }: CaptureOptions,
  program: string,
): { readonly path: string; readonly application: string; readonly rotation: Rotation | undefined } | undefined => {
  if (rotate !== undefined && write === undefined) throw new UsageError(program, sayWrong('writeWithRotate'));
  const rotation = rotate === undefined ? undefined : rotationOf(rotate, `${program} --rotate`);
  return write === undefined ? undefined : { path: write, application: application(), rotation };
};

/** Files that are kept where nobody says. */
const FILES = 10;

/** `100M`, `10m,5`: m is a minute, M a megabyte. */
export const rotationOf = (text: string, place: string): Rotation => {
  const [word = '', count = String(FILES), ...more] = text.split(',');
  const wrong = (): UsageError => new UsageError(place, sayWrong('rotateForm'), text);
  if (more.length > 0 || !/^[1-9]\d{0,5}$/.test(count)) throw wrong();
  const seconds = /[a-z]$/.test(word) && !/[kgtb]$/.test(word) ? readDuration(word) : undefined;
  const bytes = seconds === undefined ? readSize(word) : undefined;
  const after = seconds !== undefined && seconds > 0 ? { seconds } : bytes !== undefined && bytes > 0 ? { bytes } : undefined;
  if (after === undefined) throw wrong();
  return { after, files: Number(count) };
};

/** Says that frames are lost, when it happens, and not more often than a person reads. */
class Drops {
  readonly #say: (line: Pieces) => void;
  #told = 0;
  #next = 0;

  constructor(say: (line: Pieces) => void) {
    this.#say = say;
  }

  tell({ counts }: CaptureState): void {
    const dropped = counts?.dropped ?? 0;
    if (dropped <= this.#told || Date.now() < this.#next) return;
    this.#told = dropped;
    this.#next = Date.now() + 2000;
    this.#say([sayCapture('losing', { count: dropped })]);
  }
}

const totalsOf = ({ frames, counts, written, unshown }: CaptureState): Pieces =>
  [
    sayCapture('frames', { count: frames }),
    ...(counts === undefined ? [] : [sayCapture('dropped', { count: counts.dropped })]),
    ...(written === undefined ? [] : [sayCapture('written', { count: written.frames })]),
    ...(unshown > 0 ? [sayCapture('unshown', { count: unshown })] : []),
  ].flatMap((part, k) => (k === 0 ? [part] : [', ', part]));

const ending = (seconds: number | undefined, signal: AbortSignal): AbortSignal =>
  seconds === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);

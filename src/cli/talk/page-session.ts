/** PageSession: the page, and the conversation that terminal and page both watch, until it is interrupted. */
import { basename, join } from 'node:path';
import { isatty } from 'node:tty';
import { utf8 } from '../../core/bytes.ts';
import { saidCatalogue, sayNotice } from '../../core/said.ts';
import type { Language, Words } from '../../core/words.ts';
import { writeCapture } from '../../io/capture/write/write-file.ts';
import { labWords } from '../../run/lab/words.ts';
import { openRecorder, type Recorder } from '../../run/recorder.ts';
import type { Place } from '../../run/workbench/endpoints.ts';
import { Workbench, type WorkbenchOptions } from '../../run/workbench/workbench.ts';
import { loadWords } from '../../view/words/load.ts';
import { Desktop } from '../../web/server/desktop.ts';
import { openBrowser } from '../../web/server/open-browser.ts';
import { type OpenPage, openPage } from '../../web/server/page-server.ts';
import { aheadThread } from '../command/ahead-thread.ts';
import { captureThread } from '../command/capture-thread.ts';
import type { Context } from '../command/command.ts';
import { belowInterrupt } from '../terminal/below-interrupt.ts';
import { Console } from '../terminal/console.ts';
import { typedLines } from '../terminal/typed-lines.ts';
import { application, canEdit } from './faces.ts';
import { LessonFace } from './lesson-face.ts';
import { sharePage, tellShared } from './page-share.ts';

export interface PagePlan {
  /** Where the packets are kept. */
  readonly file: string;
  /** All of them, also those that go by faster than they are looked at. */
  readonly isComplete: boolean;
  readonly port: number;
  /** Whether a browser is opened; undefined: where there is a desktop. */
  readonly open: boolean | undefined;
  /** Captures to look at. */
  readonly files: readonly string[];
  readonly mayControl: boolean;
  /** Where it is shared: an address, nothing for all of this machine's; undefined: not at all. */
  readonly share: string | undefined;
}

/** Packets a second that a terminal shows. */
const MOST_SHOWN = 200;

/** Gives the exit code when it was interrupted, or when the lines of a pipe are over. */
export const showPage = async (plan: PagePlan, context: Context): Promise<number> => {
  const face = new LessonFace(plan.file, false, context);
  const recorder = await recorderOf(face, plan.isComplete ? plan.file : undefined, () => workbench.recording.courtesy.isCrowded);
  const file = plan.isComplete ? undefined : await writeCapture(plan.file, { application: application(), failed: face.onTrouble }, NEVER);
  const workbench: Workbench = new Workbench({
    beside: besideOf(recorder, face),
    words: context.said,
    speaks: recorder.speaks,
    onTrouble: face.onTrouble,
    ...(file && { file }),
  });
  const desktop = new Desktop(workbench, { capture: captureThread(), ahead: aheadThread() });
  const { mayControl, port } = plan;
  const words = { en: await wordsIn('en'), de: await wordsIn('de') };
  const served = { desktop, folder: join(__dirname, '..', '..', 'page'), port, mayControl, application: application(), words };
  const page = await openPage(served);
  const shared = plan.share === undefined ? undefined : await sharePage(plan.share, served);
  for (const file of plan.files) await desktop.open(file, basename(file));
  tellAddress(page, context);
  tellShared(served, context);
  if (plan.open ?? (context.out.isTerminal && hasDesktop(context.env))) openBrowser(page.launch(), face.onTrouble);
  const service = await workbench.serve('echo', 0);
  face.greet(service.address, isatty(0) && canEdit(context));
  const talk = await workbench.connect(service.address);
  await workbench.send(talk.id, utf8('hello, wire\n'));
  const isOver = await typed(workbench, talk, face, context);
  const how = await workbench.close(talk.id);
  // Pages first: what they have seen stays there.
  await page.close();
  await shared?.close();
  await desktop.closeAll();
  await recorder.close();
  await file?.close();
  if (isOver) face.farewell(how);
  return 0;
};

const wordsIn = async (language: Language): Promise<Words> =>
  (await loadWords(language)).with(await labWords(language)).with(await saidCatalogue(language));

const NEVER = new AbortController().signal;

const recorderOf = (face: LessonFace, file: string | undefined, isBusy: () => boolean): Promise<Recorder> => {
  const { onPacket, onTrouble } = face;
  const wire = { live: true, file };
  return openRecorder({ wire, application: application(), onPacket, onTrouble, isBusy, mostShown: MOST_SHOWN }, NEVER);
};

/** The first conversation is ours; those after it have a number each. */
const besideOf = (recorder: Recorder, { names }: LessonFace): Required<WorkbenchOptions>['beside'] => {
  let isFirst = true;
  return (as) =>
    recorder.tapAs((facts) => {
      const named = as(facts);
      if (!isFirst) return named;
      isFirst = false;
      return { names };
    });
};

/** On a line of its own, however narrow the terminal. */
const tellAddress = ({ address }: OpenPage, { out, said }: Context): void => {
  out.line(out.style.bold(said.text(sayNotice('pageHere'))));
  out.line(`  ${out.style.green(address)}`);
  out.line();
};

/** Somebody sits in front of this machine itself. */
const hasDesktop = (env: Context['env']): boolean => {
  if (env['CI'] !== undefined || env['SSH_CONNECTION'] !== undefined) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return (env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '') !== '';
};

/** Sends what is typed until it is interrupted, or, where a pipe had lines, until they are over. */
const typed = async (workbench: Workbench, { id, channel }: Place, face: LessonFace, context: Context): Promise<boolean> => {
  const { signal } = context;
  const interrupted = new Promise<true>((resolve) => {
    if (signal.aborted) resolve(true);
    signal.addEventListener('abort', () => resolve(true), { once: true });
  });
  const alive = setInterval(() => {}, FOREVER_MS);
  const trouble = (error: unknown): void => face.onTrouble(error instanceof Error ? error : new Error(String(error)));
  try {
    if (!isatty(0) || !canEdit(context)) return await Promise.race([interrupted, piped(workbench, id, signal, interrupted)]);
    const say = (text: string): void => {
      if (text.trim() === 'end') end();
      else workbench.send(id, utf8(`${text}\n`)).catch(trouble);
    };
    const end = (): void => void workbench.end(id).catch(trouble);
    const screen = new Console(context, context.out.style.bold(`${face.text('prompt')} › `), { line: say, end });
    face.print = (text) => screen.print(text);
    channel?.ledger.whenOver(() => {
      if (signal.aborted) return;
      screen.close();
      face.print(face.text('pageStays'));
      belowInterrupt(context);
    });
    await interrupted;
    screen.close();
    return true;
  } finally {
    clearInterval(alive);
  }
};
const FOREVER_MS = 1 << 30;

/** Lines that came late. */
const piped = async (workbench: Workbench, talk: number, signal: AbortSignal, interrupted: Promise<true>): Promise<true> => {
  let lines = 0;
  for await (const line of typedLines(process.stdin, signal)) {
    lines++;
    await workbench.send(talk, line);
  }
  return lines > 0 ? true : interrupted;
};

/** Session: a plan carried out. It opens what the plan names, joins it to the near side, records the packets, and says how it ended. */
import { IoError } from '../core/fault.ts';
import { grouped } from '../core/text.ts';
import { type Address, acceptAddress, openAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { AcceptOptions, Listener, OpenOptions } from '../io/base/endpoint.ts';
import { type Closing, closingText } from '../io/base/ledger.ts';
import type { WrittenTotals } from '../io/capture/write/write-file.ts';
import { link } from '../io/link/link.ts';
import { serve, serveEach } from '../io/serve/serve.ts';
import { anyPort, type ConnectPlan, type ListenPlan, type ServePlan, type WirePlan } from './plan.ts';
import { reachLine } from './reach.ts';
import { type OnPacket, openRecorder, type Recorder } from './recorder.ts';
import { type RefusalNotes, refusalNotes } from './refusal-notes.ts';
import { recordRefusals } from './refusals.ts';

/** What a session needs of the one who runs it. */
export interface Faces {
  /** Name and version, for files. */
  readonly application: string;
  /** Something to know about the session, one line. */
  say(text: string): void;
  /** Something is wrong, and the session goes on. */
  warn(error: Error): void;
  /** The near side of a conversation with `far`: standard input and output, or a terminal. */
  near(far: OpenChannel): OpenChannel;
  /** A person sits at the near side: the end of the far side ends the conversation. */
  readonly isPerson: boolean;
  /** What was typed before an address, to be typed again with another one: `wirecat listen`. */
  readonly again: string;
  readonly onPacket?: OnPacket;
  /** Packets shown in a second at most. */
  readonly mostShown?: number;
  /** Whether who reads the packets keeps up. */
  readonly hasRoom?: () => boolean;
}

/** Milliseconds in which a session that was asked to stop may end in order. */
const GRACE = 1000;

/** Gives the exit code: 0 where the conversation ended in order. */
export const runConnect = async (plan: ConnectPlan, open: OpenOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    const told = {
      ...open,
      onMessage: (line: string) => faces.say(line),
      onTrouble: (error: Error) => faces.warn(error),
      onAttemptFailed: recordRefusals(recorder),
    };
    const channel = await openAddress(plan.to, told, signal);
    recorder.watch(channel);
    faces.say(`connected to ${channel.remote} from ${channel.local}`);
    return converse(channel, faces, signal);
  });

export const runListen = async (plan: ListenPlan, accept: AcceptOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    for (const note of plan.notes) faces.say(note);
    const away = refusalNotes((line) => faces.say(line));
    const listener = await acceptAddress(plan.on, withTroubles(accept, faces, away), signal);
    for (const [k, address] of listener.addresses.entries())
      sayReach(`listening on ${address}`, plan.on, k === 0 ? address : undefined, faces);
    let code = 0;
    const talk = async (channel: OpenChannel): Promise<void> => {
      recorder.watch(channel);
      faces.say(`connection from ${channel.remote}`);
      code = await converse(channel, faces, signal);
    };
    const most = plan.keep ? {} : { most: 1 };
    // Its signal never comes: `converse` ends what is open in order, and the listener knows ours.
    await serveEach(listener, talk, { oneAtATime: true, ...most }, new AbortController().signal).done.finally(away.close);
    return code;
  });

export const runServe = async (plan: ServePlan, accept: AcceptOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    for (const note of plan.notes) faces.say(note);
    const away = refusalNotes((line) => faces.say(line));
    const listener = await listenOrAnyPort(plan, withTroubles(accept, faces, away), signal);
    for (const [k, address] of listener.addresses.entries())
      sayReach(`${plan.service.name} on ${address}`, plan.on, k === 0 ? address : undefined, faces);
    const cut = new AbortController();
    const serving = serve(
      plan.service,
      listener,
      {
        onOpen: ({ channel }) => {
          recorder.watch(channel);
          faces.say(`connection from ${channel.remote}`);
        },
        onClosed: ({ channel }, closing) => faces.say(`${channel.remote}: ${closingText(closing, channel.facts.scheme)}`),
      },
      cut.signal,
    );
    await stopped(signal, serving.done, () => {
      for (const connection of serving.connections.all()) connection.close();
      return () => cut.abort(new Error('the server stops'));
    }).finally(away.close);
    return 0;
  });

/** Where we listen and, for the first of several addresses, who can come there and what to type. */
export const sayReach = (text: string, on: Address, listening: string | undefined, faces: Faces): void => {
  faces.say(text);
  const reach = listening === undefined ? undefined : reachLine(on, listening, faces.again);
  if (reach !== undefined) faces.say(reach);
};

/** Milliseconds after our end in which an answer needs no notice that one waits. */
const PATIENCE = 500;

/** Tells a person who has ended our direction that the other side has not ended its own. */
const tellWaiting = (far: OpenChannel, faces: Faces): void => {
  let timer: NodeJS.Timeout | undefined;
  const nothing = (): void => {};
  const answered = (): void => clearTimeout(timer);
  const ended = (by: 'us' | 'peer'): void => {
    clearTimeout(timer);
    if (by === 'peer' || far.ledger.hasEnded('peer')) return;
    timer = setTimeout(() => faces.say('our direction is closed; waiting for the other side to end too (Ctrl-C gives up)'), PATIENCE);
  };
  far.ledger.watch({ open: () => ({ chunk: nothing, ended, reset: answered, closed: answered }) }, far.facts);
};

/** Joins the near side to `channel` until both are over. */
export const converse = async (channel: OpenChannel, faces: Faces, signal: AbortSignal): Promise<number> => {
  const near = faces.near(channel);
  if (faces.isPerson) tellWaiting(channel, faces);
  const whenFarEnds = faces.isPerson ? { bToA: { closeAfter: 0 } } : {};
  const joined = link(near, channel, whenFarEnds, new AbortController().signal);
  await stopped(signal, joined.done, () => {
    joined.close();
    return () => joined.cut(new Error('stopped'));
  });
  const { a, b } = await joined.done;
  faces.say(closingText(b, channel.facts.scheme));
  const error = b.error ?? (isGone(a.error) ? undefined : a.error);
  if (error !== undefined && !signal.aborted) faces.warn(error);
  return failed(a) || failed(b) ? 1 : 0;
};

/** Whoever read our output has had enough: nothing to be told. */
const isGone = (error: Error | undefined): boolean => error instanceof IoError && error.code === 'EPIPE';

/** Waits for `done`. On the signal `close` ends things in order, and what it gives cuts them where that takes too long. */
const stopped = async (signal: AbortSignal, done: Promise<unknown>, close: () => () => void): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    timer = setTimeout(close(), GRACE);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    await done;
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
  }
};

const failed = (closing: Closing): boolean => closing.error !== undefined;

const recorded = async (
  plan: ConnectPlan | ListenPlan | ServePlan,
  faces: Faces,
  signal: AbortSignal,
  run: (recorder: Recorder) => Promise<number>,
): Promise<number> => {
  const recorder = await recorderFor(plan.wire, faces, signal);
  try {
    return await run(recorder);
  } finally {
    await closeRecorder(recorder, faces);
  }
};

/** A recorder that shows its packets to these faces. */
export const recorderFor = (wire: WirePlan, faces: Faces, signal: AbortSignal): Promise<Recorder> =>
  openRecorder({ ...faces, wire, onTrouble: (error) => faces.warn(error) }, signal);

/** Completes the file, and tells what was not shown or written. Throws the IoError where the file is not complete. */
export const closeRecorder = async (recorder: Recorder, faces: Faces): Promise<void> => {
  if (recorder.unshown > 0) faces.say(`${grouped(recorder.unshown)} packets not shown`);
  tellDropped(await recorder.close(), faces);
};

/** What the capture file did not get, because its reader did not keep up or the system took no more. */
const tellDropped = (written: WrittenTotals | undefined, faces: Faces): void => {
  if (written !== undefined && written.dropped > 0) faces.say(`${grouped(written.dropped)} packets not in the capture file`);
};

const withTroubles = (accept: AcceptOptions, faces: Faces, away: RefusalNotes): AcceptOptions => ({
  ...accept,
  onRefused: away.refused,
  onTrouble: (error) => faces.warn(error),
});

/** Well-known ports may be another's or the administrator's. */
const listenOrAnyPort = async (plan: ServePlan, accept: AcceptOptions, signal: AbortSignal): Promise<Listener> => {
  try {
    return await acceptAddress(plan.on, accept, signal);
  } catch (error) {
    if (!plan.orAnyPort || !(error instanceof IoError) || (error.code !== 'EACCES' && error.code !== 'EADDRINUSE')) throw error;
    return acceptAddress(anyPort(), accept, signal);
  }
};

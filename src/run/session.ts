/** Session: a plan carried out. It opens what the plan names, joins it to the near side, records the packets, and says how it ended. */
import { IoError } from '../core/fault.ts';
import { english, type Line, lineText, sayServing, saySession } from '../core/said.ts';
import type { Said, Words } from '../core/words.ts';
import { type Address, acceptAddress, openAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { AcceptOptions, OpenOptions } from '../io/base/endpoint.ts';
import { type Closing, closingText, type Side } from '../io/base/ledger.ts';
import type { ChannelFacts } from '../io/base/tap.ts';
import { link } from '../io/link/link.ts';
import { serveEach } from '../io/serve/serve.ts';
import { openCard } from './cards.ts';
import type { ConnectPlan, ListenPlan, WirePlan } from './plan.ts';
import { reachLines } from './reach.ts';
import { openRecorder, type Recorder, whatIsLeft } from './recorder.ts';
import { type RefusalNotes, refusalNotes } from './refusal-notes.ts';
import { recordRefusals } from './refusals.ts';
import { tlsLine } from './tls-line.ts';
import type { OnPacket, WatchedAs } from './watched.ts';

/** What a session needs of the one who runs it. */
export interface Faces {
  /** Name and version, for files. */
  readonly application: string;
  /** Something to know about the session, one line. */
  say(text: string): void;
  /** Nobody hears what is said: it need not be put in words. */
  readonly isQuiet?: boolean;
  /** Something is wrong, and the session goes on. */
  warn(error: Error): void;
  /** The near side of a conversation in which we are this: standard input and output, or a terminal. */
  near(role: ChannelFacts['role']): OpenChannel;
  /** A person sits at the near side: the end of the far side ends the conversation. */
  readonly isPerson: boolean;
  /** What was typed before an address, to be typed again with another one: `wirecat listen`. */
  readonly again: string;
  /** Tell who has the other end, and what the system measures of the connection. */
  readonly cards?: boolean;
  /** What is said, in the language of who reads it; English where they are absent. */
  readonly words?: Words;
  readonly onPacket?: OnPacket;
  /** Packets shown in a second at most. */
  readonly mostShown?: number;
  /** Whether who reads the packets keeps up. */
  readonly hasRoom?: () => boolean;
}

/** Milliseconds in which a session that was asked to stop may end in order. */
const GRACE = 1000;

/** Gives the exit code: 0 where the conversation ended in order. */
export const runConnect = (plan: ConnectPlan, open: OpenOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  openRecorded(plan, open, faces, signal, (channel) => converse(channel, faces, signal));

/** Opens what the plan names, with its packets recorded, and hands it to `talk`, which gives the exit code. */
export const openRecorded = (
  plan: ConnectPlan,
  open: OpenOptions,
  faces: Faces,
  signal: AbortSignal,
  talk: (channel: OpenChannel) => Promise<number>,
): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    const as = (): WatchedAs => ({ names: [textOf(faces, 'clientYou'), textOf(faces, 'server')] });
    const told = {
      ...open,
      onMessage: (line: string) => faces.say(line),
      words: faces.words,
      onTrouble: (error: Error) => faces.warn(error),
      onAttemptFailed: recordRefusals(recorder, as),
      onUnanswered: (facts: ChannelFacts) => recorder.attempted(facts, as()),
      wire: recorder.tapAs(as),
    };
    const channel = await openAddress(plan.to, told, signal);
    tell(faces, saySession('connected', channel));
    sayAgreed(channel, faces);
    return talk(channel);
  });

export const runListen = async (plan: ListenPlan, accept: AcceptOptions, faces: Faces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    for (const note of plan.notes) tell(faces, note);
    const away = refusalNotes((line) => tell(faces, line));
    let clients = 0;
    const wire = recorder.tapAs(() => ({
      names: [textOf(faces, 'client'), textOf(faces, 'serverYou')],
      ...(plan.keep && { tag: `#${++clients}` }),
    }));
    const listener = await acceptAddress(plan.on, { ...withTroubles(accept, faces, away), wire }, signal);
    sayListening(plan.on, listener.addresses, faces);
    if (plan.keep) listener.whenWaiting?.(({ remote }) => tell(faces, saySession('waits', { remote })));
    let code = 0;
    const talk = async (channel: OpenChannel): Promise<void> => {
      tell(faces, acceptedSaid(channel));
      sayAgreed(channel, faces);
      code = await converse(channel, faces, signal, !plan.keep);
    };
    const most = plan.keep ? {} : { most: 1 };
    // Its signal never comes: `converse` ends what is open in order, and the listener knows ours.
    await serveEach(listener, talk, { oneAtATime: true, ...most }, new AbortController().signal).done.finally(away.close);
    return code;
  });

export const textOf = ({ words = english }: Faces, key: 'client' | 'server' | 'clientYou' | 'serverYou'): string =>
  words.text(saySession(key));

/** Says it in the language of who reads it. */
export const tell = (faces: Pick<Faces, 'say' | 'words'>, line: Line): void => faces.say(lineText(line, faces.words));

/** Who came: UDP opens no connection. */
export const acceptedSaid = ({ facts, remote }: OpenChannel): Said =>
  saySession(facts.framing === 'datagram' ? 'datagramsFrom' : 'accepted', { remote });

/** What TLS has agreed on, where there is TLS. */
export const sayAgreed = (channel: OpenChannel, faces: Faces): void => {
  if (channel.facts.tls !== undefined) faces.say(tlsLine(channel.facts.tls, faces.words));
};

/** Where we listen and, for the first of several addresses, who can come there and what to type. */
export const sayListening = (
  on: Address,
  addresses: readonly string[],
  faces: Faces,
  again = (place: string): string => `${faces.again} ${place}`,
): void => {
  for (const address of addresses) tell(faces, saySession('listening', { address }));
  for (const line of reachLines(on, addresses[0] ?? '', again)) tell(faces, line);
};

/** Joins the near side to `channel` until both are over. `stays`: a person may still answer when the far side has ended. */
export const converse = async (channel: OpenChannel, faces: Faces, signal: AbortSignal, stays = false): Promise<number> => {
  const near = faces.near(channel.facts.role);
  const whenFarEnds = faces.isPerson && !stays ? { bToA: { closeAfter: 0 } } : {};
  const waiting = faces.isPerson ? tellEnds(channel, faces, stays) : undefined;
  const card = faces.cards === true ? openCard(channel, (line) => faces.say(line)) : undefined;
  const joined = link(near, channel, whenFarEnds, new AbortController().signal);
  await stopped(signal, joined.done, () => {
    joined.close();
    return () => joined.cut(new Error('stopped'));
  });
  const { a, b } = await joined.done;
  waiting?.close();
  faces.say(closingText(b, channel.facts, faces.words));
  await card?.close();
  const error = b.error ?? (isGone(a.error) ? undefined : a.error);
  if (error !== undefined && !signal.aborted) faces.warn(error);
  return failed(a) || failed(b) ? 1 : 0;
};

/** Milliseconds after which somebody who has ended waits for the other side. */
const PATIENCE = 500;

/** A person learns which direction is still open when the other one has ended. */
const tellEnds = ({ ledger, facts }: OpenChannel, faces: Faces, stays: boolean): { close(): void } => {
  let timer: NodeJS.Timeout | undefined;
  const close = (): void => clearTimeout(timer);
  const ended = (by: Side): void => {
    if (by === 'us' && !ledger.hasEnded('peer')) timer = setTimeout(() => tell(faces, saySession('waiting')), PATIENCE);
    else close();
    if (by === 'peer' && !ledger.hasEnded('us') && stays) tell(faces, saySession('farEnded'));
  };
  ledger.watch({ open: () => ({ chunk: () => {}, ended, reset: close, closed: close }) }, facts);
  return { close };
};

/** Whoever read our output has had enough: nothing to be told. */
const isGone = (error: Error | undefined): boolean => error instanceof IoError && error.code === 'EPIPE';

/** Waits for `done`. On the signal `close` ends things in order, and what it gives cuts them where that takes too long. */
export const stopped = async (signal: AbortSignal, done: Promise<unknown>, close: () => () => void): Promise<void> => {
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

export const recorded = async (
  plan: { readonly wire: WirePlan },
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
export const recorderFor = (wire: WirePlan, faces: Faces, signal: AbortSignal): Promise<Recorder> => {
  if (wire.file?.endsWith('.pcap')) tell(faces, sayServing('pcapFile', { file: wire.file }));
  return openRecorder({ ...faces, wire, onNote: (text) => faces.say(text), onTrouble: (error) => faces.warn(error) }, signal);
};

/** Completes the file, and tells what was not shown or written. Throws the IoError where the file is not complete. */
export const closeRecorder = async (recorder: Recorder, faces: Faces): Promise<void> => {
  for (const said of await whatIsLeft(recorder)) tell(faces, said);
};

export const withTroubles = (accept: AcceptOptions, faces: Faces, away: RefusalNotes): AcceptOptions => ({
  ...accept,
  onRefused: away.refused,
  onTrouble: (error) => away.trouble(error, () => faces.warn(error)),
});

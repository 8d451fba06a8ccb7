/** Linking: two addresses joined. A side that listens serves each client with a link of its own; two that open are linked once, or again and again. */

import { errorLine, errorText, IoError, UsageError } from '../core/fault.ts';
import { english, sayNotice, saySession, sayTrouble, sayWrong } from '../core/said.ts';
import type { Said } from '../core/words.ts';
import { type Address, acceptAddress, canAccept, insecureAddress, parseAddress, printAddress } from '../io/address/address.ts';
import { leadsToItself } from '../io/address/loop-guard.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { AcceptOptions, Listener, OpenOptions } from '../io/base/endpoint.ts';
import type { Closing } from '../io/base/ledger.ts';
import type { Tap } from '../io/base/tap.ts';
import { type LinkOptions, type LinkReport, link } from '../io/link/link.ts';
import { linkAgain } from '../io/link/retry.ts';
import type { Connections } from '../io/serve/connections.ts';
import { guardFromPages } from '../io/serve/page-guard.ts';
import { relay } from '../io/serve/relay.ts';
import { refuseForeign } from './foreign-words.ts';
import { type Packets, packetsOf, type Sides } from './link-packets.ts';
import { linkTotals } from './link-totals.ts';
import { lintListen, lintProgram } from './lints.ts';
import { cannotListen, explainAddress, type WirePlan, withCrlf } from './plan.ts';
import { type RefusalNotes, refusalNotes } from './refusal-notes.ts';
import { closeRecorder, type Faces, recorderFor, sayAgreed, sayListening, tell } from './session.ts';

/** One side of a link: opened, or listened on. */
export interface Side {
  readonly at: Address;
  readonly listens: boolean;
}

export interface LinkPlan {
  readonly kind: 'link';
  readonly a: Side;
  readonly b: Side;
  readonly wire: WirePlan;
  readonly notes: readonly Said[];
}

export interface LinkRules {
  readonly accept: AcceptOptions;
  readonly open: OpenOptions;
  readonly link: LinkOptions;
  readonly oneAtATime: boolean;
  /** Clients in all; absent: no end. */
  readonly most: number | undefined;
  readonly reconnect: boolean;
  /** Whose packets are shown and written. */
  readonly sides: Sides;
  /** See what the second side, or the target of a relay, sends and receives. */
  readonly targetTaps: readonly Tap[];
  /** The table of who is served, when there is one. */
  readonly onServing?: (connections: Connections) => void;
}

const LISTEN = 'listen:';

/** Whether somebody decides who may come in, whether a program may be what they come to, and whether those we come to are verified. */
export interface Guards {
  readonly guarded: boolean;
  readonly programs: boolean;
  readonly insecure?: boolean;
  /** Lines towards B end in CR LF. */
  readonly crlf?: boolean;
}

/** `A B`; `listen:` before an address, or `listens` for the first, makes a side listen. */
export const linkPlan = (
  words: readonly string[],
  listens: boolean,
  wire: WirePlan,
  { guarded, programs, insecure = false, crlf = false }: Guards,
): LinkPlan => {
  const [first = '', second, ...more] = words;
  refuseForeign('link', words);
  if (second === undefined || more.length > 0)
    throw UsageError.of('link', sayWrong('joinsTwo', { count: words.length }), sayWrong('type', { line: 'wirecat link A B' }));
  const a = sideOf(first, listens, insecure);
  const typed = sideOf(second, false, insecure);
  const b = { ...typed, at: withCrlf(typed.at, crlf) };
  if (!programs) refuseForEverybody(a, b);
  return { kind: 'link', a, b, wire, notes: notesOf(a, b, guarded) };
};

/** A program that anybody in the network can use is not what somebody types by accident (threat A2). */
const refuseForEverybody = (a: Side, b: Side): void => {
  const program = [a, b].find((side) => PROGRAMS.includes(side.at.endpoint.scheme));
  const open = [a, b].find((side) => side.listens && lintListen(side.at, false).length > 0 && !wantsCertificates(side.at));
  if (program === undefined || open === undefined) return;
  const because = sayWrong('everybodyProgram', { address: printAddress(program.at) });
  throw UsageError.of(printAddress(open.at), because, sayWrong('allowProgram'));
};

/** TLS with an authority whose certificates clients must show. */
const wantsCertificates = ({ overlays }: Address): boolean =>
  overlays.some(
    ({ options: o }) => typeof o === 'object' && o !== null && 'ca' in o && o.ca !== undefined && !('insecure' in o && o.insecure),
  );

const PROGRAMS: readonly string[] = ['exec', 'sh', 'pty'];

const notesOf = (a: Side, b: Side, guarded: boolean): readonly Said[] =>
  [a, b].flatMap((side) => {
    if (!side.listens) return [];
    const other = side === a ? b : a;
    const isProgram = PROGRAMS.includes(other.at.endpoint.scheme);
    return [...lintListen(side.at, guarded), ...(isProgram && !guarded ? lintProgram(side.at, printAddress(other.at)) : [])];
  });

const sideOf = (text: string, listens: boolean, insecure: boolean): Side => {
  const marked = text.startsWith(LISTEN);
  const at = parseAddress(marked ? text.slice(LISTEN.length) : text);
  if ((marked || listens) && !canAccept(at)) throw cannotListen(at);
  if (marked || listens) return { at, listens: true };
  return { at: insecure ? insecureAddress(at) : at, listens: false };
};

/** What the plan would do, a line each: for `--explain`. */
export const explainLink = (plan: LinkPlan): readonly Said[] => [
  ...[plan.a, plan.b].flatMap((side) => explainAddress(side.listens ? 'listens' : 'opens', side.at)),
  saySession(plan.a.listens || plan.b.listens ? 'links' : 'linksOne'),
  ...plan.notes,
];

/** Gives the exit code: 0 where all links ended in order. */
export const runLink = async (plan: LinkPlan, rules: LinkRules, faces: Faces, signal: AbortSignal): Promise<number> => {
  for (const note of plan.notes) tell(faces, note);
  const recorder = await recorderFor(plan.wire, faces, signal);
  const packets = packetsOf(recorder, rules.sides);
  try {
    if (plan.a.listens && plan.b.listens) return await joinListeners(plan, rules, faces, packets, signal);
    if (plan.a.listens) return await serveClients(plan.a.at, plan.b.at, withSide(rules, 'second', faces), faces, packets, signal);
    if (plan.b.listens) return await serveClients(plan.b.at, plan.a.at, withSide(rules, 'first', faces), faces, packets, signal);
    return await linkOnce(plan, rules, faces, packets, signal);
  } finally {
    await closeRecorder(recorder, faces);
  }
};

/** What opening a place on that side of the link wants to know, and where it may tell what it has to. */
const withSide = (rules: LinkRules, side: 'first' | 'second', faces: Faces): LinkRules => ({
  ...rules,
  open: { ...rules.open, side, onMessage: (line) => faces.say(line), words: faces.words, onTrouble: (error) => faces.warn(error) },
});

const listen = async (
  at: Address,
  rules: LinkRules,
  faces: Faces,
  away: RefusalNotes,
  wire: Tap | undefined,
  again: (place: string) => string,
  signal: AbortSignal,
): Promise<Listener> => {
  const accept: AcceptOptions = {
    ...rules.accept,
    wire,
    filesPerConn: 2,
    onRefused: away.refused,
    onTrouble: (error) => faces.warn(error),
  };
  const listener = await acceptAddress(at, accept, signal);
  sayListening(at, listener.addresses, faces, again);
  return listener;
};

/** A target that leads back here would make a chain of connections, as long as the limits let it (threat C2). */
const refuseItself = async (to: Address, on: Address, listener: Listener, signal: AbortSignal): Promise<void> => {
  if (!(await leadsToItself(to, on, listener.addresses, signal))) return;
  await listener.close();
  throw UsageError.of(printAddress(to), sayWrong('relayItself', { addresses: listener.addresses.join(', ') }), sayWrong('nameTarget'));
};

/** Says why a target is not reached. That is looked up once a second at most: clients may come fast, and each ask for it. */
const explaining = (): ((error: unknown) => Promise<never>) => {
  let next = 0;
  return async (error) => {
    if (performance.now() < next) throw error;
    next = performance.now() + 1000;
    throw (await import('../io/net/why.ts')).explained(error);
  };
};

const serveClients = async (
  on: Address,
  to: Address,
  rules: LinkRules,
  faces: Faces,
  packets: Packets,
  signal: AbortSignal,
): Promise<number> => {
  const away = refusalNotes((line) => tell(faces, line));
  const side = rules.open.side === 'first' ? 'A' : 'B';
  const other = printAddress(to);
  const unreached = explaining();
  const again = (place: string): string => `${faces.again} ${side === 'A' ? `${other} ${LISTEN}${place}` : `${LISTEN}${place} ${other}`}`;
  const listener = await listen(on, rules, faces, away, packets.tapOf(side === 'A' ? 'B' : 'A', rules.most !== 1), again, signal);
  await refuseItself(to, on, listener, signal);
  let code = 0;
  let clients = 0;
  const open = async (client: OpenChannel, cut: AbortSignal): Promise<OpenChannel> => {
    const nth = rules.most === 1 ? undefined : ++clients;
    sayAgreed(client, faces);
    const target = await packets.open(side, to, { ...rules.open, peer: client.facts }, cut, nth).catch(unreached);
    for (const tap of rules.targetTaps) target.ledger.watch(tap, target.facts);
    faces.say(`${client.remote} → ${target.remote}`);
    sayAgreed(target, faces);
    return PROGRAMS.includes(to.endpoint.scheme) ? guardFromPages(target, client) : target;
  };
  const serving = relay(
    listener,
    open,
    {
      link: rules.link,
      oneAtATime: rules.oneAtATime,
      ...(rules.most !== undefined && { most: rules.most }),
      onUnlinked: ({ channel, target }, report) => {
        const turned = side === 'A' ? { ...report, a: report.b, b: report.a } : report;
        const [a, b] = side === 'A' ? [target, channel] : [channel, target];
        code = told(`${channel.remote}: `, turned, [a, b], faces) || code;
      },
      onClosed: (_, __, error) => {
        if (error !== undefined && !signal.aborted) {
          faces.warn(error);
          code = 1;
        }
      },
    },
    signal,
  );
  rules.onServing?.(serving.connections);
  await serving.done.finally(away.close);
  return signal.aborted ? 0 : code;
};

/** Two listeners: whoever comes first on either side waits for one on the other. */
const joinListeners = async (plan: LinkPlan, rules: LinkRules, faces: Faces, packets: Packets, signal: AbortSignal): Promise<number> => {
  const away = refusalNotes((line) => tell(faces, line));
  const both = (one: string, other: string): string => `${faces.again} ${LISTEN}${one} ${LISTEN}${other}`;
  const [a, b] = [
    await listen(plan.a.at, rules, faces, away, packets.tapOf('A', rules.most !== 1), (a) => both(a, printAddress(plan.b.at)), signal),
    await listen(plan.b.at, rules, faces, away, packets.tapOf('B', rules.most !== 1), (b) => both(printAddress(plan.a.at), b), signal),
  ];
  const left = a[Symbol.asyncIterator]();
  const right = b[Symbol.asyncIterator]();
  let code = 0;
  try {
    for (let served = 0; served !== rules.most; served++) {
      const [one, other] = await Promise.all([left.next(), right.next()]);
      if (one.done || other.done) break;
      for (const tap of rules.targetTaps) other.value.ledger.watch(tap, other.value.facts);
      faces.say(`${one.value.remote} ↔ ${other.value.remote}`);
      for (const each of [one.value, other.value]) sayAgreed(each, faces);
      const report = await link(one.value, other.value, rules.link, signal).done;
      code = told(`${one.value.remote}: `, report, [one.value, other.value], faces) || code;
    }
  } finally {
    await Promise.all([a.close(), b.close()]);
    away.close();
  }
  return signal.aborted ? 0 : code;
};

const linkOnce = async (plan: LinkPlan, rules: LinkRules, faces: Faces, packets: Packets, signal: AbortSignal): Promise<number> => {
  let code = 0;
  let sides: LinkSides = [undefined, undefined];
  const opener =
    (at: Address, side: 'first' | 'second', taps: readonly Tap[]) =>
    async (cut: AbortSignal): Promise<OpenChannel> => {
      const channel = await packets.open(side === 'first' ? 'A' : 'B', at, withSide(rules, side, faces).open, cut);
      for (const tap of taps) channel.ledger.watch(tap, channel.facts);
      return channel;
    };
  await linkAgain(
    opener(plan.a.at, 'first', []),
    opener(plan.b.at, 'second', rules.targetTaps),
    {
      ...(!rules.reconnect && { tries: 1 }),
      link: rules.link,
      onRetry: (error, wait) => {
        const words = faces.words ?? english;
        faces.say(`${errorText(error, words)}; ${words.text(sayNotice('again', { seconds: wait / 1000 }))}`);
      },
      onLinked: (a, b) => {
        sides = [a, b];
        faces.say(`${a.remote} ↔ ${b.remote}`);
        for (const each of [a, b]) sayAgreed(each, faces);
      },
      ...(rules.reconnect && { keeps: ({ facts }: OpenChannel) => KEPT.get(facts.scheme) }),
      onUnlinked: (report, waiting) => {
        code = told('', report, sides, faces, waiting > 0);
        if (waiting > 0) tell(faces, sayNotice('waitsNext', { count: waiting }));
        return rules.reconnect;
      },
      onLost: (bytes) => {
        faces.warn(new IoError('link', 'EPIPE', sayTrouble('reachedNobody', { count: bytes })));
        code = 1;
      },
    },
    signal,
  );
  return code;
};

/** What `--reconnect` does not open again while it lasts: what it says would be lost meanwhile, or said twice. */
const KEPT: ReadonlyMap<string, 'once' | 'again'> = new Map([
  ['stdio', 'once'],
  ['fd', 'once'],
  ['file', 'once'],
  ['fifo', 'again'],
  ['pipe', 'again'],
]);

type LinkSides = readonly [a: OpenChannel | undefined, b: OpenChannel | undefined];

/** Says how a link ended: 1 where one of its sides failed. */
const told = (name: string, report: LinkReport, [a, b]: LinkSides, faces: Faces, waits = false): number => {
  const why = report.why === undefined ? [] : [' (', ...errorLine(report.why), ')'];
  tell(faces, [name, linkTotals(report, [a?.facts, b?.facts], faces.words), ...why]);
  const errors = new Set([report.a.error, report.b.error].filter((error) => error !== undefined && error.message !== report.why?.message));
  for (const error of errors) if (error !== undefined) faces.warn(error);
  if (failed(report.a) || failed(report.b)) return 1;
  const lost = waits ? [] : [untaken(report.a, report.b), untaken(report.b, report.a)].filter((bytes) => bytes > 0);
  for (const bytes of lost) faces.warn(new IoError('link', 'EPIPE', sayTrouble('wentNowhere', { count: bytes })));
  return lost.length > 0 ? 1 : 0;
};

/** What one side gave and the other took nothing of, e.g. a file that is only read. */
const untaken = (from: Closing, to: Closing): number => (to.sent === 0 ? from.received : 0);

const failed = (closing: Closing): boolean => closing.error !== undefined;

/** PageState: all that the page shows beside what it asks the server for, and the pure steps that change it. */
import type { Language } from '../../../core/words.ts';
import type { CaptureRow, Desk, EndpointRow } from '../../messages/desk.ts';
import { EMPTY_DESK } from '../../messages/desk-news.ts';
import type { OfferedService, ToPage } from '../../messages/messages.ts';
import { say } from '../words/say.ts';
import { type Column, DEFAULT_COLUMNS } from './columns.ts';

export type View = 'live' | 'captures' | 'lessons';
/** `strange`: another program answers at the address, which does not know this page. */
export type Link = 'opening' | 'open' | 'lost' | 'strange';
/** The four tabs of a phone. */
export type Tab = 'ladder' | 'talk' | 'packets' | 'packet';

/** A protocol that may be spoken by hand. */
export interface Guide {
  readonly name: string;
  readonly title: string;
  readonly port: number;
}

/** What is chosen in one capture. */
export interface Chosen {
  /** The packet; 0: none. */
  readonly packet: number;
  /** The newest packet is chosen as it comes, until somebody chooses another. */
  readonly follows: boolean;
  readonly filter: string;
  readonly marked: ReadonlySet<number>;
  /** Place of the conversation that is drawn; -1: none. */
  readonly conversation: number;
}

/** What the view of lessons shows. */
export type Classroom = 'exercises' | 'exercise' | 'console';

export interface PageState {
  readonly language: Language;
  readonly link: Link;
  readonly application: string;
  readonly mayControl: boolean;
  /** It was saved with its capture: nobody stands behind it. */
  readonly isSaved: boolean;
  readonly services: readonly OfferedService[];
  /** Protocols that may be spoken by hand. */
  readonly guides: readonly Guide[];
  readonly desk: Desk;
  /** Milliseconds of this clock behind the server's. */
  readonly behind: number;
  readonly view: View;
  /** Somebody chose the view: nothing that comes changes it. */
  readonly isViewChosen: boolean;
  readonly classroom: Classroom;
  readonly tab: Tab;
  /** The capture that the view of captures shows; 0: none. */
  readonly capture: number;
  /** The endpoint whose conversation is drawn; 0: none. */
  readonly endpoint: number;
  readonly chosen: ReadonlyMap<number, Chosen>;
  /** How many of a capture pass its filter, so far. */
  readonly passing: ReadonlyMap<number, { readonly filter: string; readonly total: number; readonly progress: number }>;
  /** Arrows that came before anybody asked for them. */
  readonly arrows: Arrows | undefined;
  /** States that both sides of the conversation that is drawn have passed. */
  readonly paths: Paths | undefined;
  /** What could not be done, until the next thing is. */
  readonly notice: string;
  /** What stands beside the packets of a capture. */
  readonly beside: 'packet' | 'ladder' | 'follow';
  /** What is looked for. */
  readonly sought: string;
  /** A search that goes on; its progress where it has taken a while. */
  readonly finding: { readonly capture: number; readonly progress?: number } | undefined;
  readonly times: Times;
  /** Rows as Wireshark writes them. */
  readonly isTerse: boolean;
  /** Of the lists of packets, in their order. */
  readonly columns: readonly Column[];
  /** Filters whose packets are coloured. */
  readonly rules: readonly string[];
  /** What lies over the panes. */
  readonly overlay: Overlay;
}

export type Arrows = Omit<Extract<ToPage, { readonly kind: 'arrows' }>, 'kind'>;
export type States = readonly [client: string, server: string];
export type Paths = readonly [client: readonly string[], server: readonly string[]];

export type Overlay = '' | 'palette' | 'keys' | 'poster' | 'maker' | 'find' | 'goto' | 'statistics' | 'machine';

/** How the time of a row is written: since the first packet, since the row above, by the clock. */
export type Times = 'since' | 'before' | 'clock';

export const LIVE = 0;

export const FIRST: PageState = {
  language: 'en',
  link: 'opening',
  application: '',
  mayControl: false,
  isSaved: false,
  services: [],
  guides: [],
  desk: EMPTY_DESK,
  behind: 0,
  view: 'live',
  isViewChosen: false,
  classroom: 'exercise',
  tab: 'ladder',
  capture: LIVE,
  endpoint: 0,
  chosen: new Map(),
  passing: new Map(),
  arrows: undefined,
  paths: undefined,
  notice: '',
  beside: 'packet',
  sought: '',
  finding: undefined,
  times: 'since',
  isTerse: false,
  columns: DEFAULT_COLUMNS,
  rules: [],
  overlay: '',
};

const NOTHING: Chosen = { packet: 0, follows: true, filter: '', marked: new Set(), conversation: -1 };

export const chosenIn = (state: PageState, capture: number): Chosen => state.chosen.get(capture) ?? NOTHING;

export const captureOf = (state: PageState, id: number): CaptureRow | undefined => state.desk.captures.find((c) => c.id === id);

/** Milliseconds that what is asked for beside the packets waits after another filter, unless all that pass are known before. */
const AFTER_ROWS = 500;

export const waitsForRows = (s: PageState, capture: number, filter: string): number => {
  const passing = s.passing.get(capture);
  return filter === '' || (passing?.filter === filter && passing.progress >= 1) ? 0 : AFTER_ROWS;
};

/** Whether a file is read that has an end. */
export const isReading = (s: PageState, capture: number): boolean => {
  const row = captureOf(s, capture);
  return row?.progress !== undefined && !row.isOver;
};

/** A packet that the rest of a file may have. */
export const isAhead = (s: PageState, capture: number, packet: number): boolean =>
  isReading(s, capture) && packet > (captureOf(s, capture)?.frames ?? 0);

export const endpointOf = (state: PageState, id: number): EndpointRow | undefined => state.desk.endpoints.find((e) => e.id === id);

/** The capture that is looked at. */
export const shownCapture = ({ view, capture, classroom, desk }: PageState): number => {
  if (view === 'lessons') return classroom === 'exercise' ? (desk.lesson?.capture ?? LIVE) : LIVE;
  return view === 'captures' ? capture : LIVE;
};

export type Step = (state: PageState) => PageState;

export const choose =
  (capture: number, change: Partial<Chosen>): Step =>
  (state) => ({ ...state, chosen: new Map(state.chosen).set(capture, { ...chosenIn(state, capture), ...change }) });

export const mark =
  (capture: number, packet: number): Step =>
  (state) => {
    const marked = new Set(chosenIn(state, capture).marked);
    if (!marked.delete(packet) && packet > 0) marked.add(packet);
    return choose(capture, { marked })(state);
  };

/** What an address leads to and is not there is said; without it the page goes on with what there is. */
export const arrived: Step = (state) => {
  const { view, capture, endpoint, desk } = state;
  if (view === 'captures' && capture !== LIVE && captureOf(state, capture) === undefined)
    return { ...state, capture: desk.captures.findLast((c) => !c.isLive)?.id ?? LIVE, notice: say('place', 'noCapture') };
  if (view === 'live' && endpoint !== 0 && endpointOf(state, endpoint) === undefined)
    return { ...state, endpoint: 0, notice: say('place', 'noEndpoint') };
  return packetArrived(state);
};

/** A packet that is not there is not chosen; what is still read may have it. */
const packetArrived: Step = (state) => {
  const id = shownCapture(state);
  const row = captureOf(state, id);
  const { packet } = chosenIn(state, id);
  if (row === undefined || packet <= row.frames || isAhead(state, id, packet)) return state;
  return { ...choose(id, { packet: 0, follows: true })(state), notice: noPacketText(packet, row.frames) };
};

export const noPacketText = (number: number | string, count: number): string =>
  count === 0 ? say('place', 'noneYet', { number }) : say('place', 'noPacket', { number, count });

/** The desk as the server has it: the first connection is looked at by itself, and one that was refused; a capture that came is shown. */
export const deskCame =
  (desk: Desk, at: number): Step =>
  (before) => {
    const isFirst = before.desk.now === 0;
    const told = { ...before, desk, behind: desk.now - at };
    const state = isFirst ? arrived(told) : packetArrived(told);
    const isGone = state.endpoint !== 0 && !desk.endpoints.some((e) => e.id === state.endpoint);
    const first = desk.endpoints.find((e) => e.kind === 'connection' && e.hosts !== undefined);
    const known = state.endpoint === 0 || isGone ? (first?.id ?? 0) : state.endpoint;
    const refused = isFirst ? undefined : desk.endpoints.find((e) => isRefused(e) && !isRefused(endpointOf(before, e.id)));
    const endpoint = refused?.id ?? known;
    const files = desk.captures.filter((c) => !c.isLive);
    // Among the captures the live session may have been chosen.
    const isChosen = files.some((c) => c.id === state.capture) || (state.view === 'captures' && state.capture === LIVE);
    const capture = isChosen ? state.capture : (files.at(-1)?.id ?? LIVE);
    const isFresh = isFirst && files.length > 0 && !state.isViewChosen;
    return {
      ...state,
      endpoint,
      capture,
      ...(isFresh && { view: 'captures' as const }),
      ...(refused && state.view === 'live' && { notice: '', overlay: '' as const }),
    };
  };

/** Its conversation is drawn; a packet of another one would stand beside it. */
export const lookAt =
  (endpoint: number): Step =>
  (state) => {
    if (endpoint === state.endpoint) return state;
    const isStale = chosenIn(state, LIVE).packet > 0;
    return { ...(isStale ? choose(LIVE, { packet: 0, follows: true })(state) : state), endpoint };
  };

/** Something was done; what it opened, where it opened something, is looked at. */
export const made =
  (endpoint: number | undefined): Step =>
  (state) => ({ ...(endpoint === undefined ? state : lookAt(endpoint)(state)), notice: '' });

export const show =
  (view: View): Step =>
  (state) => {
    const shown = { ...state, view, isViewChosen: true, overlay: '' as const, notice: '' };
    // On a phone a packet that is not chosen would hide the list.
    const isBlank = view === 'captures' && state.tab === 'packet' && chosenIn(shown, shownCapture(shown)).packet === 0;
    return isBlank ? { ...shown, tab: 'packets' } : shown;
  };

/** A new service or connection: among the endpoints of the live session. */
export const make: Step = (state) => (state.mayControl ? { ...show('live')(state), overlay: 'maker' } : state);

/** Opens it, or closes it where it is open. */
export const lay =
  (overlay: Overlay): Step =>
  (state) => ({ ...state, overlay: state.overlay === overlay ? '' : overlay });

/** What the chosen endpoint says itself is not said twice. */
export const tell =
  (notice: string): Step =>
  (state) => {
    const chosen = endpointOf(state, state.endpoint);
    if (state.view === 'live' && isRefused(chosen) && notice.includes(chosen?.title ?? '')) return { ...state, notice: '' };
    return state.notice === notice ? state : { ...state, notice };
  };

const isRefused = (endpoint: EndpointRow | undefined): boolean => isNone(endpoint) && endpoint?.parent === undefined;

/** A connection that there is not. */
export const isNone = (endpoint: EndpointRow | undefined): boolean => endpoint?.state === 'refused' || endpoint?.state === 'failed';

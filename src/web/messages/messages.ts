/** Messages between the server and the page, all of them. docs/page.md tells what each is for; a change of meaning raises VERSION. */

import type { BranchRow, FaultRow, HostRow, NearestPart, OverviewPart } from './contents.ts';
import type { DeskNews } from './desk.ts';
import type { Packet } from './packet.ts';
import type { RowsPart } from './row.ts';
import type { SeriesPart } from './series.ts';

export const VERSION = 5;

// ---- what can be done --------------------------------------------------------------------------------------------------

/** A service that may be started, and over what. */
export interface OfferedService {
  readonly name: string;
  readonly title: string;
  readonly over: readonly ('tcp' | 'udp')[];
}

export interface InterfaceRow {
  readonly name: string;
  /** `up, loopback` */
  readonly state: string;
  readonly addresses: readonly string[];
}

// ---- drafts and mail ---------------------------------------------------------------------------------------------------

/** Bytes that are being written, as what they would be taken for. */
export interface DraftPart {
  readonly protocol: string;
  readonly parts: readonly { readonly from: number; readonly length: number; readonly name: string }[];
  readonly faults: readonly { readonly from: number; readonly length: number; readonly text: string; readonly isError: boolean }[];
}

export interface MailRow {
  readonly uid: number;
  readonly from: string;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly received: number;
  readonly size: number;
  readonly isNew: boolean;
}

export interface MailText extends MailRow {
  readonly to: string;
  readonly text: string;
  /** Its head as it is. */
  readonly head: string;
  readonly attachments: readonly string[];
}

// ---- exercises ---------------------------------------------------------------------------------------------------------

export interface ExerciseRow {
  readonly name: string;
  readonly title: string;
  readonly from: string;
  readonly goals: number;
  readonly questions: number;
}

/** An exercise while it is done, in the words of who asks. */
export interface LessonPart {
  readonly title: string;
  readonly from: string;
  readonly task: readonly string[];
  readonly goals: readonly { readonly what: string; readonly done: boolean; readonly says: string }[];
  readonly questions: readonly { readonly ask: string; readonly answer?: string; readonly done?: boolean; readonly says?: string }[];
  /** Where a client can connect to. */
  readonly places: readonly { readonly name: string; readonly address: string }[];
  /** Its conversations have the states of TCP. */
  readonly speaksTcp: boolean;
  /** What to do next; empty where nothing is left. */
  readonly hint: string;
  /** Files that were handed in. */
  readonly code: readonly string[];
  readonly isFull: boolean;
}

/** A stretch of a line in one look. */
export interface LookedText {
  readonly text: string;
  readonly role: string;
}

// ---- questions and their answers ---------------------------------------------------------------------------------------

export interface Rung {
  readonly number: number;
  readonly mark: string;
  /** After the first frame of the capture, in seconds; NaN where it has no time. */
  readonly seconds: number;
  /** `open`, `message 1`, `close` */
  readonly phase: string;
  readonly side: 0 | 1;
  /** `PSH ACK`, or the name of a message. */
  readonly label: string;
  /** `seq 1` */
  readonly detail: string;
  /** `TCP Retransmission` */
  readonly remark: string;
  readonly length: number;
  /** The beginning of what it carries, controls as pictures. */
  readonly text: string;
  /** Neither data nor the opening or end of anything. */
  readonly isBare: boolean;
  readonly isReset: boolean;
  readonly states?: readonly [client: string, server: string];
}

export interface LadderPart {
  readonly from: number;
  /** All of the conversation so far. */
  readonly total: number;
  readonly isOver: boolean;
  /** Client first. */
  readonly hosts: readonly [string, string];
  readonly rungs: readonly Rung[];
}

export interface ConversationRow {
  readonly place: number;
  readonly protocol: string;
  readonly number: number;
  readonly hosts: readonly [string, string];
  readonly frames: readonly [number, number];
  readonly bytes: readonly [number, number];
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly start: number;
  readonly seconds: number;
  readonly speaks: string;
  /** The filter that shows it alone. */
  readonly filter: string;
}

export interface FilterWord {
  readonly text: string;
  readonly says: string;
}

export interface FilterCheck {
  /** Where the word begins that the offered ones complete. */
  readonly start: number;
  readonly offered: readonly FilterWord[];
  /** What is wrong, in a sentence; absent where the filter is one. */
  readonly error?: string;
}

/** What one side said in one packet. */
export interface SaidPart {
  readonly side: 0 | 1;
  readonly frame: number;
  readonly offset: number;
  readonly length: number;
  /** In base64; empty where it was not captured. */
  readonly bytes: string;
}

/** As they began, or those first that have most of something. */
export type ConversationOrder = '' | 'packets' | 'toServer' | 'toClient' | 'start' | 'seconds';

/** Each question with what answers it. */
export interface Questions {
  /** Rows `from` on of those that pass the filter, with the values of fields: names of filters, with blanks between, at most MOST_COLUMNS. */
  readonly rows: {
    readonly ask: { capture: number; filter: string; from: number; count: number; fields: string };
    readonly answer: RowsPart;
  };
  /** Which colouring rule each of those rows follows, by its place among the lines of `rules`; -1: none. */
  readonly rules: {
    readonly ask: { capture: number; filter: string; from: number; count: number; rules: string };
    readonly answer: { readonly matches: readonly number[] };
  };
  readonly packet: { readonly ask: { capture: number; number: number }; readonly answer: Packet };
  /** The place of a packet among those that pass, or of the next one that does. */
  readonly place: {
    readonly ask: { capture: number; filter: string; number: number };
    readonly answer: { readonly place: number; readonly isThere: boolean };
  };
  readonly ladder: { readonly ask: { capture: number; conversation: number; from: number }; readonly answer: LadderPart };
  /** The conversation of a packet, or the newest one between two hosts; -1 where there is none. */
  readonly conversation: {
    readonly ask: { capture: number; number?: number; hosts?: readonly [string, string] };
    readonly answer: { readonly conversation: number };
  };
  readonly conversations: {
    readonly ask: { capture: number; from: number; count: number; by: ConversationOrder };
    readonly answer: { readonly total: number; readonly rows: readonly ConversationRow[] };
  };
  readonly overview: { readonly ask: { capture: number; filter: string }; readonly answer: OverviewPart };
  /** Those that said most. */
  readonly hosts: { readonly ask: { capture: number }; readonly answer: { readonly total: number; readonly rows: readonly HostRow[] } };
  /** Which protocols there are in which, as far as the capture was read. */
  readonly hierarchy: {
    readonly ask: { capture: number };
    readonly answer: { readonly progress: number; readonly rows: readonly BranchRow[] };
  };
  readonly faults: {
    readonly ask: { capture: number };
    readonly answer: { readonly progress: number; readonly rows: readonly FaultRow[] };
  };
  /** How many of those that pass lie in each of so many equal parts of the capture. */
  readonly spread: {
    readonly ask: { capture: number; filter: string; parts: number };
    readonly answer: { readonly counts: readonly number[] };
  };
  /** What was said in a conversation, from piece `from` on. */
  readonly follow: {
    readonly ask: { capture: number; conversation: number; from: number };
    readonly answer: { readonly hosts: readonly [string, string]; readonly isOver: boolean; readonly pieces: readonly SaidPart[] };
  };
  /** A conversation in numbers, from point `from` on. */
  readonly series: { readonly ask: { capture: number; conversation: number; from: number }; readonly answer: SeriesPart };
  /** Of a filter that none passes, what comes nearest. */
  readonly nearest: { readonly ask: { capture: number; filter: string }; readonly answer: { readonly truth?: NearestPart } };
  /** `capture`: where it may be applied next: what passes there is looked for already. */
  readonly filter: { readonly ask: { text: string; at: number; capture: number }; readonly answer: FilterCheck };
  /**
   * The next packet after (`step` 1) or before `number` that has the text in its row or bytes; 0 where there is none so far. `isKnown`: no
   * more has to be looked at to tell which. An empty text ends the search that goes on.
   */
  readonly find: {
    readonly ask: { capture: number; text: string; number: number; step: 1 | -1 };
    readonly answer: { readonly number: number; readonly isKnown: boolean; readonly progress: number; readonly hits: number };
  };
  /** Bytes in base64 that would be sent to that endpoint. */
  readonly draft: { readonly ask: { endpoint: number; bytes: string }; readonly answer: DraftPart };
  readonly mails: { readonly ask: Nothing; readonly answer: readonly MailRow[] };
  readonly mail: { readonly ask: { uid: number }; readonly answer: MailText };
  readonly exercises: { readonly ask: Nothing; readonly answer: readonly ExerciseRow[] };
  /** What packets can be captured from, whether this user may, and what hinders it. */
  readonly interfaces: {
    readonly ask: Nothing;
    readonly answer: { readonly interfaces: readonly InterfaceRow[]; readonly may: boolean; readonly says: readonly string[] };
  };
  /** Undefined while none is done. */
  readonly lesson: { readonly ask: Nothing; readonly answer: { readonly lesson?: LessonPart } };
  /** Lines of the step console from line `from` on, as far as they are kept. */
  readonly steps: {
    readonly ask: { from: number };
    readonly answer: { readonly total: number; readonly lines: readonly (readonly LookedText[])[] };
  };
}
type Nothing = Readonly<Record<never, never>>;
export type What = keyof Questions;
export type Ask<W extends What = What> = W extends What ? { readonly what: W } & Questions[W]['ask'] : never;
export type Answer<W extends What = What> = Questions[W]['answer'];

// ---- what a page may do --------------------------------------------------------------------------------------------------

export type Act =
  /** Bytes in base64. */
  | { readonly act: 'send'; readonly endpoint: number; readonly bytes: string }
  | { readonly act: 'end'; readonly endpoint: number }
  | { readonly act: 'cut'; readonly endpoint: number }
  | { readonly act: 'connect'; readonly address: string }
  /** On that port of this machine; 0: any. */
  | { readonly act: 'serve'; readonly service: string; readonly over: 'tcp' | 'udp'; readonly port: number }
  | { readonly act: 'stop'; readonly endpoint: number }
  | { readonly act: 'close'; readonly capture: number }
  /** Captures from an interface that was told of; the filter is tcpdump's. */
  | { readonly act: 'capture'; readonly interface: string; readonly filter: string }
  /** Nothing more is captured; what came stays. */
  | { readonly act: 'halt'; readonly capture: number }
  /** Speaks a protocol by hand, each reply explained, each next line suggested. */
  | { readonly act: 'guide'; readonly guide: string; readonly address: string; readonly user: string; readonly password: string }
  /** A line there; an empty one takes what is suggested. */
  | { readonly act: 'line'; readonly endpoint: number; readonly line: string }
  /** Begins an exercise; the one before ends. */
  | { readonly act: 'lesson'; readonly name: string }
  | { readonly act: 'leave' }
  | { readonly act: 'answer'; readonly number: number; readonly text: string }
  /** A program of the student's, for the report. */
  | { readonly act: 'code'; readonly name: string; readonly text: string }
  /** A line of the step console. */
  | { readonly act: 'step'; readonly line: string };

// ---- the messages ----------------------------------------------------------------------------------------------------------

export type ToServer =
  | { readonly kind: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly kind: 'act'; readonly id: number; readonly act: Act };

export type ToPage =
  | {
      readonly kind: 'hello';
      readonly version: number;
      readonly application: string;
      /** It may start, stop, open and close. */
      readonly mayControl: boolean;
      /** Services that it may start. */
      readonly services: readonly OfferedService[];
      /** Protocols that may be spoken by hand. */
      readonly guides: readonly { readonly name: string; readonly title: string; readonly port: number }[];
    }
  /** What of it is another than it was; the first after `hello` is all of it. */
  | { readonly kind: 'desk'; readonly desk: DeskNews }
  /** Arrows that came to a ladder that this page has asked for, before it asks again. */
  | { readonly kind: 'arrows'; readonly capture: number; readonly conversation: number; readonly part: LadderPart }
  /** A filter of this page goes on: so many of its capture passed. */
  | { readonly kind: 'filtered'; readonly capture: number; readonly filter: string; readonly total: number; readonly progress: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer | { readonly done: true; readonly id?: number } }
  | { readonly kind: 'refused'; readonly id: number; readonly text: string };

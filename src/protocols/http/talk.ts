/** What both sides of an HTTP/1 conversation share while it is read: how far each side is, and which requests wait for a reply. */
import type { Read } from '../../wire/stream.ts';
import { type ChunkScan, chunkScan } from './chunks.ts';
import { type HeadScan, headScan, resetHead } from './head-scan.ts';
import type { Exchange } from './message.ts';

/** `wait`: behind a CONNECT nothing is read before its reply. `part`: in a body larger than a message. `lost`: looking for a message. */
export const Phase = { head: 0, length: 1, toEnd: 2, chunks: 3, part: 4, wait: 5, lost: 6 } as const;

/** A request that was seen and not yet answered. */
export interface Asked {
  readonly number: number;
  readonly head: boolean;
  readonly connect: boolean;
  /** That CONNECT wants. */
  readonly port: number;
  readonly simple: boolean;
  /** All of it has come: the reply may point to it. */
  whole: boolean;
  /** The reply has come. */
  answered: boolean;
}

/** One side. */
export interface Half {
  phase: number;
  readonly scan: HeadScan;
  readonly chunks: ChunkScan;
  /** Bytes of the head of the message under way; 0 in a later part. */
  head: number;
  /** Bytes of the body that are still to come, where a length says it; else Infinity. */
  left: number;
  reply: boolean;
  marks: number;
  /** Of the message under way: its number, the request that it is, the key that it answers (0: none). */
  number: number;
  asked: Asked | undefined;
  answers: number;
  /** A message was found on this side. */
  found: boolean;
  /** While lost: bytes were missing, where a message may begin at the earliest, and how often something was skipped. */
  gap: boolean;
  earliest: number;
  skips: number;
  /** Of the last request. */
  method: string;
  host: string;
  target: string;
}

const half = (): Half => ({
  phase: Phase.head,
  scan: headScan(),
  chunks: chunkScan(),
  head: 0,
  left: 0,
  reply: false,
  marks: 0,
  number: 0,
  asked: undefined,
  answers: 0,
  found: false,
  gap: false,
  earliest: 0,
  skips: 0,
  method: '',
  host: '',
  target: '',
});

export interface Talk {
  readonly halves: readonly [Half, Half];
  /** Oldest first. */
  asked: Asked[];
  requests: number;
  replies: number;
  /** The newest exchange, and the one before it. */
  exchange: Exchange;
  before: Exchange | undefined;
  /** The port that a tunnel leads to; -1 where there is none. */
  tunnel: number;
  /** What both sides speak from now on. */
  become: Read<never> | undefined;
}

export const openTalk = (): Talk => ({
  halves: [half(), half()],
  asked: [],
  requests: 0,
  replies: 0,
  exchange: { request: 0, reply: 0 },
  before: undefined,
  tunnel: -1,
  become: undefined,
});

/** Requests that wait at most: where more do, no reply is seen at all, and none of them is waited for. */
export const MOST_ASKED = 1000;

export const peer = (t: Talk, h: Half): Half => (t.halves[0] === h ? t.halves[1] : t.halves[0]);

/** Begins with the next message of a side. */
export const nextMessage = (h: Half, phase: number = Phase.head): void => {
  resetHead(h.scan);
  h.phase = phase;
  h.head = 0;
  h.left = 0;
  h.marks = 0;
  h.asked = undefined;
  h.answers = 0;
};

/** What comes next may begin anywhere from `earliest` on: because bytes are missing (`gap`), or because it is no message. */
export const lose = (h: Half, gap: boolean, earliest: number): void => {
  nextMessage(h, Phase.lost);
  h.gap = gap;
  h.earliest = earliest;
};

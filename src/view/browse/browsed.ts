/** Browsed: a capture as a browser sees it: it may still be read, filters and searches may still run. */
import type { Listed } from '../../analysis/conversation-list.ts';
import type { Holders } from '../../core/holder.ts';
import type { Instant } from '../../core/time.ts';
import type { Dissection } from '../../wire/dissection.ts';
import type { Line } from '../text.ts';
import type { FrameNumbers } from './frame-numbers.ts';

/** Frames that are looked for, from the first on. */
export interface Search {
  readonly text: string;
  readonly numbers: FrameNumbers;
  /** How much was looked at, from 0 to 1; 1 at the end. */
  readonly progress: number;
  /** Frames that were looked at. */
  readonly looked: number;
}

/** Lines of one conversation that become more. */
export interface GrowingLines {
  readonly lines: readonly Line[];
  /** The frame that each line belongs to. */
  readonly frames: readonly number[];
  /** All are there. */
  readonly isOver: boolean;
  stop(): void;
}

export interface Browsed {
  /** The file's name. */
  readonly name: string;
  /** Frames so far. */
  readonly frames: number;
  /** How much was read, from 0 to 1; 1 at the end; undefined where its size is not known. */
  readonly progress: number | undefined;
  readonly isOver: boolean;
  /** What is wrong with the file. */
  readonly fault: string | undefined;
  /** When the first frame was. */
  readonly first: Instant;
  dissect(number: number): Dissection;
  readonly filtered: Search | undefined;
  readonly found: Search | undefined;
  /** Throws a UsageError where the text is no filter; an empty one shows all. */
  filter(text: string): void;
  /** Looks for a text in rows and bytes, or for bytes written `0x47 45`. */
  find(text: string): void;
  readonly conversations: readonly Listed[];
  /** Conversations that are only counted. */
  readonly moreConversations: number;
  /** Who has its ends; undefined where that is not known. */
  holdersOf(c: Listed): Holders | undefined;
  conversationOf(number: number): Listed | undefined;
  before(number: number): number | undefined;
  after(number: number): number | undefined;
  ladder(c: Listed, columns: number): GrowingLines;
  follow(c: Listed, columns: number): GrowingLines;
}

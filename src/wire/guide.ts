/**
 * Guide: how a person speaks a protocol by hand: which line comes next, what a reply means, what in a line is secret. Declared beside the
 * protocol's layer, of lines that end in CR LF; without I/O. Replies are put together by the protocol's own reader.
 */
import type { Said } from '../core/words.ts';
import type { Message, Reader } from './stream.ts';

/** A line that may be typed now, and what it does, in a few plain words. */
export interface Step {
  readonly line: string;
  readonly why: Said;
}

/** What suggested lines log in as. */
export interface Account {
  readonly name: string;
  readonly password: string;
}

/** What begins on a connection that was arranged beside the first. */
export interface Transfer {
  /** We send, else the server does. */
  readonly sends: boolean;
  /** Inside TLS. */
  readonly isProtected: boolean;
}

/** Methods, not properties: a list holds guides of all kinds of state. */
export interface Guide<S = unknown, T = unknown, M extends Message = Message> {
  /** As the command is called. */
  readonly name: string;
  readonly title: Said;
  readonly spec: string;
  readonly port: number;
  /** With TLS from the first byte. */
  readonly tlsPort?: number;
  readonly reader: Reader<T, M>;
  /** What is known when nothing was said yet. */
  open(account: Account): S;
  /** A line goes out. */
  typed(s: S, line: string): void;
  /** A whole message of the server. Gives what it means, where there is something to say. */
  heard(s: S, text: string): Said | undefined;
  /** Whether the server has still to answer before it makes sense to type more. */
  waits(s: S): boolean;
  /** Absent where every line is as good as another. */
  next(s: S): Step | undefined;
  /** What begins on the connection that was arranged, with the message that was heard last; absent where there is never another connection. */
  transfer?(s: S): Transfer | undefined;
  /** What came over it, from its beginning. */
  received?(s: S, text: string): void;
  /** The line with an asterisk in place of each character that is secret; as long as before. */
  cover(s: S, line: string): string;
}

/** The part of `line` behind `open` characters as asterisks. */
export const coverFrom = (line: string, open: number): string => line.slice(0, open) + '*'.repeat(Math.max(0, line.length - open));

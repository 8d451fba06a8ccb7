/** Three kinds of wrong: a Fault is bytes on the wire, a UsageError the user's words, an IoError the system's refusal. */
import type { Refusal } from './refusal.ts';

export type Severity = 'comment' | 'chat' | 'note' | 'warn' | 'error';

/** Something wrong on the wire, with its place. A value; never thrown. Wireshark: expert information. */
export interface Fault {
  /** Filter name of the layer it was found in, e.g. `tcp`. */
  readonly layer: string;
  readonly severity: Severity;
  /** `short`: the frame ends too soon; `malformed`: a length or value cannot be; others are the layer's own. */
  readonly kind: string;
  /** Byte offset in the frame. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A stretch of what the user wrote, to be pointed at. */
export interface Spot {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** The user's words are wrong; exit status 2. Reads "place: expected X, got Y, because Z". */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly exitCode = 2;
  /** Set where the words are long enough to want a finger on the place. */
  readonly spot: Spot | undefined;
  constructor(place: string, expected: string, got?: string, because?: string, spot?: Spot) {
    super(
      `${place}: expected ${expected}${got === undefined ? '' : `, got ${quote(got)}`}${because === undefined ? '' : `, because ${because}`}`,
    );
    this.spot = spot;
  }
}

/** The system said no; exit status 1. */
export class IoError extends Error {
  override readonly name = 'IoError';
  readonly exitCode = 1;
  /** The system's code, e.g. ECONNREFUSED. */
  readonly code: string;
  /** What refused, at which stage: data for those who say it in words of their own. */
  readonly at: Refusal | undefined;
  constructor(place: string, code: string, text: string, cause?: unknown, at?: Refusal) {
    super(`${place}: ${text}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.at = at;
  }
}

/** User text inside a message: quoted, escaped and cut to 80 characters. */
export const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Three kinds of wrong: a Fault is bytes on the wire, a UsageError the user's words, an IoError the system's refusal. */
import { type Mistaken, mistakenText, type Refusal } from './refusal.ts';
import { english, joined, type Pieces } from './said.ts';
import type { Said, Words } from './words.ts';

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

/** The user's words are wrong; exit status 2. `place: expected X, got "Y"; NEXT`, or a sentence of its own by `UsageError.of`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly exitCode = 2;
  readonly wrong: Mistaken;
  /** Set where the words are long enough to want a finger on the place. */
  readonly spot: Spot | undefined;
  constructor(place: string, expected: Said | Partial<Mistaken>, got?: string | Said, next?: Said, spot?: Spot) {
    const given = { ...(got !== undefined && { got }), ...(next !== undefined && { next }) };
    const wrong = { place, ...(typeof expected === 'string' || 'key' in expected ? { expected, ...given } : expected) };
    super(mistakenText(wrong, quote, english));
    this.wrong = wrong;
    this.spot = spot;
  }

  /** Where nothing was expected of a text: what is wrong, and what to type next. */
  static of(place: string, sentence: Said, next?: Said, spot?: Spot): UsageError {
    return new UsageError(place, { sentence, ...(next !== undefined && { next }) }, undefined, undefined, spot);
  }
}

/** The system said no; exit status 1. */
export class IoError extends Error {
  override readonly name = 'IoError';
  readonly exitCode = 1;
  /** The address as typed or printed, or what else refused. */
  readonly place: string;
  /** The system's code, e.g. ECONNREFUSED. */
  readonly code: string;
  /** What refused, at which stage: data for those who say it in words of their own. */
  readonly at: Refusal | undefined;
  /** What it says, for other languages; absent where it was given as text. */
  readonly said: Pieces | undefined;
  constructor(place: string, code: string, text: string | Said | Pieces, cause?: unknown, at?: Refusal) {
    const said = typeof text === 'object' && 'key' in text ? [text] : text;
    super(`${place}: ${typeof said === 'string' ? said : inEnglish(said)}`, cause === undefined ? undefined : { cause });
    this.place = place;
    this.code = code;
    this.at = at;
    this.said = typeof said === 'string' ? undefined : said;
  }
}

/** Put together once: many errors say the same of different places. */
const inEnglish = (pieces: Pieces): string => {
  const known = texts.get(pieces);
  if (known !== undefined) return known;
  const text = joined(pieces, english);
  texts.set(pieces, text);
  return text;
};
const texts = new WeakMap<Pieces, string>();

/** The message of an error in the language of these words, or in English where it has no other. */
export const errorText = (error: Error, words: Words): string => {
  if (error instanceof UsageError) return mistakenText(error.wrong, quote, words);
  return joined(errorLine(error), words);
};

/** The message of an error, for lines that have more to say. */
export const errorLine = (error: Error): Pieces =>
  error instanceof IoError && error.said !== undefined
    ? [error.place, ': ', ...error.said]
    : [(error as Partial<SaidError>).says ?? error.message];

interface SaidError extends Error {
  readonly says: Said;
}

/** A reason that is no refusal of the system's, for other languages too. */
export const saidError = (says: Said): Error => Object.assign(new Error(english.text(says)), { says });

/** The same of whatever was thrown. */
export const thrownLine = (thrown: unknown): Pieces => errorLine(thrown instanceof Error ? thrown : new Error(String(thrown)));

/** User text inside a message: quoted, escaped and cut to 80 characters. */
export const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

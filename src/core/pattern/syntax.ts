/** Syntax of a pattern: a regular expression as people know it from Perl, over bytes. */

/** Which of the 256 bytes. */
export type ByteSet = Uint8Array;

export type Assertion = 'start' | 'end' | 'lastLine' | 'lineStart' | 'lineEnd' | 'edge' | 'noEdge';

export type Pattern =
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly least: number; readonly most: number }
  | { readonly kind: 'assert'; readonly what: Assertion };

/** What is wrong with a pattern, and where. */
export type PatternFault =
  | 'closeGroup'
  | 'openGroup'
  | 'closeClass'
  | 'nothingToRepeat'
  | 'repeats'
  | 'rangeOrder'
  | 'escape'
  | 'unknownClass'
  | 'lookAround'
  | 'backReference'
  | 'tooLong';

export class PatternError extends Error {
  readonly fault: PatternFault;
  readonly at: number;
  readonly length: number;

  constructor(fault: PatternFault, at: number, length: number) {
    super(`${fault} at ${at}`);
    this.fault = fault;
    this.at = at;
    this.length = length;
  }
}

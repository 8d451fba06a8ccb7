/** Syntax of a filter: what was written, before names and values are looked up. */
import type { Token } from './token.ts';

export type Place = Pick<Token, 'at' | 'length'>;

/** `==` any value equal, `===` all equal, `!=` none equal, `!==` any not equal. */
export type Comparison = '==' | '===' | '!=' | '!==' | '<' | '<=' | '>' | '>=' | 'contains' | 'matches';
export type Arithmetic = '&' | '+' | '-' | '*' | '/' | '%';
/** Which of a field's values must hold; default: any. */
export type Quantifier = 'any' | 'all';

export type Test =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Test[] }
  | { readonly kind: 'not'; readonly of: Test }
  | { readonly kind: 'has'; readonly what: Operand }
  | {
      readonly kind: 'compare';
      readonly how: Comparison;
      readonly operator: Place;
      readonly left: Operand;
      readonly right: Operand;
      readonly quantifier: Quantifier;
    }
  | {
      readonly kind: 'in';
      readonly left: Operand;
      readonly set: readonly Member[];
      readonly quantifier: Quantifier;
      readonly operator: Place;
    };

export interface Member {
  readonly from: Operand;
  readonly to: Operand | undefined;
}

export type Operand =
  /** A name or a value: which of them is found out later. */
  | { readonly kind: 'word' | 'string'; readonly text: string; readonly isCharacter?: boolean; readonly place: Place }
  /** The values of a name in the packet that is selected. */
  | { readonly kind: 'reference'; readonly text: string; readonly place: Place }
  /** A name whose values count only in some of the layers of their protocol, from 1 at the lowest. */
  | { readonly kind: 'layered'; readonly text: string; readonly ranges: readonly Range[]; readonly place: Place }
  | { readonly kind: 'slice'; readonly of: Operand; readonly ranges: readonly Range[]; readonly place: Place }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Operand[]; readonly place: Place }
  | { readonly kind: 'arithmetic'; readonly how: Arithmetic; readonly left: Operand; readonly right: Operand; readonly place: Place };

/** Bytes [from, to) of a value; negative numbers count from its end; without `to` up to the end. */
export interface Range {
  readonly from: number;
  readonly to: number | undefined;
}

/** Serial numbers of 32 bits (RFC 9293 §3.4): which of two comes first. Half a circle apart, each comes before the other. */

/** `a` comes before `b`. */
export const isBefore = (a: number, b: number): boolean => ((a - b) | 0) < 0;
/** `a` comes after `b`. */
export const isAfter = (a: number, b: number): boolean => ((b - a) | 0) < 0;
/** `a` is `b` or comes before it. */
export const isUpTo = (a: number, b: number): boolean => ((a - b) | 0) <= 0;

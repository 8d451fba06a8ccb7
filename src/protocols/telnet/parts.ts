/** Telnet's stream as parts (RFC 854): data, commands, options, suboptions; and the same written. */
import { type Bytes, EMPTY, u8 } from '../../core/bytes.ts';
import { Command } from './names.ts';

/** A suboption that is longer is given up (RFC 855 names no limit). */
export const LONGEST_SUBOPTION = 4096;

export interface Part {
  readonly kind: 'data' | 'command' | 'option' | 'suboption';
  readonly from: number;
  readonly to: number;
  /** WILL, WON'T, DO, DON'T, or another command. */
  readonly command: number;
  /** -1 where there is none. */
  readonly option: number;
}

/** The part at b[o, end); undefined where it is not whole. */
export const partAt = (b: Bytes, o: number, end: number): Part | undefined => {
  if (b[o] !== Command.iac || b[o + 1] === Command.iac) return data(b, o, end);
  if (o + 1 >= end) return undefined;
  const command = u8(b, o + 1);
  if (command < Command.sb) return { kind: 'command', from: o, to: o + 2, command, option: -1 };
  if (o + 2 >= end) return undefined;
  if (command !== Command.sb) return { kind: 'option', from: o, to: o + 3, command, option: u8(b, o + 2) };
  const to = suboptionEnd(b, o + 3, end);
  return to < 0 ? undefined : { kind: 'suboption', from: o, to, command, option: u8(b, o + 2) };
};

/** Up to the next command; a doubled IAC is a byte of data. */
const data = (b: Bytes, o: number, end: number): Part | undefined => {
  let to = o;
  while (to < end) {
    if (b[to] !== Command.iac) to++;
    else if (to + 1 < end && b[to + 1] === Command.iac) to += 2;
    else break;
  }
  return to === o ? undefined : { kind: 'data', from: o, to, command: 0, option: -1 };
};

/** Behind IAC SE; what is longer than allowed, or holds another command, ends there without one. */
const suboptionEnd = (b: Bytes, from: number, end: number): number => {
  for (let i = from; i < end; i++) {
    if (i - from >= LONGEST_SUBOPTION) return i;
    if (b[i] !== Command.iac) continue;
    if (i + 1 >= end) return -1;
    if (b[i + 1] === Command.se) return i + 2;
    if (b[i + 1] === Command.iac) i++;
    else return i;
  }
  return -1;
};

/** What a suboption holds: behind its option and before IAC SE, each doubled IAC once. */
export const suboptionBytes = (b: Bytes, { from, to }: Part): Bytes => {
  const last = endsWhole(b, to) ? to - 2 : to;
  return last <= from + 3 ? EMPTY : undoubled(b.subarray(from + 3, last));
};
export const endsWhole = (b: Bytes, to: number): boolean => b[to - 2] === Command.iac && b[to - 1] === Command.se;

export const undoubled = (b: Bytes): Bytes => (b.includes(Command.iac) ? b.filter((c, i) => c !== Command.iac || isSecond(b, i)) : b);
/** The second of a pair: an odd number of them stands before it. */
const isSecond = (b: Bytes, at: number): boolean => {
  let before = 0;
  while (b[at - 1 - before] === Command.iac) before++;
  return before % 2 === 1;
};

export const doubled = (b: Bytes): Bytes => {
  if (!b.includes(Command.iac)) return b;
  const out: number[] = [];
  for (const c of b) out.push(...(c === Command.iac ? [c, c] : [c]));
  return Uint8Array.from(out);
};

export const writeOption = (command: number, option: number): Bytes => Uint8Array.of(Command.iac, command, option);
export const writeSuboption = (option: number, bytes: Bytes): Bytes =>
  Uint8Array.of(Command.iac, Command.sb, option, ...doubled(bytes), Command.iac, Command.se);

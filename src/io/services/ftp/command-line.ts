/** A line of the control connection as a server reads it: commands end in LF, and those of telnet may stand between them (RFC 959 §4.1.3). */
import { type Bytes, fromUtf8 } from '../../../core/bytes.ts';
import { commandWords } from '../../../protocols/ftp/command.ts';
import { Command } from '../../../protocols/telnet/names.ts';

export interface CommandLine {
  /** In capitals. */
  readonly verb: string;
  readonly argument: string;
}

const LF = 10;

/** How long the line is that is there; 0 where it is not whole. One that is longer than `most` ends there. */
export const lineLength = (held: Bytes, most: number): number => {
  const feed = held.indexOf(LF);
  if (feed >= 0) return feed + 1;
  return held.length > most || isUrgentAbort(held) ? held.length : 0;
};

/** A client may send ABOR as urgent data, whose last byte, the LF, does not come in the stream. */
const isUrgentAbort = (held: Bytes): boolean =>
  held.length >= 5 && held.length < 12 && /^(\xff[\xec-\xff]*)*ABOR\r$/i.test(Buffer.from(held).toString('latin1'));

export const commandLine = (bytes: Bytes): CommandLine => {
  const b = withoutTelnet(bytes);
  let to = b.length;
  // CR NUL is a telnet's CR, which may have been typed or piped into it.
  while (to > 0 && (b[to - 1] === LF || b[to - 1] === CR || (b[to - 1] === 0 && b[to - 2] === CR))) to--;
  const { verbTo, argument } = commandWords(b, 0, to);
  const verb = fromUtf8(b.subarray(0, verbTo)).toUpperCase();
  return { verb, argument: fromUtf8(b.subarray(NAMING.has(verb) ? verbTo + 1 : argument, to)) };
};

/** What follows the one space behind these is a name, which may begin with spaces. */
const NAMING: ReadonlySet<string> = new Set('APPE CWD DELE MDTM MKD MLSD MLST RETR RMD RNFR RNTO SIZE STOR STOU XCWD XMKD XRMD'.split(' '));

const CR = 13;

/** Interrupt Process and Synch before ABOR; the data mark or its IAC is urgent, and then missing in the stream. */
const withoutTelnet = (b: Bytes): Bytes => {
  if (!b.includes(Command.iac)) return b;
  const out: number[] = [];
  for (let i = 0; i < b.length; i++) {
    const next = b[i + 1] ?? 0;
    if (b[i] !== Command.iac) out.push(b[i] ?? 0);
    else if (next === Command.iac) out.push(b[++i] ?? 0);
    else if (next >= Command.will) i += 2;
    else if (next >= Command.eof) i += b[i + 2] === Command.dm ? 2 : 1; // the IAC of the data mark is what was urgent
  }
  return Uint8Array.from(out);
};

/** The tree of what a segment of Telnet brings: a line a command, option, suboption and line of data. */

import { type Bytes, u8, u16 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { Dissecting } from '../../wire/types.ts';
import { CR, LF } from '../shared/text.ts';
import { COMMANDS, Command, OPTIONS, Option } from './names.ts';
import { endsWhole, type Part, partAt, suboptionBytes } from './parts.ts';

/** Lines that are shown of one segment. */
const MOST_PARTS = 2000;

export const putParts = (d: Dissecting): void => {
  let shown = 0;
  for (let at = d.start; at < d.end && shown < MOST_PARTS; shown++) {
    const part = partAt(d.b, at, d.end);
    if (part === undefined) {
      d.fault('short', at, d.end - at, 'a command of Telnet that is not whole', 'warn');
      putData(d, at, d.end);
      return;
    }
    putPart(d, part);
    at = part.to;
  }
};

const putPart = (d: Dissecting, part: Part): void => {
  if (part.kind === 'data') putData(d, part.from, part.to);
  else if (part.kind === 'suboption') putSuboption(d, part);
  else putCommand(d, part);
};

const putCommand = (d: Dissecting, { from, to, command, option }: Part): void => {
  const line = d.put('part', from, to - from, true);
  const name = COMMANDS[command] ?? `Unknown (${command})`;
  if (line) line.text = option < 0 ? name : `${name} ${OPTIONS[option] ?? `option ${option}`}`;
  d.under(line, () => {
    d.put('cmd', from + 1, 1, command);
    if (option >= 0) d.put('subcmd', from + 2, 1, option);
  });
};

// ---- data ------------------------------------------------------------------------------------------------------------

const putData = (d: Dissecting, from: number, to: number): void => {
  for (let at = from; at < to; ) {
    const next = lineStop(d.b, at, to);
    d.put('data', at, next - at);
    at = next;
  }
};

/** Behind CR LF, CR NUL or LF. */
const lineStop = (b: Bytes, from: number, to: number): number => {
  for (let i = from; i < to; i++) {
    if (b[i] === LF) return i + 1;
    if (b[i] === CR && i + 1 < to && b[i + 1] === 0) return i + 2;
  }
  return to;
};

/** Where the text of the first line ends. */
export const lineEndAt = (b: Bytes, from: number, to: number): number => {
  let end = lineStop(b, from, to);
  while (end > from && (b[end - 1] === LF || b[end - 1] === CR || b[end - 1] === 0)) end--;
  return end;
};

// ---- suboptions ------------------------------------------------------------------------------------------------------

const putSuboption = (d: Dissecting, part: Part): void => {
  const whole = endsWhole(d.b, part.to);
  const to = whole ? part.to - 2 : part.to;
  const line = d.put('part', part.from, to - part.from, true);
  if (line) line.text = `Suboption ${OPTIONS[part.option] ?? `option ${part.option}`}`;
  d.under(line, () => {
    d.put('cmd', part.from + 1, 1, part.command);
    const option = d.put('subcmd', part.from + 2, 1, part.option);
    d.under(option, () => putValue(d, part.option, part.from + 3, to, suboptionBytes(d.b, part)));
  });
  if (whole) putCommand(d, { kind: 'command', from: to, to: part.to, command: Command.se, option: -1 });
  else d.fault('suboption', part.from, part.to - part.from, 'a suboption without IAC SE at its end (RFC 855)');
};

/** `value` has each doubled IAC once. */
const putValue = (d: Dissecting, option: number, from: number, to: number, value: Bytes): void => {
  if (to <= from) return;
  const at = { from, to, value };
  if (option === Option.windowSize) putWindowSize(d, at);
  else if (option === Option.terminalType || option === Option.display) putText(d, OPTIONS[option] ?? '', at);
  else if (option === Option.flowControl) d.put('rfc_subopt.cmd', from, 1, u8(value, 0));
  else if (option === Option.authentication) putAuthentication(d, at);
  else if (option === Option.encryption) putEncryption(d, at);
  else d.put('option_data', from, to - from, value);
};

interface At {
  readonly from: number;
  readonly to: number;
  readonly value: Bytes;
}

/** RFC 1073. */
const putWindowSize = (d: Dissecting, { from, to, value }: At): void => {
  if (value.length !== 4) {
    d.fault('suboption_length.invalid', from, to - from, `a window size is 4 bytes, this is ${value.length} (RFC 1073)`);
    return;
  }
  const half = value.length === to - from ? 2 : widthEnd(d.b, from);
  d.put('naws_subopt.width', from, half, u16(value, 0));
  d.put('naws_subopt.height', from + half, to - from - half, u16(value, 2));
};
/** Bytes of the width, where one of 255 is sent twice. */
const widthEnd = (b: Bytes, from: number): number => {
  let at = from;
  for (let n = 0; n < 2; n++) at += b[at] === Command.iac ? 2 : 1;
  return at - from;
};

/** RFC 1091, RFC 1096: SEND asks, IS answers. */
const putText = (d: Dissecting, name: string, { from, to, value }: At): void => {
  const says = d.put('subcmd', from, 1, value[0] ?? 0);
  if (says)
    says.text = value[0] === 0 ? `Here's my ${name}` : value[0] === 1 ? `Send your ${name}` : `Invalid ${name} subcommand ${value[0]}`;
  if (value[0] === 0 && to > from + 1) d.put('string_subopt.value', from + 1, to - from - 1, fromLatin1(value, 1, value.length));
};

/** RFC 2941: types in pairs with a modifier. */
const putAuthentication = (d: Dissecting, { from, to, value }: At): void => {
  const [command] = value;
  d.put('auth.cmd', from, 1, command ?? 0);
  if (command === 3) d.put('auth.name', from + 1, to - from - 1);
  else for (let at = from + 1; at + 1 < to && (command === 1 || at === from + 1); at += 2) d.put('auth.type', at, 1);
};

/** RFC 2946. */
const putEncryption = (d: Dissecting, { from, value }: At): void => {
  d.put('enc.cmd', from, 1, value[0] ?? 0);
};

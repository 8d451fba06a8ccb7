/** TelnetEnd: one end of a connection of Telnet: data, commands and suboptions out of bytes, and bytes of them. Pure; what is sent is handed on. */
import { type Bytes, concat, EMPTY, u8 } from '../../core/bytes.ts';
import { Command, Option } from './names.ts';
import { MOST_ANSWERS, Negotiation, type Whose } from './negotiation.ts';
import { doubled, LONGEST_SUBOPTION, partAt, suboptionBytes, undoubled, writeOption, writeSuboption } from './parts.ts';

export interface TelnetEvents {
  send(bytes: Bytes): void;
  data(bytes: Bytes): void;
  /** Interrupt Process, Are You There and the like. */
  command?(code: number): void;
  suboption?(option: number, value: Bytes): void;
  changed?(whose: Whose, option: number, on: boolean): void;
  /** What was said of options, by us or the peer, as it happens. */
  told?(by: Whose, command: number, option: number): void;
}

export class TelnetEnd {
  readonly options: Negotiation;
  readonly #events: TelnetEvents;
  #held: Bytes = EMPTY;
  #marks = 0;
  /** Of the data that came: its last byte was a CR, whose NUL may come next. */
  #afterReturn = false;

  /** `agreed`: what may be in force on each side where the peer asks for it. */
  constructor(agreed: Readonly<Record<Whose, readonly number[]>>, events: TelnetEvents) {
    this.#events = events;
    this.options = new Negotiation(agreed, {
      send: (command, option) => {
        events.told?.('us', command, option);
        events.send(writeOption(command, option));
      },
      changed: (whose, option, on) => events.changed?.(whose, option, on),
    });
  }

  /** What came. A command that is not whole waits for the rest of it. */
  push(bytes: Bytes): void {
    const b = this.#held.length === 0 ? bytes : concat([this.#held, bytes]);
    let at = 0;
    while (at < b.length) {
      const part = partAt(b, at, b.length);
      if (part === undefined) break;
      at = part.to;
      if (part.kind === 'data') this.#data(undoubled(b.subarray(part.from, part.to)));
      else if (part.kind === 'option') this.#option(part.command, part.option);
      else if (part.kind === 'suboption') this.#events.suboption?.(part.option, suboptionBytes(b, part));
      else this.#events.command?.(part.command);
    }
    this.#held = b.length - at > LONGEST_SUBOPTION + 8 ? EMPTY : b.slice(at);
  }

  /** Data of ours: a line ends in CR LF, a CR that stands alone is CR NUL (RFC 854). Where it is binary, the bytes as they are. */
  write(bytes: Bytes): void {
    if (bytes.length > 0) this.#events.send(doubled(this.options.isOn('us', Option.binary) ? bytes : withLineEnds(bytes)));
  }

  command(code: number): void {
    this.#events.send(Uint8Array.of(Command.iac, code));
  }

  suboption(option: number, value: Bytes): void {
    this.#events.send(writeSuboption(option, value));
  }

  #option(command: number, option: number): void {
    this.#events.told?.('them', command, option);
    // Not in force or out of it, but asked for again and again (RFC 860).
    if (option === Option.timingMark && command === Command.do) {
      if (this.#marks++ < MOST_ANSWERS) this.#events.send(writeOption(Command.will, option));
    } else this.options.received(command, option);
  }

  #data(bytes: Bytes): void {
    if (this.options.isOn('them', Option.binary)) this.#events.data(bytes);
    else this.#text(bytes);
  }

  /** A CR that stands alone comes with NUL (RFC 854), which is none of the text. */
  #text(bytes: Bytes): void {
    const text = bytes.includes(0) ? bytes.filter((c, i) => c !== 0 || (i > 0 ? bytes[i - 1] !== CR : !this.#afterReturn)) : bytes;
    this.#afterReturn = bytes.at(-1) === CR;
    if (text.length > 0) this.#events.data(text);
  }
}

const [CR, LF] = [13, 10] as const;

/** LF becomes CR LF, what is CR LF already stays, and CR alone becomes CR NUL. */
const withLineEnds = (b: Bytes): Bytes => {
  if (!b.includes(LF) && !b.includes(CR)) return b;
  const out: number[] = [];
  for (let i = 0; i < b.length; i++) {
    const c = u8(b, i);
    if (c === LF && b[i - 1] !== CR) out.push(CR, LF);
    else if (c === CR && b[i + 1] !== LF) out.push(CR, 0);
    else out.push(c);
  }
  return Uint8Array.from(out);
};

// ---- values of suboptions --------------------------------------------------------------------------------------------

export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** RFC 1073. */
export const writeWindowSize = ({ columns, rows }: WindowSize): Bytes => Uint8Array.of(columns >> 8, columns, rows >> 8, rows);
export const readWindowSize = (value: Bytes): WindowSize | undefined =>
  value.length === 4 ? { columns: u8(value, 0) * 256 + u8(value, 1), rows: u8(value, 2) * 256 + u8(value, 3) } : undefined;

/** Of terminal type (RFC 1091) and status (RFC 859). */
export const [IS, SEND] = [0, 1] as const;

/** RFC 859: all options in force, as their sender would say them. */
export const writeStatus = (options: Negotiation): Bytes =>
  Uint8Array.of(
    IS,
    ...options.on('us').flatMap((option) => [Command.will, option]),
    ...options.on('them').flatMap((option) => [Command.do, option]),
  );

/** RFC 1184 §2.2: the first byte of a suboption of linemode, and bits of MODE. */
export const Linemode = { mode: 1, forwardMask: 2, characters: 3, edit: 1, trapSignals: 2, acknowledge: 4 } as const;

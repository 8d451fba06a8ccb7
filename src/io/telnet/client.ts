/** TelnetClient: our end of a connection of Telnet: what is agreed to, who edits and shows what is typed, what the terminal is. */
import { type Bytes, concat, utf8 } from '../../core/bytes.ts';
import { IS, Linemode, SEND, TelnetEnd, type WindowSize, writeWindowSize } from '../../protocols/telnet/endpoint.ts';
import { Option } from '../../protocols/telnet/names.ts';
import type { Whose } from '../../protocols/telnet/negotiation.ts';
import type { OpenChannel } from '../base/channel.ts';
import { TurnWriter } from '../channels/turn-writer.ts';

const AGREED = {
  us: [Option.binary, Option.suppressGoAhead, Option.terminalType, Option.windowSize, Option.linemode],
  them: [Option.binary, Option.echo, Option.suppressGoAhead, Option.status],
};

/** Where a person sits, or a program. */
export interface TelnetFace {
  /** What the terminal is called. */
  readonly terminal: string;
  /** Undefined where there is no window. */
  window(): WindowSize | undefined;
  received(bytes: Bytes): void;
  /** What was said of options. */
  told(by: Whose, command: number, option: number): void;
  /** Whoever edits and shows what is typed may be another now. */
  changed(): void;
  /** Resolves when what came was taken. */
  ready(): Promise<void>;
}

export class TelnetClient {
  readonly channel: OpenChannel;
  readonly end: TelnetEnd;
  readonly #face: TelnetFace;
  readonly #writer: TurnWriter;
  /** With linemode (RFC 1184): lines are edited here. */
  #edits = false;

  constructor(channel: OpenChannel, face: TelnetFace) {
    this.channel = channel;
    this.#face = face;
    this.#writer = new TurnWriter(channel);
    this.end = new TelnetEnd(AGREED, {
      send: (bytes) => this.#writer.put(bytes),
      data: (bytes) => face.received(bytes),
      suboption: (option, value) => this.#suboption(option, value),
      changed: (whose, option, on) => this.#changed(whose, option, on),
      told: (by, command, option) => face.told(by, command, option),
    });
  }

  /** Asks for what a terminal wants; who only answers seems to be no client of Telnet to servers of other protocols. */
  begin(): void {
    const { options } = this.end;
    options.ask('them', Option.suppressGoAhead, true);
    for (const option of [Option.terminalType, Option.windowSize, Option.linemode]) options.ask('us', option, true);
  }

  /** Each key goes as it is typed, and the server shows it. */
  get isByCharacter(): boolean {
    const { options } = this.end;
    if (options.isOn('us', Option.linemode)) return !this.#edits;
    return options.isOn('them', Option.echo) && options.isOn('them', Option.suppressGoAhead);
  }

  get serverEchoes(): boolean {
    return this.end.options.isOn('them', Option.echo);
  }

  /** The other side knows Telnet. */
  get isNegotiated(): boolean {
    const { options } = this.end;
    return options.on('us').length + options.on('them').length > 0;
  }

  /** Until the other side has ended. Rejects with what broke the channel. */
  async run(): Promise<void> {
    for await (const chunk of this.channel.incoming) {
      this.end.push(chunk);
      await this.#face.ready();
    }
  }

  type(bytes: Bytes): void {
    this.end.write(bytes);
  }

  /** Resolves when all that was typed is with the system. */
  flushed(): Promise<void> {
    return this.#writer.flushed();
  }

  /** Nothing more will be typed. */
  async finish(): Promise<void> {
    await this.flushed();
    await this.channel.end();
  }

  /** The window may have another size. */
  resized(): void {
    const size = this.#face.window();
    if (size !== undefined && this.end.options.isOn('us', Option.windowSize)) this.end.suboption(Option.windowSize, writeWindowSize(size));
  }

  #changed(whose: Whose, option: number, on: boolean): void {
    if (whose === 'us' && option === Option.windowSize && on) this.resized();
    if (whose === 'us' && option === Option.linemode && !on) this.#edits = false;
    this.#face.changed();
  }

  #suboption(option: number, value: Bytes): void {
    if (option === Option.terminalType && value[0] === SEND)
      this.end.suboption(option, concat([Uint8Array.of(IS), utf8(this.#face.terminal)]));
    if (option === Option.linemode && value[0] === Linemode.mode) this.#setMode(value[1] ?? 0);
  }

  /** RFC 1184 §2.2: a mode that is not an answer to ours is acknowledged. */
  #setMode(mask: number): void {
    this.#edits = (mask & Linemode.edit) !== 0;
    if ((mask & Linemode.acknowledge) === 0) this.end.suboption(Option.linemode, Uint8Array.of(Linemode.mode, mask | Linemode.acknowledge));
    this.#face.changed();
  }
}

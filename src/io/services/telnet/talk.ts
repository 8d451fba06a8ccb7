/** TelnetTalk: the channel of a client of Telnet as a server sees it: what was agreed on, what the client told of its terminal, what it types. */
import { type Bytes, fromUtf8, utf8 } from '../../../core/bytes.ts';
import { visible } from '../../../core/text.ts';
import { IS, Linemode, readWindowSize, SEND, TelnetEnd, type WindowSize, writeStatus } from '../../../protocols/telnet/endpoint.ts';
import { Option } from '../../../protocols/telnet/names.ts';
import type { Whose } from '../../../protocols/telnet/negotiation.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { TurnWriter } from '../../channels/turn-writer.ts';

/** What is agreed to where a client asks for it. */
const AGREED = {
  us: [Option.binary, Option.echo, Option.suppressGoAhead, Option.status],
  them: [Option.binary, Option.suppressGoAhead, Option.terminalType, Option.windowSize, Option.linemode],
};

/** Who takes what the client sends. */
export interface Taker {
  data(bytes: Bytes): void;
  command(code: number): void;
  /** The window has another size. */
  resized(size: WindowSize): void;
}

/** A line of the negotiation, as it happened. */
export interface Told {
  readonly by: Whose;
  readonly command: number;
  readonly option: number;
}
const MOST_TOLD = 200;

export class TelnetTalk {
  readonly channel: OpenChannel;
  readonly end: TelnetEnd;
  /** What was said of options, from the beginning. */
  readonly told: Told[] = [];
  /** What the client calls its terminal; safe to show. */
  terminal: string | undefined;
  window: WindowSize | undefined;
  taker: Taker | undefined;
  readonly #idle: number;
  readonly #writer: TurnWriter;
  #timer: NodeJS.Timeout | undefined;
  #settled: (() => void) | undefined;
  #wantsLines = false;

  constructor(channel: OpenChannel, idle: number) {
    this.channel = channel;
    this.#idle = idle;
    this.#writer = new TurnWriter(channel);
    this.end = new TelnetEnd(AGREED, {
      send: (bytes) => this.#writer.put(bytes),
      data: (bytes) => this.taker?.data(bytes),
      command: (code) => this.taker?.command(code),
      suboption: (option, value) => this.#suboption(option, value),
      changed: (whose, option, on) => this.#changed(whose, option, on),
      told: (by, command, option) => {
        if (this.told.length < MOST_TOLD) this.told.push({ by, command, option });
      },
    });
  }

  /** Asks for what makes a terminal: each key is sent as it is typed, and shown by us; its type and size. */
  begin(): void {
    this.byCharacter();
    for (const option of [Option.terminalType, Option.windowSize]) this.end.options.ask('them', option, true);
  }

  byCharacter(): void {
    const { options } = this.end;
    this.#wantsLines = false;
    this.#sendMode();
    options.ask('us', Option.echo, true);
    options.ask('us', Option.suppressGoAhead, true);
    options.ask('them', Option.suppressGoAhead, true);
  }

  /** The client edits the lines and shows them itself. */
  byLine(): void {
    const { options } = this.end;
    this.#wantsLines = true;
    options.ask('us', Option.echo, false);
    if (options.isOn('them', Option.linemode)) this.#sendMode();
    else options.ask('them', Option.linemode, true);
  }

  get echoes(): boolean {
    return this.end.options.isOn('us', Option.echo);
  }

  say(text: string): void {
    this.end.write(utf8(text));
  }

  /** Resolves when all that was said is with the system. Rejects with what broke the channel. */
  flushed(): Promise<void> {
    return this.#writer.flushed();
  }

  /** Resolves when the client has answered what it was asked, or is late. */
  settled(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#settled = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#checkSettled();
    });
  }

  /** Takes what comes until the client ends, says nothing for too long, or `isOver`. Rejects with what broke the channel. */
  async run(taker: Taker, isOver: () => boolean): Promise<void> {
    this.taker = taker;
    this.#wait();
    for await (const chunk of this.channel.incoming) {
      this.#wait();
      this.end.push(chunk);
      await this.flushed();
      if (isOver()) break;
    }
    await this.flushed();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    if (this.#timer !== undefined) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#fallenSilent(), this.#idle);
  }

  #fallenSilent(): void {
    this.say('\r\nNothing was typed for too long; goodbye.\r\n');
    this.channel.close();
  }

  /** Where there is linemode: who edits (RFC 1184 §2.2). */
  #sendMode(): void {
    if (!this.end.options.isOn('them', Option.linemode)) return;
    this.end.suboption(Option.linemode, Uint8Array.of(Linemode.mode, this.#wantsLines ? Linemode.edit | Linemode.trapSignals : 0));
  }

  #changed(whose: Whose, option: number, on: boolean): void {
    if (whose === 'them' && on && option === Option.terminalType) this.end.suboption(option, Uint8Array.of(SEND));
    if (whose === 'them' && on && option === Option.linemode) this.#sendMode();
    this.#checkSettled();
  }

  #suboption(option: number, value: Bytes): void {
    const { options } = this.end;
    if (option === Option.terminalType && value[0] === IS) this.terminal = visible(fromUtf8(value.subarray(1, 60)));
    else if (option === Option.windowSize) this.#resize(readWindowSize(value));
    else if (option === Option.status && value[0] === SEND && options.isOn('us', option)) this.end.suboption(option, writeStatus(options));
    this.#checkSettled();
  }

  #resize(size: WindowSize | undefined): void {
    if (size === undefined) return;
    this.window = size;
    this.taker?.resized(size);
  }

  /** Nothing that was asked for is open: no option, and no value of one. */
  #checkSettled(): void {
    const { options } = this.end;
    const lacks = (option: number, value: unknown): boolean => options.isOn('them', option) && value === undefined;
    if (options.isWaiting || lacks(Option.terminalType, this.terminal) || lacks(Option.windowSize, this.window)) return;
    this.#settled?.();
  }
}

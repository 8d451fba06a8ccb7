/** LineTalk: what a service of lines needs of its channel: lines and literals in, replies out, silence noticed, TLS started on the way. */
import { isLoopback } from '../../core/address.ts';
import { utf8 } from '../../core/bytes.ts';
import { latin1Bytes } from '../../protocols/shared/text.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { abortReason } from '../base/errors.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import type { ServiceContext } from './service.ts';

/** The client has said nothing for too long, or has left: the talk is over. */
export class TalkOver extends Error {
  readonly why: 'silence' | 'end';

  constructor(why: TalkOver['why']) {
    super(why === 'silence' ? 'the client said nothing for too long' : 'the client has ended');
    this.why = why;
  }
}

/** Replies that wait for one write are not more than this, in bytes. */
const MOST_WAITING = 1 << 16;

export class LineTalk {
  readonly #context: Pick<ServiceContext, 'signal' | 'limits' | 'startTls'>;
  readonly #silence = new AbortController();
  readonly #forget: () => void;
  #channel: OpenChannel;
  #reader: ChannelReader;
  #waiting: Uint8Array[] = [];
  #size = 0;
  /** Milliseconds of silence that are allowed; before a login usually less than after it. */
  patience: number;

  constructor(channel: OpenChannel, context: Pick<ServiceContext, 'signal' | 'limits' | 'startTls'>) {
    this.#context = context;
    this.#channel = channel;
    this.#forget = listenForAbort(context.signal, () => this.#silence.abort(abortReason(context.signal)));
    this.#reader = new ChannelReader(channel, channel.remote, this.#silence.signal);
    this.patience = context.limits.idle;
  }

  get channel(): OpenChannel {
    return this.#channel;
  }

  get isTls(): boolean {
    return this.#channel.facts.tls !== undefined;
  }

  /** Nobody on the way can hear what is said: TLS, this machine, or a channel that is no network. */
  get isPrivate(): boolean {
    const { remoteIp } = this.#channel.facts;
    return this.isTls || remoteIp === undefined || isLoopback(remoteIp.address);
  }

  /** The next line with its end; undefined where it was longer than `most`, and is passed over. Rejects with TalkOver. */
  async line(most: number = this.#context.limits.line): Promise<Uint8Array | undefined> {
    let passed = 0;
    const found = await this.take((held) => {
      const feed = held.indexOf(LF);
      if (feed >= 0) return feed + 1;
      return held.length > most ? held.length : 0;
    });
    let last = found;
    while (last[last.length - 1] !== LF) {
      passed += last.length;
      last = await this.take((held) => held.indexOf(LF) + 1 || held.length);
    }
    return passed > 0 || found.length > most ? undefined : withoutTypedReturn(found);
  }

  /** Bytes as `length` finds them (0: more are needed). What was said before is sent first, where it has to be waited. */
  async take(length: (held: Uint8Array) => number): Promise<Uint8Array> {
    const there = length(this.#reader.held);
    if (there > 0) return this.#reader.until(() => there, '');
    await this.flush();
    return this.#inTime(this.#reader.until(length, 'more'));
  }

  /** Up to so many bytes, as they come. */
  bytes(count: number): Promise<Uint8Array> {
    return this.take((held) => (held.length >= count ? count : 0));
  }

  /** Whether something came that was not taken. */
  get hasMore(): boolean {
    return this.#reader.held.length > 0;
  }

  /** A line; CR LF is added. */
  say(text: string): void {
    this.put(utf8(`${text}\r\n`));
  }

  put(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#size += bytes.length;
  }

  /** Each character is a byte. */
  putLatin1(text: string): void {
    this.put(latin1Bytes(text));
  }

  /** Sends where much is waiting: between the parts of a long reply. */
  async relieve(): Promise<void> {
    if (this.#size > MOST_WAITING) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const all = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#size = 0;
    await this.#channel.write(all);
  }

  /** TLS from here on. What the client sent before its handshake is thrown away (CVE-2011-0411). */
  async startTls(): Promise<void> {
    await this.flush();
    await this.#reader.leave();
    this.#channel = await this.#context.startTls(this.#channel);
    this.#reader = new ChannelReader(this.#channel, this.#channel.remote, this.#silence.signal);
  }

  /** What is left of the channel, for who talks on; this talk is over. */
  async handOver(): Promise<OpenChannel> {
    await this.flush();
    await this.#reader.leave();
    return passChannel(this.#channel, this.#channel.facts, this.#reader.rest());
  }

  /** After silence: the last words, and the end, without waiting for the client. */
  async hangUp(): Promise<void> {
    await this.flush();
    this.#channel.close();
  }

  close(): void {
    this.#forget();
  }

  async #inTime<T>(reading: Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#silence.abort(new TalkOver('silence')), this.patience);
    try {
      return await reading;
    } catch (error) {
      throw this.#reader.ended ? new TalkOver('end') : error;
    } finally {
      clearTimeout(timer);
    }
  }
}

const LF = 10;
const TYPED_RETURN = Buffer.from('\r\0\r\n');

/** What a telnet makes of CR LF that is typed or piped into it: CR NUL for the CR (RFC 854), and CR LF. */
const withoutTypedReturn = (line: Uint8Array): Uint8Array => {
  const end = line.length - TYPED_RETURN.length;
  if (end < 0 || !TYPED_RETURN.equals(line.subarray(end))) return line;
  return Buffer.concat([line.subarray(0, end), TYPED_RETURN.subarray(2)]);
};

/**
 * Runs a talk to its end. `silent` says the last words where the client has fallen silent; a client that hangs up in the middle has ended.
 * Rejects with what broke the channel.
 */
export const runTalk = async (
  channel: OpenChannel,
  context: Pick<ServiceContext, 'signal' | 'limits' | 'startTls'>,
  converse: (talk: LineTalk) => Promise<void>,
  silent: (talk: LineTalk) => void,
): Promise<void> => {
  const talk = new LineTalk(channel, context);
  try {
    await converse(talk);
    await talk.flush();
  } catch (error) {
    if (!(error instanceof TalkOver)) throw error;
    if (error.why === 'end') return;
    silent(talk);
    await talk.hangUp();
  } finally {
    talk.close();
  }
};

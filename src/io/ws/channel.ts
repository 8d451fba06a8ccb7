/**
 * A channel over WebSocket: a chunk is a message.
 *
 * WebSocket has no half-close: a peer answers a close frame with its own and sends nothing more (RFC 6455 §5.5.1). Two Wirecats agree in
 * the handshake to wait with that answer until they have ended too. With anybody else our end waits for some silence first.
 */

import { isUtf8 } from 'node:buffer';
import { u8 } from '../../core/bytes.ts';
import { IoError } from '../../core/fault.ts';
import { type Pieces, sayTrouble } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { ioError } from '../base/errors.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { plainChannel } from '../channels/plain-channel.ts';
import { closePayload, encodeFrame, FrameReader, Opcode, type WsEvent, WsFault } from './frames.ts';
import type { WsOptions } from './options.ts';

export interface WsOpening {
  readonly below: OpenChannel;
  /** What came glued to the handshake. */
  readonly early: Uint8Array;
  readonly role: 'initiator' | 'acceptor';
  readonly facts: ChannelFacts;
  readonly place: string;
  readonly options: WsOptions;
  /** Both sides let the other go on after a close frame. */
  readonly halfClose: boolean;
  /** What is sent is of the kind of the message that came last: text or binary. */
  readonly mirrors?: boolean;
}

/** Threat A12. */
const LARGEST = 16 << 20;
const PONGS_A_SECOND = 10;
const WAIT = 1;
/** Milliseconds in which a peer may answer our close frame. */
const CLOSE_TIME = 5000;
/** Milliseconds in which it may end its connection after that. */
const END_TIME = 200;

export const wsChannel = (opening: WsOpening): OpenChannel => {
  const connection = new WebSocketConnection(opening);
  return plainChannel(opening.facts, {
    incoming: connection.messages(),
    write: (chunk) => connection.send(chunk),
    end: () => connection.end(),
    release: (reason) => connection.release(reason),
  });
};

class WebSocketConnection {
  readonly #o: WsOpening;
  readonly #reader: FrameReader;
  readonly #masks: boolean;
  #received = 0;
  #lastKind: 'text' | 'binary' | undefined;
  /** When anything came, and when a message did. */
  #heard = now();
  #spoken = now();
  #closeSent = false;
  #closeHeard = false;
  /** We have told the peer what it did wrong. */
  #complained = false;
  #pongs = { second: 0, count: 0 };
  #pings: NodeJS.Timeout | undefined;
  #closing: NodeJS.Timeout | undefined;
  #ending: Promise<void> | undefined;
  /** The end of a character whose rest is still to come. */
  #tail: Uint8Array = new Uint8Array(0);

  constructor(o: WsOpening) {
    this.#o = o;
    this.#masks = o.role === 'initiator';
    this.#reader = new FrameReader({ masked: !this.#masks, largest: o.options.limit ?? LARGEST });
    if (o.options.ping) this.#startPings(o.options.ping * 1000);
  }

  async *messages(): AsyncGenerator<Uint8Array> {
    try {
      if (this.#o.early.length > 0) yield* this.#take(this.#o.early);
      if (this.#closeHeard) return await this.#overWhenBoth();
      for await (const chunk of this.#o.below.incoming) {
        yield* this.#take(chunk);
        if (this.#closeHeard) return await this.#overWhenBoth();
      }
    } catch (cause) {
      throw cause instanceof WsFault ? await this.#complain(cause) : cause;
    }
    if (!this.#closeSent && !this.#closeHeard && this.#o.options.laxEof !== true) throw this.#truncated();
  }

  async send(chunk: Uint8Array): Promise<void> {
    if (this.#closeHeard && !this.#o.halfClose) throw ioError(this.#o.place, 'to send', PEER_CLOSED, sayTrouble('wasEnded'));
    const kind = this.#lastKind ?? this.#o.options.kind;
    if (kind === 'text') await this.#sendText(chunk);
    else await this.#frame(kind === 'binary' || !isUtf8(chunk) ? Opcode.binary : Opcode.text, chunk);
  }

  async end(): Promise<void> {
    if (this.#tail.length > 0) throw this.#notText();
    const { wait = WAIT } = this.#o.options;
    clearInterval(this.#pings);
    while (!this.#o.halfClose && !this.#closeHeard && !this.#closeSent) {
      const left = this.#spoken + wait * 1000 - now();
      if (left <= 0) break;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, 50)));
    }
    await this.#close(1000);
    await this.#overWhenBoth();
    if (!this.#closeHeard && !this.#o.halfClose) this.#closing = setTimeout(() => this.#o.below.close(), CLOSE_TIME);
  }

  release(reason: Error | undefined): void {
    clearInterval(this.#pings);
    clearTimeout(this.#closing);
    if (reason === undefined || this.#complained) this.#o.below.close();
    else this.#o.below.abort(reason);
  }

  async *#take(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    this.#heard = now();
    for (const event of this.#reader.push(chunk)) {
      if (event.kind === 'message') {
        this.#received += event.bytes.length;
        this.#spoken = now();
        if (this.#o.mirrors === true) this.#lastKind = event.text ? 'text' : 'binary';
        yield event.bytes;
      } else await this.#control(event);
    }
  }

  async #control(event: Exclude<WsEvent, { kind: 'message' }>): Promise<void> {
    if (event.kind === 'ping') await this.#pong(event.bytes);
    if (event.kind !== 'close') return;
    this.#closeHeard = true;
    if (!this.#o.halfClose) await this.#answerClose(event.code === 1005 ? 1000 : event.code);
    if (!IN_ORDER.has(event.code)) throw new IoError(this.#o.place, 'EWSCLOSE', closeText(event.code, event.reason));
  }

  /** So many a second; a peer that pings more often is not answered each time. */
  async #pong(bytes: Uint8Array): Promise<void> {
    const second = Math.floor(now() / 1000);
    this.#pongs = this.#pongs.second === second ? { second, count: this.#pongs.count + 1 } : { second, count: 1 };
    if (this.#pongs.count <= PONGS_A_SECOND && !this.#closeSent) await this.#frame(Opcode.pong, bytes);
  }

  async #close(code: number, reason = ''): Promise<void> {
    if (this.#closeSent) return;
    this.#closeSent = true;
    await this.#frame(Opcode.close, closePayload(code, reason));
  }

  /** Both have said that they close: the connection below ends before we call it over, and the peer has a moment to end it, too. */
  async #overWhenBoth(): Promise<void> {
    if (!this.#closeHeard || !this.#closeSent) return;
    this.#ending ??= this.#endBelow();
    await this.#ending;
  }

  async #endBelow(): Promise<void> {
    const { below } = this.#o;
    const patience = setTimeout(() => below.close(), END_TIME);
    try {
      await below.end();
      for await (const _ of below.incoming);
    } catch {
      // it was cut, after all had been said
    } finally {
      clearTimeout(patience);
    }
  }

  /** Then nothing more goes either way, and the connection below can end. */
  async #answerClose(code: number): Promise<void> {
    try {
      await this.#close(code);
      await this.#o.below.end();
    } catch {
      // it is gone already
    }
  }

  async #complain(fault: WsFault): Promise<IoError> {
    this.#complained = true;
    await this.#close(fault.code, fault.message).catch(() => {}); // it may be gone already
    return new IoError(this.#o.place, 'EPROTO', `expected WebSocket frames, got ${fault.message} (${fault.code})`, fault);
  }

  /** A character that is cut in two by a chunk's end goes with its second half. */
  async #sendText(chunk: Uint8Array): Promise<void> {
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    const cut = bytes.length - incomplete(bytes);
    const whole = bytes.subarray(0, cut);
    if (!isUtf8(whole)) throw this.#notText();
    this.#tail = Buffer.from(bytes.subarray(cut));
    if (whole.length > 0 || chunk.length === 0) await this.#frame(Opcode.text, whole);
  }

  #notText(): IoError {
    return new IoError(this.#o.place, 'EILSEQ', sayTrouble('wsNoText'));
  }

  #frame(opcode: number, payload: Uint8Array): Promise<void> {
    return this.#o.below.write(encodeFrame(opcode, payload, this.#masks));
  }

  #startPings(every: number): void {
    let asked = 0;
    const ping = (): void => {
      if (this.#closeHeard) return;
      if (asked > this.#heard)
        this.#o.below.abort(new IoError(this.#o.place, 'ETIMEDOUT', sayTrouble('wsNoPong', { seconds: every / 1000 })));
      else if (!this.#closeSent) {
        asked = now();
        this.#frame(Opcode.ping, Buffer.alloc(0)).catch(() => {}); // the reader hears of it
      }
    };
    this.#pings = setInterval(ping, every);
  }

  #truncated(): IoError {
    return new IoError(this.#o.place, 'ETRUNCATED', sayTrouble('wsCut', { count: this.#received }));
  }
}

const PEER_CLOSED = Object.assign(new Error('closed'), { code: 'EPIPE' });

/** Normal, going away, and none given. */
const IN_ORDER: ReadonlySet<number> = new Set([1000, 1001, 1005]);

const closeText = (code: number, reason: string): Pieces => {
  const said = reason === '' ? '' : `: ${JSON.stringify(visible(reason))}`;
  return [sayTrouble('wsClosed', { code: String(code) }), ` (${CODES[code] ?? 'its own code'})${said}`];
};

/** RFC 6455 §7.4.1 and the registry that it founded. */
const CODES: Readonly<Record<number, string>> = {
  1002: 'protocol error',
  1003: 'cannot take that kind of data',
  1007: 'data that is not what it says',
  1008: 'against its policy',
  1009: 'message too big',
  1010: 'extension missing',
  1011: 'internal error',
  1012: 'restarting',
  1013: 'try again later',
  1014: 'bad gateway',
};

/** How many bytes at the end are the beginning of a UTF-8 character. */
const incomplete = (bytes: Uint8Array): number => {
  for (let n = 1; n <= Math.min(3, bytes.length); n++) {
    const byte = u8(bytes, bytes.length - n);
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte > 0xf4 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    return length > n ? n : 0;
  }
  return 0;
};

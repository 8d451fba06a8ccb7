/**
 * SecretsFirst: the keys of a TLS connection stand in a capture before the frames that they open. They are told in the turn in which the
 * bytes that made them came, but after them: so what is received during a handshake waits for the rest of that turn.
 */
import { utf8 } from '../../../core/bytes.ts';
import { SECRETS } from '../../../formats/decoder.ts';
import type { FrameSink } from '../../../formats/encoder.ts';
import type { Direction, TappedChannel } from '../../base/tap.ts';

type Turn = (event: () => void) => void;

/** `turn` carries each event out, when its time has come. */
export const secretsFirst = (channel: TappedChannel, sink: FrameSink, turn: Turn = atOnce): TappedChannel =>
  new SecretsFirst(channel, sink, turn);

const atOnce: Turn = (event) => event();

interface Held {
  readonly bytes: Uint8Array;
  readonly at: number;
}

class SecretsFirst implements TappedChannel {
  readonly #channel: TappedChannel;
  readonly #sink: FrameSink;
  readonly #turn: Turn;
  #expected = false;
  #held: Held | undefined;

  constructor(channel: TappedChannel, sink: FrameSink, turn: Turn) {
    this.#channel = channel;
    this.#sink = sink;
    this.#turn = turn;
  }

  chunk(direction: Direction, bytes: Uint8Array, at: number): void {
    this.#release();
    if (this.#expected && direction === 'received') this.#hold(bytes, at);
    else this.#turn(() => this.#channel.chunk(direction, bytes, at));
  }

  secret(line: string): void {
    this.#sink.secrets?.(SECRETS.tlsKeyLog, utf8(`${line}\n`));
  }

  expectsSecrets(expected: boolean): void {
    this.#expected = expected;
    if (!expected) this.#release();
  }

  ended(by: 'us' | 'peer', at: number): void {
    this.#release();
    this.#turn(() => this.#channel.ended(by, at));
  }

  reset(by: 'us' | 'peer', at: number, reason: string): void {
    this.#release();
    this.#turn(() => this.#channel.reset(by, at, reason));
  }

  closed(at: number): void {
    this.#release();
    this.#turn(() => this.#channel.closed(at));
  }

  #hold(bytes: Uint8Array, at: number): void {
    this.#held = { bytes: bytes.slice(), at };
    queueMicrotask(() => this.#release());
  }

  #release(): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    this.#turn(() => this.#channel.chunk('received', held.bytes, held.at));
  }
}

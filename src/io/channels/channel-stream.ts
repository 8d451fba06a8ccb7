/** A channel as a Node Duplex, for those who want one: TLS, WebSocket. Destroying the stream lets go of nothing; that is the owner's matter. */
import { Duplex } from 'node:stream';
import { type FastChannel, isFast, type OpenChannel } from '../base/channel.ts';
import { SHARED } from '../base/on-read.ts';

const HIGH_WATER = 1 << 18;

export const channelStream = (channel: OpenChannel): Duplex => (isFast(channel) ? fastStream(channel) : plainStream(channel));

const fastStream = (channel: FastChannel): Duplex => {
  let fed = false;
  const feed = (): void => {
    fed = true;
    const sink = {
      buffer: SHARED,
      keep: (n: number, from: Uint8Array): Uint8Array => Buffer.from(from.subarray(0, n)),
      take: (chunk: Uint8Array): boolean => stream.push(chunk),
    };
    channel.feed(sink).then(
      () => stream.push(null),
      (error: Error) => stream.destroy(error),
    );
  };
  const put = (chunk: Uint8Array, done: Done): void => {
    let told = false;
    channel.put(chunk, (error) => {
      if (!told) done(error);
      told = true;
    });
    // With the system already: Node need not wait a turn of the loop to go on.
    if (told || channel.pending !== 0) return;
    told = true;
    done(null);
  };
  const stream = duplexOf(channel, () => (fed ? channel.resume() : feed()), put);
  return stream;
};

const plainStream = (channel: OpenChannel): Duplex => {
  let wanted: (() => void) | undefined;
  let started = false;
  const pass = async (): Promise<void> => {
    for await (const chunk of channel.incoming) {
      if (stream.destroyed) return;
      if (!stream.push(chunk)) await new Promise<void>((resolve) => (wanted = resolve));
    }
    stream.push(null);
  };
  const read = (): void => {
    wanted?.();
    if (started) return;
    started = true;
    pass().catch((error: Error) => stream.destroy(error));
  };
  const stream = duplexOf(channel, read, (chunk, done) => channel.write(chunk).then(() => done(null), done));
  return stream;
};

type Done = (error?: Error | null) => void;

const duplexOf = (channel: OpenChannel, read: () => void, put: (chunk: Uint8Array, done: Done) => void): Duplex => {
  const stream = new Duplex({
    allowHalfOpen: true,
    autoDestroy: false,
    readableHighWaterMark: HIGH_WATER,
    writableHighWaterMark: HIGH_WATER,
    read,
    write: (chunk: Uint8Array, _encoding, done) => put(chunk, done),
    final: (done) => void channel.end().then(() => done(), done),
  });
  stream.on('error', () => {}); // the channel's own ledger has it
  return stream;
};

/** What every endpoint must do, run by each endpoint's own test: `endpointConformance(tcp, { pair: … })`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IoError } from '../../../src/core/fault.ts';
import type { OpenChannel } from '../../../src/io/base/channel.ts';
import type { EndpointType } from '../../../src/io/base/endpoint.ts';
import type { Direction, Tap } from '../../../src/io/base/tap.ts';

/** Two ends that talk to each other; `ours` belongs to the endpoint under test, `theirs` may be anything that shows what the peer sees. */
export interface Pair {
  readonly ours: OpenChannel;
  readonly theirs: OpenChannel;
}

/** Where an endpoint can be tried out. */
export interface TestPlace {
  /** A fresh pair; `folder` is empty and removed afterwards. */
  pair(folder: string, signal: AbortSignal): Promise<Pair>;
  /** An address whose opening must fail, and the system's code for it. */
  readonly refused?: { readonly text: (folder: string) => string; readonly code: string };
  /** Things that the endpoint cannot do by its nature; their tests are left out. */
  readonly cannot?: readonly ('half-close' | 'abort-is-seen' | 'write-both-ways')[];
}

/** A pair made by listening on `text` and opening what was bound. */
export const listeningPair = async (type: EndpointType, text: string, signal: AbortSignal): Promise<Pair> => {
  if (type.accept === undefined) throw new Error(`${type.scheme}: cannot be listened on`);
  const listener = await type.accept(type.parse(text), {}, signal);
  const [bound = ''] = listener.addresses;
  const opening = type.open(type.parse(bound), {}, signal);
  const { value: theirs } = await listener[Symbol.asyncIterator]().next();
  const ours = await opening;
  await listener.close();
  return { ours, theirs };
};

export const readAll = async (channel: OpenChannel): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of channel.incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Bytes whose order can be told. */
export const pattern = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31) >> 3;
  return bytes;
};

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const MIB = 1 << 20;

export const endpointConformance = (type: EndpointType, place: TestPlace): void => {
  const can = (what: 'half-close' | 'abort-is-seen' | 'write-both-ways'): boolean => !place.cannot?.includes(what);
  let folder: string;
  let stop: AbortController;
  const pair = (): Promise<Pair> => place.pair(folder, stop.signal);

  describe(`${type.scheme}: conforms`, () => {
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wirecat-test-'));
      stop = new AbortController();
    });
    afterEach(() => {
      stop.abort(new Error('the test is over'));
      rmSync(folder, { recursive: true });
    });

    describeWords(type);
    describeOpening(type, place, pair, () => folder);
    if (type.framing === 'datagram') describeDatagrams(pair);
    else if (can('write-both-ways')) describeStream(pair, can('half-close'));
    describeCutting(pair, can('abort-is-seen'));
  });
};

const describeWords = (type: EndpointType): void => {
  it('parses its example and prints it back', () => {
    expect(type.example.startsWith(`${type.scheme}:`)).toBe(true);
    const at = type.parse(type.example.slice(type.scheme.length + 1));
    const printed = type.print(at);
    expect(printed.startsWith(`${type.scheme}:`)).toBe(true);
    expect(type.parse(printed.slice(type.scheme.length + 1))).toEqual(at);
    expect(type.title).not.toBe('');
  });
};

const describeOpening = (type: EndpointType, place: TestPlace, pair: () => Promise<Pair>, folder: () => string): void => {
  it('tells facts of an open channel', async () => {
    const { ours } = await pair();
    expect(ours.facts.started).toBeLessThanOrEqual(ours.facts.opened);
    expect(Math.abs(ours.facts.opened - Date.now())).toBeLessThan(60_000);
    expect(ours.local).toBe(ours.facts.local);
    expect(ours.remote).toBe(ours.facts.remote);
    ours.abort(new Error('enough'));
  });

  it('does not open when the signal is aborted already', async () => {
    const reason = new Error('not wanted any more');
    const at = type.parse(type.example.slice(type.scheme.length + 1));
    await expect(type.open(at, {}, AbortSignal.abort(reason))).rejects.toBe(reason);
    if (type.accept !== undefined) await expect(type.accept(at, {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  const refused = place.refused;
  if (refused === undefined) return;
  it(`is refused with ${refused.code}`, async () => {
    const words = refused.text(folder());
    const failure = await type.open(type.parse(words), {}, new AbortController().signal).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(IoError);
    expect(failure).toMatchObject({ code: refused.code });
    expect(String(failure)).toMatch(/^IoError: .+: (?!expected).+/);
  });
};

const describeStream = (pair: () => Promise<Pair>, halfClose: boolean): void => {
  it('carries bytes both ways and tells the totals', async () => {
    const { ours, theirs } = await pair();
    await ours.write(text('here is a message\n'));
    await theirs.write(text('and an answer\n'));
    const reading = [readAll(ours), readAll(theirs)];
    await Promise.all([ours.end(), theirs.end()]);
    expect((await Promise.all(reading)).map(String)).toEqual(['and an answer\n', 'here is a message\n']);
    expect(await ours.ledger.closing).toMatchObject({ sent: 18, received: 14 });
  });

  if (halfClose) describeHalfClose(pair);

  it('carries nothing at all', async () => {
    const { ours, theirs } = await pair();
    const reading = [readAll(ours), readAll(theirs)];
    await Promise.all([ours.end(), theirs.end()]);
    expect((await Promise.all(reading)).map((b) => b.length)).toEqual([0, 0]);
    expect(await ours.ledger.closing).toMatchObject({ sent: 0, received: 0 });
  });

  it('carries 1 MiB each way at once, byte for byte', async () => {
    const { ours, theirs } = await pair();
    const data = pattern(MIB);
    const send = async (channel: OpenChannel): Promise<void> => {
      for (let o = 0; o < MIB; o += 10_000) await channel.write(data.subarray(o, o + 10_000));
      await channel.end();
    };
    const [a, b] = await Promise.all([readAll(ours), readAll(theirs), send(ours), send(theirs)]);
    expect(a.equals(data)).toBe(true);
    expect(b.equals(data)).toBe(true);
  });

  it('takes only so much while the peer does not read', async () => {
    const { ours, theirs } = await pair();
    const block = pattern(65_536);
    let taken = 0;
    let enough = false;
    const writing = (async () => {
      while (!enough && taken < 256 * MIB) {
        await ours.write(block);
        taken += block.length;
      }
      await ours.end();
    })();
    for (let before = -1; before !== taken; ) {
      before = taken;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(taken).toBeLessThan(16 * MIB);
    enough = true;
    let got = 0;
    for await (const chunk of theirs.incoming) got += chunk.length;
    await writing;
    expect(got).toBe(taken);
  });

  it('tells a tap every byte and how it ended', async () => {
    const { ours, theirs } = await pair();
    const { tap, seen } = recorder();
    ours.ledger.watch(tap, ours.facts);
    await ours.write(text('ping'));
    await ours.end();
    await readAll(theirs);
    await theirs.write(text('pong'));
    await theirs.end();
    await readAll(ours);
    await ours.ledger.closing;
    expect(seen).toEqual(['sent ping', 'ended by us', 'received pong', 'ended by peer', 'closed']);
  });
};

const describeHalfClose = (pair: () => Promise<Pair>): void => {
  it('hears the answer after its own end', async () => {
    const { ours, theirs } = await pair();
    await ours.write(text('question'));
    await ours.end();
    expect(String(await readAll(theirs))).toBe('question');
    await theirs.write(text('answer'));
    await theirs.end();
    expect(String(await readAll(ours))).toBe('answer');
    const closing = await ours.ledger.closing;
    expect(closing.endings.map((e) => `${e.by} ${e.how}`)).toEqual(['us end', 'peer end']);
    expect(closing.error).toBeUndefined();
  });

  it('may answer after the peer has ended', async () => {
    const { ours, theirs } = await pair();
    await theirs.end();
    expect(String(await readAll(ours))).toBe('');
    await ours.write(text('still here'));
    await ours.end();
    expect(String(await readAll(theirs))).toBe('still here');
    const closing = await ours.ledger.closing;
    expect(closing.endings.map((e) => `${e.by} ${e.how}`)).toEqual(['peer end', 'us end']);
  });

  it('refuses a write after its end and goes on reading', async () => {
    const { ours, theirs } = await pair();
    await ours.end();
    await expect(ours.write(text('too late'))).rejects.toMatchObject({ code: 'EPIPE' });
    await theirs.write(text('fine'));
    await theirs.end();
    expect(String(await readAll(ours))).toBe('fine');
    await expect(ours.end()).resolves.toBeUndefined();
  });
};

const describeDatagrams = (pair: () => Promise<Pair>): void => {
  it('keeps the boundaries of datagrams, empty ones too', async () => {
    const { ours, theirs } = await pair();
    const sizes = [1, 0, 512, 1400, 9000];
    const got: number[] = [];
    const reading = (async () => {
      for await (const chunk of theirs.incoming) {
        got.push(chunk.length);
        if (got.length === sizes.length) return;
      }
    })();
    for (const size of sizes) await ours.write(pattern(size));
    await reading;
    expect(got).toEqual(sizes);
    ours.close();
    theirs.close();
    expect(await ours.ledger.closing).toMatchObject({ sent: 10_913 });
  });
};

const describeCutting = (pair: () => Promise<Pair>, isSeen: boolean): void => {
  it('fails reads and writes with the reason of an abort', async () => {
    const { ours, theirs } = await pair();
    const reason = new Error('cut by the test');
    const reading = readAll(ours);
    const caught = expect(reading).rejects.toBe(reason);
    ours.abort(reason);
    await caught;
    await expect(ours.write(text('no'))).rejects.toBe(reason);
    const closing = await ours.ledger.closing;
    expect(closing.error).toBe(reason);
    expect(closing.endings.at(-1)).toEqual({ by: 'us', how: 'reset', why: 'cut by the test' });
    if (isSeen) {
      await readAll(theirs).catch(() => {});
      theirs.close();
      expect((await theirs.ledger.closing).endings.some((e) => e.by === 'peer')).toBe(true);
    } else theirs.abort(reason);
  });

  it('closes quietly, and twice does no harm', async () => {
    const { ours, theirs } = await pair();
    const reading = readAll(ours);
    ours.close();
    ours.close();
    ours.abort(new Error('too late to matter'));
    await reading.catch(() => {});
    await ours.ledger.closing;
    theirs.abort(new Error('done'));
    await theirs.ledger.closing;
    expect(ours.ledger.isOver).toBe(true);
  });
};

/** A tap that writes down what it is told; stretches of one direction are joined. */
export const recorder = (): { readonly tap: Tap; readonly seen: string[] } => {
  const seen: string[] = [];
  const add = (direction: Direction, words: string): void => {
    const last = seen.at(-1);
    if (last?.startsWith(`${direction} `)) seen[seen.length - 1] = last + words;
    else seen.push(`${direction} ${words}`);
  };
  const tap: Tap = {
    open: () => ({
      chunk: (direction, bytes) => add(direction, Buffer.from(bytes).toString()),
      ended: (by) => seen.push(`ended by ${by}`),
      reset: (by, _at, reason) => seen.push(`reset by ${by}: ${reason}`),
      closed: () => seen.push('closed'),
    }),
  };
  return { tap, seen };
};

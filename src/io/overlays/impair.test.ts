/** impair: how much of it, how late, the same for a seed, and what cannot be done to a stream or a datagram. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { impair } from './impair.ts';

const never = new AbortController().signal;

const laid = (below: OpenChannel, settings: string) => impair.wrap(below, 'initiator', impair.parse([settings], new Map(), ''), never);

/** What arrives, and behind an exclamation mark what cut it. */
const gotUntilCut = async (channel: OpenChannel): Promise<string> => {
  let got = '';
  try {
    for await (const chunk of channel.incoming) got += String(Buffer.from(chunk));
  } catch (error) {
    return `${got}! ${error instanceof Error ? error.message : ''}`;
  }
  return got;
};

overlayConformance(impair, {
  wrap: async ({ ours, theirs }, signal) => ({
    ours: await impair.wrap(ours, 'initiator', impair.parse(['chunk=900,delay=3ms,jitter=2ms,rate=50M,seed=1'], new Map(), ''), signal),
    theirs,
  }),
});

/** A pair whose chunks are datagrams. */
const datagramPair = (): readonly [OpenChannel, OpenChannel] => {
  const [near, far] = memoryPair();
  return [Object.defineProperty(near, 'facts', { value: { ...near.facts, framing: 'datagram' } }), far];
};

/** Numbers from 0 on, as they arrive through these settings. */
const sent = async (settings: string, count: number): Promise<readonly number[]> => {
  const [near, far] = datagramPair();
  const ours = await impair.wrap(near, 'initiator', impair.parse([settings], new Map(), ''), never);
  const heard: number[] = [];
  const listening = (async () => {
    for await (const chunk of far.incoming) heard.push(Number(Buffer.from(chunk).toString()));
  })();
  for (let k = 0; k < count; k++) await ours.write(text(String(k)));
  await ours.end();
  await listening;
  return heard;
};

describe('impair:', () => {
  it('loses the part that was asked for, and with the same seed the same ones', async () => {
    const [once, again, other] = [
      await sent('loss=10%,seed=7', 10_000),
      await sent('loss=10%,seed=7', 10_000),
      await sent('loss=10%,seed=8', 10_000),
    ];
    expect(10_000 - once.length).toBeGreaterThan(900);
    expect(10_000 - once.length).toBeLessThan(1100);
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
    expect(await sent('loss=10%,delay=0ms,seed=7', 1000)).toEqual(once.filter((k) => k < 1000));
  });

  it('doubles and reorders, and loses none of them', async () => {
    const heard = await sent('duplicate=5%,reorder=5%,seed=3', 2000);
    expect(new Set(heard).size).toBe(2000);
    expect(heard.length).toBeGreaterThan(2050);
    const late = heard.filter((k, i) => i > 0 && k < heard[i - 1]!);
    expect(late.length).toBeGreaterThan(50);
    expect(late.length).toBeLessThan(150);
  });

  it('changes a bit', async () => {
    const [near, far] = datagramPair();
    const ours = await impair.wrap(near, 'initiator', impair.parse(['corrupt=100%,seed=1'], new Map(), ''), never);
    await ours.write(new Uint8Array(100));
    await ours.end();
    const got = await readAll(far);
    expect(got.length).toBe(100);
    expect([...got].reduce((n, c) => n + c.toString(2).replaceAll('0', '').length, 0)).toBe(1);
    expect([...near.ledger.counts]).toEqual([['changed', 1]]);
  });

  it.each(['reset=10', 'reset=10,delay=5ms', 'reset=10,rate=10k,delay=1ms,chunk=3'])(
    '%s cuts a stream behind so many bytes, which still arrive, and says that we did it',
    async (settings) => {
      const [near, far] = memoryPair();
      const ours = await laid(near, settings);
      const reading = gotUntilCut(far);
      await ours.write(text('12345'));
      await ours.write(text('67890abc'));
      await expect(ours.end()).rejects.toThrow('cut behind 10 bytes');
      expect(await reading).toMatch(/^1234567890! /);
      const closing = await ours.ledger.closing;
      expect(closing.error?.message).toBe('impair: the connection was cut behind 10 bytes, as reset= asks');
      expect(closing.endings.at(-1)).toMatchObject({ by: 'us', how: 'reset' });
    },
  );

  it.each(['reset=10', 'reset=10,delay=5ms'])('%s cuts what is received as well', async (settings) => {
    const [near, far] = memoryPair();
    const ours = await laid(near, settings);
    await far.write(text('1234567890abc'));
    expect(await gotUntilCut(ours)).toBe('1234567890! impair: the connection was cut behind 10 bytes, as reset= asks');
    expect((await ours.ledger.closing).endings.at(-1)).toMatchObject({ by: 'us', how: 'reset' });
  });

  it('is printed as it was read', () => {
    for (const words of ['impair:loss=10%,delay=50ms,seed=7:udp:localhost:7007', 'impair:chunk=1,reset=10k:tcp:host:80'])
      expect(printAddress(parseAddress(words))).toBe(words);
  });

  it('refuses what it does not know, and what cannot be done to streams or datagrams', async () => {
    expect(() => parseAddress('impair:los=1%:udp:host:7')).toThrow('perhaps loss=');
    expect(() => parseAddress('impair:loss=150%:udp:host:7')).toThrow('expected a part, e.g. 10% or 0.1');
    const [stream] = memoryPair();
    await expect(impair.wrap(stream, 'initiator', impair.parse(['loss=1%'], new Map(), ''), never)).rejects.toThrow('a stream repairs');
    const [datagrams] = datagramPair();
    await expect(impair.wrap(datagrams, 'initiator', impair.parse(['chunk=1'], new Map(), ''), never)).rejects.toThrow('no connection');
  });
});

describe('impair: in its own time', () => {
  afterEach(() => void vi.useRealTimers());

  /** Milliseconds at which something happens from here on. */
  const stopwatch = (): (() => number) => {
    vi.useFakeTimers();
    const from = performance.now();
    return () => Math.round(performance.now() - from);
  };

  /** When each chunk arrives, and the end. */
  const arrivals = async (channel: OpenChannel, at: () => number): Promise<readonly string[]> => {
    const seen: string[] = [];
    for await (const chunk of channel.incoming) seen.push(`${at()} ${String(Buffer.from(chunk))}`);
    return [...seen, `${at()} end`];
  };

  it('a stream is late by its delay and slow by its rate, both ways, and may be ended on one side alone', async () => {
    const at = stopwatch();
    const [near, far] = memoryPair();
    const ours = await laid(near, 'delay=100ms,rate=10');
    const there = arrivals(far, at).then(async (seen) => {
      await far.write(text('answer'));
      await far.end();
      return seen;
    });
    const here = arrivals(ours, at);
    const sent = Promise.all([ours.write(text('abc')), ours.end()]);
    await vi.advanceTimersByTimeAsync(3000);
    await sent;
    // One byte a tenth of a second, the first at once, each a tenth of a second on its way.
    expect(await there).toEqual(['100 a', '200 b', '300 c', '300 end']);
    expect(await here).toEqual(['400 a', '500 n', '600 s', '700 w', '800 e', '900 r', '900 end']);
  });

  it('holds no more than what a slow line has on its way: who writes more waits', async () => {
    const at = stopwatch();
    const [near, far] = memoryPair();
    const ours = await laid(near, 'delay=500ms,rate=100');
    const reading = arrivals(far, at);
    const written: number[] = [];
    const writing = (async () => {
      for (let k = 0; k < 20; k++) {
        await ours.write(text('0123456789'));
        written.push(at());
      }
      await ours.end();
    })();
    await vi.advanceTimersByTimeAsync(5000);
    await writing;
    expect((await reading).length).toBe(21);
    expect(written.filter((ms) => ms === 0).length).toBe(8);
    expect(written.at(-1)).toBe(1500);
  });

  it.each(['jitter=1s,seed=5', 'delay=20ms,jitter=300ms,seed=6'])('%s is late by the same times again', async (settings) => {
    const times = async (): Promise<readonly string[]> => {
      const at = stopwatch();
      const [near, far] = memoryPair();
      const ours = await laid(near, settings);
      const reading = arrivals(far, at);
      const writing = (async () => {
        for (const word of ['a', 'b', 'c']) await ours.write(text(word));
        await ours.end();
      })();
      await vi.advanceTimersByTimeAsync(3000);
      await writing;
      vi.useRealTimers();
      return reading;
    };
    const once = await times();
    expect(new Set(once.map((line) => line.split(' ')[0])).size).toBeGreaterThan(1);
    expect(await times()).toEqual(once);
  });

  it('slows datagrams down and leaves them whole', async () => {
    const at = stopwatch();
    const [near, far] = datagramPair();
    const ours = await laid(near, 'rate=100');
    const reading = arrivals(far, at);
    const writing = (async () => {
      for (const letter of ['a', 'b']) await ours.write(text(letter.repeat(50)));
      await ours.end();
    })();
    await vi.advanceTimersByTimeAsync(2000);
    await writing;
    expect(await reading).toEqual([`400 ${'a'.repeat(50)}`, `900 ${'b'.repeat(50)}`, '900 end']);
  });

  it('a datagram that nobody overtakes comes late, in either direction', async () => {
    const at = stopwatch();
    const [near, far] = datagramPair();
    const ours = await laid(near, 'reorder=100%,seed=1');
    const [here, there] = [arrivals(ours, at), arrivals(far, at)];
    await Promise.all([ours.write(text('question')), far.write(text('answer'))]);
    await vi.advanceTimersByTimeAsync(1000);
    const ending = Promise.all([ours.end(), far.end()]);
    await vi.advanceTimersByTimeAsync(10);
    await ending;
    expect([await here, await there]).toEqual([
      ['200 answer', '1000 end'],
      ['200 question', '1000 end'],
    ]);
  });

  it('says which seed does it again, where none was given and chance decides', async () => {
    const counted = async (settings: string) => {
      const [near, far] = settings.includes('loss') ? datagramPair() : memoryPair();
      const ours = await laid(near, settings);
      await Promise.all([ours.end(), far.end(), readAll(ours), readAll(far)]);
      return (await ours.ledger.closing).counts;
    };
    expect((await counted('loss=50%'))?.get('seed')).toBeGreaterThan(0);
    expect(await counted('loss=50%,seed=3')).toBeUndefined();
    expect(await counted('delay=1ms')).toBeUndefined();
  });
});

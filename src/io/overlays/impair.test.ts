/** impair: how much of it, the same for a seed, and what cannot be done to a stream or a datagram. */
import { describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { impair } from './impair.ts';

const never = new AbortController().signal;

overlayConformance(impair, {
  wrap: async ({ ours, theirs }, signal) => ({
    ours: await impair.wrap(ours, 'initiator', impair.parse(['chunk=900'], new Map(), ''), signal),
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
    expect([...near.ledger.counts]).toEqual([['changed by impair', 1]]);
  });

  it('cuts a stream behind so many bytes, which still arrive', async () => {
    const [near, far] = memoryPair();
    const ours = await impair.wrap(near, 'initiator', impair.parse(['reset=10'], new Map(), ''), never);
    const reading = (async () => {
      let got = '';
      try {
        for await (const chunk of far.incoming) got += Buffer.from(chunk).toString();
      } catch (error) {
        return `${got}! ${error instanceof Error ? error.message : ''}`;
      }
      return got;
    })();
    await ours.write(text('12345'));
    await ours.write(text('67890abc')).catch(() => {});
    expect(await reading).toContain('!');
    expect((await ours.ledger.closing).error?.message).toBe('reset by impair behind 10 bytes');
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

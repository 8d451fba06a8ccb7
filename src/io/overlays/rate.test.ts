/** rate: how fast, both ways. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { rate } from './rate.ts';

const never = new AbortController().signal;

overlayConformance(rate, {
  wrap: async ({ ours, theirs }, signal) => ({ ours: await rate.wrap(ours, 'initiator', { bytesPerSecond: 100 << 20 }, signal), theirs }),
});

describe('rate:', () => {
  afterEach(() => void vi.useRealTimers());

  it.each(['rate:100k:tcp:host:80', 'rate:1500:tcp:host:80', 'rate:2M:tls:tcp:host:443'])('%s is printed as it was read', (words) => {
    expect(printAddress(parseAddress(words))).toBe(words);
  });

  it.each(['rate:fast:host:80', 'rate:0:host:80', 'rate:-1:host:80'])('%s is refused with what to write instead', (words) => {
    expect(() => parseAddress(words)).toThrow('expected bytes a second, e.g. 500, 100k or 1.5M');
  });

  it('keeps to it both ways, and loses nothing', async () => {
    vi.useFakeTimers();
    const [near, far] = memoryPair();
    const ours = await rate.wrap(near, 'initiator', { bytesPerSecond: 20_000 }, never);
    const started = performance.now();
    const data = 'x'.repeat(8000);
    const sending = Promise.all([ours.write(text(data)).then(() => ours.end()), far.write(text(data)).then(() => far.end())]);
    const reading = Promise.all([readAll(ours), readAll(far), sending]).then(([a, b]) => [a.length, b.length, performance.now() - started]);
    await vi.advanceTimersByTimeAsync(2000);
    // The first tenth of a second's bytes go at once.
    expect(await reading).toEqual([8000, 8000, 300]);
  });
});

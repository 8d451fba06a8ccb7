/** delay: how late, in what order, and that not everything is kept in memory meanwhile. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { delay } from './delay.ts';

const never = new AbortController().signal;

overlayConformance(delay, {
  wrap: async ({ ours, theirs }, signal) => ({ ours: await delay.wrap(ours, 'initiator', { seconds: 0.005 }, signal), theirs }),
});

describe('delay:', () => {
  afterEach(() => void vi.useRealTimers());

  it.each(['delay:100ms:tcp:host:80', 'delay:2s:tcp:host:80', 'delay?jitter=0.05:250ms:tcp:host:80'])(
    '%s is printed as it was read',
    (words) => {
      expect(printAddress(parseAddress(words))).toBe(words);
    },
  );

  it.each(['delay:soon:host:80', 'delay:2h:host:80'])('%s is refused with what to write instead', (words) => {
    expect(() => parseAddress(words)).toThrow('expected a time, e.g. 100ms, 0.5 or 2s');
  });

  it('is a round trip later there and back, and writing does not wait for it', async () => {
    vi.useFakeTimers();
    const [near, far] = memoryPair();
    const ours = await delay.wrap(near, 'initiator', { seconds: 0.1 }, never);
    for (const word of ['a', 'b', 'c']) await ours.write(text(word));
    const written = performance.now();
    const echo = async (): Promise<void> => {
      for await (const chunk of far.incoming) await far.write(chunk);
      await far.end();
    };
    const echoing = echo();
    const ending = ours.end();
    const reading = readAll(ours).then((bytes) => [String(bytes), performance.now() - written]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await reading).toEqual(['abc', 200]);
    await Promise.all([ending, echoing]);
  });

  it('keeps the order however much it varies', async () => {
    const [near, far] = memoryPair();
    const ours = await delay.wrap(near, 'initiator', { seconds: 0, jitter: 0.02 }, never);
    const words = Array.from({ length: 50 }, (_, i) => `${i} `);
    for (const word of words) await ours.write(text(word));
    await ours.end();
    expect(String(await readAll(far))).toBe(words.join(''));
  });

  it('an abort does not wait', async () => {
    const [near] = memoryPair();
    const ours = await delay.wrap(near, 'initiator', { seconds: 60 }, never);
    await ours.write(text('never arrives'));
    const reading = readAll(ours);
    const caught = expect(reading).rejects.toThrow('enough');
    ours.abort(new Error('enough'));
    await caught;
    await near.ledger.closing;
  });
});

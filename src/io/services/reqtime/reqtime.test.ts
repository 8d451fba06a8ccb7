import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { reqtime } from './reqtime.ts';

serviceConformance(reqtime);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

const TIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

describe('reqtime (exercise 9-1)', () => {
  it.each(['tcp', 'udp'] as const)('says the time to the word over %s, and to others what to send', async (scheme) => {
    const on = await serving(reqtime, stop.signal, {}, {}, scheme);
    expect(await on.ask('reqtime')).toMatch(TIME);
    expect(await on.ask('reqtime\r\n')).toMatch(/\d{4}\n$/);
    expect(await on.ask('hello\n')).toBe('send reqtime, and you get the time\n');
    expect(await on.ask('reqtimes')).toBe('send reqtime, and you get the time');
  });

  it('answers each line, and waits for the rest of a word', async () => {
    const on = await serving(reqtime, stop.signal, { format: 'now' });
    expect(await on.ask('reqtime\nwhat\nreqtime\nreqt')).toBe(
      'now\nsend reqtime, and you get the time\nnow\nsend reqtime, and you get the time',
    );
    const caller = await on.call();
    const iterator = caller.incoming[Symbol.asyncIterator]();
    await caller.write(Buffer.from('req'));
    await new Promise((resolve) => setImmediate(resolve));
    await caller.write(Buffer.from('time'));
    expect(String(Buffer.from((await iterator.next()).value as Uint8Array))).toBe('now');
    caller.close();
  });
});

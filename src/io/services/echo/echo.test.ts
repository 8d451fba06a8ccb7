import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pattern, readAll, recorder, text } from '../../../../test/conformance/endpoint/suite.ts';
import { bench, serviceConformance, streamPlaces } from '../../../../test/conformance/service/suite.ts';
import { echo } from './echo.ts';

serviceConformance(echo);

describe.each(streamPlaces)('echo over %s', (_name, type, words) => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('sends back each message as it comes (RFC 862)', async () => {
    const caller = await (await bench(echo, type, words(), stop.signal)).call();
    const iterator = caller.incoming[Symbol.asyncIterator]();
    for (const message of ['here is a message\n', 'and another one\n']) {
      await caller.write(text(message));
      expect(String(Buffer.from((await iterator.next()).value))).toBe(message);
    }
    await caller.end();
    expect((await iterator.next()).done).toBe(true);
    const closing = await caller.ledger.closing;
    expect(closing).toMatchObject({ sent: 34, received: 34 });
    expect(closing.endings.map((e) => `${e.by} ${e.how}`)).toEqual(['us end', 'peer end']);
  });

  it('echoes everything before its own end, and waits for a slow reader', async () => {
    const caller = await (await bench(echo, type, words(), stop.signal)).call();
    const data = pattern(8 << 20);
    const sending = (async () => {
      for (let o = 0; o < data.length; o += 100_000) await caller.write(data.subarray(o, o + 100_000));
      await caller.end();
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const back = await readAll(caller);
    await sending;
    expect(back.equals(Buffer.from(data))).toBe(true);
  });

  it('lets a tap see both directions', async () => {
    const on = await bench(echo, type, words(), stop.signal);
    const caller = await on.call();
    await expect.poll(() => on.serving.connections.size).toBe(1);
    const [connection] = on.serving.connections.all();
    const { tap, seen } = recorder();
    connection?.channel.ledger.watch(tap, connection.channel.facts);
    await caller.write(text('ping'));
    await caller.end();
    await readAll(caller);
    await connection?.channel.ledger.closing;
    expect(seen).toEqual(['received ping', 'sent ping', 'ended by peer', 'ended by us', 'closed']);
  });
});

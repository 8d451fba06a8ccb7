import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pattern, readAll } from '../../../../test/conformance/endpoint/suite.ts';
import { bench, serviceConformance, streamPlaces } from '../../../../test/conformance/service/suite.ts';
import { discard } from './discard.ts';

serviceConformance(discard);

describe.each(streamPlaces)('discard over %s', (_name, type, words) => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('takes everything and answers nothing (RFC 863)', async () => {
    const on = await bench(discard, type, words(), stop.signal);
    const caller = await on.call();
    const block = pattern(1 << 20);
    for (let i = 0; i < 8; i++) await caller.write(block);
    const [row] = on.serving.connections.rows();
    expect(row?.sent).toBe(0);
    await caller.end();
    expect(await readAll(caller)).toHaveLength(0);
    expect(await caller.ledger.closing).toMatchObject({ sent: 8 << 20, received: 0 });
  });
});

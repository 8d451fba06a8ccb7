import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { broker } from './broker.ts';

serviceConformance(broker);

describe('broker', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('passes what one says to the others', async () => {
    const on = await serving(broker, stop.signal);
    const [ann, bob] = [await on.call(), await on.call()];
    const heard = bob.incoming[Symbol.asyncIterator]().next();
    let said = Promise.resolve();
    const again = setInterval(() => {
      said = ann.write(Buffer.from('hello\n')).catch(() => {});
    }, 20);
    expect(String(Buffer.from((await heard).value as Uint8Array))).toContain('hello\n');
    clearInterval(again);
    await said;
  });
});

/** abort-listener: thousands of connections at one signal, without a warning. */
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { listenForAbort } from './abort-listener.ts';

it('safety 8: two thousand listen to one signal and Node warns of nothing; who stops listening is not called', async () => {
  const warnings: Error[] = [];
  const keep = (warning: Error): void => void warnings.push(warning);
  process.on('warning', keep);
  const stop = new AbortController();
  let called = 0;
  const forgets = Array.from({ length: 2000 }, () => listenForAbort(stop.signal, () => called++));
  for (const forget of forgets.slice(500)) forget();
  stop.abort();
  const last = once(process, 'warning');
  process.emitWarning('the last one');
  await last;
  process.off('warning', keep);
  expect([called, warnings.map(({ message }) => message)]).toEqual([500, ['the last one']]);
});

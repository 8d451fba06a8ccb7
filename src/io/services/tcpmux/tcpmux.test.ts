import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { serviceContext } from '../../serve/service-context.ts';
import { echo } from '../echo/echo.ts';
import { tcpmux } from './tcpmux.ts';

serviceConformance(tcpmux);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('tcpmux (RFC 1078)', () => {
  const beside = (): ReadonlyMap<string, (channel: OpenChannel) => Promise<void>> => {
    const context = serviceContext(undefined, {}, stop.signal);
    return new Map([
      ['echo', (channel: OpenChannel) => echo.serve(channel, context)],
      ['tcpmux', () => Promise.reject(new Error('not that one'))],
    ]);
  };

  it('lists the services beside it', async () => {
    expect(await (await serving(tcpmux, stop.signal, {}, { beside: beside() })).ask('help\r\n')).toBe('echo\r\n');
  });

  it('passes a client on, with what it has said already', async () => {
    const on = await serving(tcpmux, stop.signal, {}, { beside: beside() });
    expect(await on.ask('Echo\r\nhello\n')).toBe('+here it is\r\nhello\n');
    const caller = await on.call();
    const iterator = caller.incoming[Symbol.asyncIterator]();
    const heard = async (): Promise<string> => String(Buffer.from((await iterator.next()).value as Uint8Array));
    await caller.write(Buffer.from('echo\r\n'));
    expect(await heard()).toBe('+here it is\r\n');
    await caller.write(Buffer.from('later'));
    expect(await heard()).toBe('later');
    await caller.end();
    expect((await iterator.next()).done).toBe(true);
  });

  it('knows no others, and never itself', async () => {
    const on = await serving(tcpmux, stop.signal, {}, { beside: beside() });
    expect(await on.ask('tcpmux\r\n')).toMatch(/^-there is no such/);
    expect(await on.ask('x'.repeat(300))).toBe('');
    expect(await on.ask(`${'x'.repeat(300)}\n`)).toMatch(/^-/);
  });
});

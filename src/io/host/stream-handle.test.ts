/** What we ask of Node's internals, on every Node that the tests run on. Should this fail on a new one, its sockets are used, and are slower. */
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { inPlainHost, inWholeHost } from '../../../test/host.ts';
import { splitHostPort } from '../../core/address.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { HandleChannel } from '../net/handle-channel.ts';
import { hasStreamHandles } from './stream-handle.ts';

const accepted = async (): Promise<unknown> => {
  const stop = new AbortController();
  const listener = await tcp.accept?.(tcp.parse('127.0.0.1:0'), {}, stop.signal);
  if (listener === undefined) throw new Error('TCP listens');
  connect(Number(splitHostPort(listener.addresses[0] ?? '').port), '127.0.0.1').on('error', () => {});
  for await (const channel of listener) {
    expect(channel.local).toBe(listener.addresses[0]);
    channel.abort(new Error('seen'));
    return channel;
  }
  return undefined;
};

inWholeHost(() => {
  it('takes connections as handles alone', async () => {
    expect(hasStreamHandles()).toBe(true);
    expect(await accepted()).toBeInstanceOf(HandleChannel);
  });
});

inPlainHost(() => {
  it('takes connections as sockets', async () => {
    expect(hasStreamHandles()).toBe(false);
    expect(await accepted()).not.toBeInstanceOf(HandleChannel);
  });
});

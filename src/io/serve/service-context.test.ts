/** What services get of who runs them: channels of their own, seen by the same taps and cut by the same signal; TLS on the way. */

import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { lineText } from '../../core/said.ts';
import { acceptAddress, openAddress, parseAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';
import type { Tap } from '../base/tap.ts';
import { echo } from '../services/echo/echo.ts';
import { tlsClient } from '../tls/client.ts';
import { serve } from './serve.ts';
import type { Service, ServiceContext } from './service.ts';
import { serviceContext } from './service-context.ts';

let stop: AbortController;
let seen: string[];
beforeEach(() => {
  stop = new AbortController();
  seen = [];
});
afterEach(() => stop.abort(new Error('the test is over')));

/** Writes down who is watched for whom, and their bytes. */
const wire = (beside: OpenChannel | undefined): Tap => ({
  open: ({ role }) => ({
    chunk: (direction, bytes) => void seen.push(`${role} for ${beside?.local ?? 'nobody'}: ${direction} ${Buffer.from(bytes)}`),
    ended: () => {},
    reset: () => {},
    closed: () => {},
  }),
});
const context = (): ServiceContext => serviceContext(undefined, { wire }, stop.signal);

const listen = (): Promise<Listener> => acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, stop.signal);
const open = (listener: Listener): Promise<OpenChannel> => openAddress(parseAddress(`tcp:${listener.addresses[0]}`), {}, stop.signal);
const firstOf = async (listener: Listener): Promise<OpenChannel> => (await listener[Symbol.asyncIterator]().next()).value;

it('what a service opens or accepts is watched, for the client for whom it does it', async () => {
  const listener = await listen();
  const [client, accepted] = await Promise.all([open(listener), firstOf(listener)]);
  const own = await context().accept('tcp:127.0.0.1:0', {}, accepted);
  const [, came] = await Promise.all([openAddress(parseAddress(`tcp:${own.addresses[0]}`), {}, stop.signal), firstOf(own)]);
  await came.write(text('data'));
  const opened = await context().open(`tcp:${listener.addresses[0]}`);
  await opened.write(text('hello'));
  expect(seen).toEqual([`acceptor for ${accepted.local}: sent data`, 'initiator for nobody: sent hello']);
  client.close();
  await own.close();
});

it('and is cut by the signal that stops the service', async () => {
  const listener = await listen();
  const own = await context().accept('tcp:127.0.0.1:0');
  const [caller, came] = await Promise.all([open(own), firstOf(own)]);
  const opened = await context().open(`tcp:${listener.addresses[0]}`);
  const reading = readAll(caller).catch(() => {});
  stop.abort(new Error('the server stops'));
  await reading;
  expect([(await came.ledger.closing).error?.message, (await opened.ledger.closing).error?.message]).toEqual([
    'the server stops',
    'the server stops',
  ]);
  await expect(open(own)).rejects.toThrow();
});

it('hands the options of accept on: who may not come is refused', async () => {
  const refused: string[] = [];
  const own = await context().accept('tcp:127.0.0.1:0', { admits: () => false, onRefused: (remote) => refused.push(lineText(remote)) });
  expect(await readAll(await open(own)).catch(() => [])).toHaveLength(0);
  expect(refused).toEqual([expect.stringMatching(/^127.0.0.1:\d+$/)]);
});

it('starts TLS on a channel that spoke in the clear, and closes it in order (STARTTLS)', async () => {
  const secret: Service<void> = {
    ...echo,
    serve: async (channel, { startTls }) => {
      await channel.write(text('ready'));
      const inside = await startTls(channel);
      expect(inside.facts.tls?.protocol).toBe('TLSv1.3');
      await inside.write(text('inside'));
    },
  };
  const listener = await listen();
  serve(secret, listener, {}, stop.signal);
  const client = await open(listener);
  for await (const chunk of client.incoming) {
    expect(String(Buffer.from(chunk))).toBe('ready');
    break;
  }
  const inside = await tlsClient(client, { insecure: true }, stop.signal);
  expect(String(await readAll(inside))).toBe('inside');
  inside.close();
  expect((await inside.ledger.closing).error).toBeUndefined();
});

it('a client that speaks no TLS where it is awaited is cut, and the next one served', async () => {
  const secret: Service<void> = { ...echo, serve: async (channel, { startTls }) => void (await startTls(channel)) };
  const listener = await listen();
  const errors: (Error | undefined)[] = [];
  serve(secret, listener, { onClosed: (_, __, error) => errors.push(error) }, stop.signal);
  for (let i = 0; i < 2; i++) {
    const client = await open(listener);
    await client.write(text('GET / HTTP/1.0\r\n\r\n'));
    await readAll(client).catch(() => {});
    client.close();
  }
  await expect.poll(() => errors.filter((error) => error !== undefined).length).toBe(2);
});

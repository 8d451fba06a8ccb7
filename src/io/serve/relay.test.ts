import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pattern, readAll, recorder, text } from '../../../test/conformance/endpoint/suite.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { AcceptOptions, Listener } from '../base/endpoint.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { echo } from '../services/echo/echo.ts';
import { type RelayOptions, relay } from './relay.ts';
import { serve } from './serve.ts';
import type { Service } from './service.ts';

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort(new Error('the test is over')));

const listen = async (options: AcceptOptions = {}): Promise<Listener> => {
  const listener = await tcp.accept?.(tcp.parse('127.0.0.1:0'), options, stop.signal);
  if (listener === undefined) throw new Error('tcp can listen');
  return listener;
};
const open = (address: string | undefined): Promise<OpenChannel> => tcp.open(tcp.parse(address ?? ''), {}, stop.signal);

const echoRelay = async (options: RelayOptions = {}, accept: AcceptOptions = {}) => {
  const target = serve(echo, await listen(), {}, stop.signal);
  return { target, relay: relay(await listen(accept), () => open(target.addresses[0]), options, stop.signal) };
};

describe('relay', () => {
  it('gives each client a target of its own, and a row in the table', async () => {
    const { relay, target } = await echoRelay();
    const clients = await Promise.all(Array.from({ length: 5 }, () => open(relay.addresses[0])));
    for (const [i, client] of clients.entries()) await client.write(text(`I am ${i}`));
    for (const [i, client] of clients.entries()) {
      const { value } = await client.incoming[Symbol.asyncIterator]().next();
      expect(String(Buffer.from(value))).toBe(`I am ${i}`);
    }
    expect(relay.connections.size).toBe(5);
    expect(target.connections.size).toBe(5);
    for (const row of relay.connections.rows()) expect(row).toMatchObject({ target: target.addresses[0], sent: 6, received: 6 });
    expect(relay.connections.rows().map((row) => row.remote)).toEqual(clients.map((c) => c.local));
    for (const client of clients) await client.end();
    await expect.poll(() => relay.connections.size).toBe(0);
  });

  it('tells bytes a second since the last look', async () => {
    const { relay } = await echoRelay();
    const client = await open(relay.addresses[0]);
    await client.write(pattern(10_000));
    await client.end();
    await readAll(client);
    const busy = await open(relay.addresses[0]);
    await expect.poll(() => relay.connections.size).toBe(1);
    const [connection] = relay.connections.all();
    connection?.row();
    await busy.write(pattern(10_000));
    await expect.poll(() => connection?.channel.ledger.sent).toBe(10_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const row = connection?.row();
    expect(row?.receivedRate).toBeGreaterThan(1_000);
    expect(row?.receivedRate).toBeLessThan(200_000);
    expect(connection?.row().receivedRate).toBe(0);
    expect(row?.age).toBeGreaterThan(0.05);
  });

  it('closes one connection when asked, and no other', async () => {
    const { relay } = await echoRelay();
    const [a, b] = await Promise.all([open(relay.addresses[0]), open(relay.addresses[0])]);
    await expect.poll(() => relay.connections.all().filter((c) => c.target !== undefined).length).toBe(2);
    const mine = relay.connections.all().find((c) => c.channel.remote === a.local);
    mine?.close();
    expect(await readAll(a)).toHaveLength(0);
    await a.end();
    await b.write(text('still here'));
    const { value } = await b.incoming[Symbol.asyncIterator]().next();
    expect(String(Buffer.from(value))).toBe('still here');
    await expect.poll(() => relay.connections.size).toBe(1);
  });

  it('fails clearly and at once when the target is down, and serves again when it is up (F-33)', async () => {
    let down = true;
    const target = serve(echo, await listen(), {}, stop.signal);
    const errors: string[] = [];
    const options: RelayOptions = { onClosed: (_connection, _closing, error) => error && errors.push(error.message) };
    const r = relay(await listen(), () => open(down ? '127.0.0.1:9' : target.addresses[0]), options, stop.signal);
    for (let i = 0; i < 10; i++) {
      const client = await open(r.addresses[0]);
      await expect(readAll(client)).rejects.toMatchObject({ code: 'ECONNRESET' });
    }
    await expect.poll(() => errors.length).toBe(10);
    expect(errors[0]).toBe('tcp:127.0.0.1:9: connection refused; nothing listens on that port (here: wirecat listen 9) (ECONNREFUSED)');
    down = false;
    const client = await open(r.addresses[0]);
    await client.write(text('up again'));
    await client.end();
    expect(String(await readAll(client))).toBe('up again');
    await expect.poll(() => r.connections.size).toBe(0);
  });

  it('notices that it is its own target, and stops (T-C2)', async () => {
    const listener = await listen();
    const r = relay(listener, () => open(listener.addresses[0]), {}, stop.signal);
    const client = await open(listener.addresses[0]);
    await readAll(client).catch(() => {});
    await expect(r.done).rejects.toMatchObject({ code: 'ELOOP' });
    expect(r.connections.size).toBe(0);
  });

  it('lets taps watch both sides', async () => {
    const client = recorder();
    const target = recorder();
    const { relay } = await echoRelay({
      onOpen: ({ channel }) => channel.ledger.watch(client.tap, channel.facts),
      onLinked: (_connection, channel) => channel.ledger.watch(target.tap, channel.facts),
    });
    const caller = await open(relay.addresses[0]);
    await caller.write(text('ping'));
    await caller.end();
    await readAll(caller);
    await expect.poll(() => relay.connections.size).toBe(0);
    const all = ['closed', 'ended by peer', 'ended by us', 'received ping', 'sent ping'];
    expect([...client.seen].sort()).toEqual(all);
    expect([...target.seen].sort()).toEqual(all);
    expect([client.seen.at(-1), target.seen.at(-1)]).toEqual(['closed', 'closed']);
  });

  it('survives a tap that throws', async () => {
    const { relay } = await echoRelay({
      onOpen: ({ channel }) =>
        channel.ledger.watch(
          {
            open: () => ({
              chunk: () => {
                throw new Error('a bug in a tap');
              },
              ended: () => {},
              reset: () => {},
              closed: () => {},
            }),
          },
          channel.facts,
        ),
    });
    const client = await open(relay.addresses[0]);
    await client.write(text('ping'));
    await client.end();
    expect(String(await readAll(client))).toBe('ping');
  });

  it('survives a storm of resets without losing a descriptor or a place (F-15, T-A14)', async () => {
    const { relay } = await echoRelay({}, { maxConns: 50 });
    for (let round = 0; round < 40; round++) {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => rawClient(relay.addresses[0])));
      for (const socket of sockets) {
        socket.write('x');
        socket.resetAndDestroy();
      }
    }
    await expect.poll(() => relay.connections.size).toBe(0);
    const client = await open(relay.addresses[0]);
    await client.write(text('alive'));
    await client.end();
    expect(String(await readAll(client))).toBe('alive');
  });

  it('keeps one slow reader from slowing another (P1)', async () => {
    const { relay } = await echoRelay();
    const slow = await open(relay.addresses[0]);
    const flood = (async () => {
      for (;;) await slow.write(pattern(100_000));
    })().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    const quick = await open(relay.addresses[0]);
    await quick.write(text('quick'));
    await quick.end();
    expect(String(await readAll(quick))).toBe('quick');
    slow.abort(new Error('done'));
    await flood;
  });
});

describe('serve', () => {
  it('serves one at a time, so many and then no more', async () => {
    const order: string[] = [];
    const serving = serve(
      echo,
      await listen(),
      { oneAtATime: true, most: 2, onOpen: () => order.push('open'), onClosed: () => order.push('closed') },
      stop.signal,
    );
    const [a, b] = [await open(serving.addresses[0]), await open(serving.addresses[0])];
    await a.write(text('first'));
    await a.end();
    expect(String(await readAll(a))).toBe('first');
    await b.end();
    await readAll(b);
    await serving.done;
    expect(order).toEqual(['open', 'closed', 'open', 'closed']);
    await expect(open(serving.addresses[0])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('closes so that the whole answer arrives although the peer is still sending (F-16)', async () => {
    const answer = pattern(200_000);
    const terse: Service = {
      ...echo,
      serve: async (channel) => {
        await channel.write(answer);
      },
    };
    const serving = serve(terse, await listen(), {}, stop.signal);
    const client = await open(serving.addresses[0]);
    const sending = (async () => {
      for (let i = 0; i < 8; i++) await client.write(pattern(100_000));
      await client.end();
    })();
    expect(await readAll(client)).toHaveLength(200_000);
    await sending;
    await expect.poll(() => serving.connections.size).toBe(0);
  });

  it('cuts a peer that never stops sending after our end (F-16)', async () => {
    const terse: Service = { ...echo, serve: () => Promise.resolve() };
    const closings: string[] = [];
    const serving = serve(terse, await listen(), { onClosed: (_c, closing) => closings.push(closing.error?.message ?? '') }, stop.signal);
    const client = await open(serving.addresses[0]);
    const sending = (async () => {
      for (;;) await client.write(pattern(100_000));
    })();
    await expect(sending).rejects.toBeInstanceOf(Error);
    await expect.poll(() => closings).toEqual(['still sending 1048576 bytes after our end']);
  });

  it('lives on when a service throws', async () => {
    const bad: Service = { ...echo, serve: () => Promise.reject(new Error('a bug in a service')) };
    const errors: unknown[] = [];
    const serving = serve(bad, await listen(), { onClosed: (_c, _closing, error) => errors.push(error?.message) }, stop.signal);
    for (let i = 0; i < 3; i++)
      await open(serving.addresses[0])
        .then(readAll)
        .catch(() => {});
    await expect.poll(() => errors).toEqual(Array.from({ length: 3 }, () => 'a bug in a service'));
  });
});

describe('a link to a server that answers and hangs up', () => {
  it('delivers the answer while the client is still sending (F-16)', async () => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.end(pattern(150_000));
        socket.resume();
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const r = relay(await listen(), () => open(`127.0.0.1:${port}`), {}, stop.signal);
    const client = await open(r.addresses[0]);
    const sending = (async () => {
      for (let i = 0; i < 20; i++) await client.write(pattern(50_000));
      await client.end();
    })().catch(() => {});
    expect(await readAll(client)).toHaveLength(150_000);
    await sending;
    await expect.poll(() => r.connections.size).toBe(0);
    server.close();
  });
});

const rawClient = async (address: string | undefined): Promise<Socket> => {
  const [host = '', port] = (address ?? '').split(':');
  const socket = connect({ host, port: Number(port) }).on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
};

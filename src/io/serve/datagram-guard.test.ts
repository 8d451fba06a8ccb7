/** T-B1: services over datagrams answer nobody who would answer in turn, and nobody who is many. */

import { createSocket, type Socket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../../test/free-port.ts';
import { english } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { Listener } from '../base/endpoint.ts';
import type { IpEnd } from '../base/tap.ts';
import { DatagramChannel } from '../channels/datagram-channel.ts';
import { udp } from '../endpoints/udp/udp.ts';
import { echo } from '../services/echo/echo.ts';
import { services } from '../services/index.ts';
import { serve } from './serve.ts';

/** Its clock stands still: whatever the machine does beside, all is at once. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const OWN: IpEnd = { address: '192.0.2.1', port: 20_000 };
const OTHER = 20_019;

/** A peer over datagrams, and how many it was sent. `echoes`: it sends them back. */
const peerAt = (address: string, port: number, echoes = false, sums = { said: 0 }): { channel: DatagramChannel; sent: () => number } => {
  let sent = 0;
  const send = (bytes: Uint8Array, done: (error: null) => void): void => {
    sent++;
    sums.said += bytes.length;
    done(null);
    if (echoes) process.nextTick(() => channel.arrive(bytes.slice()));
  };
  const remote = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  const facts = {
    ...({ scheme: 'udp', framing: 'datagram', role: 'acceptor', local: '192.0.2.1:20000', remote } as const),
    ...{ localIp: OWN, remoteIp: { address, port }, started: 0, opened: 0 },
  };
  const channel: DatagramChannel = new DatagramChannel(
    facts,
    { send, pending: () => 0, release: () => {} },
    { place: 'udp', idle: 0, wait: 0 },
  );
  return { channel, sent: () => sent };
};

const listenerOf = (...channels: readonly OpenChannel[]): Listener => ({
  addresses: ['192.0.2.1:20000'],
  close: () => Promise.resolve(),
  async *[Symbol.asyncIterator]() {
    yield* channels;
  },
});

describe.each(services.filter((s) => s.framings.includes('datagram')))('$name over datagrams (T-B1)', (service) => {
  it.each([
    ...[7, 9, 13, 17, 19, 37, 53, 69, 111, 123, 137, 161, 389, 500, 520, 1023].map((port) => ['192.0.2.9', port] as const),
    ...[1900, 3702, 5353, 11_211].map((port) => ['192.0.2.9', port] as const),
    ['192.0.2.9', OWN.port],
    ['127.0.0.1', OTHER],
    ['0.0.0.0', 40_000],
    ['255.255.255.255', 40_000],
    ['224.0.0.251', 40_000],
    ['239.1.2.3', 40_000],
    ['127.255.255.255', 40_000],
    ['::', 40_000],
    ['ff02::fb', 40_000],
  ] as const)('never answers %s, port %i', async (address, port) => {
    const { channel, sent } = peerAt(address, port);
    channel.arrive(Buffer.from('seed'));
    const unanswered: string[] = [];
    const stop = new AbortController();
    const beside = { ...listenerOf(peerAt('192.0.2.8', 40_000).channel), addresses: [`127.0.0.1:${OTHER}`] };
    const other = serve(echo, beside, {}, stop.signal);
    await serve(service, listenerOf(channel), { onUnanswered: (remote) => unanswered.push(remote) }, stop.signal).done;
    stop.abort(new Error('over'));
    await other.done;
    expect([sent(), unanswered]).toEqual([0, [channel.remote]]);
    expect(channel.ledger.isOver).toBe(true);
  });
});

describe('echo over datagrams (T-B1)', () => {
  const stop = new AbortController();

  it('hears nobody any more who sends its answer back at once, and says so', async () => {
    const { channel, sent } = peerAt('192.0.2.9', 20_001, true);
    const unanswered: string[] = [];
    channel.arrive(Buffer.from('seed'));
    const serving = serve(echo, listenerOf(channel), { onUnanswered: (_remote, why) => unanswered.push(english.text(why)) }, stop.signal);
    await serving.done;
    expect([sent(), unanswered]).toEqual([1, ['it sends our answers back']]);
  });

  it('answers a client that asks the same again and again, a few times', async () => {
    const { channel, sent } = peerAt('192.0.2.9', 40_000);
    const serving = serve(echo, listenerOf(channel), {}, stop.signal);
    for (let i = 1; i <= 4; i++) {
      channel.arrive(Buffer.from('ping'));
      await expect.poll(sent).toBe(i);
    }
    channel.close();
    await serving.done;
  });

  it('hears every port that a system gives to callers', async () => {
    const peers = Array.from({ length: 65_536 - 32_768 }, (_, i) => peerAt('192.0.2.9', 32_768 + i).channel);
    const unanswered: string[] = [];
    for (const channel of peers) channel.close();
    await serve(echo, listenerOf(...peers), { onUnanswered: (_remote, why) => unanswered.push(english.text(why)) }, stop.signal).done;
    expect(unanswered.filter((why) => !why.startsWith('its port is our own'))).toEqual([]);
  });

  it('has a bound for a peer on another machine, in one second', async () => {
    const { channel, sent } = peerAt('192.0.2.9', 40_000);
    const serving = serve(echo, listenerOf(channel), {}, stop.signal);
    await expect.poll(() => serving.connections.size).toBe(1);
    for (let i = 0; i < 5000; i++) channel.arrive(Buffer.from(`${i}`));
    await serving.done;
    expect(sent()).toBeLessThanOrEqual(1000);
  });
});

/** Those that answer whatever comes, or much of it; TFTP answers from ports of its own. */
const answering = services.filter(({ framings, name }) => framings.includes('datagram') && name !== 'tftp');

describe('services over datagrams are nobody’s mirror (T-B1, F-40)', () => {
  it.each(answering.filter(({ name }) => name !== 'dns').map((service) => [service.name, service] as const))(
    '%s: 10,000 requests of forged senders get no more bytes than they had',
    async (_, service) => {
      const sums = { heard: 0, said: 0 };
      const peers = Array.from({ length: 500 }, (_, i) => peerAt(`198.51.${100 + (i >> 8)}.${i & 255}`, 40_000 + i, false, sums));
      let own = 0; // ports of services of other tests
      const run = { onUnanswered: () => void own++ };
      const serving = serve(service, listenerOf(...peers.map(({ channel }) => channel)), run, new AbortController().signal);
      await expect.poll(() => serving.connections.size + own).toBe(peers.length);
      const requests = ['', 'x', 'reqtime', '\n', 'B\0\0text\0ann\0\0\0\0', `#${'\0'.repeat(47)}`, '<13>hello', 'y'.repeat(600)];
      for (let i = 0; i < 10_000; i++) {
        const request = Buffer.from(requests[i % requests.length] ?? '');
        sums.heard += request.length;
        peers[i % peers.length]?.channel.arrive(request);
      }
      for (const { channel } of peers) channel.close();
      await serving.done;
      expect(sums.said).toBeLessThanOrEqual(sums.heard);
    },
  );

  const pairs = answering.flatMap((a, i) => answering.slice(i).map((b) => [a.name, b.name, a, b] as const));
  it.each(pairs)('%s and %s, led to each other, fall silent', async (_a, _b, a, b) => {
    const stop = new AbortController();
    const between = createSocket('udp4');
    try {
      const listeners = await Promise.all([1, 2].map(() => udp.accept?.(udp.parse('127.0.0.1:0'), {}, stop.signal)));
      const servings = [a, b].map((service, i) => listeners[i] && serve(service, listeners[i], {}, stop.signal));
      const [first = 0, second = 0] = servings.map((s) => Number(s?.addresses[0]?.split(':')[1]));
      let passed = 0;
      between.on('message', (datagram, from) => {
        passed++;
        between.send(datagram, from.port === first ? second : first, '127.0.0.1');
      });
      const chosen = Number(await freePort());
      await new Promise<void>((resolve) => between.bind(chosen, '127.0.0.1', resolve));
      for (const port of [first, second]) between.send('seed', port, '127.0.0.1');
      let seen = -1;
      await expect
        .poll(
          () => {
            const isQuiet = seen === passed;
            seen = passed;
            return isQuiet;
          },
          { interval: 50, timeout: 10_000 },
        )
        .toBe(true);
      expect(passed).toBeLessThan(250);
    } finally {
      stop.abort(new Error('over'));
      between.close();
    }
  });
});

describe('two echo services (T-B1)', () => {
  let stop: AbortController;
  let between: Socket;
  beforeEach(() => {
    stop = new AbortController();
    between = createSocket('udp4');
  });
  afterEach(() => {
    stop.abort(new Error('over'));
    between.close();
  });

  /** What stands between the two passes each datagram on, as if the other had sent it: a loop that a forged sender makes. */
  it('end their loop by themselves', async () => {
    const listeners = await Promise.all([1, 2].map(() => udp.accept?.(udp.parse('127.0.0.1:0'), {}, stop.signal)));
    const unanswered: string[] = [];
    const servings = listeners.map(
      (l) => l && serve(echo, l, { onUnanswered: (_r, why) => unanswered.push(english.text(why)) }, stop.signal),
    );
    const [a = 0, b = 0] = servings.map((s) => Number(s?.addresses[0]?.split(':')[1]));
    between.on('message', (datagram, from) => {
      between.send(datagram, from.port === a ? b : a, '127.0.0.1');
    });
    await new Promise<void>((resolve) => between.bind(0, '127.0.0.1', resolve));
    between.send('seed', a, '127.0.0.1');
    await expect.poll(() => unanswered.length).toBeGreaterThan(0);
  });
});

/** Sockets of other programs on this machine, at ports that the system gave them. */
describe('on this machine (T-B1, decision 0036)', () => {
  let stop: AbortController;
  let unanswered: string[];
  const sockets: Socket[] = [];
  beforeEach(() => {
    stop = new AbortController();
    unanswered = [];
  });
  afterEach(() => {
    stop.abort(new Error('over'));
    for (const socket of sockets.splice(0)) socket.close();
  });

  const serviceOf = async (name: string): Promise<number> => {
    const service = services.find((s) => s.name === name) ?? echo;
    const listener = await udp.accept?.(udp.parse('127.0.0.1:0'), {}, stop.signal);
    if (listener === undefined) throw new Error('no listener');
    const told = unanswered;
    const { addresses } = serve(service, listener, { onUnanswered: (_r, why) => told.push(english.text(why)) }, stop.signal);
    return Number(addresses[0]?.split(':')[1]);
  };
  const socketOf = async (): Promise<Socket> => {
    const socket = createSocket('udp4');
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return socket;
  };

  it.each([
    ['echo', (heard: Buffer) => heard, 1000],
    ['daytime', (heard: Buffer) => heard, 1000],
    ['echo', (_: Buffer, i: number) => Buffer.from(`line ${i}`), 10_000],
    ['daytime', (_: Buffer, i: number) => Buffer.from(`a line of chargen ${i} `.repeat(9)), 10_000],
  ] as const)('%s and a service of another program fall silent (%#)', async (name, answerTo, most) => {
    const ours = await serviceOf(name);
    const other = await socketOf();
    let passed = 0;
    other.on('message', (datagram, from) => other.send(answerTo(datagram, ++passed), from.port, from.address));
    other.send('a seed that is long enough for an answer', ours, '127.0.0.1');
    await expect.poll(() => unanswered[0]).toBe('its port answers anybody, as a service does');
    expect(passed).toBeLessThan(most);
  });

  it.each([
    ['the same bytes', true, true, 5000],
    ['other bytes each time', true, false, 5000],
    ['the same bytes from a socket that takes datagrams of others', false, true, 1500],
    ['other bytes each time from such a socket', false, false, 5000],
  ] as const)('echo never mutes a client that measures with %s', async (_, isConnected, isSame, count) => {
    const ours = await serviceOf('echo');
    const client = await socketOf();
    if (isConnected) await new Promise<void>((resolve) => client.connect(ours, '127.0.0.1', resolve));
    let answers = 0;
    const ask = (): void => {
      const question = isSame ? 'ping' : `ping ${answers}`;
      if (isConnected) client.send(question);
      else client.send(question, ours, '127.0.0.1');
    };
    client.on('message', (_datagram, { port }) => {
      if (port === ours && ++answers < count) ask();
    });
    ask();
    await expect.poll(() => answers, { timeout: 30_000 }).toBe(count);
    expect(unanswered).toEqual([]);
  });
});

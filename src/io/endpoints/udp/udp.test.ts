/** udp: beyond what every endpoint does: errors that are not fatal, peers of a listener, multicast, losses that are counted. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endpointConformance, listeningPair, pattern, text } from '../../../../test/conformance/endpoint/suite.ts';
import { freePort } from '../../../../test/free-port.ts';
import { needs } from '../../../../test/needs.ts';
import { english, lineText } from '../../../core/said.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { AcceptOptions, Listener } from '../../base/endpoint.ts';
import { parseUdp, printUdp } from './address.ts';
import { udp } from './udp.ts';

const never = new AbortController().signal;
const hello = new Uint8Array(0);

/** A session begins with its first datagram: an empty one, which is taken off again. */
const sessionPair = async (
  words: string,
  signal: AbortSignal,
  options: AcceptOptions = {},
): Promise<{ ours: OpenChannel; theirs: OpenChannel }> => {
  const listener = await udp.accept!(udp.parse(words), options, signal);
  const ours = await udp.open(udp.parse(listener.addresses[0] ?? ''), {}, signal);
  await ours.write(hello);
  const { value: theirs } = await listener[Symbol.asyncIterator]().next();
  await next(theirs);
  await listener.close();
  return { ours, theirs };
};

const next = async (channel: OpenChannel): Promise<Buffer> => {
  for await (const chunk of channel.incoming) return Buffer.from(chunk);
  throw new Error('the channel has ended');
};

const listen = (words: string, options: AcceptOptions = {}): Promise<Listener> => udp.accept!(udp.parse(words), options, never);
const open = (words: string, onTrouble: (error: Error) => void = () => {}): Promise<OpenChannel> =>
  udp.open(udp.parse(words), { onTrouble }, never);
const peerOf = async (listener: Listener): Promise<OpenChannel> => (await listener[Symbol.asyncIterator]().next()).value;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isSo: () => boolean): Promise<void> => {
  await expect.poll(isSo, { interval: 10 }).toBe(true);
};

endpointConformance(udp, {
  pair: (_folder, signal) => sessionPair('127.0.0.1:0', signal),
  refused: { text: () => '127.0.0.1:7?bind=192.0.2.1', code: 'EADDRNOTAVAIL' },
  cannot: ['half-close', 'abort-is-seen'],
});

describe('udp: its words', () => {
  it.each([
    '127.0.0.1:7',
    ':7',
    '[::1]:7',
    '*:5000?idle=0&wait=0.5',
    '<broadcast>:67?broadcast&sourceport=68',
    '239.1.2.3:5000?from=10.0.0.1&interface=eth0&join&loop=no&ttl=4',
    'host.example:53?4&bind=10.0.0.1&buffer=65536&reuse',
    '[ff12::7]:5000?6&answer&join',
  ])('%s is printed as it was read', (words) => {
    expect(printUdp(parseUdp(words))).toBe(`udp:${words}`);
  });

  it.each([
    ['localhost', 'udp:localhost: a port is missing; type udp:localhost:7'],
    ['::1:53', 'udp:::1:53: expected brackets around the IPv6 address, like [::1]:7, got "::1:53"'],
    [
      'h:http-alt-nonsense',
      'udp:h:http-alt-nonsense: expected a port from 0 to 65535 or the name of a UDP service, got "http-alt-nonsense"',
    ],
    ['10.0.0.1:5?join', 'udp:10.0.0.1:5?join: expected a multicast group (224.0.0.0 to 239.255.255.255, ff00::/8) to join, got "10.0.0.1"'],
    ['h:5?ttl=256', 'udp:h:5?ttl=256: expected ttl from 1 to 255, got "256"'],
  ])('%s is refused with what to write instead', (words, message) => {
    expect(() => parseUdp(words)).toThrow(message);
  });

  it('knows service names', () => {
    expect(parseUdp('localhost:domain').port).toBe(53);
  });
});

describe('udp: datagrams', () => {
  it('F-20: 65,507 bytes go, 65,508 are refused with EMSGSIZE, and the channel lives', async () => {
    const { ours, theirs } = await sessionPair('127.0.0.1:0', never);
    await ours.write(pattern(65_507));
    expect(await next(theirs)).toHaveLength(65_507);
    await expect(ours.write(pattern(65_508))).rejects.toThrow('65508 bytes are more');
    await ours.write(text('still here'));
    expect(String(await next(theirs))).toBe('still here');
    expect(ours.ledger.sent).toBe(65_517);
    ours.close();
    theirs.close();
  });

  it('speaks IPv6', async () => {
    const { ours, theirs } = await sessionPair('[::1]:0', never);
    await theirs.write(text('six'));
    expect(String(await next(ours))).toBe('six');
    expect(ours.facts.remoteIp?.address).toBe('::1');
    ours.close();
    theirs.close();
  });

  it('T-A10: an unreachable port is counted and told, not fatal; a listener that comes later is reached', async () => {
    const port = await freePort();
    const troubles: Error[] = [];
    const ours = await open(`127.0.0.1:${port}`, (error) => troubles.push(error));
    await ours.write(text('anybody?'));
    await until(() => troubles.length > 0);
    expect(String(troubles[0])).toContain(
      `nothing listens on UDP port ${port}, as an ICMP message says; there type: wirecat listen udp:${port} (ECONNREFUSED)`,
    );
    const listener = await listen(`127.0.0.1:${port}`);
    await ours.write(text('now?'));
    expect(String(await next(await peerOf(listener)))).toBe('now?');
    ours.close();
    const { counts, error } = await ours.ledger.closing;
    expect(counts?.get('unreachable')).toBe(troubles.length);
    expect(error).toBeUndefined();
    await listener.close();
  });

  it('ends some time after its own end, when nothing comes any more', async () => {
    const listener = await listen('127.0.0.1:0');
    const ours = await open(`${listener.addresses[0]}?wait=0.1`);
    await ours.write(text('question'));
    await ours.end();
    const theirs = await peerOf(listener);
    await theirs.write(text('answer'));
    const got: string[] = [];
    for await (const chunk of ours.incoming) got.push(String(Buffer.from(chunk)));
    expect(got).toEqual(['answer']);
    await expect(ours.write(text('late'))).rejects.toMatchObject({ code: 'EPIPE' });
    theirs.close();
    await listener.close();
  });
});

describe('udp: a listener', () => {
  it('gives each peer a channel of its own, on both loopback addresses', async () => {
    const listener = await listen(':0');
    expect(listener.addresses.map((a) => a.replace(/:\d+$/, ''))).toEqual(['127.0.0.1', '[::1]']);
    const clients = await Promise.all([0, 0, 1].map((i) => open(listener.addresses[i] ?? '')));
    for (const [i, client] of clients.entries()) {
      await client.write(text(`I am ${i}`));
      const peer = await peerOf(listener);
      expect(String(await next(peer))).toBe(`I am ${i}`);
      expect(peer.remote).toBe(client.local);
      await peer.write(text(`you are ${i}`));
      expect(String(await next(client))).toBe(`you are ${i}`);
    }
    await listener.close();
    for (const client of clients) client.close();
  });

  it('T-A10: after it has stopped, its one peer goes on, and others are told of once and their datagrams counted', async () => {
    const refused: string[] = [];
    const { ours, theirs } = await sessionPair('127.0.0.1:0', never, { onRefused: (who, why) => refused.push(lineText([who, ': ', why])) });
    const stranger = await open(theirs.local);
    for (let i = 0; i < 3; i++) await stranger.write(text('let me in'));
    await ours.write(text('mine'));
    expect(String(await next(theirs))).toBe('mine');
    theirs.close();
    expect((await theirs.ledger.closing).counts).toEqual(new Map([['ofOthers', 3]]));
    expect(refused).toEqual([`${stranger.local}: only who came first is heard`]);
    ours.close();
    stranger.close();
  });

  it('refuses peers past the limits and tells it once', async () => {
    const refused: string[] = [];
    const listener = await listen('127.0.0.1:0', { maxPerAddress: 2, onRefused: (_remote, why) => refused.push(english.text(why)) });
    const clients = await Promise.all([1, 2, 3, 4].map(() => open(listener.addresses[0] ?? '')));
    for (const client of clients) await client.write(text('x'));
    const peers = [await peerOf(listener), await peerOf(listener)];
    await until(() => refused.length > 0);
    expect(refused).toEqual(['limit of 2 connections per address']);
    peers[0]?.close();
    await clients[3]?.write(text('again'));
    expect(String(await next(await peerOf(listener)))).toBe('again');
    await listener.close();
    for (const channel of [...clients, ...peers]) channel.close();
  });

  it('where datagrams stand alone, peers without end come from one address: the first makes room (dig in a loop)', async () => {
    const refused: string[] = [];
    const listener = await listen('127.0.0.1:0', {
      forgetful: true,
      maxPerAddress: 3,
      onRefused: (_who, why) => refused.push(english.text(why)),
    });
    const served: OpenChannel[] = [];
    const accepting = (async () => {
      for await (const channel of listener) served.push(channel);
    })();
    for (let i = 0; i < 10; i++) {
      const peer = await open(listener.addresses[0] ?? '');
      await peer.write(text(`question ${i}`));
      await until(() => served.length === i + 1);
      peer.close();
    }
    expect([refused, served.map((peer) => peer.ledger.isOver)]).toEqual([[], [...new Array(7).fill(true), false, false, false]]);
    await listener.close();
    await accepting;
    for (const peer of served) peer.close();
  });

  it('forgets a peer that is silent for too long', async () => {
    const listener = await listen('127.0.0.1:0?idle=0.1');
    const ours = await open(listener.addresses[0] ?? '');
    await ours.write(text('x'));
    const first = await peerOf(listener);
    await next(first);
    await expect(next(first)).rejects.toThrow('the channel has ended');
    await ours.write(text('y'));
    expect(String(await next(await peerOf(listener)))).toBe('y');
    await listener.close();
    ours.close();
  });

  it('knows the address a peer used although it listens on all of them', async () => {
    const listener = await listen('*:0');
    const port = listener.addresses[0]?.replace(/^.*:/, '');
    for (const host of ['127.0.0.1', '[::1]']) {
      const ours = await open(`${host}:${port}`);
      await ours.write(hello);
      const peer = await peerOf(listener);
      expect([peer.local, peer.remote]).toEqual([`${host}:${port}`, ours.local]);
      ours.close();
    }
    await listener.close();
  });

  it('drops and counts what a slow reader leaves lying', async () => {
    const { ours, theirs } = await sessionPair('127.0.0.1:0', never);
    for (let i = 0; i < 80; i++) {
      await ours.write(pattern(65_507));
      await pause(0);
    }
    ours.close();
    await until(() => theirs.ledger.received === 80 * 65_507);
    let taken = 0;
    const counting = (async () => {
      for await (const _ of theirs.incoming) taken++;
    })();
    await pause(50);
    theirs.close();
    await counting;
    const dropped = (await theirs.ledger.closing).counts?.get('droppedSlowReader') ?? 0;
    expect(taken + dropped).toBe(80);
    expect(dropped).toBeGreaterThan(0);
  });

  needs('ss')('counts what the system dropped while we were busy: received + dropped = sent', async () => {
    const troubles: string[] = [];
    const listener = await listen('127.0.0.1:0?buffer=8192', { onTrouble: (error) => troubles.push(error.message) });
    const ours = await open(listener.addresses[0] ?? '');
    await ours.write(hello);
    const theirs = await peerOf(listener);
    await next(theirs);
    for (let i = 0; i < 500; i++) await ours.write(pattern(1000)); // the loop is never free to read
    let taken = 0;
    const counting = (async () => {
      for await (const _ of theirs.incoming) taken++;
    })();
    await pause(50);
    await listener.close();
    theirs.close();
    await counting;
    await until(() => troubles.length > 0);
    const dropped = Number(/the system dropped (\d+) datagrams/.exec(troubles[0] ?? '')?.[1]);
    expect(taken + dropped).toBe(500);
    ours.close();
  });
});

it('udp: a broadcast address is named as what it is where broadcast is not allowed', async () => {
  await expect(open('127.255.255.255:9')).rejects.toThrow(/that is a broadcast address; the option broadcast lets it/);
  (await open('127.255.255.255:9?broadcast')).close();
});

describe('udp: multicast', () => {
  it('members of a group hear each other and not themselves', async () => {
    const port = await freePort();
    const words = `239.255.7.7:${port}?join&interface=127.0.0.1`;
    const members = await Promise.all([open(words), open(words), open(words)]);
    await members[0]?.write(text('to all'));
    expect(String(await next(members[1]!))).toBe('to all');
    expect(String(await next(members[2]!))).toBe('to all');
    expect(members[0]?.ledger.received).toBe(0);
    for (const member of members) member.close();
  });

  it('T-A11: those who send to a group that is listened on are not answered, unless it was asked for', async () => {
    const port = await freePort();
    for (const answers of [false, true]) {
      const listener = await listen(`239.255.7.8:${port}?interface=127.0.0.1${answers ? '&answer' : ''}`);
      const sender = await open(`239.255.7.8:${port}?interface=127.0.0.1`);
      await sender.write(text('who is there?'));
      const peer = await peerOf(listener);
      expect(String(await next(peer))).toBe('who is there?');
      expect(peer.local).toBe(`239.255.7.8:${port}`);
      if (answers) {
        await peer.write(text('me'));
        expect(String(await next(sender))).toBe('me');
      } else await expect(peer.write(text('me'))).rejects.toMatchObject({ code: 'EPERM' });
      sender.close();
      peer.close();
      await listener.close();
    }
  });

  needs('tcpdump', 'root')('T-A11: a multicast takes one hop, unless told otherwise', async () => {
    const port = await freePort();
    const capture = spawn('tcpdump', ['-i', 'lo', '-nvl', '-c', '2', `udp dst port ${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let seen = '';
    capture.stdout.on('data', (chunk) => {
      seen += chunk;
    });
    await once(capture.stderr, 'data'); // listening on lo
    for (const option of ['', '&ttl=7']) {
      const sender = await open(`239.255.7.9:${port}?interface=127.0.0.1${option}`);
      await sender.write(text('far?'));
      sender.close();
    }
    await once(capture, 'close');
    expect(seen.match(/ttl \d+/g)).toEqual(['ttl 1', 'ttl 7']);
  });

  it('joins for one sender only', async () => {
    const port = await freePort();
    const right = await open(`232.1.1.7:${port}?from=127.0.0.1&interface=127.0.0.1`);
    const wrong = await open(`232.1.1.7:${port}?from=127.0.0.9&interface=127.0.0.1`);
    const sender = await open(`232.1.1.7:${port}?interface=127.0.0.1&bind=127.0.0.1`);
    await sender.write(text('from .1'));
    expect(String(await next(right))).toBe('from .1');
    expect(wrong.ledger.received).toBe(0);
    for (const channel of [right, wrong, sender]) channel.close();
  });

  const joinedOn = (group: string): string[] =>
    readFileSync('/proc/net/igmp6', 'latin1')
      .split('\n')
      .filter((line) => line.includes(group))
      .map((line) => line.trim().split(/\s+/)[1] ?? '');

  it.runIf(process.platform === 'linux').each([
    ['[ff02::7:77]', '?interface=lo', 'ff020000000000000000000000070077'],
    ['[ff02::7:78]', '?interface=::1', 'ff020000000000000000000000070078'],
    ['[ff02::7:79%lo]', '', 'ff020000000000000000000000070079'],
    ['[ff15::7:7a]', '?interface=lo', 'ff15000000000000000000000007007a'],
  ])('joins %s%s on that interface', async (group, options, kernels) => {
    const listener = await listen(`${group}:0${options}`);
    expect(joinedOn(kernels)).toEqual(['lo']);
    await listener.close();
  });

  it('a group that each link has for itself needs to be told which', async () => {
    await expect(listen('[ff02::7:7b]:5000')).rejects.toThrow(/each link has its own group of that address; add interface=NAME/);
  });

  it('says which interfaces there are', async () => {
    await expect(open('239.1.1.1:5000?interface=nonsense0')).rejects.toThrow(/nonsense0.*lo/s);
  });
});

it('udp: gives up when the signal is aborted while it listens', async () => {
  const stop = new AbortController();
  const listener = await udp.accept!(udp.parse('127.0.0.1:0'), {}, stop.signal);
  stop.abort(new Error('enough'));
  const taken: OpenChannel[] = [];
  for await (const channel of listener) taken.push(channel);
  expect(taken).toEqual([]);
  await expect(listeningPair(udp, '192.0.2.1:0', never)).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});

/** Limits: one below, at and one above, with the option that changes each; and docs/limits.md, which lists them, compared with the program. */
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Running, scratch, start, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { type Caller, call, filesOf, hashServer, memoryOf, portOf, serveWith, startIn, until } from './side.ts';

const folder = scratch();
const echoServer = (): Promise<number> => serveWith((socket) => void socket.pipe(socket));
const settled = ({ socket, got }: Caller): boolean => socket.closed || got().length > 0;

describe('connections', () => {
  it.each([
    ['serve', ['serve', 'echo', '127.0.0.1:0']],
    ['link', ['link', '-l', '127.0.0.1:0', '127.0.0.1:ECHO']],
  ])('%s --max-conns 3: two, three, and no fourth until one leaves', async (_, words) => {
    const echo = String(await echoServer());
    const server = start([...words.map((word) => word.replace('ECHO', echo)), '--max-conns', '3']);
    const port = await portOf(server);
    const served: Caller[] = [];
    for (let i = 0; i < 3; i++) {
      const caller = await call(port);
      caller.socket.write('hello');
      await until(() => settled(caller), 'an answer');
      served.push(caller);
    }
    expect(served.map(({ got }) => String(got()))).toEqual(['hello', 'hello', 'hello']);
    const fourth = await call(port);
    expect(String(await fourth.closed)).toBe('');
    await server.says(/turned away 127\.0\.0\.1:\d+: limit of 3 connections\n/);
    served[0]?.socket.destroy();
    await until(async () => {
      const next = await call(port);
      next.socket.write('room');
      await until(() => settled(next), 'an answer or an end');
      return String(next.got()) === 'room';
    }, 'room for another');
  });

  it.each([
    ['serve', ['serve', 'echo', '127.0.0.1:0']],
    ['broker', ['broker', '127.0.0.1:0']],
    ['chat', ['chat', '127.0.0.1:0']],
  ])('%s --max-per-address 2: two of one address, no third, and others as before', async (_, words) => {
    const server = start([...words, '--max-per-address', '2']);
    const port = await portOf(server);
    const two = [await call(port), await call(port)];
    await until(() => server.err.split('connection from').length === 3, 'two connections');
    const third = await call(port);
    await third.closed;
    await server.says(/limit of 2 connections per address/);
    expect(two.some(({ socket }) => socket.closed)).toBe(false);
  });

  it('link --max-programs 2: two programs, and the third client is cut with a line', async () => {
    const server = start(['link', '--max-programs', '2', '-l', '127.0.0.1:0', 'exec:/bin/cat']);
    const port = await portOf(server);
    const callers = [await call(port), await call(port)];
    for (const { socket } of callers) socket.write('meow');
    await until(() => callers.every(({ got }) => String(got()) === 'meow'), 'two answers');
    await (await call(port)).closed;
    await server.says(/the limit of 2 at once is reached/);
    callers[0]?.socket.destroy();
    await until(async () => {
      const next = await call(port);
      next.socket.write('purr');
      await until(() => settled(next), 'an answer or an end');
      return String(next.got()) === 'purr';
    }, 'room for another program');
  });
});

it('T-A4: 2,000 who are refused cost no descriptor and no memory', async () => {
  const said = start(['link', '--deny', '127.0.0.0/8', '-l', '127.0.0.1:0', '127.0.0.1:9']);
  const port = await portOf(said);
  const refused = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round++) await Promise.all(Array.from({ length: 50 }, async () => (await call(port)).closed));
  };
  await refused(10);
  const [files, memory] = [filesOf(said), memoryOf(said)];
  await refused(40);
  expect(filesOf(said)).toBeLessThanOrEqual(files);
  expect(memoryOf(said) - memory).toBeLessThan(20);
});

describe('times', () => {
  it('--handshake-timeout: whoever opens gives up on a peer that says nothing', async () => {
    const silent = await serveWith(() => {});
    const { err, code } = await ended(start(['connect', '--handshake-timeout', '300ms', `tls?insecure:127.0.0.1:${silent}`]));
    expect(code).toBe(1);
    expect(err).toContain('it took more than 0.3 s');
  });

  needs('ss')('?keepalive=7: probes begin after seven seconds, on either side', async () => {
    const server = start(['listen', 'tcp:127.0.0.1:0?keepalive=7']);
    const port = await portOf(server);
    const client = start(['connect', `127.0.0.1:${port}?keepalive=7`]);
    await client.says(/connected/);
    await server.says(/connection from/);
    const timers = String(execFileSync('ss', ['-Htno', 'state', 'established', `( sport = :${port} or dport = :${port} )`]));
    expect(timers.match(/timer:\(keepalive,[67]/g)).toHaveLength(2);
  });

  const ended = async (running: Running): Promise<{ readonly err: string; readonly code: number | null }> => {
    const code = await running.exit;
    return { err: running.err, code };
  };
});

describe('messages and lines', () => {
  it.each([999, 1000, 1001])('ws?limit=1000: a message of %i bytes', async (size) => {
    const relay = start(['link', 'listen:ws?limit=1000:tcp:127.0.0.1:0', `127.0.0.1:${await hashServer()}`]);
    const client = start(['connect', '-q', `ws?binary&wait=2:tcp:127.0.0.1:${await portOf(relay)}`]);
    client.child.stdin?.end(Buffer.alloc(size));
    if (size <= 1000) {
      await client.shows(`${size} `);
      expect(relay.err).not.toContain('expected');
    } else {
      await relay.says(/more than the limit of 1000|1009/);
      expect(await client.exit).toBe(1);
    }
  });

  it.each([16_383, 16_384, 16_385])('the head of a WebSocket request: %i bytes', async (size) => {
    const relay = start(['link', 'listen:ws:tcp:127.0.0.1:0', `127.0.0.1:${await echoServer()}`]);
    const { socket, got } = await call(await portOf(relay));
    socket.write(headOf(size));
    await until(() => got().includes('\r\n\r\n'), 'an answer');
    expect(String(got())).toMatch(size <= 16_384 ? /^HTTP\/1\.1 101 / : /^HTTP\/1\.1 431 /);
    if (size > 16_384) await relay.says(/its head has more than 16384 bytes/);
  });

  /** A request of so many bytes. */
  const headOf = (size: number): string => {
    const key = Buffer.alloc(16, 'k').toString('base64');
    const need = `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n`;
    return `${need}X: ${'y'.repeat(size - need.length - 7)}\r\n\r\n`;
  };

  it.each([9, 10, 11])('chat --longest 10: a line of %i bytes', async (size) => {
    const chat = start(['chat', '--longest', '10', '127.0.0.1:0']);
    const { socket, got } = await call(await portOf(chat));
    socket.write(`${'x'.repeat(size)}\n/who\n`);
    await until(() => got().includes('in lobby:'), 'the names');
    expect(got().includes('your line had more than 10 bytes')).toBe(size > 10);
    await chat.shows(`<guest1> ${'x'.repeat(Math.min(size, 10))}\n`);
  });

  it('broker --queue 64k --patience 300ms: who does not read is dropped with a line, and nobody else', async () => {
    const broker = startIn('$WIRECAT broker --queue 64k --patience 300ms 127.0.0.1:0 > /dev/null');
    const port = await portOf(broker);
    const [deaf, reader, speaker] = [await call(port), await call(port), await call(port)];
    deaf.socket.pause();
    await until(() => broker.err.split('connection from').length === 4, 'three connections');
    const speaking = setInterval(() => speaker.socket.writableNeedDrain || speaker.socket.write(Buffer.alloc(1 << 20, 'x')), 5);
    await broker.says(/127\.0\.0\.1:\d+ dropped: more than 65536 bytes wait for it/).finally(() => clearInterval(speaking));
    expect([reader.socket.closed, speaker.socket.closed, broker.err.split('dropped').length]).toEqual([false, false, 2]);
  });

  it('lines?longest=4: lines of three and four bytes are datagrams, of five two', async () => {
    const datagrams: string[] = [];
    const sink = createSocket('udp4', (datagram) => datagrams.push(String(datagram)));
    await once(sink.bind(0, '127.0.0.1'), 'listening');
    const sender = start(['link', '-', `lines?longest=4:udp:127.0.0.1:${sink.address().port}?wait=0.2`]);
    sender.child.stdin?.end('12\n123\n1234\n');
    await until(() => datagrams.join('').length === 12, 'all bytes');
    expect(datagrams).toEqual(['12\n', '123\n', '1234', '\n']);
    sink.close();
  });
});

describe('paths', () => {
  it('a unix socket of 107 bytes is opened, one of 108 is refused before anything is', async () => {
    const pad = (size: number): string => join(folder, 'x'.repeat(size - Buffer.byteLength(folder) - 1));
    const server = start(['link', `listen:unix:${pad(107)}`, 'exec:/bin/cat']);
    await server.says(/listening on /);
    expect(wirecat(['connect', `unix:${pad(107)}`], 'fits').out).toBe('fits');
    server.child.kill();
    for (const words of [
      ['listen', `unix:${pad(108)}`],
      ['connect', `unix:${pad(108)}`],
    ]) {
      const { code, err } = wirecat(words);
      expect(code).toBe(2);
      expect(err).toContain('a path of at most 107 bytes');
    }
  });
});

describe('docs/limits.md', () => {
  const page = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8');
  const source = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');

  /** Where a number of the page stands in the sources. */
  it.each([
    ['connections of a listener', '1000', 'io/accept/connection-limits.ts', 'const MOST = 1000'],
    ['from one address', '100', 'io/accept/connection-limits.ts', 'const MOST_PER_ADDRESS = 100'],
    ['connecting', '10 s', 'io/endpoints/tcp/tcp.ts', 'const CONNECT_TIMEOUT = 10_000'],
    ['handshakes', '10 s', 'io/address/address.ts', 'const HANDSHAKE_TIMEOUT = 10_000'],
    ['after our end', '5 s, 1048576 bytes', 'io/channels/lingering-close.ts', '{ time: 5000, bytes: 1 << 20 }'],
    ['programs at once', '32', 'io/program/process-group.ts', 'const MOST = 32'],
    ['messages of a program', '65536', 'io/program/program.ts', 'const STDERR_MOST = 65536'],
    ['message of a WebSocket', '16777216', 'io/ws/channel.ts', 'const LARGEST = 16 << 20'],
    ['fragments', '4096', 'io/ws/frames.ts', 'const MOST_FRAGMENTS = 4096'],
    ['control frame', '125', 'io/ws/frames.ts', 'const LARGEST_CONTROL = 125'],
    ['head of an HTTP', '16384 bytes', 'io/http/head.ts', 'LARGEST_HEAD = 16_384;'],
    ['line of `lines:`', '65536', 'io/overlays/lines.ts', 'const LONGEST = 65_536'],
    ['bytes that wait in a chat', '1048576', 'cli/talk/group-service.ts', "fallback: '1M'"],
    ['line of a chat', '2000', 'cli/commands/chat.ts', "fallback: '2000'"],
    ['lines a second', '20', 'cli/commands/chat.ts', "fallback: '20'"],
    ['rooms', '100', 'io/serve/chat-rooms.ts', 'const MOST_ROOMS = 100'],
    ['path of a unix', '107', 'io/endpoints/unix/unix.ts', 'const LONGEST = 107'],
    ['silent', '120 s', 'io/endpoints/udp/accept.ts', 'const IDLE = 120'],
    ['reader of notices', '131072', 'cli/terminal/bounded-output.ts', 'const MOST_WAITING = 128 << 10'],
    ['capture is written to', '8388608', 'io/capture/write/drain.ts', 'const LIMIT = 8 << 20'],
    ['on both sides', '16777216', 'cli/commands/link.ts', "fallback: '16M'"],
  ])('%s: %s', (what, figure, path, code) => {
    const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(what));
    expect(row).toContain(figure);
    expect(source(path)).toContain(code);
  });

  it('names options that there are', () => {
    const help = ['link', 'broker', 'chat', 'connect'].map((name) => wirecat([name, '-h']).out).join('\n');
    const named = new Set(page.match(/--[a-z][a-z-]+/g));
    expect(named.size).toBeGreaterThan(9);
    for (const option of named) expect(help).toContain(option);
    const addresses = ['tcp', 'ws', 'lines', 'udp'].map((name) => wirecat(['endpoints', name]).out).join('\n');
    for (const [option] of page.matchAll(/\?[a-z-]+=/g)) expect(addresses).toContain(option);
  });
});

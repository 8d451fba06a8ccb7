/** Faults made on purpose, against the whole program: relays that lead to themselves, resets, datagrams of odd sizes, peers that never read. */
import { createHash } from 'node:crypto';
import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Running, scratch, start, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { ask, call, filesOf, hashServer, memoryOf, portOf, serveWith, startIn, stoppedReader, until } from './side.ts';

const folder = scratch();

describe('T-C2: a relay to itself', () => {
  symlinkSync(folder, join(folder, 'way'));
  it.each([
    ['tcp:127.0.0.1:PORT', 'tcp:localhost:PORT'],
    ['tcp:127.0.0.1:PORT', 'tls?insecure:tcp:0.0.0.0:PORT'],
    ['tcp:*:PORT', 'tcp:127.9.9.9:PORT'],
    ['udp:127.0.0.1:PORT', 'udp:localhost:PORT'],
    [`unix:${folder}/loop`, `unix:${folder}/way/loop`],
    ['unix:@wirecat-PORT', 'unix:@wirecat-PORT'],
  ])('from %s to %s is refused at once, exit code 2', async (from, to) => {
    const port = await freePort();
    const { code, err } = wirecat(['link', `listen:${from.replace('PORT', port)}`, to.replace('PORT', port)]);
    expect(code).toBe(2);
    expect(err).toContain('the relay would connect to itself');
  });

  it('by way of another relay: a chain as long as the limit, no longer, and both go on', async () => {
    const [one, other] = [await freePort(), await freePort()];
    const words = (own: string, to: string): readonly string[] => [
      'link',
      '--max-conns',
      '10',
      '-l',
      `127.0.0.1:${own}`,
      `127.0.0.1:${to}`,
    ];
    const relays = [start(words(one, other)), start(words(other, one))];
    for (const relay of relays) await relay.says(/listening/);
    const before = relays.map(filesOf);
    await ask(Number(one), 'round and round');
    await Promise.race(relays.map((relay) => relay.says(/limit of 10 connections/)));
    await until(() => relays.every((relay, i) => filesOf(relay) <= (before[i] ?? 0) + 2), 'the chain to be gone');
    expect(relays.map(({ child }) => child.exitCode)).toEqual([null, null]);
  });
});

describe('F-15: a reset after so many bytes', () => {
  it.each([0, 1, 1000, 100_000])('%i: all of them came, exit code 1, and the count is right', async (size) => {
    let got = 0;
    const port = await serveWith((socket) => {
      socket.write(Buffer.alloc(size));
      const look = setInterval(() => {
        if (got < size || client.err === '') return;
        clearInterval(look);
        socket.resetAndDestroy();
      }, 5);
    });
    const client = start(['connect', `127.0.0.1:${port}`]);
    client.child.stdout?.on('data', (chunk) => (got += chunk.length));
    expect(await client.exit).toBe(1);
    expect([got, client.err]).toEqual([size, expect.stringContaining(`sent 0 B, received ${size} B, closed by: peer RST`)]);
  });
});

describe('F-20: datagrams', () => {
  const bound = async (port = 0): Promise<Datagrams> => {
    const socket = createSocket('udp4').bind(port, '127.0.0.1');
    await once(socket, 'listening');
    return socket;
  };

  it('none, one and 65,507 bytes are a datagram each; a target that is not there is told, and is found when it comes', async () => {
    const target = await bound();
    const { port: targetPort } = target.address();
    const relay = start(['link', 'listen:udp:127.0.0.1:0', `udp:127.0.0.1:${targetPort}`]);
    const [port, sender] = [await portOf(relay), await bound()];
    const send = (bytes: Buffer): Promise<void> => new Promise((resolve) => sender.send(bytes, port, '127.0.0.1', () => resolve()));
    for (const size of [0, 1, 65_507, 0, 3]) {
      const arrived = once(target, 'message');
      await send(Buffer.alloc(size, 'd'));
      expect((await arrived)[0]).toHaveLength(size);
    }
    target.close();
    await once(target, 'close');
    await send(Buffer.from('lost'));
    await relay.says(/nothing listens on UDP port \d+, .*\(ECONNREFUSED\)/);
    const later = await bound(targetPort);
    let found = '';
    later.on('message', (bytes) => {
      found = String(bytes);
    });
    await until(async () => {
      await send(Buffer.from('found'));
      return found === 'found';
    }, 'the target that came back');
    for (const socket of [sender, later]) socket.close();
  });
});

describe('F-11: a peer who never reads', () => {
  const block = Buffer.alloc(1 << 20, 'a line of chat\n');
  /** Sends until nothing is taken any more; gives how many megabytes were. */
  const flood = async (port: number): Promise<number> => flooded((await call(port)).socket);

  const flooded = async (socket: Socket): Promise<number> => {
    socket.pause();
    let taken = 0;
    for (let stuck = false; !stuck && taken < 300 && !socket.destroyed; ) {
      taken++;
      if (socket.write(block)) continue;
      stuck = await Promise.race([
        once(socket, 'drain').then(() => false),
        once(socket, 'close').then(() => true),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 800)),
      ]);
    }
    return taken;
  };

  it.each(['tls', 'ws', 'wss'])('behind %s, as client and as server: the sender waits, and all of it arrives later', async (overlay) => {
    const deaf: Socket[] = [];
    const target = await serveWith((socket) => void deaf.push(socket.pause()));
    const server = start(['link', `listen:${overlay}:127.0.0.1:0`, `127.0.0.1:${target}`]);
    const client = start(['link', '--insecure', '-l', '127.0.0.1:0', `${overlay}:127.0.0.1:${await portOf(server)}`]);
    const port = await portOf(client);
    const before = [memoryOf(server), memoryOf(client)];
    const { socket } = await call(port);
    const taken = await flooded(socket);
    expect(taken).toBeLessThan(100);
    for (const [i, relay] of [server, client].entries()) expect(memoryOf(relay) - (before[i] ?? 0)).toBeLessThan(60);
    const [theirs] = deaf;
    if (theirs === undefined) throw new Error('the target is connected');
    const heard = createHash('sha256');
    theirs.on('data', (chunk) => void heard.update(chunk)).resume();
    socket.end();
    await once(theirs, 'end');
    theirs.end();
    const sent = createHash('sha256');
    for (let i = 0; i < taken; i++) sent.update(block);
    expect(heard.digest('hex')).toBe(sent.digest('hex'));
    for (const relay of [server, client]) relay.child.kill('SIGKILL');
  });

  it.each([
    ['a server', 'link -l 127.0.0.1:0 127.0.0.1:DEAF'],
    ['a program', "link -l 127.0.0.1:0 'exec:/bin/sleep 60'"],
    ['a chat', 'chat 127.0.0.1:0'],
    ['an echo', 'serve echo 127.0.0.1:0'],
  ])('%s: the sender waits, the memory does not grow', async (_, words) => {
    const deaf = await serveWith((socket) => socket.pause());
    const server = startIn(`$WIRECAT ${words.replace('DEAF', String(deaf))}`);
    const port = await portOf(server);
    const before = memoryOf(server);
    const taken = await flood(port);
    expect(taken).toBeLessThan(100);
    expect(memoryOf(server) - before).toBeLessThan(50);
    server.child.kill('SIGKILL');
  });

  it('F-12: our own stopped output holds up nobody for long: a broker goes on for the others', async () => {
    const { path } = stoppedReader(join(folder, 'out'));
    const server = startIn(`$WIRECAT broker --patience 300ms 127.0.0.1:0 > '${path}'`);
    const port = await portOf(server);
    const [speaker, reader] = [await call(port), await call(port)];
    await until(() => server.err.split('connection from').length === 3, 'two connections');
    const bytes = 24 << 20;
    speaker.socket.write(Buffer.alloc(bytes, 'to all'));
    await until(() => reader.got().length === bytes, 'everything at the other');
    expect(server.err).toMatch(/stdio dropped/);
    expect(memoryOf(server)).toBeLessThan(200);
  });
});

describe('T-C5: bytes glued to the answer of a proxy', () => {
  it.each([
    ['in one piece', 10_000],
    ['byte by byte', 1],
  ])('%s: all come through', async (_, size) => {
    const proxy = await serveWith((socket) =>
      socket.setNoDelay(true).once('data', async () => {
        const answer = Buffer.from('HTTP/1.1 200 Fine\r\nX: y\r\n\r\nbanner of the far side\r\n');
        for (let o = 0; o < answer.length; o += size) await new Promise((sent) => socket.write(answer.subarray(o, o + size), sent));
        socket.end();
      }),
    );
    const clients: readonly Running[] = [
      start(['connect', '-q', `http-connect:far.example:25:127.0.0.1:${proxy}`]),
      start(['ncat', '--proxy', `127.0.0.1:${proxy}`, '--proxy-type', 'http', 'far.example', '25']),
      start(['nc', '-X', 'connect', '-x', `127.0.0.1:${proxy}`, 'far.example', '25']),
    ];
    for (const client of clients) client.child.stdin?.end();
    for (const client of clients) expect([await client.exit, client.out.toString()]).toEqual([0, 'banner of the far side\r\n']);
  });
});

describe('T-C6: who a peer is', () => {
  it('comes from the system alone: a PROXY header is bytes like all others', async () => {
    const relay = start(['link', '--allow', '10.0.0.0/8', '-l', '127.0.0.1:0', `127.0.0.1:${await hashServer()}`]);
    const port = await portOf(relay);
    expect(await ask(port, 'PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n')).toBe('');
    await relay.says(/turned away 127\.0\.0\.1/);
  });
});

describe('T-A8: a unix socket', () => {
  it('is gone after a signal, and nobody else may use it', async () => {
    const path = join(folder, 'own.sock');
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      const server = start(['link', `listen:unix:${path}`, 'exec:/bin/cat']);
      await server.says(/listening/);
      const socket = connect({ path });
      await once(socket, 'connect');
      server.child.kill(signal);
      await server.exit;
      await expect(once(connect({ path }), 'connect')).rejects.toMatchObject({ code: 'ENOENT' });
      socket.destroy();
    }
  });
});

/** What Node makes easy to get wrong, each with the program that users run: a test a trap. The conversation itself is in nc-traps.test.ts. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificate } from '../certificates.ts';
import { shell } from '../e2e/nc-programs.ts';
import { scratch, start, startOther, WIRECAT, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { type Caller, call, filesOf, memoryOf, portOf, serveWith, startIn, stoppedReader, until } from './side.ts';

const folder = scratch();
const OURS = `'${process.execPath}' '${WIRECAT}'`;
const MIB = 1 << 20;

describe('trap: process.exit() cuts what a pipe has not taken (F-17)', () => {
  const data = Buffer.alloc(MIB, 'the last byte counts as much as the first. ');
  const sum = createHash('sha256').update(data).digest('hex');
  it.each([['connect'], ['nc'], ['ncat'], ['link']])('%s: a slow reader gets all of 1 MiB', async (name) => {
    const port = await serveWith((socket) => socket.end(data));
    const words = name === 'link' ? `link tcp:127.0.0.1:${port} -` : `${name} 127.0.0.1 ${port}`;
    const { out } = await shell(`${OURS} ${words} </dev/null 2>/dev/null | (sleep 0.7; sha256sum)`);
    expect(out).toContain(sum);
  });
});

describe('trap: closing with unread input answers with a reset, and the reply is lost (F-16)', () => {
  it.each([
    ['link', ['link', '-q', '-l', '127.0.0.1:PORT', 'sh:head -c 200000 /dev/zero']],
    ['ncat', ['ncat', '-l', '-k', '-c', 'head -c 200000 /dev/zero', '127.0.0.1', 'PORT']],
  ])('%s: who is still sending gets all 200,000 bytes of the answer', async (_, words) => {
    const port = await freePort();
    const server = start(words.map((word) => word.replace('PORT', port)));
    await until(async () => {
      const { socket } = await call(Number(port));
      const isOpen = !socket.destroyed;
      socket.destroy();
      return isOpen || server.child.exitCode !== null;
    }, 'a listener');
    const { socket, closed } = await call(Number(port));
    const sending = setInterval(() => socket.writable && socket.write(Buffer.alloc(10_000)), 1);
    const got = await closed.finally(() => clearInterval(sending));
    expect(got.length).toBe(200_000);
  });
});

describe('trap: without allowHalfOpen the reply after our end is lost (F-14)', () => {
  it.each([['connect'], ['nc -N'], ['ncat'], ['link']])('%s gets the answer to its end', async (name) => {
    const port = await serveWith((socket) => {
      let got = 0;
      socket.on('data', (chunk) => (got += chunk.length)).on('end', () => setTimeout(() => socket.end(`${got} bytes came`), 50));
    });
    const words = name === 'link' ? ['link', '-', `tcp:127.0.0.1:${port}`] : [...name.split(' '), '127.0.0.1', String(port)];
    const client = start(words);
    client.child.stdin?.end(Buffer.alloc(100_000));
    expect([await client.exit, client.out.toString()]).toEqual([0, '100000 bytes came']);
  });

  it('a listener answers whoever has ended', async () => {
    const server = start(['listen', '0']);
    const { socket, closed } = await call(await portOf(server));
    socket.end('question');
    await server.shows('question');
    server.child.stdin?.end('answer');
    expect(String(await closed)).toBe('answer');
  });
});

needs('openssl').describe('trap: TLS that is cut looks like TLS that has ended (T-A7)', () => {
  it.each(['1.2', '1.3'])('TLS %s: a killed sender is exit code 1 and the count, an end in order 0', async (version) => {
    const { cert, key } = certificate(folder);
    const options = `cert=${cert}&key=${key}&min=${version}&max=${version}`;
    const server = start(['listen', `tls?${options}:tcp:127.0.0.1:0`]);
    const killed = startOther('openssl', ['s_client', '-quiet', '-connect', `127.0.0.1:${await portOf(server)}`]);
    killed.type('half the file');
    await server.shows('half the file');
    killed.child.kill('SIGKILL');
    // A FIN; or a RST, where the killed program had not read everything (TLS 1.3 tickets).
    await server.says(/received 13 B(?:.|\n)*(?:without close_notify after 13 bytes|cut the connection \(RST\))/);
    expect(await server.exit).toBe(1);
    const whole = start(['listen', `tls?${options}:tcp:127.0.0.1:0`]);
    const where = await portOf(whole);
    whole.child.stdin?.end();
    const sender = start(['connect', `tls?insecure:127.0.0.1:${where}`]);
    sender.child.stdin?.end('all of it');
    expect(await sender.exit).toBe(0);
    expect([await whole.exit, whole.out.toString()]).toEqual([0, 'all of it']);
  });
});

describe('trap: at EMFILE Node closes peers and says nothing (F-09)', () => {
  it.each([
    ['serve echo 127.0.0.1:0', 40],
    ['link -l 127.0.0.1:0 127.0.0.1:ECHO', 20],
  ])('%s: with 80 descriptors some are served, the others refused with a line, and then all is well again', async (words, least) => {
    const echo = await serveWith((socket) => void socket.pipe(socket));
    const server = startIn(`ulimit -n 80; $WIRECAT ${words.replace('ECHO', String(echo))} --max-conns 1000`);
    const port = await portOf(server);
    const before = filesOf(server);
    const callers = await Promise.all(Array.from({ length: 200 }, () => call(port)));
    for (const { socket } of callers) socket.write('hello');
    await until(() => callers.every(({ socket, got }) => socket.closed || got().length === 5), 'an answer or an end for everybody');
    const served = callers.filter(({ got }) => String(got()) === 'hello').length;
    expect(served).toBeGreaterThanOrEqual(least);
    await server.says(new RegExp(`turned away 127\\.0\\.0\\.1:\\d+: limit of ${served} connections\n`));
    for (const { socket } of callers) socket.destroy();
    await until(() => filesOf(server) <= before, 'the descriptors of those who have left');
    const { socket, got } = await call(port);
    socket.write('again');
    await until(() => String(got()) === 'again', 'an answer to the next');
  });
});

describe("trap: one socket's error without a listener ends the server (T-A14, F-15)", () => {
  it('a storm of resets costs no descriptor, and the next one is served', async () => {
    const echo = await serveWith((socket) => void socket.pipe(socket));
    const relay = start(['link', '-l', '127.0.0.1:0', `127.0.0.1:${echo}`]);
    const port = await portOf(relay);
    const storm = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        const callers = await Promise.all(Array.from({ length: 25 }, () => call(port)));
        for (const { socket } of callers) {
          socket.write('x');
          socket.resetAndDestroy();
        }
      }
    };
    await storm(2);
    await until(() => filesOf(relay) < 40, 'descriptors given back');
    const before = filesOf(relay);
    await storm(16);
    await until(() => filesOf(relay) <= before, 'no descriptor lost');
    const { socket, got } = await call(port);
    socket.write('alive');
    await until(() => String(got()) === 'alive', 'an answer');
    expect(relay.child.exitCode).toBeNull();
    expect(relay.err).not.toMatch(/^ {4}at /m);
  });

  it('what nobody caught is one line and exit code 70, no stack and nothing that steers a terminal', () => {
    const hook = join(folder, 'bug.cjs');
    writeFileSync(hook, "setTimeout(() => { throw new Error('a bug \\u001b[31m'); }, 300);");
    for (const words of [
      ['serve', 'echo', '0'],
      ['link', '-l', '0', '127.0.0.1:9'],
      ['broker', '0'],
    ]) {
      const { code, err } = wirecat(words, '', { NODE_OPTIONS: `--require ${hook}` });
      expect(code).toBe(70);
      expect(err).toMatch(/a mistake in wirecat itself: Error: a bug \\x1b\[31m \(--debug shows where\)\n$/);
      expect(err).not.toMatch(/^ {4}at /m);
    }
  });
});

describe('trap: a reader who leaves is a stack trace (F-13)', () => {
  it.each([
    ['fields', 0],
    ['endpoints', 0],
    ['-h', 0],
    ["link 'sh:yes' -", 1],
  ])('%s | head -1: exit code %i', async (words, code) => {
    const { out, err } = await shell(`(${OURS} ${words}; echo "code $?" >&2) | head -1`);
    expect(out.split('\n')).toHaveLength(2);
    expect(err).toMatch(new RegExp(`code ${code}\n$`));
    expect(err).not.toMatch(/^ {4}at |Unhandled/m);
  });

  it.each(['<&-', '>&-', '2>&-', '<&- >&- 2>&-'])(
    'standard descriptors closed at the start (%s) are none that a socket gets',
    async (closed) => {
      let got = '';
      const port = await serveWith((socket) => socket.on('data', (chunk) => (got += chunk)).end('hello'));
      for (const words of [`connect 127.0.0.1:${port}`, `link - tcp:127.0.0.1:${port}`]) {
        const { code, err } = await shell(`${OURS} ${words} ${closed}`);
        expect([words, code, got]).toEqual([words, 0, '']);
        expect(err).not.toMatch(/^ {4}at /m);
      }
    },
  );
});

describe('trap: stream.end(callback) calls back on failure too (F-07)', () => {
  it.each([
    ['connect, its output', (port: number) => `connect 127.0.0.1:${port} </dev/null >/dev/full`],
    ['link into a device', (port: number) => `link tcp:127.0.0.1:${port} file:/dev/full`],
    ['link to standard output', (port: number) => `link tcp:127.0.0.1:${port} - </dev/null >/dev/full`],
    ['nc, its output', (port: number) => `nc 127.0.0.1 ${port} </dev/null >/dev/full`],
    ['a view', () => 'fields >/dev/full'],
  ])('%s: a full disk is exit code 1 and a line', async (_, words) => {
    const port = await serveWith((socket) => socket.end(Buffer.alloc(300_000)));
    const { code, err } = await shell(`${OURS} ${words(port)}`);
    expect(code).toBe(1);
    expect(err).toMatch(/ENOSPC|No space left/);
    expect(err).not.toMatch(/^ {4}at /m);
  });
});

describe('trap: four opens that block stop every look-up and every file (T-A9)', () => {
  it('a relay whose eight clients wait for readers of FIFOs goes on', async () => {
    spawnSync('mkfifo', [join(folder, 'idle')]); // nobody removes it, however late the last client comes
    const relay = start(['link', '-l', '127.0.0.1:0', `fifo:${join(folder, 'idle')}?write`]);
    const port = await portOf(relay);
    const waiting = await Promise.all(Array.from({ length: 8 }, () => call(port)));
    await relay.says(/waiting: nobody has opened it for reading yet/);
    const reader = stoppedReader(join(folder, 'idle'));
    let got = '';
    for (const { socket } of waiting) socket.end('came through\n');
    await until(() => {
      got += reader.read();
      return got.split('came through\n').length === 9;
    }, 'what eight clients sent');
  });
});

describe('trap: datagrams are lost unseen while the loop is busy (F-19)', () => {
  it('received and dropped are all that were sent, and both are told', async () => {
    const sink = createSocket('udp4');
    sink.bind(0, '127.0.0.1');
    await once(sink, 'listening');
    const relay = start(['link', 'listen:udp:127.0.0.1:0?buffer=65536', `udp:127.0.0.1:${sink.address().port}`]);
    const port = await portOf(relay);
    const sender = createSocket('udp4');
    const send = (text: string): Promise<void> => new Promise((resolve) => sender.send(text, port, '127.0.0.1', () => resolve()));
    let arrived = 0;
    sink.on('message', () => arrived++);
    await send('first');
    await until(() => arrived === 1, 'the first datagram');
    relay.child.kill('SIGSTOP');
    for (let i = 0; i < 4000; i++) await send('a datagram of some size');
    relay.child.kill('SIGCONT');
    const dropped = Number((await relay.says(/the system dropped (\d+) datagrams/))[1]);
    await until(() => arrived + dropped === 4001, 'every datagram to be received or counted');
    expect(dropped).toBeGreaterThan(0);
    sender.close();
    sink.close();
  });
});

describe('trap: silent and slow clients are let go after 90 s only', () => {
  it.each([['tls'], ['ws']])('%s: a silent one and a slow one have as long as the handshake may take', async (overlay) => {
    const relay = start(['link', '--handshake-timeout', '400ms', `listen:${overlay}:tcp:127.0.0.1:0`, '127.0.0.1:9']);
    const port = await portOf(relay);
    const [silent, slow] = await Promise.all([call(port), call(port)]);
    const drip = setInterval(() => slow.socket.write(overlay === 'ws' ? 'G' : '\x16'), 50);
    await Promise.all([silent.closed, slow.closed]).finally(() => clearInterval(drip));
    await relay.says(/it took more than 0\.4 s/);
  });
});

describe('trap: what a stopped reader does not take grows in memory (F-11, F-12)', () => {
  it.each([['connect 127.0.0.1:PORT'], ['link tcp:127.0.0.1:PORT -'], ['ncat 127.0.0.1 PORT']])(
    '%s: the peer waits instead',
    async (words) => {
      let sent = 0;
      let waits = false;
      const port = await serveWith((socket) => {
        const block = Buffer.alloc(MIB);
        const more = (): void => {
          while (sent < 1024 && socket.write(block)) sent++;
          sent++;
          socket.once('drain', more);
          clearTimeout(quiet);
          quiet = setTimeout(() => {
            waits = true;
          }, 700);
        };
        let quiet: NodeJS.Timeout | undefined;
        more();
      });
      const { path } = stoppedReader(join(folder, `out${words.slice(0, 4)}`));
      const client = startIn(`$WIRECAT ${words.replace('PORT', String(port))} > '${path}' 2>/dev/null`);
      await until(() => waits, 'the sender to be held up');
      expect(sent).toBeLessThan(64);
      expect(memoryOf(client)).toBeLessThan(130);
      client.child.kill('SIGKILL');
    },
  );
});

describe('trap: what a connection costs (P1)', () => {
  it('400 idle relayed connections: a few kilobytes each, and all of it given back', async () => {
    const target = await serveWith((socket) => socket.resume().on('end', () => socket.end()));
    const relay = start(['link', '--max-conns', '2000', '-l', '127.0.0.1:0', `127.0.0.1:${target}`]);
    const port = await portOf(relay);
    const some = (n: number): Promise<readonly Caller[]> => Promise.all(Array.from({ length: n }, () => call(port)));
    const bare = filesOf(relay);
    const warm = await some(200);
    await until(() => filesOf(relay) >= bare + 400, 'two sockets for each');
    const files = filesOf(relay);
    const before = memoryOf(relay);
    const idle = await some(400);
    await until(() => filesOf(relay) >= files + 800, 'two sockets for each');
    expect(((memoryOf(relay) - before) * 1024) / 400).toBeLessThan(40);
    for (const { socket } of [...warm, ...idle]) socket.destroy();
    await until(() => filesOf(relay) <= files - 400, 'all given back');
  });
});

describe('trap: SIGUSR1 opens the port of a debugger (I3)', () => {
  it.each([[['listen', '127.0.0.1:0']], [['nc', '-lv', '127.0.0.1', '0']], [['ncat', '--test', '-l', '127.0.0.1', '0']]])(
    '%j ends by it',
    async (words) => {
      const running = start(words);
      await running.says(/listen/i);
      running.child.kill('SIGUSR1');
      await running.exit;
      expect(running.child.signalCode).toBe('SIGUSR1');
      expect(running.err).not.toMatch(/debugger/i);
    },
  );
});

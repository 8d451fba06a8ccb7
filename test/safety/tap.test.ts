/** T-C4: nothing that watches a relay harms it: a view that nobody reads, a reader of the capture that stops, a disk that is full. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Running, scratch, start, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { call, hashServer, memoryOf, serveWith, startIn, stoppedReader, until } from './side.ts';

const folder = scratch();
/** What it needs for itself, the lines that wait for a reader, and buffers; the bytes of a test are far more. */
const MOST_MB = 220;
const BYTES = Buffer.alloc(48 << 20, 'wirecat carries this by a relay. ');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const SUM = sha256(BYTES);

const echoServer = (): Promise<number> => serveWith((socket) => void socket.pipe(socket));

/** Sends all through a relay to `hashServer`; gives its answer. */
const carry = async (port: number): Promise<string> => {
  const { socket, closed } = await call(port);
  socket.end(BYTES);
  return String(await closed);
};
const RIGHT = `${BYTES.length} ${SUM}`;

const untilCalled = async (port: number, relay: Running): Promise<void> =>
  until(async () => {
    if (relay.child.exitCode !== null) throw new Error(`it ended: ${relay.err}`);
    const { socket } = await call(port);
    const isOpen = !socket.destroyed;
    socket.destroy();
    return isOpen;
  }, 'a listener');

describe('T-C4: a view that nobody reads', () => {
  it.each([['--wire'], ['-x'], ['--text']])('%s: the relay goes on, memory is bounded, and what was left out is told', async (view) => {
    const { path, read } = stoppedReader(join(folder, `err${view}`));
    const port = Number(await freePort());
    const relay = startIn(`$WIRECAT link ${view} -l 127.0.0.1:${port} 127.0.0.1:${await echoServer()} 2> '${path}'`);
    await untilCalled(port, relay);
    const { socket, closed } = await call(port);
    socket.end(BYTES);
    expect(sha256(await closed)).toBe(SUM);
    if (view === '--wire') await pingPong(port, 3000);
    expect(memoryOf(relay)).toBeLessThan(MOST_MB);
    let told = '';
    await until(async () => {
      for (let more = read(); more !== ''; more = read()) told = (told + more).slice(-200_000);
      await pingPong(port, 1);
      return /[\d,]+ (packets|dumps) not shown\n/.test(told);
    }, 'the number of what was left out');
    relay.child.kill('SIGKILL');
  });

  it('the same where standard error is a socket, as a parent process gives it', async () => {
    const relay = start(['link', '--wire', '-l', '127.0.0.1:0', `127.0.0.1:${await echoServer()}`]);
    const port = Number((await relay.says(/listening on 127\.0\.0\.1:(\d+)/))[1]);
    relay.child.stderr?.pause();
    await pingPong(port, 6000);
    relay.child.stderr?.resume();
    await until(async () => {
      await pingPong(port, 1);
      return /[\d,]+ packets not shown/.test(relay.err);
    }, 'the number of what was left out');
    relay.child.kill();
    await relay.exit;
  });

  /** A byte there and back, so many times: packets enough to fill, with a row for each, what may wait for a reader. */
  const pingPong = async (port: number, times: number): Promise<void> => {
    const { socket, closed } = await call(port);
    let left = times;
    socket.setNoDelay(true).on('data', () => (--left > 0 ? socket.write('x') : socket.end()));
    socket.write('x');
    await closed;
  };

  it('notices of thousands who are refused: counted, not kept', async () => {
    const { path, read } = stoppedReader(join(folder, 'err-refused'));
    const port = Number(await freePort());
    const relay = startIn(`$WIRECAT link --deny 127.0.0.0/8 -l 127.0.0.1:${port} 127.0.0.1:9 2> '${path}'`);
    await untilCalled(port, relay);
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 50 }, async () => (await call(port)).closed));
    let told = '';
    await until(() => {
      told += read();
      return told.includes(' more, the last ');
    }, 'a sum of those turned away');
    expect(told.split('turned away').length).toBeLessThan(30);
    relay.child.kill('SIGKILL');
  });
});

describe('T-C4: a capture that cannot be written', () => {
  it('its reader stops: packets are left out, with a line, and the relay goes on', async () => {
    const { path } = stoppedReader(join(folder, 'wire'));
    const port = Number(await freePort());
    const relay = start(['link', '-w', path, '-l', `127.0.0.1:${port}`, `127.0.0.1:${await hashServer()}`]);
    await relay.says(/listening/);
    expect(await carry(port)).toBe(RIGHT);
    await relay.says(/wire: its reader does not keep up; packets are left out and counted/);
    expect(await carry(port)).toBe(RIGHT);
    expect(relay.err.split('keep up')).toHaveLength(2);
    expect(memoryOf(relay)).toBeLessThan(MOST_MB);
    relay.child.kill('SIGKILL');
  });

  it('the disk is full: told once with path and bytes, the file is good as far as it goes, exit code 1', async () => {
    const [capture, tee] = [join(folder, 'full.pcapng'), join(folder, 'full.tee')];
    const port = Number(await freePort());
    const words = `link -w '${capture}' --tee '${tee}' -l 127.0.0.1:${port} 127.0.0.1:${await hashServer()}`;
    const relay = startIn(`ulimit -f 400; $WIRECAT ${words}`);
    await relay.says(/listening/);
    expect(await carry(port)).toBe(RIGHT);
    expect(await carry(port)).toBe(RIGHT);
    relay.child.kill('SIGINT');
    expect(await relay.exit).toBe(1);
    expect(relay.err).toMatch(/full\.pcapng: cannot write \d+ bytes after \d+: .*\(EFBIG\)/);
    expect(relay.err.match(/full\.tee: /g)).toHaveLength(1);
    expect([statSync(capture).size <= 400 * 1024, statSync(tee).size]).toEqual([true, 400 * 1024]);
    expect(readFileSync(tee).equals(BYTES.subarray(0, 400 * 1024))).toBe(true);
    const read = wirecat(['read', capture]);
    expect([read.code, read.err]).toEqual([0, '']);
    expect(read.out).toContain('[SYN]');
  });

  it.each(['-w', '--tee'])('%s /dev/full', async (option) => {
    const relay = start(['link', option, '/dev/full', '-l', '0', `127.0.0.1:${await hashServer()}`]);
    const ran = await Promise.race([relay.says(/listening on 127\.0\.0\.1:(\d+)/), relay.exit]);
    if (typeof ran === 'number') {
      expect([option, ran]).toEqual(['--tee', 1]); // it is there already, and is nobody's to overwrite
      return;
    }
    expect(await carry(Number(ran?.[1]))).toBe(RIGHT);
    await relay.says(/ENOSPC/);
  });
});

it('T-C4: what a view shows late is not late at the peer', async () => {
  const { path } = stoppedReader(join(folder, 'err-late'));
  const port = Number(await freePort());
  const relay = startIn(`$WIRECAT link -x --wire -l 127.0.0.1:${port} 127.0.0.1:${await echoServer()} 2> '${path}'`);
  await untilCalled(port, relay);
  const { socket, got } = await call(port);
  for (let i = 1; i <= 30; i++) {
    socket.write(Buffer.alloc(40_000, i));
    await until(() => got().length === i * 40_000, 'the echo');
  }
  relay.child.kill('SIGKILL');
});

/** The full figures of what `npm test` tries with small ones: a gigabyte, ten thousand connections, real time limits, a starved machine. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { scratch, start } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { call, filesOf, hashServer, memoryOf, portOf, serveWith, startIn, stoppedReader, until } from '../safety/side.ts';

const folder = scratch();
const BLOCK = Buffer.alloc(1 << 20, 'a gigabyte of this goes by a relay. ');
const GIGABYTE = 1024;
const sumOfGigabyte = (): string => {
  const hash = createHash('sha256');
  for (let i = 0; i < GIGABYTE; i++) hash.update(BLOCK);
  return `${GIGABYTE << 20} ${hash.digest('hex')}`;
};

/** Sends a gigabyte; gives the answer and the seconds it took. */
const sendGigabyte = async (port: number): Promise<{ readonly answer: string; readonly seconds: number }> => {
  const { socket, closed } = await call(port);
  const started = performance.now();
  for (let i = 0; i < GIGABYTE; i++) if (!socket.write(BLOCK)) await once(socket, 'drain');
  socket.end();
  const answer = String(await closed);
  return { answer, seconds: (performance.now() - started) / 1000 };
};

const untilUp = (port: number): Promise<void> => until(async () => !(await call(port)).socket.destroyed, 'a listener');

describe('T-C4: a gigabyte by a relay', () => {
  it('whose view is stopped: whole, and at half the speed without one at least', async () => {
    const wanted = sumOfGigabyte();
    const [target, seen, plain] = [await hashServer(), Number(await freePort()), Number(await freePort())];
    const { path } = stoppedReader(join(folder, 'view'));
    const watched = startIn(`$WIRECAT link --wire -l 127.0.0.1:${seen} 127.0.0.1:${target} 2> '${path}'`);
    start(['link', '-q', '-l', `127.0.0.1:${plain}`, `127.0.0.1:${target}`]);
    await Promise.all([untilUp(seen), untilUp(plain)]);
    const ratios: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const [without, with_] = [await sendGigabyte(plain), await sendGigabyte(seen)];
      expect([without.answer, with_.answer]).toEqual([wanted, wanted]);
      ratios.push(without.seconds / with_.seconds);
    }
    console.log(`speed with a stopped view, of that without: ${ratios.map((r) => r.toFixed(2)).join(' ')}`);
    expect(ratios.sort((a, b) => a - b)[2]).toBeGreaterThan(0.5);
    expect(memoryOf(watched)).toBeLessThan(250);
  });
});

describe('T-A4, F-15: ten thousand', () => {
  const rounds = async (n: number, talk: () => Promise<void>): Promise<void> => {
    for (let i = 0; i < n; i += 50) await Promise.all(Array.from({ length: 50 }, talk));
  };

  it('who are refused: no descriptor, at most 5 MB', async () => {
    const relay = start(['link', '--deny', '127.0.0.0/8', '-l', '127.0.0.1:0', '127.0.0.1:9']);
    const port = await portOf(relay);
    const refused = async (): Promise<void> => void (await (await call(port)).closed);
    await rounds(20_000, refused); // until the heap has the size that such a storm gives it
    const [files, memory] = [filesOf(relay), memoryOf(relay)];
    await rounds(10_000, refused);
    expect(filesOf(relay)).toBeLessThanOrEqual(files);
    expect(memoryOf(relay) - memory).toBeLessThan(5);
  });

  it('who reset: no descriptor, and the next one is served', async () => {
    const port = Number(await freePort());
    const relay = start(['link', '-q', '-l', `127.0.0.1:${port}`, `127.0.0.1:${await serveWith((socket) => void socket.pipe(socket))}`]);
    await untilUp(port);
    const reset = async (): Promise<void> => {
      const { socket } = await call(port);
      socket.write('x');
      socket.resetAndDestroy();
    };
    await rounds(1000, reset);
    await until(() => filesOf(relay) < 40, 'all given back');
    const files = filesOf(relay);
    await rounds(10_000, reset);
    await until(() => filesOf(relay) <= files, 'all given back');
    const { socket, got } = await call(port);
    socket.write('alive');
    await until(() => String(got()) === 'alive', 'an answer');
  });
});

describe('T-A6: real time limits', () => {
  it('200 silent TLS peers: the 201st is served at once, and they are gone after ten seconds', async () => {
    const relay = start(['link', '--max-conns', '400', 'listen:tls:tcp:127.0.0.1:0', 'exec:/bin/cat']);
    const port = await portOf(relay);
    const started = performance.now();
    const silent = await Promise.all(Array.from({ length: 200 }, () => call(port)));
    const asked = performance.now();
    const good = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    good.write('echo');
    expect(String((await once(good, 'data'))[0])).toBe('echo');
    expect(performance.now() - asked).toBeLessThan(1000);
    good.destroy();
    await Promise.all(silent.map(({ closed }) => closed));
    const seconds = (performance.now() - started) / 1000;
    expect([seconds > 9.5, seconds < 12]).toEqual([true, true]);
  });
});

describe('F-25: a starved machine', () => {
  it('four busy loops: an idle limit of two seconds cuts nobody who speaks each half second, and nothing is lost', async () => {
    const burners = Array.from({ length: 4 }, () => spawn('sh', ['-c', 'while :; do :; done']));
    try {
      const echo = await serveWith((socket) => void socket.pipe(socket));
      const relay = start(['link', '--idle', '2s', '-l', '127.0.0.1:0', `127.0.0.1:${echo}`]);
      const { socket, got, closed } = await call(await portOf(relay));
      for (let i = 1; i <= 20; i++) {
        socket.write('tick');
        await until(() => got().length === 4 * i, 'the echo');
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      socket.end(BLOCK);
      expect((await closed).subarray(80).equals(BLOCK)).toBe(true);
      expect(relay.err).not.toContain('idle');
    } finally {
      for (const burner of burners) burner.kill('SIGKILL');
    }
  });
});

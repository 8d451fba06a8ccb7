import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleScript } from '../../../test/script.ts';
import { english, sayServing } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { connectionLimits } from './connection-limits.ts';

const text = (said: Said | undefined): string => (said === undefined ? '' : english.text(said));

describe('connection limits', () => {
  it('holds at limit, lets in at limit - 1 and refuses at limit + 1', () => {
    const limiter = connectionLimits({ maxConns: 3 });
    expect([limiter.admit('10.0.0.1'), limiter.admit('10.0.0.2'), limiter.admit('10.0.0.3')]).toEqual([undefined, undefined, undefined]);
    expect(text(limiter.admit('10.0.0.4'))).toBe('limit of 3 connections');
    limiter.release('10.0.0.1');
    expect(limiter.admit('10.0.0.4')).toBeUndefined();
    expect(text(limiter.admit('10.0.0.5'))).toBe('limit of 3 connections');
  });

  it('counts one address in all its spellings', () => {
    const limiter = connectionLimits({ maxPerAddress: 2 });
    expect([limiter.admit('10.0.0.1'), limiter.admit('::ffff:10.0.0.1')]).toEqual([undefined, undefined]);
    expect(text(limiter.admit('::ffff:a00:1'))).toBe('limit of 2 connections per address');
    expect(limiter.admit('10.0.0.2')).toBeUndefined();
    limiter.release('::ffff:10.0.0.1');
    expect(limiter.admit('10.0.0.1')).toBeUndefined();
    expect([limiter.admit('::1'), limiter.admit('0:0:0:0:0:0:0:1'), limiter.admit('::1')]).toEqual([
      undefined,
      undefined,
      sayServing('limitEach', { most: '2' }),
    ]);
  });

  it('has limits without being asked, 100 per address', () => {
    const limiter = connectionLimits({});
    for (let i = 0; i < 100; i++) expect(limiter.admit('10.0.0.1')).toBeUndefined();
    expect(text(limiter.admit('10.0.0.1'))).toBe('limit of 100 connections per address');
    const asked = connectionLimits({ maxConns: 150 });
    for (let i = 0; i < 150; i++) expect(asked.admit('10.0.0.1')).toBeUndefined();
  });

  it('counts peers without an address only together', () => {
    const limiter = connectionLimits({});
    for (let i = 0; i < 300; i++) expect(limiter.admit('unnamed')).toBeUndefined();
  });

  it('asks the list first, with the address in one spelling', () => {
    const asked: string[] = [];
    const limiter = connectionLimits({ maxConns: 0, admits: (remote) => asked.push(remote) === 0 });
    expect(text(limiter.admit('::ffff:127.0.0.1'))).toBe('not on the list of those allowed');
    expect(asked).toEqual(['127.0.0.1']);
  });
});

const dial = (port: number): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => resolve(socket));
    socket.once('connect', () => resolve(socket));
  });

describe('refusing', () => {
  it('10,000 peers costs no descriptor and no memory to speak of (T-A4)', async () => {
    const stop = new AbortController();
    let refused = 0;
    const options = { admits: () => false, onRefused: () => refused++ };
    const listener = await tcp.accept?.(tcp.parse('127.0.0.1:0'), options, stop.signal);
    const port = Number(listener?.addresses[0]?.split(':')[1]);
    const files = (): number => readdirSync('/proc/self/fd').length;
    const round = async (peers: number): Promise<void> => {
      for (let i = 0; i < peers; i += 50) {
        const sockets = await Promise.all(Array.from({ length: 50 }, () => dial(port)));
        await Promise.all(sockets.map((s) => (s.closed ? undefined : once(s.resume(), 'close'))));
      }
    };
    await round(500);
    const before = files();
    await round(9_500);
    expect(refused).toBe(10_000);
    expect(files()).toBeLessThanOrEqual(before);
    stop.abort();
  });

  it('begins before the system has no descriptor left, and ends when peers leave (F-09)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-limits-'));
    const script = await bundleScript(
      folder,
      `import { english } from 'src/core/said.ts';
       import { tcp } from 'src/io/endpoints/tcp/tcp.ts';
       import { serve } from 'src/io/serve/serve.ts';
       import { echo } from 'src/io/services/echo/echo.ts';
       const stop = new AbortController();
       const options = { maxConns: 1000, onRefused: (_, why) => console.log(english.text(why)) };
       const serving = serve(echo, await tcp.accept(tcp.parse('127.0.0.1:0'), options, stop.signal), {}, stop.signal);
       console.log(serving.addresses[0]);`,
    );
    const child = spawn('sh', ['-c', `ulimit -n 80; exec ${process.execPath} ${script}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    onTestFinished(() => void child.kill());
    await expect.poll(() => output).toContain('\n');
    const port = Number(output.trim().split(':')[1]);
    const answers = await Promise.all(Array.from({ length: 300 }, () => ask(port)));
    const served = answers.filter((a) => a.said === 'hello').length;
    expect(served).toBeGreaterThanOrEqual(40);
    expect(answers.filter((a) => a.said === '').length).toBe(300 - served);
    await expect.poll(() => output.split(`limit of ${served} connections\n`).length - 1).toBe(300 - served);
    for (const { socket } of answers) socket.destroy();
    await expect.poll(async () => (await ask(port)).said).toBe('hello');
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });
});

/** Says hello and waits for the echo, or for the end. */
const ask = async (port: number): Promise<{ readonly socket: Socket; readonly said: string }> => {
  const socket = await dial(port);
  socket.write('hello');
  const said = await new Promise<string>((resolve) => {
    socket.once('data', (chunk) => resolve(String(chunk)));
    for (const event of ['close', 'error']) socket.once(event, () => resolve(''));
  });
  return { socket, said };
};

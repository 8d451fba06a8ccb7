/** `serve --concurrency`: the ways in which a server has several clients, with real threads and processes. */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { afterEachTest } from '../after-each.ts';
import { type Running, start, wirecat } from './program.ts';

const clients: Socket[] = [];
afterEachTest(() => {
  for (const client of clients.splice(0)) client.destroy();
});

const served = async (how: string): Promise<{ readonly running: Running; readonly port: number }> => {
  const running = start(['serve', 'echo', 'tcp:127.0.0.1:0', '--concurrency', how]);
  return { running, port: Number((await running.says(/echo on 127\.0\.0\.1:(\d+)/))[1]) };
};

interface Client {
  readonly socket: Socket;
  readonly port: number;
  said(): string;
}

const client = async (port: number): Promise<Client> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  clients.push(socket);
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  await once(socket, 'connect');
  return { socket, port: socket.localPort ?? 0, said: () => said };
};

describe('serve --concurrency', () => {
  it('sequential: the second client is connected and waits until the first has gone, then gets all that it said', async () => {
    const { running, port } = await served('sequential');
    const [first, second] = [await client(port), await client(port)];
    second.socket.write('two');
    await running.says(new RegExp(`127\\.0\\.0\\.1:${second.port} is connected and waits: 1 is served, 0 wait before it`));
    first.socket.write('one');
    await expect.poll(first.said).toBe('one');
    expect(second.said()).toBe('');
    first.socket.end();
    await expect.poll(second.said).toBe('two');
  });

  it('processes: each client has a process of its own, which ends with it', async () => {
    const { running, port } = await served('processes');
    const [first, second] = [await client(port), await client(port)];
    const pids = await Promise.all(
      [first, second].map(async (c) => Number((await running.says(new RegExp(`process (\\d+) serves 127\\.0\\.0\\.1:${c.port}`)))[1])),
    );
    expect(new Set(pids).size).toBe(2);
    first.socket.write('one');
    second.socket.write('two');
    await expect.poll(first.said).toBe('one');
    await expect.poll(second.said).toBe('two');
    for (const c of [first, second]) c.socket.end();
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
    await running.says(new RegExp(`127\\.0\\.0\\.1:${first.port}: sent 3 B, received 3 B, closed by: peer FIN, us FIN`));
  });

  it('threads: each client has a thread of its own', async () => {
    const { running, port } = await served('threads');
    const [first, second] = [await client(port), await client(port)];
    await running.says(new RegExp(`thread 1 serves 127\\.0\\.0\\.1:${first.port}`));
    await running.says(new RegExp(`thread 2 serves 127\\.0\\.0\\.1:${second.port}`));
    second.socket.end('x'.repeat(1_000_000));
    first.socket.end('one');
    await expect.poll(() => second.said().length).toBe(1_000_000);
    await expect.poll(first.said).toBe('one');
  });

  it('is refused in words where there is no such way, or no parent', () => {
    expect(wirecat(['serve', 'echo', '0', '--concurrency', 'fibres'])).toMatchObject({ code: 2 });
    expect(wirecat(['serve', 'echo', '--helper', '{}'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/type --concurrency processes/),
    });
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
};

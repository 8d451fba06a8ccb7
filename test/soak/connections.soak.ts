/** F-10: ten thousand connections at once, all of them served, at a price for each that stays the same however often they come. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { type Running, scratch, start, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { type Caller, call, filesOf, memoryOf, serveWith, until } from '../safety/side.ts';

const folder = scratch();
const MANY = 10_000;
const ROUNDS = 8;
/** Connects at a time: fewer than may wait to be accepted. */
const BATCH = 200;

/** Node raises what a process may open to the most that it may. */
const filesAllowed = (): number => {
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1];
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
};

const needsFiles = ({ skip }: TestContext, files: number): void => {
  const allowed = filesAllowed();
  skip(allowed < files, `needs ${files} open files, and ${allowed} are allowed here (ulimit -Hn)`);
};

/** A listener on loopback that says nothing, once it listens and whoever asked has gone. */
const startOn = async (words: (at: string) => readonly string[]): Promise<{ readonly running: Running; readonly port: number }> => {
  const port = Number(await freePort());
  const running = start(words(`127.0.0.1:${port}`));
  await until(async () => {
    const { socket } = await call(port);
    const isUp = !socket.destroyed;
    socket.destroy();
    return isUp;
  }, 'a listener');
  return { running, port };
};

const callMany = async (port: number, count: number): Promise<readonly Caller[]> => {
  const callers: Caller[] = [];
  while (callers.length < count) {
    const batch = Math.min(BATCH, count - callers.length);
    callers.push(...(await Promise.all(Array.from({ length: batch }, () => call(port)))));
  }
  return callers;
};

/** Each says its number, and hears it. */
const allAnswered = async (callers: readonly Caller[]): Promise<void> => {
  for (const [n, { socket }] of callers.entries()) socket.write(`<${n}>`);
  const unanswered = (): number => callers.filter(({ got }, n) => String(got()) !== `<${n}>`).length;
  await until(() => unanswered() === 0, 'an answer to each').catch(() => expect(unanswered()).toBe(0));
};

const leave = async (callers: readonly Caller[], server: Running, files: number): Promise<void> => {
  for (const { socket } of callers) socket.end();
  await Promise.all(callers.map(({ closed }) => closed));
  await until(() => filesOf(server) <= files, 'all descriptors given back');
};

/** Milliseconds of the slowest but one of a hundred questions in a row. */
const slowest = async (port: number): Promise<number> => {
  const { socket, got } = await call(port);
  const times: number[] = [];
  for (let n = 1; n <= 100; n++) {
    const asked = performance.now();
    socket.write('?');
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (got().length < n) return;
        socket.off('data', look);
        resolve();
      };
      socket.on('data', look);
    });
    times.push(performance.now() - asked);
  }
  socket.destroy();
  return times.sort((a, b) => a - b)[98] ?? 0;
};

describe('F-10: ten thousand', () => {
  it('are all answered, at 150 MB, and a stranger beside them at once; eight rounds of them leave nothing behind', async (context) => {
    needsFiles(context, MANY + 200);
    const { running: server, port } = await startOn((at) => ['serve', '-q', 'echo', at, '--max-conns', String(MANY + 1)]);
    const files = filesOf(server);
    const memory: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const callers = await callMany(port, MANY);
      await allAnswered(callers);
      memory.push(memoryOf(server));
      expect(await slowest(port)).toBeLessThan(100);
      await leave(callers, server, files);
    }
    console.log(`memory with ${MANY} connections, again and again: ${memory.map((m) => m.toFixed(0)).join(' ')} MB`);
    expect(memory[0]).toBeLessThan(150);
    // What a round leaves is collected within a few rounds; were it kept, each of the last four would stand above 320 MB.
    expect(Math.min(...memory.slice(-4))).toBeLessThan(220);
  });

  it('are recorded at 250 MB, each with its bytes', async (context) => {
    needsFiles(context, MANY + 200);
    const file = join(folder, 'many.pcapng');
    const { running: server, port } = await startOn((at) => ['serve', '-q', '-w', file, 'echo', at, '--max-conns', String(MANY)]);
    const files = filesOf(server);
    const callers = await callMany(port, MANY);
    await allAnswered(callers);
    const memory = memoryOf(server);
    await leave(callers, server, files);
    server.child.kill('SIGINT');
    expect(await server.exit).toBe(0);
    console.log(`memory with ${MANY} connections recorded: ${memory.toFixed(0)} MB`);
    expect(memory).toBeLessThan(250);
    const rows = wirecat(['read', file, '-Y', 'tcp.len > 0', '--json', '--fields', 'tcp.stream']).out.trim().split('\n');
    expect([rows.length, new Set(rows).size]).toEqual([2 * MANY, MANY]);
  });

  it('idle links cost 12 KB each', async (context) => {
    const links = 9000;
    needsFiles(context, 2 * links + 200);
    const echo = await serveWith((socket) => void socket.pipe(socket));
    const { running: relay, port } = await startOn((at) => ['link', '-q', '-l', at, `127.0.0.1:${echo}`, '--max-conns', String(links)]);
    const files = filesOf(relay);
    const warm = await callMany(port, BATCH);
    await allAnswered(warm);
    await leave(warm, relay, files);
    const before = memoryOf(relay);
    const callers = await callMany(port, links);
    await allAnswered(callers);
    const each = ((memoryOf(relay) - before) * 1024) / links;
    console.log(`an idle link: ${each.toFixed(1)} KB`);
    expect(each).toBeLessThan(12);
  });
});

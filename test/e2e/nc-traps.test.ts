/** What Node makes easy to get wrong: readers who leave, closed descriptors, ends that cut, memory that grows, peers that reset. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { background, OURS, queued, serverOf, shell, until, untilListening } from './nc-programs.ts';
import { WIRECAT } from './program.ts';

const spawnNc = (...words: string[]): ChildProcess => {
  const child = spawn(process.execPath, [WIRECAT, 'nc', ...words]);
  child.stdin.on('error', () => {});
  return child;
};

/** What it said on standard error, and its exit code, once it is over. */
const told = async (child: ChildProcess): Promise<{ code: number | null; err: string }> => {
  let err = '';
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, err };
};

/** Sends the same bytes for ever, as fast as they are taken. */
const flood = (socket: Socket): void => {
  const block = Buffer.alloc(1 << 16, 'x');
  const more = (): void => void (socket.destroyed || socket.write(block, more));
  socket.on('error', () => {});
  more();
};

const memoryOf = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;

/**
 * Until it sleeps although there is something for it to read: a process that wanted it would not sleep. It may be between two things, so it
 * is asked several times.
 */
const untilDeaf = async ({ pid }: ChildProcess, isThereMore: () => boolean): Promise<void> => {
  let times = 0;
  await until(
    () => {
      const sleeps = /^\d+ \(.*\) S/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
      times = sleeps && isThereMore() ? times + 1 : 0;
      return times === 20;
    },
    'a process that reads no more',
    40,
  );
};

/** What it needs for itself, and a megabyte or two of buffers each way; a gigabyte would be far beyond. */
const MOST_MB = 120;

describe.concurrent('a reader who', () => {
  it('leaves ends nothing but that direction, without a word', async () => {
    let got = '';
    const { port, server } = await serverOf((socket) => {
      socket.on('data', (chunk) => {
        got += chunk.toString();
        if (got === 'gone\n') socket.write('x'.repeat(100_000), () => sender.stdin?.end('later\n'));
      });
      socket.on('end', () => socket.end());
      socket.write('first line\n');
    });
    const sender = spawnNc('-N', '127.0.0.1', port);
    const over = told(sender);
    await once(sender.stdout as Readable, 'data');
    sender.stdout?.destroy();
    sender.stdin?.write('gone\n');
    expect([await over, got]).toEqual([{ code: 0, err: '' }, 'gone\nlater\n']);
    server.close();
  });

  it('leaves a listener: what still comes is read and thrown away, and it ends with its peer', async () => {
    const port = await freePort();
    const listener = shell(`(${OURS} -l 127.0.0.1 ${port} </dev/null; echo "code $?" >&2) | true`);
    await untilListening(port);
    const sender = await shell(`head -c 3000000 /dev/zero | ${OURS} -N 127.0.0.1 ${port}`);
    expect([sender.code, (await listener).err]).toEqual([0, 'code 0\n']);
  });

  it('is slow gets everything, although the peer has gone long ago', async () => {
    const port = await freePort();
    const listener = shell(`${OURS} -l 127.0.0.1 ${port} | (sleep 1; sha256sum)`);
    await untilListening(port);
    const bytes = Buffer.alloc(3_000_000, 'slow');
    await shell(`yes slow | tr -d '\\n' | head -c 3000000 | ${OURS} -N 127.0.0.1 ${port}`);
    expect((await listener).out).toContain(createHash('sha256').update(bytes).digest('hex'));
  });

  it('stops makes the peer wait, not the memory grow', async () => {
    const port = await freePort();
    const receiver = spawnNc('-l', '127.0.0.1', port); // nobody reads its output
    await untilListening(port);
    const socket = connect(Number(port), '127.0.0.1');
    flood(socket);
    await untilDeaf(receiver, () => queued(port).some((bytes) => bytes > 0));
    expect(memoryOf(receiver.pid)).toBeLessThan(MOST_MB);
    socket.destroy();
    receiver.kill();
  });
});

describe.concurrent('a peer who', () => {
  it('does not read makes standard input wait, not the memory grow', async () => {
    const { port, server } = await serverOf((socket) => socket.pause());
    const sender = spawnNc('127.0.0.1', port);
    const block = Buffer.alloc(1 << 16);
    const more = (): void => void sender.stdin?.write(block, (error) => (error ? undefined : more()));
    more();
    await untilDeaf(sender, () => sender.stdin?.writableNeedDrain === true);
    expect(memoryOf(sender.pid)).toBeLessThan(MOST_MB);
    sender.kill();
    server.close();
  });

  it('does not read cannot keep us from ending (-w)', async () => {
    const { port, server } = await serverOf((socket) => socket.pause());
    const { code } = await shell(`head -c 9000000 /dev/zero | ${OURS} -w 1 127.0.0.1 ${port}`);
    server.close();
    expect(code).toBe(0);
  });

  it('resets ends the conversation, with what had come', async () => {
    let cut = (): void => {};
    const { port, server } = await serverOf((socket) => {
      socket.write('before');
      cut = () => socket.resetAndDestroy();
    });
    const sender = spawnNc('127.0.0.1', port);
    const over = told(sender);
    const [out] = await once(sender.stdout as Readable, 'data');
    cut();
    expect([await over, String(out)]).toEqual([{ code: 0, err: '' }, 'before']);
    server.close();
  });

  it('ends first still gets what is being sent (half-close both ways)', async () => {
    const counted: number[] = [];
    const { port, server } = await serverOf((socket) => {
      let got = 0;
      socket.end('my end');
      socket.on('data', (chunk) => (got += chunk.length));
      socket.on('end', () => counted.push(got));
    });
    const sender = spawnNc('-N', '127.0.0.1', port);
    const [out] = await once(sender.stdout as Readable, 'data');
    sender.stdin?.end(Buffer.alloc(2_000_000));
    await until(() => counted.length > 0, 'the end');
    server.close();
    expect([String(out), counted]).toEqual(['my end', [2_000_000]]);
  });
});

describe.concurrent('descriptors', () => {
  it.each(['<&-', '>&-', '2>&-', '<&- >&- 2>&-'])('closed at the start (%s) are none that a socket gets', async (closed) => {
    let got = '';
    const { port, server } = await serverOf((socket) => {
      socket.on('data', (chunk) => (got += chunk.toString()));
      socket.end('hello');
    });
    const { code, out, err } = await shell(`${OURS} -v -N 127.0.0.1 ${port} ${closed}`);
    server.close();
    expect([code, got]).toEqual([0, '']);
    expect(out).toBe(closed.includes('>&- ') || closed === '>&-' ? '' : 'hello');
    expect(err).not.toMatch(/at .*:\d+|Error/);
  });

  it('a full disk is told, with exit code 1', async () => {
    const { port, server } = await serverOf((socket) => socket.end('x'.repeat(100_000)));
    const { code, err } = await shell(`${OURS} -N 127.0.0.1 ${port} >/dev/full </dev/null`);
    server.close();
    expect([code, err]).toEqual([1, 'nc: standard output: No space left on device\n']);
  });

  it('a folder for standard input is an end at once', async () => {
    const { port, server } = await serverOf((socket) => socket.end('hello'));
    expect(await shell(`${OURS} -N 127.0.0.1 ${port} </`)).toMatchObject({ code: 0, out: 'hello', err: '' });
    server.close();
  });
});

describe.concurrent('signals', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s ends it as it ends any program, in the process that was started',
    async (signal) => {
      const port = await freePort();
      const listener = spawnNc('-l', '127.0.0.1', port);
      await untilListening(port);
      listener.kill(signal);
      expect(await new Promise((resolve) => listener.on('exit', (_, by) => resolve(by)))).toBe(signal);
    },
  );

  it.each([
    ['-lk', '-c', 'cat', 'SIGINT'],
    ['-lk', '-e', '/bin/cat', 'SIGHUP'],
    ['-l', '-c', 'cat', 'SIGTERM'],
  ] as const)('reach the program of %s %s %s, and nothing listens on: %s', async (how, option, program, signal) => {
    const port = await freePort();
    const listener = spawnNc(how, option, program, '127.0.0.1', port);
    await untilListening(port);
    const client = connect(Number(port), '127.0.0.1').on('error', () => {});
    client.write('here');
    await new Promise((resolve) => client.once('data', resolve));
    const gone = new Promise((resolve) => client.once('close', resolve));
    listener.kill(signal);
    expect(await new Promise((resolve) => listener.on('exit', (_, by) => resolve(by)))).toBe(signal);
    client.end();
    await gone;
  });

  it("are the shell's business too: exit code 143", async () => {
    const port = await freePort();
    const listener = background(`${OURS} -l 127.0.0.1 ${port} & echo $!; wait $!; echo $?`);
    await expect.poll(() => listener.shown()).toMatch(/^\d+\n/);
    await untilListening(port);
    process.kill(Number.parseInt(listener.shown(), 10));
    expect((await listener.ended).out).toMatch(/\n143\n$/);
  });
});

/** fifo: who reads and who writes, waiting without blocking anything, and what is left behind. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointConformance, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { link } from '../../link/link.ts';
import { memoryPair } from '../memory/memory.ts';
import { tcp } from '../tcp/tcp.ts';
import { fifo } from './fifo.ts';

const never = new AbortController().signal;
let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-fifo-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const name = (): string => join(folder, `f${++made}`);
const open = (words: string, options: OpenOptions = {}, signal = never): Promise<OpenChannel> =>
  fifo.open(fifo.parse(words), options, signal);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

endpointConformance(fifo, {
  pair: async (place, signal) => {
    const [ours, theirs] = await Promise.all([
      fifo.open(fifo.parse(`${place}/a+${place}/b`), {}, signal),
      fifo.open(fifo.parse(`${place}/b+${place}/a`), {}, signal),
    ]);
    return { ours, theirs };
  },
  refused: { text: (place) => `${place}/none/x`, code: 'ENOENT' },
});

describe('fifo: its words', () => {
  it.each(['/tmp/a', '/tmp/a+/tmp/b', '/tmp/a?keep&mode=660&read', 'a?write'])('%s is printed as it was read', (words) => {
    expect(fifo.print(fifo.parse(words))).toBe(`fifo:${words}`);
  });

  it.each([
    ['', 'expected a path, or two joined by +'],
    ['a+', 'expected a path, or two joined by +'],
    ['a+b+c', 'expected a path, or two joined by +'],
    ['a+a', 'expected two FIFOs for the two ways'],
    ['a?read&write', 'expected read or write, not both'],
    ['a+b?read', 'expected no read or write'],
    ['a?mode=9', 'expected mode as three octal digits'],
  ])('%j is refused with what to write instead', (words, message) => {
    expect(() => fifo.parse(words)).toThrow(message);
  });
});

describe('fifo: one', () => {
  it('the first of two reads, the second writes; made for this user only and removed at the end', async () => {
    const path = name();
    const reader = await open(path);
    expect(lstatSync(path).isFIFO()).toBe(true);
    expect(lstatSync(path).mode & 0o777).toBe(0o600);
    const writer = await open(path);
    await writer.write(text('hello'));
    await writer.end();
    expect(String(await readAll(reader))).toBe('hello');
    expect((await reader.ledger.closing).endings.map((e) => `${e.by} ${e.how}`)).toEqual(['us end', 'peer end']);
    await writer.ledger.closing;
    expect(existsSync(path)).toBe(false);
  });

  it('in a link its place decides, and the writer waits for its reader and says so', async () => {
    const path = name();
    const said: string[] = [];
    const opening = open(path, { side: 'second', onMessage: (line) => said.push(line) });
    await expect.poll(() => said).toEqual([`fifo:${path}: waiting: nobody has opened it for reading yet`]);
    const reader = await open(path, { side: 'first' });
    const writer = await opening;
    await writer.write(text('late'));
    writer.close();
    expect(String(await readAll(reader))).toBe('late');
  });

  it('ends a link when the last writer has closed', async () => {
    const path = name();
    const [near, far] = memoryPair();
    const reader = await open(path);
    const joined = link(reader, far, { linger: { time: 50, bytes: 1000 } }, never);
    const shell = spawn('sh', ['-c', 'echo from outside > "$0"', path], { stdio: 'ignore' });
    expect(String(await readAll(near))).toBe('from outside\n');
    await joined.done;
    expect(shell.exitCode).toBe(0);
  });

  it('with keep it waits for the next writer', async () => {
    const path = name();
    const reader = await open(`${path}?read&keep`);
    let got = '';
    for (const word of ['one', 'two']) {
      execFileSync('sh', ['-c', `printf ${word} > "$0"`, path]);
      for await (const chunk of reader.incoming) {
        got += Buffer.from(chunk);
        break;
      }
    }
    expect(got).toBe('onetwo');
    reader.close();
    await reader.ledger.closing;
  });

  it('fails a writer whose reader has gone', async () => {
    const path = name();
    const reader = await open(path);
    const writer = await open(path);
    reader.abort(new Error('gone'));
    const failing = async (): Promise<void> => {
      for (let i = 0; i < 100; i++) await writer.write(text('anybody?'));
    };
    await expect(failing()).rejects.toMatchObject({ code: 'EPIPE' });
  });

  it('stays as long as one of several in the same process needs it', async () => {
    const path = name();
    const [first, second] = [open(`${path}?write`), open(`${path}?write`)];
    const reader = await open(`${path}?read&keep`);
    const [one, two] = await Promise.all([first, second]);
    await one.write(text('one'));
    await one.end();
    await one.ledger.closing;
    expect(existsSync(path)).toBe(true);
    await two.write(text('two'));
    await two.end();
    await two.ledger.closing;
    reader.close();
    await reader.ledger.closing;
    expect(existsSync(path)).toBe(false);
  });

  it('gives up waiting when its signal is aborted, and removes what it made', async () => {
    const path = name();
    const stop = new AbortController();
    const opening = open(`${path}?write`, {}, stop.signal);
    while (!existsSync(path)) await pause(5);
    stop.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
    expect(existsSync(path)).toBe(false);
  });

  it('leaves alone what was there before', async () => {
    const path = name();
    execFileSync('mkfifo', [path]);
    const reader = await open(path);
    reader.close();
    await reader.ledger.closing;
    expect(existsSync(path)).toBe(true);
    const file = name();
    writeFileSync(file, 'precious');
    await expect(open(file)).rejects.toThrow('is a file already, and no FIFO');
    const way = name();
    symlinkSync(path, way);
    await expect(open(way)).rejects.toThrow('is a symbolic link already, and no FIFO');
  });
});

describe('fifo: two', () => {
  it('both sides may be given the same words', async () => {
    const words = `${name()}+${name()}`;
    const first = open(words);
    await pause(100);
    const second = await open(words);
    const ours = await first;
    await ours.write(text('ping'));
    await second.write(text('pong'));
    ours.end().catch(() => {});
    second.end().catch(() => {});
    expect((await Promise.all([readAll(ours), readAll(second)])).map(String)).toEqual(['pong', 'ping']);
  });

  it('a program that opens both and blocks meanwhile is not waited for in vain, whatever its order', async () => {
    for (const order of ['exec 4> "$0"; exec 3< "$1"', 'exec 3< "$1"; exec 4> "$0"']) {
      const [a, b] = [name(), name()];
      const opening = open(`${a}+${b}`);
      while (!existsSync(b)) await pause(5);
      const shell = spawn('sh', ['-c', `${order}; read line <&3; echo "got $line" >&4`, a, b], { stdio: 'ignore' });
      const channel = await opening;
      await channel.write(text('it\n'));
      expect(String(await readAll(channel))).toBe('got it\n');
      channel.close();
      shell.kill();
    }
  });

  it('when both sides may read the same one, it says what is wrong', async () => {
    const [a, b] = [name(), name()];
    const said: string[] = [];
    const stop = new AbortController();
    const opening = open(`${a}+${b}`, { onMessage: (line) => said.push(line) }, stop.signal);
    await expect.poll(() => said[0]).toContain(`waiting: nobody reads ${b} yet`);
    expect(said[0]).toContain(`one of the two must read ${b} and write ${a}`);
    stop.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
  });
});

it('T-A9: eight idle FIFOs hold up neither files nor look-ups', async () => {
  const stop = new AbortController();
  const idle = Array.from({ length: 8 }, () => open(name()));
  const waiting = Array.from({ length: 8 }, () => open(`${name()}?write`, {}, stop.signal).catch(() => {}));
  const readers = await Promise.all(idle);
  const reading = readers.map((reader) => readAll(reader).catch(() => {}));
  const listener = await tcp.accept!(tcp.parse(':0'), {}, never);
  await pause(50);
  const channel = await tcp.open(tcp.parse(`localhost:${listener.addresses[0]?.replace(/^.*:/, '')}`), {}, never);
  await readFile('/etc/hosts');
  channel.close();
  await listener.close();
  stop.abort(new Error('enough'));
  for (const reader of readers) reader.abort(new Error('enough'));
  await Promise.all([...reading, ...waiting]);
});

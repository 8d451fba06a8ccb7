/** exec: what becomes of the program, its environment, its messages and those it starts. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endpointConformance, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import type { ChannelFacts } from '../../base/tap.ts';
import { link } from '../../link/link.ts';
import { memoryPair } from '../memory/memory.ts';
import { unix } from '../unix/unix.ts';
import { type ExecAddress, exec } from './exec.ts';

const never = new AbortController().signal;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-exec-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (words: string, options: OpenOptions = {}): Promise<OpenChannel> => exec.open(exec.parse(words), options, never);
const script = (program: string, options: OpenOptions = {}, more: Partial<ExecAddress> = {}): Promise<OpenChannel> =>
  exec.open({ argv: ['/bin/sh', '-c', program], ...more }, options, never);
const output = async (channel: OpenChannel): Promise<string> => String(await readAll(channel));
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
};
const gone = async (pid: number): Promise<void> => {
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), LONG);
};
const LONG = { timeout: 120_000, interval: 10 };
/** The first line, a process id. */
const readPid = async (channel: OpenChannel): Promise<number> => {
  let line = '';
  for await (const chunk of channel.incoming) {
    line += Buffer.from(chunk);
    if (line.includes('\n')) return Number.parseInt(line, 10);
  }
  throw new Error('no process id came');
};

/** The peer of a pair is a unix socket that the program, started with the suite's own runtime, connects to. */
const BRIDGE = `const s = require('node:net').connect({ path: process.argv[1], allowHalfOpen: true });
process.stdin.pipe(s); s.pipe(process.stdout); s.on('end', () => process.stdout.write('', () => require('node:fs').closeSync(1))); s.on('error', () => process.exit()); process.stdout.on('error', () => s.destroy());`;

endpointConformance(exec, {
  pair: async (place, signal) => {
    const path = join(place, 'peer.sock');
    const listener = await unix.accept!({ path }, {}, signal);
    const ours = await exec.open({ argv: [process.execPath, '-e', BRIDGE, path] }, {}, signal);
    const { value: theirs } = await listener[Symbol.asyncIterator]().next();
    await listener.close();
    return { ours, theirs };
  },
  refused: { text: () => '/nonexistent/program', code: 'ENOENT' },
});

describe('exec: runs', () => {
  it('a program with its words, no shell in between', async () => {
    expect(await output(await open(`echo '$HOME' "a  b" * ;`))).toBe('$HOME a  b * ;\n');
  });

  it('and goes on reading its output after the end of its input', async () => {
    const channel = await open('sort');
    await channel.write(text('b\na\n'));
    await channel.end();
    expect(await output(channel)).toBe('a\nb\n');
    const closing = await channel.ledger.closing;
    expect(closing.endings.map((e) => `${e.by} ${e.how}`)).toEqual(['us end', 'peer end']);
    expect(closing.error).toBeUndefined();
  });

  it('reports an exit status and the last words', async () => {
    const said: string[] = [];
    const channel = await script('echo out; echo "first \\033[31m" >&2; echo last >&2; exit 3', { onMessage: (line) => said.push(line) });
    expect(await output(channel)).toBe('out\n');
    expect((await channel.ledger.closing).error?.message).toMatch(/^exec:.*: the program ended with exit status 3; it says "last"$/);
    expect(said).toEqual(['first \\x1b[31m', 'last']);
  });

  it('reports the signal that ended it', async () => {
    const channel = await script('kill -SEGV $$');
    await output(channel);
    expect((await channel.ledger.closing).error?.message).toContain('SIGSEGV');
  });

  it('at most so many at once', async () => {
    const open = await Promise.all(Array.from({ length: 4 }, () => script('cat', {}, { most: 100 })));
    await expect(script('cat', {}, { most: 4 })).rejects.toMatchObject({ code: 'EAGAIN' });
    for (const channel of open) channel.abort(new Error('enough'));
  });
});

describe('exec: T-A3 the environment', () => {
  const peer: ChannelFacts = {
    scheme: 'tcp',
    role: 'acceptor',
    local: '127.0.0.1:7',
    remote: '127.0.0.1:9',
    localIp: { address: '127.0.0.1', port: 7 },
    remoteIp: { address: '127.0.0.1', port: 9 },
    started: 0,
    opened: 0,
  };
  const names = (env: string): string[] =>
    env
      .split('\n')
      .map((line) => line.replace(/=.*/, ''))
      .filter((name) => name !== '');

  it('is the short list and who the peer is', async () => {
    process.env['WIRECAT_TEST_SECRET'] = 'hidden';
    const env = await output(await open('/usr/bin/env', { peer }));
    delete process.env['WIRECAT_TEST_SECRET'];
    const allowed = ['PATH', 'LANG', 'TZ'].filter((name) => process.env[name]);
    const told = ['REMOTE_ADDR', 'REMOTE_PORT', 'LOCAL_ADDR', 'LOCAL_PORT', 'PROTO'].map((name) => `WIRECAT_${name}`);
    expect(names(env).sort()).toEqual([...allowed, ...told].sort());
    expect(env).toContain('WIRECAT_REMOTE_ADDR=127.0.0.1\nWIRECAT_REMOTE_PORT=9\n');
  });

  it.each(['$(touch PWN)', ';touch PWN', '`touch PWN`', '() { :;}; touch PWN', 'a\0b'])('a peer named %j runs nothing', async (name) => {
    const { localIp: _l, remoteIp: _r, ...nameless } = peer;
    const mark = join(folder, 'PWN');
    const env = await output(await open('/usr/bin/env', { peer: { ...nameless, remote: name.replace('PWN', mark) } }));
    expect(() => readFileSync(mark)).toThrow('ENOENT');
    const refused = /^\(\)|\0/.test(name);
    expect(env.includes('WIRECAT_REMOTE_ADDR=')).toBe(!refused);
  });
});

describe.concurrent('exec: F-29 nothing stays behind', () => {
  it('a program that ignores TERM, and what it started, is gone soon after the cut', async () => {
    const channel = await script('trap "" TERM; sleep 60 & echo $!; wait; sleep 60');
    const grandchild = await readPid(channel);
    channel.abort(new Error('enough'));
    await gone(grandchild);
  });

  it('a stopped program is gone soon after the cut', async () => {
    const channel = await script('echo $$; kill -STOP $$; sleep 60');
    const pid = await readPid(channel);
    channel.abort(new Error('enough'));
    await gone(pid);
  });

  it('one that ends while another holds its output: the last bytes come, then the end', async () => {
    const channel = await script('(while kill -0 $$ 2>/dev/null; do sleep 0.01; done; echo late; sleep 60) & echo $!');
    const got = await output(channel);
    expect(got).toContain('late');
    await gone(Number.parseInt(got, 10));
  });

  it('one that closes its output early still gets its input', async ({ expect }) => {
    const file = join(folder, 'got');
    const channel = await script(`exec >&-; cat > ${file}`);
    expect(await output(channel)).toBe('');
    await channel.write(text('after your end'));
    await channel.end();
    await channel.ledger.closing;
    await expect.poll(() => readFileSync(file, 'utf8')).toBe('after your end');
  });

  it('one that reads nothing does not keep a closed channel', async () => {
    const channel = await script('echo $$; sleep 60');
    const pid = await readPid(channel);
    const writing = channel.write(Buffer.alloc(8 << 20)).catch((error: Error) => error);
    channel.close();
    await channel.ledger.closing;
    await gone(pid);
    await writing;
  });

  it('one that has ended is no cut for what it still had to say', async () => {
    const channel = await script('head -c 150000 /dev/zero');
    for await (const _ of channel.incoming) break;
    const answer = (): Promise<unknown> => channel.write(text('anybody there?')).catch((error: unknown) => error);
    await vi.waitFor(async () => expect(await answer()).toMatchObject({ code: 'EPIPE' }), LONG);
    let rest = 0;
    for await (const chunk of channel.incoming) rest += chunk.length;
    expect(channel.ledger.received).toBe(150_000);
    expect(rest).toBeGreaterThan(0);
  });

  it('one that floods its messages is not held up, and not all is told', async () => {
    let told = 0;
    const channel = await script('yes complaint | head -c 5000000 >&2; echo done', { onMessage: (line) => (told += line.length) });
    expect(await output(channel)).toBe('done\n');
    expect(told).toBeLessThan(70_000);
  });
});

describe('exec: a program that may be left', () => {
  it('goes on after the channel was closed', async () => {
    const file = join(folder, 'left');
    const channel = await script(`cat > /dev/null; sleep 0.2; echo done > ${file}`, {}, { leave: true });
    await channel.write(text('input'));
    channel.close();
    await channel.ledger.closing;
    await expect.poll(() => existsSync(file)).toBe(true);
  });

  it('ends where the channel is cut', async () => {
    const channel = await script('echo $$; sleep 60', {}, { leave: true });
    const pid = await readPid(channel);
    channel.abort(new Error('enough'));
    await gone(pid);
  });
});

describe('exec: in a link', () => {
  it('the end of the program ends the link although the peer is still there', async () => {
    const [client, server] = memoryPair();
    const program = await open('echo bye');
    const joined = link(server, program, { linger: { time: 100, bytes: 1 << 20 } }, never);
    expect(await output(client)).toBe('bye\n');
    const report = await joined.done;
    expect(report.b.error).toBeUndefined();
  });
});

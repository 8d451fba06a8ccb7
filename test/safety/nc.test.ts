/** Who may come in, and to what: threats A1 and A2 for the native verbs and the personas, C3 for all that relay. */
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { start, startOther, WIRECAT, wirecat } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { moment } from '../peers/ncat-side.ts';

/** Addresses that listen on a TCP port, as hexadecimal of /proc/net/tcp and tcp6. */
const listening = (port: string): readonly string[] =>
  ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'latin1')
      .split('\n')
      .map((line) => / *\S+ (\S+):(\S+) \S+ 0A/.exec(line))
      .filter((match) => match !== null && Number.parseInt(match[2] ?? '', 16) === Number(port))
      .map((match) => match?.[1] ?? ''),
  );

const until = async (port: string): Promise<readonly string[]> => {
  for (let tries = 0; listening(port).length === 0 && tries < 500; tries++) await moment(10);
  await moment(50);
  return listening(port);
};

const LOOPBACK = ['0100007F', '00000000000000000000000001000000'];

describe('T-A1: who can reach a listener', () => {
  it.each([
    ['listen', ['listen', 'PORT']],
    ['serve', ['serve', 'echo', 'PORT']],
    ['link', ['link', '-l', 'PORT', '127.0.0.1:9']],
    ['broker', ['broker', 'PORT']],
    ['chat', ['chat', 'PORT']],
  ])('%s: this machine alone, without a word', async (_, words) => {
    const port = await freePort();
    const running = start(words.map((word) => (word === 'PORT' ? port : word)));
    for (const address of await until(port)) expect(LOOPBACK).toContain(address);
    expect(listening(port)).not.toEqual([]);
    expect(running.err).not.toContain('other machines');
  });

  it.each([
    ['listen', ['listen', '0.0.0.0:PORT']],
    ['link', ['link', '-l', '0.0.0.0:PORT', '127.0.0.1:9']],
  ])('%s: others where an address says so, with a line on standard error', async (_, words) => {
    const port = await freePort();
    const running = start(words.map((word) => word.replace('PORT', port)));
    expect(await until(port)).toEqual(['00000000']);
    expect(running.err).toContain('can be reached from other machines (no --allow, no TLS)');
  });

  it.each([
    ['nc', ['00000000']],
    ['ncat', ['00000000', '00000000000000000000000000000000']],
  ])('%s -l: all, as the original, and silent in a pipe', async (name, addresses) => {
    const port = await freePort();
    const running = start([name, '-l', port]);
    expect(await until(port)).toEqual(addresses);
    expect(running.err).toBe('');
  });

  needs('script')('nc -l, ncat -l: the line on a terminal', async () => {
    for (const name of ['nc', 'ncat']) await onTerminal(name);
  });

  const onTerminal = async (name: string): Promise<void> => {
    const port = await freePort();
    const terminal = startOther('script', ['-qfec', `'${process.execPath}' '${WIRECAT}' ${name} -l ${port}`, '/dev/null']);
    await terminal.shows('reach');
    expect(terminal.out.toString()).toMatch(/(reached|reachable) from other machines/);
  };
});

describe('T-A2: a program for everybody', () => {
  const PROGRAMS = ['exec:/bin/cat', 'sh:cat', 'pty:cat'];
  const cases = PROGRAMS.flatMap((program) => [
    [program, '0.0.0.0', []] as const,
    [program, '::', []] as const,
    [program, '0.0.0.0', ['--deny', '10.0.0.1']] as const,
  ]);

  it.each(cases)('%s on %s with %j is refused before anything is bound', async (program, host, more) => {
    const port = await freePort();
    const at = host.includes(':') ? `[${host}]` : host;
    const { code, err } = wirecat(['link', ...more, `listen:tcp:${at}:${port}`, program]);
    expect([code, listening(port)]).toEqual([2, []]);
    expect(err).toContain('--allow NETWORK to say who may, or --exec-for-everyone');
  });

  it.each([
    ['127.0.0.1', []],
    ['0.0.0.0', ['--allow', '127.0.0.0/8']],
    ['0.0.0.0', ['--exec-for-everyone']],
  ])('on %s with %j it is served', async (host, more) => {
    const port = await freePort();
    start(['link', ...more, `listen:tcp:${host}:${port}`, 'exec:/bin/cat']);
    await until(port);
    expect(wirecat(['connect', '127.0.0.1', port], 'echo').out).toBe('echo');
  });
});

describe('T-C3: a relay passes on', () => {
  /** A link to a server that plays `serve`; gives a client of it. */
  const through = async (serve: (socket: Socket) => void): Promise<Socket> => {
    const server = createServer({ allowHalfOpen: true }, (socket) => serve(socket.on('error', () => {})));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const target = typeof address === 'object' ? address?.port : 0;
    const port = await freePort();
    start(['link', '-l', `127.0.0.1:${port}`, `127.0.0.1:${target}`]);
    await until(port);
    server.unref();
    return connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
  };

  it('an end as an end: the answer to it still comes', async () => {
    const client = await through((socket) => {
      let got = 0;
      socket.on('data', (chunk) => (got += chunk.length));
      socket.on('end', () => socket.end(`${got} bytes`));
    });
    client.end(Buffer.alloc(100_000));
    let answer = '';
    for await (const chunk of client) answer += String(chunk);
    expect(answer).toBe('100000 bytes');
  });

  it('a reset as a reset', async () => {
    const client = await through((socket) => socket.once('data', () => socket.resetAndDestroy()));
    client.write('x');
    client.resume();
    expect(await new Promise((resolve) => client.on('error', (error) => resolve('code' in error && error.code)))).toBe('ECONNRESET');
  });
});

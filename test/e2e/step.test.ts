/** `wirecat step`: real calls of the system on real sockets, from a script and beside a peer that is not ours. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { scratch, start, wirecat } from './program.ts';

interface Told {
  readonly call: string;
  readonly value: number;
  readonly error?: string;
  readonly bytes?: string;
  readonly made?: string;
  readonly sockets: readonly { readonly name: string; readonly state: string; readonly waiting: number; readonly local: string }[];
}

const told = (out: string): readonly Told[] =>
  out
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as Told);

const states = (t: Told | undefined): string =>
  (t?.sockets ?? []).map(({ name, state, waiting }) => `${name} ${state} ${waiting}`).join(', ');

describe.skipIf(process.platform !== 'linux')('wirecat step', () => {
  const folder = scratch();

  it('ends a script that would wait for ever at an address it did not get', async () => {
    const port = await freePort();
    const script = (call: string): string =>
      ['s = socket tcp', `bind s 127.0.0.1:${port}`, 'listen s', 't = socket tcp', `bind t 127.0.0.1:${port}`, 'listen t', call].join('\n');
    const { code, err } = wirecat(['step', '-q'], script('accept t'));
    expect([code, err]).toEqual([
      1,
      'wirecat step: accept t: bind t failed in call 5, so nobody would come and it would wait for ever (EADDRINUSE)\n',
    ]);
    expect(wirecat(['step', '-q'], script('t.setblocking(False)\naccept t')).code).toBe(0);
  });

  it('says that a call blocked, and shows what an earlier call left in the buffer', async () => {
    const port = await freePort();
    const opened = [
      's = socket tcp',
      `bind s 127.0.0.1:${port}`,
      'listen s 1',
      'a = socket tcp',
      `connect a 127.0.0.1:${port}`,
      'c = accept s',
    ];
    const script = [...opened, 'send a hello', 'recv c 3', 'recv c 1024', 'timeout c 0.3', 'recv c 1024'];
    const { code, out, err } = wirecat(['step', '-q'], `${script.join('\n')}\n`);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('only the first 2 bytes came; the rest an earlier call has left there. The buffer: "lol"');
    const blocked = out.split('\n').filter((row) => row.includes('blocked'));
    expect(blocked.filter((row) => row.includes('recv(') && row.includes('= -1'))).toHaveLength(1);
  });

  it('shows a client that is connected and not served: the backlog, then accept, recv, close, and their states', async () => {
    const port = await freePort();
    const file = join(folder, 'backlog.pcapng');
    const script = [
      's = socket tcp',
      'setsockopt s SO_REUSEADDR 1',
      `s.bind(("127.0.0.1", ${port}))`,
      'listen s 1',
      'a = socket tcp',
      `connect a 127.0.0.1:${port}`,
      String.raw`send a "here is a message\n"`,
      'c = accept s',
      'recv c 7',
      'recv c 1024',
      'shutdown a WR',
      'recv c 10',
      'close c',
      'blocking a off',
      'recv a 10',
      'recv a 10',
    ];
    const { code, out, err } = wirecat(['step', '--json', '-w', file], `${script.join('\n')}\n`);
    expect([code, err]).toEqual([0, '']);
    const all = told(out);
    expect(all.map((t) => t.value < 0)).not.toContain(true);
    expect(states(all[5])).toBe('s LISTEN 1, a ESTABLISHED 0');
    expect(states(all[7])).toBe('s LISTEN 0, c ESTABLISHED 18');
    expect(all.slice(8, 10).map((t) => Buffer.from(t.bytes ?? '', 'hex').toString())).toEqual(['here is', ' a message\n']);
    expect(states(all[10])).toMatch(/^a FIN_WAIT_[12] 0, c CLOSE_WAIT 0$/);
    expect(all[11]).toMatchObject({ value: 0 });
    expect(all.slice(14).map((t) => t.value)).toEqual([0, 0]);
    const rows = wirecat(['read', file]).out.trimEnd().split('\n');
    expect(rows.filter((row) => row.includes('[SYN]'))).toHaveLength(1);
    expect(rows.filter((row) => row.includes('Len=18'))).toHaveLength(1);
    expect(rows.filter((row) => row.includes('FIN'))).toHaveLength(2);
  });

  it('gives what the system refuses with its name, and goes on', async () => {
    const port = await freePort();
    const script = [
      's = socket tcp',
      'connect s 127.0.0.1:1',
      'recv s 1',
      'close s',
      'close s',
      'u = socket udp',
      'send u "x"',
      'blocking u off',
      'recv u 1',
      'listen u 1',
      'l = socket tcp',
      `bind l 127.0.0.1:${port}`,
      'listen l 0',
      ...['x', 'y', 'z'].flatMap((name) => [`${name} = socket tcp`, `blocking ${name} off`, `connect ${name} 127.0.0.1:${port}`]),
    ];
    const { code, out } = wirecat(['step', '--json'], script.join('\n'));
    expect(code).toBe(0);
    const all = told(out);
    expect(all.at(-1)).toMatchObject({ error: 'EINPROGRESS', sockets: [{ state: 'SYN_SENT', remote: `127.0.0.1:${port}` }] });
    expect(all.slice(0, 10).map((t) => t.error)).toEqual([
      undefined,
      'ECONNREFUSED',
      'ENOTCONN',
      undefined,
      'EBADF',
      undefined,
      'EDESTADDRREQ',
      undefined,
      'EAGAIN',
      'EOPNOTSUPP',
    ]);
  });

  it('serves a peer that is not ours; a call that blocks returns when it comes', async () => {
    const port = await freePort();
    const running = start(['step']);
    running.type(`s = socket tcp\ns.bind(("127.0.0.1", ${port}))\nlisten s 1\nc = accept s\nrecv c 100\nsend c "and back"\nclose c\n`);
    await running.shows('listen(');
    const peer = connect({ port: Number(port), host: '127.0.0.1' });
    await once(peer, 'connect');
    peer.write('hello');
    let said = '';
    peer.on('data', (chunk) => {
      said += chunk;
    });
    await once(peer, 'end');
    expect(said).toBe('and back');
    await running.shows('"hello"');
    await running.end();
    expect(await running.exit).toBe(0);
  });

  it('ends a script at the first line that makes no sense, with its place', () => {
    expect(wirecat(['step'], 's = socket tcp\nbnd s 1\n')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/line 2: .*there is no call "bnd"; perhaps bind/),
    });
    expect(wirecat(['step'], 'recv q 1\n')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/there is no socket "q"; make one first/),
    });
  });

  needs('python3')('prints a program in Python that does the same', () => {
    const file = join(folder, 'same.py');
    const script = ['a = socket udp', 'bind a 127.0.0.1:0', 'b = socket tcp', 'bind b 127.0.0.1:0', 'listen b 1', 'code python'];
    const { out } = wirecat(['step'], script.join('\n'));
    writeFileSync(file, `${out.slice(out.indexOf('import contextlib'))}\n    print(b.getsockname()[0])\n`);
    expect(spawnSync('python3', [file], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '127.0.0.1\n' });
  });

  needs('python3')('prints a program that goes on where a call failed and the rest was done all the same', async () => {
    const port = await freePort();
    const script = (code: string): string =>
      ['a = socket udp', 'bind a 127.0.0.1:0', 'blocking a off', 'recvfrom a', 'b = socket tcp', `connect b 127.0.0.1:${port}`]
        .concat('listen b', 'blocking b off', 'accept b', 'close a', `code ${code}`)
        .join('\n');
    const python = wirecat(['step'], script('python')).out;
    const file = join(folder, 'goes-on.py');
    writeFileSync(file, `${python.slice(python.indexOf('import contextlib'))}\n    print("done")\n`);
    expect(spawnSync('python3', [file], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout:
        '[Errno 11] Resource temporarily unavailable\n[Errno 111] Connection refused\n[Errno 11] Resource temporarily unavailable\ndone\n',
    });
    const c = wirecat(['step'], script('c')).out;
    expect(c).toContain('  if (recv(a, buffer, 1024, 0) < 0) perror("recvfrom");\n');
    expect(c).toContain('  if (accept(b, NULL, NULL) < 0) perror("accept");\n');
    expect(wirecat(['step'], script('ts')).out).toContain('console.log(await system.accept(b));');
  });
});

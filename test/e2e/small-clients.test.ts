/** Clients of the small services as users run them: echo, time, scan, ports, resolve; beside them programs like those of the lecture. */
import { beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { type Running, start, startOther, wirecat } from './program.ts';

let served: Running;
let ports: { readonly echo: string; readonly reqtime: string; readonly daytime: string };
const portOf = async (name: string): Promise<string> => (await served.says(new RegExp(`\\n${name} +127\\.0\\.0\\.1:(\\d+)`)))[1] ?? '';

describe('beside serve', () => {
  beforeAll(async () => {
    served = start(['serve', ...['echo', 'reqtime', 'daytime'].map((name) => `${name}=127.0.0.1:0`)]);
    ports = { echo: await portOf('echo'), reqtime: await portOf('reqtime'), daytime: await portOf('daytime') };
  });

  // One test: a helper that a test has started ends with it.
  it('echo, time and scan do what they say', async () => {
    const echo = wirecat(['echo', '127.0.0.1', ports.echo, '--wire'], 'one\ntwo\nend\nthree\n');
    expect(echo).toMatchObject({ code: 0, out: 'one\ntwo\n' });
    expect(echo.err).toContain('all 8 bytes came back');
    expect(echo.err).toMatch(/7 → |SYN/);
    const heard = JSON.parse(wirecat(['time', '127.0.0.1', ports.reqtime, '--by', 'reqtime', '--json']).out) as Record<string, unknown>;
    expect(heard).toMatchObject({ source: 'reqtime', remote: `127.0.0.1:${ports.reqtime}` });
    expect(wirecat(['time', `127.0.0.1:${ports.daytime}`, '--by', 'daytime', '-u', '-q']).out).toMatch(
      /^127.* has \d{4}-.*\nour clock is /,
    );
    expect(wirecat(['time', `tcp:127.0.0.1:${ports.daytime}`]).err).toContain(`type wirecat time 127.0.0.1 ${ports.daytime} --by time`);
    const dry = wirecat(['time', '127.0.0.1', ports.daytime, '--by', 'daytime', '--set-clock', '--dry-run', '-q']);
    expect(dry.out).toMatch(/would run: date -s @\d+\.\d{3}\n$/);
    const scan = wirecat(['scan', '127.0.0.1', `${ports.echo},1`, '--json']);
    expect(scan.code).toBe(0);
    expect(
      scan.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(expect.arrayContaining([expect.objectContaining({ port: Number(ports.echo), state: 'open' })]));
  });
});

describe('alone', () => {
  it('scan leaves the machines of others alone', () => {
    const ran = wirecat(['scan', '198.51.100.7', '80']);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/in no network of this machine.*--foreign/s);
  });

  it('ports and resolve say what they know', () => {
    expect(wirecat(['ports', 'imap', '--json']).out).toContain('"port":143');
    expect(wirecat(['ports']).out).toMatch(/^system .*\nuser .*\ndynamic .*\nclients .*\n$/);
    expect(wirecat(['resolve', '127.0.0.1', '--no-reverse']).code).toBe(1);
    expect(wirecat(['resolve', 'localhost', '--json']).out).toContain('"address":"127.0.0.1"');
  });
});

needs('python3')('the programs of the lecture get the time from reqtime', async () => {
  const own = start(['serve', 'reqtime', '127.0.0.1:0']);
  const port = (await own.says(/reqtime on 127\.0\.0\.1:(\d+)/))[1] ?? '';
  const client = startOther('python3', [
    '-c',
    `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(('127.0.0.1', ${port}))
for word in (b'reqtime', b'what'):
    s.send(word)
    print(s.recv(1024).decode())
s.close()`,
  ]);
  expect(await client.exit).toBe(0);
  expect(client.out.toString()).toMatch(/^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\nsend reqtime, and you get the time\n$/);
});

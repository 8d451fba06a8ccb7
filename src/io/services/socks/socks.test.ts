/** SOCKS 4, 4a and 5 as a service: with its own clients, byte by byte, and what it refuses. */
import { afterEach, describe, expect, it } from 'vitest';
import { readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { proxied } from '../../../../test/proxied.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { socks4Tunnel } from '../../proxy/socks4.ts';
import { socks5Tunnel } from '../../proxy/socks5.ts';
import { socks } from './socks.ts';

serviceConformance(socks);

const never = new AbortController().signal;
const started: { close(): void }[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.close();
});
const start = async (given: Readonly<Record<string, unknown>> = {}, on?: string): Promise<Awaited<ReturnType<typeof proxied>>> => {
  const run = await proxied(socks, given, on);
  started.push(run);
  return run;
};
const echoed = async (tunnel: OpenChannel): Promise<string> => {
  await tunnel.write(text('hello'));
  await tunnel.end();
  return String(await readAll(tunnel));
};

describe.each(['127.0.0.1', 'localhost'])('to %s', (host) => {
  it('SOCKS 4 and 5', async () => {
    const run = await start();
    const to = { host, port: run.port };
    expect(await echoed(await socks4Tunnel(await run.call(), { to, user: 'me' }, never))).toBe('hello');
    expect(await echoed(await socks5Tunnel(await run.call(), { to }, never))).toBe('hello');
    expect(run.said.filter((line) => line.includes('connected'))).toEqual([
      expect.stringContaining(`SOCKS 4${host === 'localhost' ? 'a' : ''} CONNECT ${host}:${run.port}`),
      expect.stringContaining(`SOCKS 5 CONNECT ${host}:${run.port}`),
    ]);
  });
});

it('reads what comes in single bytes, and passes on what is glued to it', async () => {
  const run = await start();
  const channel = await run.call();
  for (const byte of [5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, run.port >> 8, run.port & 255, 104, 105]) await channel.write(Uint8Array.of(byte));
  await channel.end();
  const back = await readAll(channel);
  expect([...back.subarray(0, 6)]).toEqual([5, 0, 5, 0, 0, 1]);
  expect(String(back.subarray(12))).toBe('hi');
});

it('wants the password that was set', async () => {
  const run = await start({ 'proxy-user': 'ada:secret' });
  const to = { host: '127.0.0.1', port: run.port };
  const as = (password: string) => async (): Promise<string> =>
    echoed(await socks5Tunnel(await run.call(), { to, credentials: { user: 'ada', password } }, never));
  expect(await as('secret')()).toBe('hello');
  await expect(as('wrong')()).rejects.toThrow(/does not take this user/);
  await expect(socks5Tunnel(await run.call(), { to }, never)).rejects.toThrow(/wants a user/);
  await expect(socks4Tunnel(await run.call(), { to }, never)).rejects.toThrow(/91/);
});

it.each<[string, readonly number[], readonly number[]]>([
  ['BIND', [5, 1, 0, 5, 2, 0, 1, 127, 0, 0, 1, 0, 80], [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
  ['UDP ASSOCIATE', [5, 1, 0, 5, 3, 0, 1, 0, 0, 0, 0, 0, 0], [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
  ['another kind of address', [5, 1, 0, 5, 1, 0, 9, 1, 2, 3, 4], [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
  ['a name that is none', [5, 1, 0, 5, 1, 0, 3, 3, 97, 63, 98, 0, 80], [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
  ['a port on which nothing listens', [5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, 0, 1], [5, 0, 5, 5, 0, 1, 0, 0, 0, 0, 0, 0]],
  ['only ways to log in', [5, 1, 2], [5, 255]],
  ['BIND of SOCKS 4', [4, 2, 0, 80, 127, 0, 0, 1, 0], [0, 91, 0, 80, 127, 0, 0, 1]],
  ['another version', [6, 1, 0], []],
])('refuses %s', async (_what, asked, wanted) => {
  const run = await start();
  const channel = await run.call(Uint8Array.from(asked));
  expect([...(await readAll(channel))]).toEqual(wanted);
});

it('connects clients of other machines to nothing on this one (T-C1)', async () => {
  const run = await start({}, '0.0.0.0:0');
  if (run.away === undefined) return;
  const to = { host: 'localhost', port: run.port };
  await expect(socks5Tunnel(await run.call(undefined, run.away), { to }, never)).rejects.toThrow(/got 2/);
});

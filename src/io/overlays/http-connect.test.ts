/** http-connect: asking a proxy, its answers in any pieces, its challenges, its refusals. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Pair, readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { startOther } from '../../../test/e2e/program.ts';
import { freePort } from '../../../test/free-port.ts';
import { needs } from '../../../test/needs.ts';
import { openAddress, parseAddress, printAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { httpConnect } from './http-connect.ts';

const never = new AbortController().signal;
const to = { host: 'far.example', port: 443 };

/** A proxy that says these words to each request in turn; what it was asked, and its channel afterwards. */
const scripted = async (
  channel: OpenChannel,
  answers: readonly string[],
): Promise<{ readonly asked: string[]; readonly open: OpenChannel }> => {
  const reader = new ChannelReader(channel, 'proxy', never);
  const asked: string[] = [];
  for (const answer of answers) {
    asked.push((await reader.head(16_384)) ?? '');
    await channel.write(text(answer));
  }
  return { asked, open: passChannel(channel, channel.facts, reader.rest()) };
};
const attempt = async (
  answers: readonly string[],
  login: object = {},
): Promise<{ readonly channel: OpenChannel | Error; readonly asked: readonly string[] }> => {
  const [ours, theirs] = memoryPair();
  const script = scripted(theirs, answers);
  script.then(() => theirs.end()).catch(() => {});
  const channel = await httpConnect.wrap(ours, 'initiator', { to, ...login }, never).catch((error: Error) => error);
  theirs.close();
  return { channel, asked: (await script).asked };
};

overlayConformance(httpConnect, {
  wrap: async ({ ours, theirs }: Pair, signal) => {
    const script = scripted(theirs, ['HTTP/1.1 200 OK\r\n\r\n']);
    const client = await httpConnect.wrap(ours, 'initiator', { to }, signal);
    return { ours: client, theirs: (await script).open };
  },
});

describe('http-connect: its words', () => {
  it.each([
    'http-connect:example.com:443:tcp:proxy.example:3128',
    'http-connect?user=me:example.com:443:tcp:proxy.example:3128',
    'http-connect?password-file=/run/pw&user=me:[2001:db8::1]:22:tls:tcp:proxy.example:3128',
    'tls:http-connect:example.com:443:tcp:proxy.example:3128',
  ])('%s is printed as it was read', (words) => {
    expect(printAddress(parseAddress(words))).toBe(words);
  });

  it.each([
    ['http-connect:example.com', 'a part is missing'],
    ['http-connect:exa mple:80:proxy:3128', 'expected the host to connect to'],
    ['http-connect:example.com:0:proxy:3128', 'expected a port from 1 to 65535'],
    ['http-connect?password-file=x:example.com:80:proxy:3128', 'expected user=NAME beside password-file=FILE'],
  ])('%s is refused', (words, message) => {
    expect(() => parseAddress(words)).toThrow(message);
  });

  it('cannot be listened on', async () => {
    const [, theirs] = memoryPair();
    await expect(httpConnect.wrap(theirs, 'acceptor', { to }, never)).rejects.toThrow('a tunnel through a proxy cannot be listened on');
  });
});

describe('http-connect: asks', () => {
  it('for the target, and names it as what a certificate must be for', async () => {
    const { channel, asked } = await attempt(['HTTP/1.0 200 Connection established\r\nX: y\r\n\r\n']);
    expect(asked).toEqual(['CONNECT far.example:443 HTTP/1.1\r\nHost: far.example:443\r\n\r\n']);
    expect(channel).toMatchObject({ remote: 'far.example:443', facts: { scheme: 'http-connect', remoteName: 'far.example' } });
  });

  it.each([
    ['in one piece', 1000],
    ['byte by byte', 1],
  ])('T-C5: what is glued to the answer is handed on, %s', async (_name, size) => {
    for (const pair of [async () => memoryPair(), socketPair]) {
      const [ours, theirs] = await pair();
      const wrapping = httpConnect.wrap(ours, 'initiator', { to }, never);
      const reader = new ChannelReader(theirs, 'proxy', never);
      await reader.head(16_384);
      const words = text('HTTP/1.1 200 OK\r\n\r\n220 banner of the far side\r\n');
      for (let o = 0; o < words.length; o += size) await theirs.write(words.subarray(o, o + size));
      await theirs.end();
      expect(String(await readAll(await wrapping))).toBe('220 banner of the far side\r\n');
      ours.close();
      theirs.close();
    }
  });

  const socketPair = async (): Promise<readonly [OpenChannel, OpenChannel]> => {
    const listener = await tcp.accept!(tcp.parse('127.0.0.1:0'), {}, never);
    const [ours, { value: theirs }] = await Promise.all([
      tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, never),
      listener[Symbol.asyncIterator]().next(),
    ]);
    await listener.close();
    return [ours, theirs];
  };

  it.each([
    ['HTTP/1.1 403 Not \x1b[31mfor you\r\n\r\n', 'expected the proxy to connect, got "403 Not \\\\x1b[31mfor you"'],
    ['HTTP/1.1 407 Who\r\n\r\n', 'it wants a user and a password'],
    ['SSH-2.0-OpenSSH\r\n\r\n', 'expected an answer in HTTP, got "SSH-2.0-OpenSSH'],
    [`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(5000)}`, 'expected a head of at most 16384 bytes'],
    ['HTTP/1.1 200 O', 'expected the end of a head, got the end after 14 bytes'],
  ])('is refused in words: %j', async (answer, message) => {
    const { channel } = await attempt([answer]);
    expect(channel).toBeInstanceOf(Error);
    expect(String(channel)).toContain(message);
  });
});

describe('http-connect: a password', () => {
  const login = { user: 'Aladdin', password: 'open sesame' };
  const sorry = (challenge: string): string => `HTTP/1.1 407 Who\r\nProxy-Authenticate: ${challenge}\r\nContent-Length: 5\r\n\r\nsorry`;
  const fine = 'HTTP/1.1 200 OK\r\n\r\n';

  it('is sent only when it is asked for, on the same connection where that stays open', async () => {
    const { channel, asked } = await attempt([sorry('Basic realm="x"'), fine], login);
    expect(channel).not.toBeInstanceOf(Error);
    expect(asked[0]).not.toContain('Authorization');
    expect(asked[1]).toContain('\r\nProxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n');
  });

  it('never goes in clear where Digest is offered', async () => {
    const { asked } = await attempt([sorry('Basic realm="x", Digest realm="x", nonce="n", qop="auth"'), fine], login);
    expect(asked[1]).toMatch(
      /Proxy-Authorization: Digest username="Aladdin", realm="x", nonce="n", uri="far.example:443", qop=auth, cnonce="[0-9a-f]{32}", nc=00000001, response="[0-9a-f]{32}"/,
    );
    expect(asked[1]).not.toContain('Basic');
  });

  it('that is wrong is not sent again and again', async () => {
    const { channel, asked } = await attempt([sorry('Basic realm="x"'), sorry('Basic realm="x"')], login);
    expect(String(channel)).toContain('it does not take this user and password');
    expect(asked).toHaveLength(2);
  });

  it('T-A13: comes from a file or the environment, never from the address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-proxy-'));
    writeFileSync(join(folder, 'pw'), 'open sesame\nsecond line\n');
    const { user } = login;
    const byFile = await attempt([sorry('Basic realm="x"'), fine], { user, passwordFile: join(folder, 'pw') });
    process.env['WIRECAT_PROXY_PASSWORD'] = 'open sesame';
    const byVariable = await attempt([sorry('Basic realm="x"'), fine], { user });
    delete process.env['WIRECAT_PROXY_PASSWORD'];
    for (const { asked } of [byFile, byVariable]) expect(asked[1]).toContain('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
    expect(String((await attempt([], { user })).channel)).toContain('expected a password in password-file=FILE or the variable');
    expect(String((await attempt([], { user, passwordFile: join(folder, 'none') })).channel)).toMatch(
      /cannot read the password: no such file/,
    );
    expect(() => parseAddress('http-connect?password=x:far.example:80:proxy:3128')).toThrow('there is no option "password"');
    rmSync(folder, { recursive: true });
  });

  needs('ncat')('a proxy that closes after its challenge is asked again on a new connection', async () => {
    const port = await freePort();
    const far = await tcp.accept!(tcp.parse('127.0.0.1:0'), {}, never);
    const proxy = startOther('ncat', ['--test', '-lk', '--proxy-type', 'http', '--proxy-auth', 'Aladdin:open sesame', '127.0.0.1', port]);
    await proxy.says(/NCAT TEST: LISTEN\n/);
    process.env['WIRECAT_PROXY_PASSWORD'] = 'open sesame';
    const address = parseAddress(`http-connect?user=Aladdin:${far.addresses[0]}:127.0.0.1:${port}`);
    const [{ value: theirs }, ours] = await Promise.all([far[Symbol.asyncIterator]().next(), openAddress(address, {}, never)]);
    delete process.env['WIRECAT_PROXY_PASSWORD'];
    await theirs.write(text('through ncat'));
    await theirs.end();
    expect(String(await readAll(ours))).toBe('through ncat');
    ours.close();
    await far.close();
  });
});

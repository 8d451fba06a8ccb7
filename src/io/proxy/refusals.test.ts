/** How a proxy refuses, as data: each stage of each protocol, whatever its sentence. */
import { describe, expect, it } from 'vitest';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { httpTunnel } from './http-client.ts';
import { httpLineHandshake } from './http-line-client.ts';
import { socks4Tunnel } from './socks4.ts';
import { socks5Handshake, socks5Tunnel } from './socks5.ts';

const never = new AbortController().signal;
const to = { host: 'far.example', port: 443 };
const credentials = { user: 'me', password: 'secret' };

/** What a client makes of a proxy that says this, as it is, and ends. */
const refusalOf = async (ask: (below: OpenChannel) => Promise<unknown>, answer: string): Promise<unknown> => {
  const [ours, theirs] = memoryPair();
  await theirs.write(Buffer.from(answer, 'latin1'));
  await theirs.end();
  const error = await ask(ours)
    .then(() => undefined)
    .catch((cause: unknown) => cause);
  theirs.close();
  return error instanceof Error && 'at' in error ? error.at : error;
};

describe('SOCKS', () => {
  it.each([
    ['\x04\x5a\0\0\0\0\0\0', { stage: 'request', wrong: 'version', got: 4 }],
    ['\0\x5d\0\0\0\0\0\0', { stage: 'request', wrong: 'reply', got: 93 }],
    ['\0\x5a', { stage: 'request', wrong: 'end', got: 2, wanted: 8 }],
  ])('4: %j', async (answer, at) => {
    expect(await refusalOf((below) => socks4Tunnel(below, { to }, never), answer)).toEqual({ by: 'socks4', ...at });
  });

  it.each([
    ['\x05\xff', { stage: 'method', wrong: 'method', got: 255 }],
    ['\x04\0', { stage: 'method', wrong: 'version', got: 4 }],
    ['\x05', { stage: 'method', wrong: 'end', got: 1, wanted: 2 }],
    ['\x05\x02\x01\x07', { stage: 'login', wrong: 'status', got: 7 }],
    ['\x05\x02\x01', { stage: 'login', wrong: 'end', got: 1, wanted: 2 }],
    ['\x05\0\x05\x05\0\x01', { stage: 'request', wrong: 'reply', got: 5 }],
    ['\x05\0\x04\0\0\x01', { stage: 'request', wrong: 'version', got: 4 }],
    ['\x05\0\x05\0\0\x09', { stage: 'request', wrong: 'address', got: 9 }],
    ['\x05\0\x05\0\0\x01\0', { stage: 'request', wrong: 'end', got: 1, wanted: 6 }],
  ])('5: %j', async (answer, at) => {
    expect(await refusalOf((below) => socks5Tunnel(below, { to, credentials }, never), answer)).toEqual({ by: 'socks5', ...at });
  });

  it('5, as older programs have it: any version, any method but none, no name in the reply', async () => {
    const old = (below: OpenChannel): Promise<unknown> => socks5Handshake(below, { to, old: true }, never);
    expect(await refusalOf(old, '\x01\x02\x01\0\0\x01\0\0\0\0\0\0')).toBeUndefined();
    expect(await refusalOf(old, '\x05\0\x05\0\0\x03\x01x\0\0')).toEqual({ by: 'socks5', stage: 'request', wrong: 'address', got: 3 });
  });
});

describe('HTTP', () => {
  const status = (got: number, line: string, login?: string): object => ({
    stage: 'status',
    wrong: 'status',
    got,
    line,
    ...(login !== undefined && { login }),
  });

  it.each([
    ['HTTP/1.1 403 Not for you\r\n\r\n', status(403, 'HTTP/1.1 403 Not for you')],
    ['HTTP/1.1 407 Who\r\n\r\n', status(407, 'HTTP/1.1 407 Who', 'unknown scheme')],
    ['HTTP/1.1 407 Who\r\nProxy-Authenticate: Digest realm="x"\r\n\r\n', status(407, 'HTTP/1.1 407 Who', 'unknown digest')],
    ['SSH-2.0-x\r\n\r\n', { stage: 'status line', wrong: 'form', line: 'SSH-2.0-x' }],
    ['HTTP/1.1 200', { stage: 'status line', wrong: 'end', got: 12 }],
    ['HTTP/1.1 200 OK\r\nA: b', { stage: 'headers', wrong: 'end', got: 21 }],
  ])('%j', async (answer, at) => {
    expect(await refusalOf((below) => httpTunnel(below, { to, credentials }, never), answer)).toEqual({ by: 'http', ...at });
  });

  it('tells who has not said a name from one whose name is not taken', async () => {
    const answer = 'HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n';
    const ask = (who: object) => (below: OpenChannel) => httpTunnel(below, { to, ...who }, never);
    expect(await refusalOf(ask({}), answer)).toMatchObject({ login: 'wanted' });
    expect(await refusalOf(ask({ credentials }), answer.repeat(2))).toMatchObject({ login: 'refused' });
  });

  it.each([
    ['HTTP/1.0 403 No\r\nnever read', status(403, 'HTTP/1.0 403 No')],
    ['HTTP/2 200\r\n', { stage: 'status line', wrong: 'form', line: 'HTTP/2 200' }],
    ['HTTP/1.0 200 longer than that\r\n', { stage: 'status line', wrong: 'length', got: 29 }],
    ['HTTP/1.0 200\r\na:\r\nb:\r\nc:\r\n\r\n', { stage: 'headers', wrong: 'count', got: 3 }],
    ['HTTP/1.0 200\r\na:\r\n', { stage: 'headers', wrong: 'end', got: 0 }],
  ])('line by line: %j', async (answer, at) => {
    const ask = (below: OpenChannel): Promise<unknown> => httpLineHandshake(below, { to, longestLine: 20, mostHeaders: 2 }, never);
    expect(await refusalOf(ask, answer)).toEqual({ by: 'http', ...at });
  });
});

/** http-server: what a proxy passes on, whom it lets in, and what it refuses; with curl and ncat as its clients. */
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { needs } from '../../../test/needs.ts';
import type { OpenChannel } from '../base/channel.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { serveEach } from '../serve/serve.ts';
import { type HttpProxyOptions, serveHttpProxy } from './http-server.ts';
import { externalTarget } from './internal-targets.ts';

const never = new AbortController().signal;
const run = promisify(execFile);
const dialTcp = ({ host, port }: { host: string; port: number }): Promise<OpenChannel> => tcp.open({ host, port }, {}, never);

let origin: Server;
let originPort: number;
/** What the server behind the proxy saw last. */
let seen: { readonly line: string; readonly headers: IncomingMessage['headers']; readonly body: string };

beforeAll(async () => {
  origin = createServer((message, reply) => {
    let body = '';
    message.setEncoding('latin1').on('data', (chunk) => (body += chunk));
    message.on('end', () => {
      seen = { line: `${message.method} ${message.url} ${message.httpVersion}`, headers: message.headers, body };
      reply.setHeader('X-One-Hop', 'yes').setHeader('Connection', 'close, X-One-Hop');
      reply.end(`you sent ${message.method}`);
    });
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  originPort = (origin.address() as AddressInfo).port;
});
afterAll(() => origin.close());

/** What a client gets for these bytes. */
const ask = async (words: string, options: Partial<HttpProxyOptions> = {}): Promise<string> => {
  const [client, server] = memoryPair();
  const serving = serveHttpProxy(server, { dial: dialTcp, ...options }, never).finally(() => server.close());
  await client.write(text(words));
  const got = String(await readAll(client));
  client.close();
  await serving;
  return got;
};
const statusOf = async (words: string, options: Partial<HttpProxyOptions> = {}): Promise<string> =>
  (await ask(words, options)).split('\r\n')[0] ?? '';
const url = (path = '/'): string => `http://127.0.0.1:${originPort}${path}`;

it('says which methods there are, before it asks for a password', async () => {
  const answer = await ask('DELETE http://x/ HTTP/1.0\r\n\r\n', { auth: { user: 'u', password: 'p' } });
  expect(answer).toMatch(/^HTTP\/1\.0 405 .*\r\nAllow: CONNECT, GET, HEAD, POST\r\n/);
});

describe('requests passed on', () => {
  it('without the headers of one hop, as HTTP/1.0', async () => {
    const lines = [
      'Host: lies.example',
      'X-Mine: 1',
      'X-Gone: 2',
      'Connection: keep-alive, X-Gone',
      'Proxy-Connection: keep-alive',
      'TE: trailers',
    ];
    const got = await ask(`GET ${url('/a?b=c')} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    expect(got).toMatch(/^HTTP\/1\.0 200 OK\r\n/);
    expect(got).toMatch(/\r\n\r\nyou sent GET$/);
    expect(got).not.toContain('X-One-Hop');
    expect(seen.line).toBe('GET /a?b=c 1.0');
    expect(seen.headers).toEqual({ host: `127.0.0.1:${originPort}`, 'x-mine': '1', connection: 'close' });
  });

  it('with their body, in whatever pieces it comes', async () => {
    const got = await ask(`POST ${url()} HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello world and more`);
    expect(got).toMatch(/you sent POST$/);
    expect(seen.body).toBe('hello world');
  });

  it('each header line in one form, and the same length twice is one', async () => {
    const [proxy, server] = memoryPair();
    const lines = ['A:   b  ', 'C:d', 'E:', 'F: g ', '   h', 'Content-Length: 0', 'Content-Length: 0'];
    const asking = ask(`POST http://x.example/ HTTP/1.0\r\n${lines.join('\r\n')}\r\n\r\n`, { dial: async () => proxy });
    let head = '';
    for await (const chunk of server.incoming) {
      head += Buffer.from(chunk).toString();
      if (head.endsWith('\r\n\r\n')) break;
    }
    const kept = 'A: b\r\nC: d\r\nE: \r\nF: g h\r\nContent-Length: 0\r\nContent-Length: 0\r\n';
    expect(head).toBe(`POST / HTTP/1.0\r\n${kept}Host: x.example\r\nConnection: close\r\n\r\n`);
    await server.write(text('HTTP/1.1   200   Quite OK\r\nA:b\r\n  c\r\nContent-Length: 2\r\n\r\nok'));
    expect(await asking).toBe('HTTP/1.0 200 Quite OK\r\nA: b c\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
  });

  it('HEAD has no body', async () => {
    expect(await ask(`HEAD ${url()} HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.0 200 OK\r\n[\s\S]*\r\n\r\n$/);
  });

  it('chunks of a server are undone', async () => {
    const [proxy, server] = memoryPair();
    const asking = ask('GET http://x.example/ HTTP/1.1\r\n\r\n', { dial: async () => proxy });
    for await (const _ of server.incoming) break;
    const body = '5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n';
    await server.write(text(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n${body}`));
    expect(await asking).toBe('HTTP/1.0 200 Fine\r\nConnection: close\r\n\r\nhello world');
  });

  it.each([
    ['GET ftp://x/ HTTP/1.0', 400],
    ['GET /path HTTP/1.0', 400],
    ['GET http:// HTTP/1.0', 504],
    ['CONNECT :80 HTTP/1.0', 504],
    ['CONNECT x: HTTP/1.0', 400],
    ['OPTIONS * HTTP/1.0', 400],
    ['connect 127.0.0.1:80 HTTP/1.0', 400],
    ['GET http://user@x/ HTTP/1.0', 400],
    ['GET http://x:0/ HTTP/1.0', 400],
    ['DELETE http://x/ HTTP/1.0', 405],
    ['CONNECT x HTTP/1.0', 400],
    ['CONNECT x:99999 HTTP/1.0', 400],
    ['nonsense', 400],
    ['GET http://x/ HTTP/1.0\r\nA b: c', 400],
    ['GET http://x/ HTTP/1.0\r\n folded', 400],
    ['GET\thttp://x/\tHTTP/1.0', 400],
    ['GET http://x/\0 HTTP/1.0', 400],
    ['GET http://x/ HTTP/1.0\r\nA: b\x01', 400],
    ['GET http://x/ HTTP/1.0\r\nA: b\x7f', 400],
    ['POST http://127.0.0.1:9/ HTTP/1.0', 400],
    ['POST http://127.0.0.1:9/ HTTP/1.0\r\nContent-Length: 0', 504],
  ])('%j is answered with %i', async (head, status) => {
    expect(await statusOf(`${head}\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1.0 ${status} `));
  });

  it.each(['Transfer-Encoding: chunked', 'Content-Length: 1\r\nContent-Length: 2', 'Content-Length: +1', ''])(
    'a body of doubtful length is refused: %j',
    async (header) => {
      expect(await statusOf(`POST ${url()} HTTP/1.1\r\n${header}${header === '' ? '' : '\r\n'}\r\n`)).toBe('HTTP/1.0 400 Bad Request');
    },
  );

  it.each([
    ['   GET   URL   HTTP/1.0   more', 'GET /a 1.0'],
    ['GET URL', 'GET /a 1.0'],
    ['GET URL HTTP/1.0\r\nX-Mine: b\r\n  c', 'GET /a 1.0'],
    ['GET URL#fragment HTTP/1.0', 'GET /a#fragment 1.0'],
    ['GET http://127%2e0.0.1:PORT/a HTTP/1.0', 'GET /a 1.0'],
  ])('what old clients write is put in order: %j', async (head, line) => {
    const written = head.replace('URL', url('/a')).replace('PORT', String(originPort));
    expect(await statusOf(`${written}\r\n\r\n`)).toBe('HTTP/1.0 200 OK');
    expect(seen.line).toBe(line);
    if (head.includes('X-Mine')) expect(seen.headers['x-mine']).toBe('b c');
  });

  it('a head that ends too early, or has one byte too many, is refused', async () => {
    const [client, server] = memoryPair();
    const serving = serveHttpProxy(server, { dial: dialTcp }, never).finally(() => server.close());
    await client.write(text('GET http://x/ HT'));
    await client.end();
    expect(String(await readAll(client))).toBe('HTTP/1.0 400 Bad Request\r\n\r\n');
    await serving;
    const headers = (n: number): string => `X: ${'y'.repeat(n - 7)}`;
    const limits = { line: 60, headers: 90 };
    const line = (n: number): string => `GET ${url().padEnd(n - 15, 'x')} HTTP/1.0`;
    for (const [a, b, status] of [
      [59, 89, 200],
      [60, 90, 200],
      [61, 90, 413],
      [60, 91, 413],
    ] as const)
      expect(await statusOf(`${line(a)}\r\n${headers(b)}\r\n\r\n`, { limits })).toContain(` ${status} `);
    expect(await statusOf(`GET ${url()} HTTP/1.1\r\n${'X: y\r\n'.repeat(5000)}`)).toMatch(/ 413 /);
  });
});

describe('CONNECT', () => {
  it('T-C5: what the client sent with its request reaches the target', async () => {
    const [proxy, target] = memoryPair();
    const [client, server] = memoryPair();
    const serving = serveHttpProxy(server, { dial: async () => proxy }, never);
    await client.write(text('CONNECT x.example:25 HTTP/1.1\r\nHost: x.example\r\n\r\nEHLO early'));
    await client.end();
    expect(String(await readAll(target))).toBe('EHLO early');
    await target.write(text('250 fine'));
    await target.end();
    expect(String(await readAll(client))).toBe('HTTP/1.0 200 OK\r\n\r\n250 fine');
    await serving;
  });

  it('goes only where it is allowed to', async () => {
    const allow = ({ port }: { port: number }): boolean => port === 443;
    expect(await statusOf('CONNECT x.example:25 HTTP/1.1\r\n\r\n', { allow })).toBe('HTTP/1.0 403 Forbidden');
  });

  it('tells of each request and its answer', async () => {
    const told: string[] = [];
    await statusOf('CONNECT 127.0.0.1:9 HTTP/1.1\r\n\r\n', { onRequest: (line, status) => told.push(`${line} → ${status}`) });
    expect(told).toEqual(['CONNECT 127.0.0.1:9 → 504']);
  });
});

describe('passwords', () => {
  const auth = { user: 'lab', password: 's3cret:x' };

  it('are asked for, in both ways', async () => {
    const got = await ask(`GET ${url()} HTTP/1.1\r\n\r\n`, { auth, realm: 'Lab' });
    expect(got).toMatch(
      /^HTTP\/1\.0 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="Lab"\r\nProxy-Authenticate: Digest realm="Lab", nonce="[0-9a-f]+", qop="auth"\r\nConnection: close\r\n\r\n$/,
    );
    expect(await ask(`GET ${url()} HTTP/1.1\r\n\r\n`, { auth, realm: 'Lab' })).not.toBe(got);
  });

  it.each([
    ['lab:s3cret:x', 200],
    ['lab:wrong', 407],
    ['other:s3cret:x', 407],
    ['lab', 407],
  ])('%s gives %i', async (words, status) => {
    const header = `Proxy-Authorization: Basic ${Buffer.from(words).toString('base64')}`;
    expect(await statusOf(`GET ${url()} HTTP/1.1\r\n${header}\r\n\r\n`, { auth })).toContain(` ${status} `);
    if (status === 200) expect(seen.headers['proxy-authorization']).toBeUndefined();
  });
});

describe('with real clients', () => {
  const proxyWith = async (auth?: HttpProxyOptions['auth']): Promise<{ readonly port: string; stop(): Promise<void> }> => {
    const listener = await tcp.accept!(tcp.parse('127.0.0.1:0'), {}, never);
    const serving = serveEach(listener, (channel) => serveHttpProxy(channel, { auth, dial: dialTcp }, never), {}, never);
    return {
      port: listener.addresses[0]?.replace(/^.*:/, '') ?? '',
      stop: async () => {
        await listener.close();
        await serving.done;
      },
    };
  };

  needs('curl')('curl: plain, tunnelled, with Basic and with Digest', async () => {
    const open = await proxyWith();
    const locked = await proxyWith({ user: 'lab', password: 'pw' });
    const curl = async (...args: string[]): Promise<string> => (await run('curl', ['-s', '-S', ...args, url('/x')])).stdout;
    expect(await curl('-x', `http://127.0.0.1:${open.port}`)).toBe('you sent GET');
    expect(await curl('-x', `http://127.0.0.1:${open.port}`, '-p', '-d', 'abc')).toBe('you sent POST');
    for (const way of ['--proxy-basic', '--proxy-digest', '--proxy-anyauth'])
      for (const tunnel of [[], ['-p']])
        expect(await curl('-x', `http://127.0.0.1:${locked.port}`, '-U', 'lab:pw', way, ...tunnel)).toBe('you sent GET');
    await expect(curl('-x', `http://127.0.0.1:${locked.port}`, '-U', 'lab:no', '--proxy-digest', '-f')).rejects.toThrow('407');
    await open.stop();
    await locked.stop();
  });

  needs('ncat')('ncat: a tunnel, with a password', async () => {
    const proxy = await proxyWith({ user: 'lab', password: 'pw' });
    const args = ['--proxy', `127.0.0.1:${proxy.port}`, '--proxy-type', 'http', '--proxy-auth', 'lab:pw', '127.0.0.1', String(originPort)];
    const child = run('ncat', args);
    child.child.stdin?.end('GET / HTTP/1.0\r\n\r\n');
    expect((await child).stdout).toContain('you sent GET');
    await proxy.stop();
  });

  it('Node: a client that keeps nothing open', async () => {
    const proxy = await proxyWith();
    const got = await new Promise<string>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: Number(proxy.port), path: url('/n'), agent: false };
      request(options, (reply) => {
        let body = '';
        reply.setEncoding('latin1').on('data', (chunk) => (body += chunk));
        reply.on('end', () => resolve(body));
      })
        .on('error', reject)
        .end();
    });
    expect(got).toBe('you sent GET');
    await proxy.stop();
  });
});

describe('T-C1: a target that is somebody else from one look-up to the next', () => {
  it('is connected to at the address that was checked', async () => {
    const answers = [['192.0.2.7'], ['127.0.0.1']];
    const resolve = async (): Promise<readonly string[]> => answers.shift() ?? [];
    expect(await externalTarget({ host: 'rebind.example', port: 80 }, resolve)).toEqual({ host: '192.0.2.7', port: 80 });
    await expect(externalTarget({ host: 'rebind.example', port: 80 }, resolve)).rejects.toThrow('got 127.0.0.1');
  });

  it.each(['127.0.0.1', '127.8.9.1', '::1', '0.0.0.0', '::', '169.254.169.254', 'fe80::1', '::ffff:127.0.0.1', '255.255.255.255'])(
    '%s is refused',
    async (host) => {
      await expect(externalTarget({ host, port: 80 }, async () => [])).rejects.toMatchObject({ code: 'EACCES' });
    },
  );

  it('one inner address among outer ones is enough', async () => {
    await expect(externalTarget({ host: 'x.example', port: 80 }, async () => ['192.0.2.1', '::1'])).rejects.toThrow('got ::1');
  });
});

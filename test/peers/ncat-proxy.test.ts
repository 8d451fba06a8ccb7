/** The HTTP proxy of `-l --proxy-type http`, and proxies that answer oddly, beside the real Ncat. */

import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start, startOther } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { NCAT } from './ncat-side.ts';

/** What a proxy says to these bytes, up to its end; without what differs from run to run. */
const ask = async (port: string, request: string): Promise<string> => (await askRaw(port, request)).replace(/nonce="[^"]*"/, 'nonce="N"');

const askRaw = (port: string, request: string): Promise<string> =>
  new Promise((resolve) => {
    let got = '';
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true }, () => socket.write(request, 'latin1'));
    socket.on('data', (chunk) => (got += chunk.toString('latin1')));
    socket.on('end', () => socket.end());
    socket.on('error', () => {});
    socket.on('close', () => resolve(got));
  });

const proxy = (which: 'real' | 'ours', ...words: readonly string[]): Promise<string> => proxyOn('127.0.0.1', which, ...words);

const proxyOn = async (host: string, which: 'real' | 'ours', ...words: readonly string[]): Promise<string> => {
  const port = await freePort();
  const all = ['--test', '-l', '--proxy-type', 'http', ...words, host, port];
  const running = which === 'real' ? startOther(NCAT, all) : start(['ncat', ...all]);
  await running.says(/NCAT TEST: LISTEN\n/);
  return port;
};

let origin: Server;
let there = '';
beforeAll(async () => {
  origin = createHttpServer((_, reply) => {
    reply.sendDate = false;
    reply.setHeader('Connection', 'close').setHeader('Content-Length', 5).end('hello');
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const address = origin.address();
  there = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => origin.close());

const REQUESTS = `
GET http://THERE/ HTTP/1.0
GET http://THERE/ HTTP/1.1\\r\\nHost: x\\r\\nProxy-Connection: keep-alive
GET http://THERE HTTP/1.0
  GET   http://THERE/   HTTP/1.0
GET http://THERE/ HTTP/1.0\\r\\nA: b\\r\\n folded
GET / HTTP/1.0
\\r\\n\\r\\nGET http://THERE/ HTTP/1.0
GET http:/// HTTP/1.0
GET ftp://THERE/ HTTP/1.0
GET http://nope.invalid/ HTTP/1.0
GET http://127.0.0.1:1/ HTTP/1.0
GET http://THERE/ HTTP/1.x
GET http://THERE/ HTTP/1.0\\r\\nno colon
GET\\thttp://THERE/ HTTP/1.0
GET http://THERE/ HTTP/1.0\\r\\nA:   b  \\r\\nC:d\\r\\nE:
GET http://THERE/ HTTP/1.0\\r\\nA: b  \\r\\n    c\\r\\n   
GET http://THERE/ HTTP/1.0\\r\\nA: \x01
GET http://THERE/ HTTP/1.0\\r\\nA: \x7f
POST http://THERE/ HTTP/1.0
POST http://THERE/ HTTP/1.0\\r\\nContent-Length: -3
POST http://THERE/ HTTP/1.0\\r\\nContent-Length: 0
POST http://THERE/ HTTP/1.0\\r\\nContent-Length: 0\\r\\nContent-Length: 0
PUT http://THERE/ HTTP/1.0
OPTIONS * HTTP/1.0
CONNECT 127.0.0.1 HTTP/1.0
CONNECT 127.0.0.1:0 HTTP/1.0
CONNECT 127.0.0.1:65536 HTTP/1.0
CONNECT :80 HTTP/1.0
CONNECT nope.invalid:80 HTTP/1.0
CONNECT 127.0.0.1:1 HTTP/1.0
nonsense
`;

needs('ncat').describe('ncat as an HTTP proxy', () => {
  it.each([[[]], [['--proxy-auth', 'user:pass']]])('answers as the real one, with %j', async (words) => {
    const [real, ours] = [await proxy('real', ...words), await proxy('ours', ...words)];
    for (const line of REQUESTS.slice(1, -1).split('\n')) {
      const request = `${line.replaceAll('\\r\\n', '\r\n').replaceAll('\\t', '\t').replace('THERE', there)}\r\n\r\n`;
      expect([line, await ask(ours, request)]).toEqual([line, await ask(real, request)]);
    }
  });

  it.each([
    ['-4', '127.0.0.1', 'CONNECT [::1]:1'],
    ['-4', '127.0.0.1', 'GET http://[::1]:1/'],
    ['-4', '127.0.0.1', 'GET http://THERE/'],
    ['-6', '::1', 'CONNECT 127.0.0.1:1'],
    ['-6', '::1', 'GET http://THERE/'],
    ['-v', '::1', 'GET http://THERE/'],
    ['-v', '127.0.0.1', 'CONNECT 127.0.0.1:SELF'],
    ['-v', '127.0.0.1', 'GET http://127.0.0.1:SELF/'],
    ['-v', '127.0.0.1', 'GET http://THERE/ HTTP/1.1\r\nTransfer-Encoding: chunked'],
  ])('answers as the real one, started with %s on %s: %s', async (family, host, request) => {
    const firstLine = async (which: 'real' | 'ours'): Promise<string> => {
      const port = await proxyOn(host, which, family);
      const [line = '', more = ''] = request.replace('THERE', there).replace('SELF', port).split(' HTTP/1.1');
      return new Promise((resolve) => {
        const socket = connect(Number(port), host, () => void socket.write(`${line} HTTP/1.1${more}\r\n\r\n`));
        socket.once('data', (chunk) => {
          resolve(String(chunk).split('\r\n')[0] ?? '');
          socket.destroy();
        });
        socket.on('error', () => {}).on('close', () => resolve('nothing'));
      });
    };
    expect(await firstLine('ours')).toBe(await firstLine('real'));
  });

  it('a POST of unknown length reaches its server before it is refused, as with the real one', async () => {
    for (const which of ['real', 'ours'] as const) {
      const port = await proxy(which);
      const server = createServer((socket) => socket.on('error', () => {}).resume());
      const reached = new Promise((resolve) => server.once('connection', resolve));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const to = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
      expect(await ask(port, `POST http://${to}/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.0 400/);
      await reached;
      server.close();
    }
  });

  it('has limits where the real one has them', async () => {
    const [real, ours] = [await proxy('real'), await proxy('ours')];
    const statusOf = async (port: string, request: string): Promise<string | undefined> =>
      /^HTTP\/1\.0 (\d+)/.exec(await ask(port, request))?.[1];
    const line = (bytes: number): string => `GET http://${there}/`.padEnd(bytes - 11, 'x').concat(' HTTP/1.0\r\n');
    for (const [request, status] of [
      [`${line(1023)}\r\n`, '200'],
      [`${line(1024)}\r\n`, '413'],
      [`${line(99)}X: ${'y'.repeat(10_232)}\r\n\r\n`, '200'],
      [`${line(99)}X: ${'y'.repeat(10_233)}\r\n\r\n`, '413'],
    ] as const)
      for (const port of [real, ours]) expect(await statusOf(port, request)).toBe(status);
  });
});

/** A proxy that says the same to everybody, and goes. */
const saying = async (answer: string): Promise<{ port: string; close(): void }> => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(answer, 'latin1'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: String(typeof address === 'object' && address?.port), close: () => server.close() };
};

needs('ncat').describe('ncat by way of a proxy that answers', () => {
  it.each([
    ['http', 'HTTP/1.0 200 OK\r\n\r\nbanner', 0],
    ['http', 'HTTP/1.1   200\n\nbanner', 0],
    ['http', 'HTTP/1.0 200 OK\r\nno colon\r\n folded\r\n\r\nbanner', 0],
    ['http', 'HTTP/1.0 204 No\r\n\r\n', 1],
    ['http', 'HTTP/1.1 100 Wait\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', 1],
    ['http', 'HTTP/1.0 403 No\r\n\r\n', 1],
    ['http', 'HTTP/1.0 200 OK\r\n', 1],
    ['http', 'HTTP/1.0\t200\tOK\r\n\r\n', 1],
    ['http', `HTTP/1.0 200 ${'x'.repeat(1008)}\r\n\r\nbanner`, 0],
    ['http', `HTTP/1.0 200 ${'x'.repeat(1009)}\r\n\r\nbanner`, 1],
    ['http', `HTTP/1.0 200 OK\r\nA: ${'x'.repeat(10_232)}\r\n\r\nbanner`, 0],
    ['http', `HTTP/1.0 200 OK\r\nA: ${'x'.repeat(10_233)}\r\n\r\nbanner`, 1],
    ['http', 'HTTP/1.0 2 No\r\n\r\n', 1],
    ['http', 'nonsense\r\n\r\n', 1],
    ['http', '', 1],
    ['socks4', '\0\x5a\0\0\0\0\0\0banner', 0],
    ['socks4', '\x04\x5a\0\0\0\0\0\0banner', 0],
    ['socks4', '\0\x5b\0\0\0\0\0\0', 1],
    ['socks4', '\0\x5a', 1],
    ['socks5', '\x05\0\x05\0\0\x01\0\0\0\0\0\0banner', 0],
    ['socks5', '\x05\xff', 1],
    ['socks5', '\x05\0\x05', 1],
    ['socks5', '\x05\0\x04\0\0\x01\0\0\0\0\0\0', 1],
    ['socks5', '\x04\0', 1],
    ['socks5', '\x05\0\x05\x02\0\x01\0\0\0\0\0\0', 1],
  ])('%s %j', async (type, answer, code) => {
    const { port, close } = await saying(answer);
    const words = ['--proxy-type', type, '--proxy', `127.0.0.1:${port}`, '--recv-only', '10.1.2.3', '80'];
    const [ours, real] = [start(['ncat', ...words]), startOther(NCAT, words)];
    expect([await ours.exit, ours.out.toString(), ours.err]).toEqual([await real.exit, real.out.toString(), real.err]);
    expect([ours.child.exitCode, ours.out.toString()]).toEqual([code, code === 0 ? 'banner' : '']);
    close();
  });
});

needs('ncat').describe('ncat -v tells how far it came with SOCKS 5', () => {
  it.each(['\x05\x02', '\x05\0\x05\0\0\x09\0\0\0\0\0\0', '\x05\0\x05\0\0\x01\0\0', '\x05\0\x05\x03\0\x01\0\0\0\0\0\0'])(
    '%j',
    async (answer) => {
      const { port, close } = await saying(answer);
      const words = ['-v', '--proxy-type', 'socks5', '--proxy', `127.0.0.1:${port}`, '--recv-only', '10.1.2.3', '80'];
      const [ours, real] = [start(['ncat', ...words]), startOther(NCAT, words)];
      expect([await ours.exit, ours.err]).toEqual([await real.exit, real.err]);
      close();
    },
  );
});

describe('T-C1, T-C2: a proxy', () => {
  it('does not lead a plain request back to itself', async () => {
    const port = await proxy('ours');
    for (const host of ['127.0.0.1', 'localhost', '127.9.9.9', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      expect(await ask(port, `GET http://${host}:${port}/ HTTP/1.0\r\n\r\n`)).toMatch(/^HTTP\/1\.0 403 /);
    }
  });
});

needs('ncat').describe('ncat and the credentials of --proxy-auth', () => {
  it.each(['', 'a', 'a:', ':b', 'a:b', 'a:b:c'])('sends %j as the real one does', async (auth) => {
    const asked = async (which: 'real' | 'ours'): Promise<string> => {
      let heard = '';
      const wants = 'HTTP/1.0 407 Who\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n';
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
          heard += String(chunk);
          socket.end(wants);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const words = ['--proxy', `127.0.0.1:${port}`, '--proxy-auth', auth, '10.1.2.3', '80'];
      await (which === 'real' ? startOther(NCAT, words) : start(['ncat', ...words])).exit;
      server.close();
      return heard;
    };
    expect(await asked('ours')).toBe(await asked('real'));
  });

  it.each(['', 'a', 'a:b'])('answers a Digest with %j, or says as the real one that it cannot', async (auth) => {
    const challenge = 'HTTP/1.0 407 Who\r\nProxy-Authenticate: Digest realm="x", nonce="y", qop="auth"\r\n\r\n';
    const { port, close } = await saying(challenge);
    const words = ['--proxy', `127.0.0.1:${port}`, '--proxy-auth', auth, '10.1.2.3', '80'];
    const said = async (which: 'real' | 'ours'): Promise<unknown> => {
      const running = which === 'real' ? startOther(NCAT, words) : start(['ncat', ...words]);
      const code = await running.exit;
      return [code, running.err];
    };
    expect(await said('ours')).toEqual(await said('real'));
    close();
  });
});

needs('ncat').describe('ncat calls its proxy again after a challenge', () => {
  it.each([
    'Digest realm="x", nonce="y", algorithm=MD5',
    'Digest realm="a\\"b\\\\c", nonce="y", opaque="z\\"z"',
    'Digest realm="x", nonce="y", algorithm=SHA-256',
    'Digest realm="x"',
    'Foo bar',
    '',
  ])('answers %j as the real one, on a new connection, or has nothing to say there', async (wants) => {
    const heard = async (which: 'real' | 'ours'): Promise<unknown> => {
      const calls: string[] = [];
      const server = createServer((socket) => {
        const call = calls.push('') - 1;
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
          calls[call] += String(chunk);
          socket.end(call === 0 ? `HTTP/1.0 407 Who\r\nProxy-Authenticate: ${wants}\r\n\r\n` : 'HTTP/1.0 500 No\r\n\r\n');
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const words = ['--proxy', `127.0.0.1:${port}`, '--proxy-auth', 'user:pass', '10.1.2.3', '80'];
      const running = which === 'real' ? startOther(NCAT, words) : start(['ncat', ...words]);
      const code = await running.exit;
      await new Promise((resolve) => server.close(resolve));
      return [code, running.err, calls];
    };
    expect(await heard('ours')).toEqual(await heard('real'));
  });
});

const md5 = (words: string): string => createHash('md5').update(words, 'latin1').digest('hex');
const base64 = (words: string): string => Buffer.from(words, 'latin1').toString('base64');

interface Digest {
  readonly nonce: string;
  readonly uri?: string;
  readonly method?: string;
  readonly pass?: string;
  readonly qop?: string;
}

/** An answer to a challenge of `ncat --proxy-auth user:pass`. */
const digest = ({ nonce, uri = '127.0.0.1:1', method = 'CONNECT', pass = 'pass', qop = 'auth' }: Digest): string => {
  const [who, what] = [md5(`user:Ncat:${pass}`), md5(`${method}:${uri}`)];
  const counts = qop === '' ? '' : `00000001:abc:${qop}:`;
  const response = md5(`${who}:${nonce}:${counts}${what}`);
  const more = qop === '' ? '' : `, qop=${qop}, nc=00000001, cnonce="abc"`;
  return `Digest username="user", realm="Ncat", nonce="${nonce}", uri="${uri}"${more}, response="${response}"`;
};

const ANSWERS: readonly ((nonce: string) => string)[] = [
  (nonce) => digest({ nonce }),
  (nonce) => digest({ nonce, uri: '/x' }),
  (nonce) => digest({ nonce, method: 'GET' }),
  (nonce) => digest({ nonce, qop: '' }),
  (nonce) => digest({ nonce, qop: 'auth-int' }),
  (nonce) => digest({ nonce, pass: 'x' }),
  (nonce) => digest({ nonce: nonce.slice(0, -2) }),
  (nonce) => digest({ nonce: `${nonce}00` }),
  (nonce) => digest({ nonce: `${nonce.slice(0, -1)}${nonce.endsWith('0') ? '1' : '0'}` }),
  (nonce) => `${digest({ nonce })}, algorithm=MD5`,
  (nonce) => `${digest({ nonce })}, algorithm=MD5-sess`,
  (nonce) => `${digest({ nonce })}, opaque="x"`,
  (nonce) => `${digest({ nonce })},`,
  (nonce) => `${digest({ nonce })}, username="x"`,
  (nonce) => digest({ nonce }).replace('Digest', 'DIGEST '),
  (nonce) => digest({ nonce }).replaceAll(', ', ','),
  (nonce) => digest({ nonce }).replaceAll(', ', ' '),
  (nonce) => digest({ nonce }).replaceAll(', ', ''),
  (nonce) => digest({ nonce }).replaceAll(/, (?=response|realm)/g, '\t'),
  (nonce) => digest({ nonce }).replaceAll(', ', ',\r\n '),
  (nonce) => digest({ nonce }).replaceAll('="', ' = "'),
  (nonce) => digest({ nonce }).replace('"user"', '"us\\er"'),
  (nonce) => digest({ nonce }).replace(/"$/, ''),
  ...['uri="[^"]*", ', 'nc=\\d+, ', 'cnonce="\\w+", ', 'realm="\\w+", ', 'username="\\w+", ', ', response="\\w+"'].map(
    (what) => (nonce: string) => digest({ nonce }).replace(new RegExp(what), ''),
  ),
  (nonce) => `x\r\nProxy-Authorization: ${digest({ nonce })}`,
  (nonce) => `${digest({ nonce })}\r\nProxy-Authorization: x`,
  ...['Digest', 'Digest x', '', 'Basic', 'Basic !!!', 'NTLM abc'].map((words) => () => words),
  () => `Basic ${base64('user:pass')}`,
  () => `basic   ${base64('user:pass')}`,
  () => `Basic ${base64('user:x')}`,
  () => `Basic ${base64('user:pass')} x`,
  () => `Basic ${base64('user:pass')}\r\nProxy-Authorization: x`,
];

needs('ncat')(
  'ncat as a proxy takes and refuses credentials as the real one',
  async () => {
    const words = ['--proxy-auth', 'user:pass'];
    const [real, ours] = [await proxy('real', ...words), await proxy('ours', ...words)];
    const answered = async (port: string, answer: (nonce: string) => string): Promise<unknown> => {
      const challenge = await askRaw(port, 'CONNECT 127.0.0.1:1 HTTP/1.0\r\n\r\n');
      const nonce = /nonce="([^"]*)"/.exec(challenge)?.[1] ?? '';
      const head = `Proxy-Authorization: ${answer(nonce)}`;
      return [head.replaceAll(/(nonce|response) ?= ?"[^"]*"?/g, ''), await ask(port, `CONNECT 127.0.0.1:1 HTTP/1.0\r\n${head}\r\n\r\n`)];
    };
    for (const answer of ANSWERS) expect(await answered(ours, answer)).toEqual(await answered(real, answer));
  },
  60_000,
);

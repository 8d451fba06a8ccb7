/** -x and -X: through SOCKS 4, SOCKS 5 and HTTP proxies, word by word, beside nc.openbsd where it can be played. */
import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { OPENBSD, OURS, serverOf, shell } from '../e2e/nc-programs.ts';
import { startOther } from '../e2e/program.ts';
import { hasTool, needs } from '../needs.ts';

/** Ours, and the original where it is here. */
const PROGRAMS = hasTool('nc.openbsd') ? [OURS, `exec -a nc ${OPENBSD}`] : [OURS];

describe('through proxies', () => {
  const http = async (status: string): Promise<{ port: string; asked: string[]; close(): void }> => {
    const asked: string[] = [];
    const server = createHttpServer();
    server.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.on('error', () => {});
      socket.end(`HTTP/1.0 ${status}\r\nVia: test\r\n\r\nglued to the answer`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return { port: String(typeof address === 'object' && address?.port), asked, close: () => server.close() };
  };

  it('HTTP: what comes with the answer is not lost', async () => {
    const proxy = await http('200 OK');
    const words = `-d -X connect -x 127.0.0.1:${proxy.port}`;
    expect(await shell(`${OURS} -v ${words} host.example 80`)).toMatchObject({
      code: 0,
      out: 'glued to the answer',
      err: expect.stringMatching(/^Connection to host\.example 80 port \[tcp\/http\] succeeded!\n/),
    });
    const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
    const both = await shell(`printf hi | ${OURS} -v -N -X connect -x 127.0.0.1:${proxy.port} host.example 80`);
    expect(both.err.split('\n').slice(1, -1)).toEqual([
      `sent 2 B, sha256 ${sum('hi')}`,
      `received 19 B, sha256 ${sum('glued to the answer')}`,
    ]);
    expect((await shell(`${OURS} ${words} ::1 80`)).code).toBe(0);
    expect(proxy.asked).toEqual(['host.example:80', 'host.example:80', '[::1]:80']);
    const logged = await shell(`F=$(mktemp); ${OURS} -o $F ${words} host.example 80; echo; cat $F; rm $F`);
    expect(logged.out).toMatch(/^glued to the answer\n< 00000000 67 6c 75 65 64 .* # glued to the ans\n< 00000010 77 65 72 +# wer\n$/);
    expect(await shell(`${OURS} ${words} -c 'cat >&2; exit 3' host.example 80`)).toMatchObject({ code: 3, err: 'glued to the answer' });
    proxy.close();
  });

  it.each([
    ['HTTP/1.0 200\r\n\r\n', 0],
    ['HTTP/1.1 2000\r\n\r\n', 0],
    ['HTTP/1.0 200 ok\n\n', 0],
    ['HTTP/1.0 201 ok\r\n\r\n', 1],
    ['HTTP/2 200 ok\r\n\r\n', 1],
    [`HTTP/1.0 200 ${'x'.repeat(1010)}\r\n\r\n`, 0],
    [`HTTP/1.0 200 ${'x'.repeat(1011)}\r\n\r\n`, 1],
    [`HTTP/1.0 200 ok\r\n${'a: b\r\n'.repeat(63)}\r\n`, 0],
    [`HTTP/1.0 200 ok\r\n${'a: b\r\n'.repeat(64)}\r\n`, 1],
    ['HTTP/1.0 200 ok\r\na: b', 1],
    ['', 1],
  ])('HTTP: the answer %j, as nc.openbsd reads it', async (answer, code) => {
    const ends = await Promise.all(
      PROGRAMS.map(async (nc) => {
        const { port, server } = await serverOf((socket) => void socket.once('data', () => socket.end(answer)));
        const { out, err, code } = await shell(`${nc} -d -X connect -x 127.0.0.1:${port} host 80`);
        server.close();
        return { out, err, code };
      }),
    );
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(ends[0]?.code).toBe(code);
  });

  it.each([
    ['connect', 'host', ['HTTP/1.0 403 No\r\nVia: test\r\n\r\n']],
    ['connect', 'host', ['HTTP/1.0 403 No\r\n']],
    ['connect', 'a:b', ['HTTP/1.0 200 OK\r\n\r\n']],
    ['5', 'host', ['\x05\x00', '\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00']],
    ['5', 'host', ['\x05\xff']],
    ['4', '192.0.2.1', ['\x00\x5b\x00\x00\x00\x00\x00\x00']],
  ] as const)('-X %s: who is asked for %s and answers %j sees what nc.openbsd does', async (kind, host, answers) => {
    const play = async (nc: string): Promise<object> => {
      const seen: string[] = [];
      let over: () => void = () => {};
      const closed = new Promise<void>((resolve) => {
        over = resolve;
      });
      const { port, server } = await serverOf((socket) => {
        const rest = [...answers];
        socket.on('data', (chunk) => {
          seen.push(chunk.toString('latin1'));
          const answer = rest.shift();
          if (answer !== undefined) socket.write(answer, 'latin1');
        });
        // Who leaves with bytes unread resets the connection, if these were there by then.
        socket.on('error', () => {});
        socket.on('end', () => socket.end());
        socket.on('close', over);
      });
      const ended = await shell(`${nc} -N -X ${kind} -x 127.0.0.1:${port} ${host} 80`);
      await closed;
      server.close();
      return { seen: seen.join(''), code: ended.code, err: ended.err };
    };
    const [ours, ...real] = await Promise.all(PROGRAMS.map(play));
    for (const end of real) expect(ours).toEqual(end);
  });

  it.each(['403 No', '407 Who are you'])('HTTP: %s', async (status) => {
    const proxy = await http(status);
    const { code, err } = await shell(`${OURS} -X connect -x 127.0.0.1:${proxy.port} host 80`);
    proxy.close();
    expect([code, err]).toEqual([1, `nc: Proxy error: "HTTP/1.0 ${status}"\n`]);
  });

  needs('script')('HTTP: the password is asked for on the terminal, unseen, once the proxy wants it', async () => {
    const asked: string[] = [];
    const server = createHttpServer();
    server.on('connect', (request, socket) => {
      const { 'proxy-authorization': who } = request.headers;
      asked.push(String(who));
      socket.on('error', () => {});
      socket.end(who === undefined ? 'HTTP/1.0 407 Who\r\n\r\n' : 'HTTP/1.0 200 OK\r\n\r\nwelcome');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const terminal = startOther('script', ['-qfec', `${OURS} -d -X connect -x 127.0.0.1:${port} -P me host 80`, '/dev/null']);
    await terminal.shows('Proxy password for me@127.0.0.1: ');
    terminal.type('open sesame\r');
    await terminal.exit;
    server.close();
    expect(asked).toEqual(['undefined', `Basic ${Buffer.from('me:open sesame').toString('base64')}`]);
    expect(terminal.out.toString()).toContain('welcome');
    expect(terminal.out.toString()).not.toContain('sesame');
  });

  /** Answers in hexadecimal, one for each thing it is told; after the last one it hangs up. */
  const scripted = async (answers: readonly string[]) => {
    const heard: string[] = [];
    const { port, server } = await serverOf((socket) => {
      const left = [...answers];
      socket.on('data', (chunk) => {
        heard.push(chunk.toString('hex'));
        socket.write(Buffer.from(left.shift() ?? '', 'hex'));
        if (left.length === 0) socket.end();
      });
    });
    return { port, heard, close: () => server.close() };
  };

  it.each([
    ['-X 5', 'host.example', ['0500', '0500000101020304005068656c6c6f'], ['050100', '050100030c686f73742e6578616d706c650050'], 0],
    ['-X 5', '10.1.2.3', ['0500', '05000001010203040050'], ['050100', '050100010a0102030050'], 0],
    ['-X 5', '::1', ['0500', '05010001'], ['050100', `05010004${'00'.repeat(15)}010050`], 1],
    ['-X 5', 'h', ['05ff'], ['050100'], 1],
    ['-X 5', 'h', ['0502', '05000001010203040050'], ['050100', '0501000301680050'], 0],
    ['-X 5', '127.1', ['0500', '0501'], ['050100', '050100017f0000010050'], 1],
    ['-X 5', 'fe80::1%lo', ['0500', '0501'], ['050100', '05010004fe8000000000000000000000000000010050'], 1],
    ['-X 4', '::ffff:10.1.2.3', ['005a000000000000'], ['040100500a01020300'], 0],
    ['-W 1', 'h', ['0500', '050000010102030400506869'], ['050100', '0501000301680050'], 0],
    ['-X 5', 'h', ['0500', '0507'], ['050100', '0501000301680050'], 1],
    ['-X 5', 'h', ['0500', '05000003'], ['050100', '0501000301680050'], 1],
    ['-X 4', '10.1.2.3', ['005a000000000000'], ['040100500a01020300'], 0],
    ['-X 4', '10.1.2.3', ['005b000000000000'], ['040100500a01020300'], 1],
    ['-X 4', '10.1.2.3', ['005c0000'], ['040100500a01020300'], 1],
  ])('SOCKS %s to %s, as nc.openbsd does it', async (kind, host, answers, asks, code) => {
    const ends = await Promise.all(
      PROGRAMS.map(async (nc) => {
        const proxy = await scripted(answers);
        const { out, err, code: ended } = await shell(`${nc} -d ${kind} -x 127.0.0.1:${proxy.port} ${host} 80`);
        proxy.close();
        return { out, err, code: ended, heard: proxy.heard };
      }),
    );
    expect(ends[0]).toMatchObject({ code, heard: asks });
    for (const end of ends) expect(end).toEqual(ends[0]);
  });

  it('a name too long for SOCKS 5 is refused while the proxy waits', async () => {
    const { port, server } = await serverOf((socket) => void socket.on('data', () => socket.write(Uint8Array.of(5, 0))));
    const { code, err } = await shell(`${OURS} -d -x 127.0.0.1:${port} ${'x'.repeat(256)} 80`);
    server.close();
    expect([code, err]).toEqual([1, 'nc: host name too long for SOCKS5\n']);
  });
});

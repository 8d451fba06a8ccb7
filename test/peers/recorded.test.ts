/** What the commands write while they talk with other programs, beside tshark: it finds nothing wrong, checksums on. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { certificate } from '../certificates.ts';
import { type Running, scratch, start, startOther, WIRECAT } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';

const folder = scratch();

/** A command of ours that writes, and what is done beside it: before it starts, unless it listens. */
interface Play {
  readonly name: string;
  /** Words of ours; PORT and FILE stand for what is free. */
  readonly ours: string;
  /** It listens, and says so. */
  readonly says?: RegExp;
  /** What comes on its standard input; it ends then. */
  readonly input?: string;
  readonly beside?: (port: string) => Promise<unknown>;
  /** It listens, and Ctrl-C ends it when it has said this. */
  readonly until?: RegExp;
  /** What tshark reads inside TLS, which opens with the secrets in the file. */
  readonly inside?: string;
  /** Warnings that belong to what happens. */
  readonly warnings?: readonly string[];
}

const peer = async (program: string, words: readonly string[], input = ''): Promise<void> => {
  const running = startOther(program, words);
  if (input !== '') running.type(input);
  await running.end();
  await running.exit;
};

/** A server on that port which does this with who comes. */
const serverDoing = (port: string, act: (socket: Socket) => void): Promise<void> =>
  new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => {}).on('close', () => server.close(() => {}));
      act(socket);
    }).listen(Number(port), '127.0.0.1', () => resolve());
  });

const RESET = ['Connection reset (RST)'];

/** What a client says under TLS comes back. */
const echoTls = (socket: Socket): void => {
  const { cert, key } = certificate(folder);
  const over = new TLSSocket(socket, { isServer: true, cert: readFileSync(cert), key: readFileSync(key) });
  over.on('error', () => {}).once('data', (bytes) => over.end(bytes));
};

/** Whatever a client asks a proxy for, it talks to `echoTls` afterwards; `answers` are those of the proxy, each to what comes next. */
const echoBehind =
  (...answers: readonly (string | Buffer)[]) =>
  (port: string): Promise<void> =>
    serverDoing(port, (socket) => {
      const next = (left: readonly (string | Buffer)[]): void => {
        const [now, ...later] = left;
        if (now === undefined) echoTls(socket);
        else
          socket.once('data', () => {
            socket.write(now);
            next(later);
          });
      };
      next(answers);
    });

const SOCKS5 = [Buffer.of(5, 0), Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 80)];

const PLAYS: readonly Play[] = [
  {
    name: 'listen, with nc',
    ours: 'listen 127.0.0.1:PORT -w FILE',
    says: /listening/,
    beside: (port) => peer('nc', ['-N', '127.0.0.1', port], 'hello\n'),
  },
  {
    name: 'listen on IPv6, with ncat',
    ours: 'listen tcp:[::1]:PORT -w FILE',
    says: /listening/,
    input: 'hi\n',
    beside: (port) => peer('ncat', ['::1', port], 'hello\n'),
  },
  {
    name: 'serve echo over UDP, with nc',
    ours: 'serve echo udp:127.0.0.1:PORT -w FILE',
    says: /echo on/,
    beside: (port) => peer('nc', ['-u', '-w1', '127.0.0.1', port], 'hello\n'),
    until: /datagrams from/,
  },
  {
    name: 'serve over TLS, with openssl',
    ours: 'serve echo tls:127.0.0.1:PORT -w FILE',
    says: /echo on/,
    beside: async (port) => {
      const openssl = startOther('openssl', ['s_client', '-quiet', '-no_ign_eof', '-connect', `127.0.0.1:${port}`]);
      openssl.type('hello\n');
      await openssl.shows('hello\n');
      await openssl.end();
      await openssl.exit;
    },
    until: /closed by/,
  },
  {
    name: 'serve http, with curl',
    ours: 'serve http 127.0.0.1:PORT -w FILE',
    says: /http on/,
    beside: (port) => peer('curl', ['-s', `http://127.0.0.1:${port}/`]),
    until: /closed by/,
  },
  {
    name: 'serve proxy, with curl through it',
    ours: 'serve proxy 127.0.0.1:PORT -w FILE --internal',
    says: /proxy on/,
    beside: async (port) => {
      const origin = await freePort();
      await serverDoing(origin, (socket) => {
        socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nhello'));
      });
      await peer('curl', ['-s', '-p', '-x', `http://127.0.0.1:${port}`, `http://127.0.0.1:${origin}/`]);
    },
    until: /closed by/,
  },
  {
    name: 'serve proxy, with curl through it to itself',
    ours: 'serve proxy 127.0.0.1:PORT -w FILE --internal',
    says: /proxy on/,
    beside: (port) => peer('curl', ['-s', '-p', '-x', `http://127.0.0.1:${port}`, `http://127.0.0.1:${port}/`]),
    until: /closed by[\s\S]*closed by/,
  },
  {
    name: 'connect to a server that resets',
    ours: 'connect 127.0.0.1:PORT -w FILE',
    beside: (port) =>
      serverDoing(port, (socket) => {
        socket.once('data', () => socket.resetAndDestroy());
      }),
    input: 'hello\n',
    warnings: ['Connection reset (RST)'],
  },
  {
    name: 'connect to a server that answers after our end',
    ours: 'connect 127.0.0.1:PORT -w FILE',
    beside: (port) =>
      serverDoing(port, (socket) => {
        socket.resume().on('end', () => socket.end('x'.repeat(100_000)));
      }),
    input: 'hello\n',
  },
  { name: 'connect where nobody listens', ours: 'connect 127.0.0.1:PORT -w FILE', warnings: ['Connection reset (RST)'] },
  { name: 'connect that times out', ours: 'connect tcp:192.0.2.1:80 --connect-timeout 0.5 -w FILE', warnings: ['Connection reset (RST)'] },
  { name: 'datagrams to a broadcast', ours: 'connect udp:127.255.255.255:PORT?broadcast&wait=0.1 -w FILE', input: 'hello\n' },
  {
    name: 'a group heard by link',
    ours: 'link udp:239.1.2.3:PORT?join&interface=lo - -w FILE',
    beside: (port) => peer('socat', ['-', `UDP4-DATAGRAM:239.1.2.3:${port},ip-multicast-if=127.0.0.1`], 'hello\n'),
    until: /hello/,
  },
  {
    name: 'link from TCP to UDP, both sides',
    ours: 'link -1 listen:127.0.0.1:PORT udp:127.0.0.1:PORT?wait=0.1 -w FILE',
    says: /listening|PORT/,
    beside: (port) => peer('nc', ['-N', '127.0.0.1', port], 'hello\n'),
  },
  {
    name: 'link from a unix socket to a program',
    ours: 'link -1 listen:unix:FOLDER/s exec:cat -w FILE',
    says: /listening|FOLDER/,
    beside: () => peer('socat', ['-t1', '-', `UNIX-CONNECT:${folder}/s`], 'hello\n'),
  },
  {
    name: 'nc',
    ours: 'nc -N --pcap FILE 127.0.0.1 PORT',
    beside: (port) => serverDoing(port, (socket) => socket.pipe(socket)),
    input: 'a\n',
  },
  {
    name: 'ncat',
    ours: 'ncat --pcap FILE 127.0.0.1 PORT',
    beside: (port) => serverDoing(port, (socket) => socket.pipe(socket)),
    input: 'a\n',
  },
  { name: 'ncat that times out', ours: 'ncat -w 1 --pcap FILE 192.0.2.1 80', warnings: RESET },
  { name: 'nc that times out', ours: 'nc -w 1 --pcap FILE 192.0.2.1 80', warnings: RESET },
  { name: 'ncat where nobody listens on IPv6', ours: 'ncat --pcap FILE ::1 PORT', warnings: RESET },
  { name: 'ncat -u where nobody listens', ours: 'ncat -u --pcap FILE 127.0.0.1 PORT', input: 'a\n' },
  { name: 'ncat --ssl', ours: 'ncat --ssl --pcap FILE 127.0.0.1 PORT', beside: echoBehind(), input: 'secret\n', inside: 'secret' },
  {
    name: 'ncat --ssl through a SOCKS proxy',
    ours: 'ncat --ssl --proxy 127.0.0.1:PORT --proxy-type socks5 --pcap FILE 127.0.0.1 80',
    beside: echoBehind(...SOCKS5),
    input: 'secret\n',
    inside: 'secret',
  },
  {
    name: 'ncat --ssl through an HTTP proxy',
    ours: 'ncat --ssl --proxy 127.0.0.1:PORT --proxy-type http --pcap FILE 127.0.0.1 443',
    beside: echoBehind('HTTP/1.0 200 OK\r\n\r\n'),
    input: 'secret\n',
    inside: 'secret',
  },
  {
    name: 'connect to TLS through an HTTP proxy',
    ours: 'connect tls?insecure:http-connect:localhost:443:127.0.0.1:PORT -w FILE',
    beside: echoBehind('HTTP/1.1 200 OK\r\n\r\n'),
    input: 'secret\n',
    inside: 'secret',
  },
  {
    name: 'connect to TLS through a SOCKS 4 proxy',
    ours: 'connect tls?insecure:socks4:127.0.0.1:443:127.0.0.1:PORT -w FILE',
    beside: echoBehind(Buffer.of(0, 90, 0, 0, 0, 0, 0, 0)),
    input: 'secret\n',
    inside: 'secret',
  },
  {
    name: 'connect with lines that end in CR LF',
    ours: 'connect -C 127.0.0.1:PORT -w FILE',
    beside: (port) => serverDoing(port, (socket) => socket.pipe(socket)),
    input: 'a\nb\n',
  },
  {
    name: 'listen over WebSocket on IPv6, with ours',
    ours: 'listen ws:[::1]:PORT -w FILE',
    says: /listening/,
    input: 'hi\n',
    beside: (port) => peer(process.execPath, [WIRECAT, 'connect', `ws:[::1]:${port}`], 'hello\n'),
  },
];

const perform = async (play: Play, file: string): Promise<void> => {
  const { ours, says, input = '', beside, until } = play;
  const port = await freePort();
  const words = ours.split(' ').map((word) => word.replace('PORT', port).replace('FILE', file).replace('FOLDER', folder));
  const isClient = says === undefined && until === undefined;
  if (isClient) await beside?.(port);
  const running = start(words);
  if (says !== undefined) await running.says(says);
  if (input !== '') running.type(input);
  if (until !== undefined) await heard(running, until, () => beside?.(port));
  // Both ends wait for the end of the other's input.
  const talk = until === undefined && !isClient ? beside?.(port) : undefined;
  if (until === undefined) await running.end();
  else running.child.kill('SIGINT');
  await talk;
  await running.exit;
};

/** Speaks again where nobody was there yet to hear a datagram. */
const heard = (ours: Running, what: RegExp, speak: () => Promise<unknown> | undefined): Promise<void> =>
  expect
    .poll(
      async () => {
        await speak();
        return `${ours.err}${ours.out.toString()}`;
      },
      { timeout: 45_000, interval: 300 },
    )
    .toMatch(what);

const CHECKED = ['ip', 'tcp', 'udp'].flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
const tshark = (file: string, ...words: string[]): { readonly out: string; readonly err: string } => {
  const { stdout, stderr } = spawnSync('tshark', ['-n', '-r', file, ...CHECKED, ...words], { encoding: 'utf8' });
  return { out: stdout, err: stderr };
};

needs('tshark', 'nc', 'ncat', 'socat', 'curl', 'openssl').describe('tshark warns of nothing', () => {
  it.each(PLAYS)('$name', async (play) => {
    const file = join(folder, `${PLAYS.indexOf(play)}.pcapng`);
    await perform(play, file);
    expect(existsSync(file)).toBe(true);
    const { out, err } = tshark(file, '-q', '-z', 'expert,warn');
    expect(err.replace(/^Running as user.*\n/m, '')).toBe('');
    const told = out.split('\n').filter((line) => /^ +\d+ /.test(line));
    const odd = told.filter((line) => !(play.warnings ?? []).some((warning) => line.includes(warning)));
    expect(odd).toEqual([]);
    expect(tshark(file, '-Y', 'ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0 || _ws.malformed').out).toBe(
      '',
    );
    if (play.inside !== undefined)
      expect(tshark(file, '-x').out).toContain(
        Buffer.from(play.inside)
          .toString('hex')
          .replace(/..(?=.)/g, '$& '),
      );
    expect(tshark(file).out.trim().split('\n').length, 'frames').toBeGreaterThanOrEqual(1);
  });
});

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { type Running, scratch, start, startOther, wirecat } from './program.ts';

const folder = scratch();

const portOf = async (server: Running): Promise<string> => (await server.says(/(?:listening|echo) on 127\.0\.0\.1:(\d+)/))[1] ?? '';

const tshark = (...words: string[]): string =>
  execFileSync('tshark', ['-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE', ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString();

describe('wirecat connect, listen and serve echo', () => {
  it('sends what it gets, shows what comes back, and says how it ended', async () => {
    const server = start(['serve', 'echo', '0']);
    const port = await portOf(server);
    const client = wirecat(['connect', `tcp:127.0.0.1:${port}`], 'here is a message\n');
    expect(client).toMatchObject({ code: 0, out: 'here is a message\n' });
    expect(client.err).toContain('sent 18 B, received 18 B, closed by: us FIN, peer FIN');
    await server.says(/sent 18 B, received 18 B, closed by: peer FIN, us FIN/);
    server.child.kill('SIGINT');
    expect(await server.exit).toBe(0);
  });

  it.each([
    ['connect -u localhost 7', 'there is no option -u; type wirecat connect udp:HOST:PORT'],
    ['listen -l -p 7007', 'there is no option -l; type wirecat listen PORT'],
    ['listen --tls 7007', 'there is no option --tls; type wirecat listen tls:PORT'],
    ['listen -x 7007', 'there is no option -x; wirecat listen -h lists what there is'],
  ])('wirecat %s says what to type in place of the options of netcats', (words, says) => {
    const { code, err } = wirecat(words.split(' '));
    expect([code, err]).toEqual([2, `wirecat ${words.split(' ')[0]}: ${says}\n`]);
  });

  it.each([
    ['connect TCP:localhost:7007', 'wirecat connect tcp:localhost:7007'],
    ['TCP-LISTEN:7007,fork,reuseaddr', 'wirecat listen 7007 -k'],
    ['- UNIX-CONNECT:/tmp/p', 'wirecat connect unix:/tmp/p'],
    ['link OPENSSL-LISTEN:7007,cert=a.pem,verify=0 EXEC:cat', "wirecat link -1 'listen:tls:7007?cert=a.pem' exec:cat"],
    ['serve TCP-LISTEN:7007,fork EXEC:cat', 'wirecat link listen:7007 exec:cat'],
    ['serve echo=UDP-LISTEN:7007', 'wirecat serve echo udp:7007'],
    ['broker TCP-LISTEN:7007,fork', 'wirecat broker 7007'],
  ])('wirecat %s, in the spelling of socat, is answered with the line to type', (words, line) => {
    const { code, err } = wirecat(words.split(' '));
    expect(code).toBe(2);
    expect(err).toMatch(/^wirecat \w+: [A-Z-]+:\S+: this is how socat writes it; type /);
    expect(err.endsWith(`; type ${line}\n`)).toBe(true);
  });

  it.each([['127.0.0.1 PORT'], ['127.0.0.1:PORT'], ['tcp:localhost:PORT'], ['connect 127.0.0.1 PORT']])(
    'understands wirecat %s',
    async (words) => {
      const server = start(['serve', 'echo', 'tcp:127.0.0.1:0']);
      const port = await portOf(server);
      expect(wirecat(words.replace('PORT', port).split(' '), 'x').out).toBe('x');
    },
  );

  it('serves one service at two addresses, told apart in the table, the lines and the packets', async () => {
    const server = start(['serve', 'http=127.0.0.1:0', 'http=127.0.0.1:0', '--wire']);
    const table = await server.says(/^http:(\d+) +127\.0\.0\.1:\1 +tcp .*\nhttp:(\d+) +127\.0\.0\.1:\2 +tcp /m);
    for (const port of table.slice(1)) {
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
      await server.says(new RegExp(`^http:${port}: connection from`, 'm'));
      await server.says(new RegExp(`^http:${port}: 127\\.0\\.0\\.1 - - .*"GET / HTTP/1.1" 200`, 'm'));
      await server.says(new RegExp(`→ ${port} \\[SYN\\]`));
    }
  });

  it('serves one client, or with -k one after the other', async () => {
    const once = start(['listen', '0']);
    const port = await portOf(once);
    await once.end();
    expect(wirecat(['127.0.0.1', port], 'first').code).toBe(0);
    expect([await once.exit, once.out.toString()]).toEqual([0, 'first']);
    const again = start(['listen', '0', '-k']);
    const second = await portOf(again);
    await again.end();
    for (const text of ['one', 'two', 'three']) expect(wirecat(['127.0.0.1', second], text).code).toBe(0);
    await again.shows('onetwothree');
    again.child.kill('SIGTERM');
    expect(await again.exit).toBe(143);
  });

  it.each(['', 'udp:', 'tls:'])('tells who waits while another is served with -k: %s', async (over) => {
    const server = start(['listen', '-k', `${over}127.0.0.1:0`]);
    const port = await portOf(server);
    await server.end();
    const words = ['connect', `${over}127.0.0.1:${port}${over === 'tls:' ? '?insecure' : ''}`];
    const first = start(words);
    first.type('one');
    await server.shows('one');
    const second = start(words);
    second.type('two');
    await server.says(/^127\.0\.0\.1:\d+ has come and waits until this conversation is over$/m);
    if (over !== 'udp:') {
      await first.end();
      await server.shows('onetwo');
    }
    for (const one of [server, first, second]) one.child.kill('SIGTERM');
    await Promise.all([server.exit, first.exit, second.exit]);
  });

  it('passes the half-close on: the answer to our end still comes', async () => {
    const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
      let got = '';
      socket.on('data', (chunk) => {
        got += String(chunk);
      });
      socket.on('end', () => setTimeout(() => socket.end(`you said ${got}`), 200));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const client = start(['connect', '127.0.0.1', port]);
    client.type('hello');
    await client.end();
    expect([await client.exit, client.out.toString()]).toEqual([0, 'you said hello']);
    server.close();
  });

  it('carries megabytes both ways unchanged, recorded', async () => {
    const data = randomBytes(8 << 20);
    const file = join(folder, 'big.pcapng');
    const server = start(['serve', 'echo', '0']);
    const port = await portOf(server);
    const client = wirecat(['connect', '127.0.0.1', port, '-w', file], data);
    expect(client.code).toBe(0);
    expect(client.bytes.equals(data)).toBe(true);
    for (const side of ['client', 'server']) {
      const followed = wirecat(['read', file, '--follow', 'tcp,0', '--raw', '--side', side]);
      expect(followed.bytes.equals(data)).toBe(true);
    }
  });

  it('reports a reset, and that nobody listens', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const client = start(['connect', '127.0.0.1', port]);
    client.type('hello');
    expect(await client.exit).toBe(1);
    expect(client.err).toContain('peer RST');
    await new Promise((resolve) => server.close(resolve));
    const refused = wirecat(['connect', '127.0.0.1', port]);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /^wirecat connect: tcp:127\.0\.0\.1:\d+: nothing listens on port \d+ of this machine; in another terminal type: wirecat listen \d+ \(ECONNREFUSED\)/,
    );
  });

  it.each(['tls:127.0.0.1:PORT', 'ws://127.0.0.1:PORT/chat', 'crlf:wss:127.0.0.1:PORT', 'ws:tls:127.0.0.1:PORT'])(
    'says what would answer where nobody listens: %s',
    async (address) => {
      const there = address.replace('PORT', await freePort());
      const refused = wirecat(['connect', there]).err;
      const [, line = ''] = /in another terminal type: wirecat (listen (?:tls|ws|wss|ws:tls):\d+) \(ECONNREFUSED\)$/m.exec(refused) ?? [];
      expect(line, refused).not.toBe('');
      const listener = start(line.split(' '));
      await listener.says(/listening on/);
      const client = start(['connect', there, '--insecure']);
      client.type('hello\n');
      await listener.shows('hello');
      await Promise.all([listener.end(), client.end()]);
      expect(await Promise.all([listener.exit, client.exit])).toEqual([0, 0]);
    },
  );

  it('listens on this machine alone unless an address is written, and warns then', async () => {
    const here = start(['listen', '0']);
    await portOf(here);
    expect(here.err).not.toContain('other machines');
    const everywhere = start(['listen', '0.0.0.0:0']);
    await everywhere.says(/listening on 0\.0\.0\.0:\d+/);
    expect(everywhere.err).toContain('can be reached from other machines (no --allow, no TLS)');
    const guarded = start(['listen', '0.0.0.0:0', '--allow', '10.9.9.9']);
    const [, port = ''] = await guarded.says(/listening on 0\.0\.0\.0:(\d+)/);
    expect(guarded.err).not.toContain('other machines');
    wirecat(['connect', '127.0.0.1', port], 'x');
    await guarded.says(/turned away 127\.0\.0\.1/);
  });

  it.each([
    [['connect'], 'ADDRESS'],
    [['connect', 'nowhere'], 'a port is missing'],
    [['connect', '127.0.0.1', '0'], 'a port from 1'],
    [['listen', '99999'], 'port'],
    [['serve', 'ecco'], 'perhaps echo'],
    [['serve', 'echo', 'stdio:'], 'listened on'],
    [['connect', 'a', 'b', 'c'], 'one word too many'],
  ])('refuses %j and says what to write', (words, says) => {
    const { code, err } = wirecat(words);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  it('shows the packets in a pipe only when asked, each marked S', async () => {
    const server = start(['serve', 'echo', '0']);
    const port = await portOf(server);
    expect(wirecat(['connect', '127.0.0.1', port], 'x').err).not.toContain('[SYN]');
    const wired = wirecat(['connect', '127.0.0.1', port, '--wire'], 'x')
      .err.split('\n')
      .filter((l) => l.includes('→'));
    expect(wired[0]).toMatch(/^ +1 S +0\.0+ +127\.0\.0\.1 → 127\.0\.0\.1 .*\[SYN\] Seq=0/);
    expect(wired.every((l) => / S /.test(l))).toBe(true);
    expect(wirecat(['connect', '127.0.0.1', port, '-q'], 'x').err).toBe('');
  });
});

needs('tshark').describe('the packets of a conversation in Wireshark', () => {
  const record = async (messages: readonly string[]): Promise<string> => {
    const file = join(folder, `talk-${messages.length}.pcapng`);
    const server = start(['serve', 'echo', '0']);
    const client = start(['connect', '127.0.0.1', await portOf(server), '-w', file]);
    let sofar = '';
    for (const message of messages) {
      client.type(message);
      sofar += message;
      await client.shows(sofar);
    }
    await client.end();
    expect(await client.exit).toBe(0);
    return file;
  };

  it('have right checksums and no warnings, and the order of the lecture', async () => {
    const file = await record(['here is a message\n', 'here is another message\n']);
    const rows = tshark(
      '-r',
      file,
      '-T',
      'fields',
      '-e',
      'ip.checksum.status',
      '-e',
      'tcp.checksum.status',
      '-e',
      'tcp.flags',
      '-e',
      'tcp.len',
    )
      .trim()
      .split('\n');
    const [SYN, SYNACK, ACK, PUSH, FIN] = ['0x0002', '0x0012', '0x0010', '0x0018', '0x0011'];
    expect(rows).toEqual(
      [
        ...[
          [SYN, 0],
          [SYNACK, 0],
          [ACK, 0],
        ],
        ...[
          [PUSH, 18],
          [ACK, 0],
          [PUSH, 18],
          [ACK, 0],
        ],
        ...[
          [PUSH, 24],
          [ACK, 0],
          [PUSH, 24],
          [ACK, 0],
        ],
        ...[
          [FIN, 0],
          [FIN, 0],
          [ACK, 0],
        ],
      ].map(([flags, length]) => `1\t1\t${flags}\t${length}`),
    );
    const expert = tshark('-r', file, '-d', 'tcp.port==1-65535,data', '-q', '-z', 'expert');
    expect(expert).not.toMatch(/^(Errors|Warns) \(/m);
  });

  it('carry exactly the bytes that were sent', async () => {
    const messages = ['one\n', 'two two\n', `${'x'.repeat(3000)}\n`];
    const file = await record(messages);
    const followed = tshark('-r', file, '-q', '-z', 'follow,tcp,raw,0')
      .split('\n')
      .filter((l) => /^\t?[0-9a-f]+$/.test(l));
    const side = (tab: boolean): string =>
      Buffer.from(
        followed
          .filter((l) => l.startsWith('\t') === tab)
          .join('')
          .replaceAll('\t', ''),
        'hex',
      ).toString();
    expect(side(false)).toBe(messages.join(''));
    expect(side(true)).toBe(messages.join(''));
  });

  it('say in the file how true they are', async () => {
    const file = await record(['x\n']);
    expect(tshark('-r', file, '-T', 'fields', '-e', 'frame.comment').split('\n')[0]).toContain('socket events');
    expect(
      wirecat(['read', file])
        .out.split('\n')
        .slice(0, -1)
        .every((l) => /^ *\d+ S /.test(l)),
    ).toBe(true);
  });
});

describe('with other programs on the other side', () => {
  const peers: readonly (readonly [tool: string, words: (port: string) => string[]])[] = [
    ['nc.openbsd', (port) => ['-N', '127.0.0.1', port]],
    ['nc.traditional', (port) => ['127.0.0.1', port]],
    ['ncat', (port) => ['127.0.0.1', port]],
  ];
  for (const [tool, words] of peers) {
    needs(tool)(`${tool} sends a file to listen`, async () => {
      const data = randomBytes(300_000);
      const server = start(['listen', '0']);
      const peer = startOther(tool, words(await portOf(server)));
      peer.type(data);
      await peer.end();
      // The traditional one sends no more once the other side has ended.
      await expect.poll(() => server.out.length).toBe(data.length);
      await server.end();
      expect(await server.exit).toBe(0);
      expect(server.out.equals(data)).toBe(true);
      expect(server.err).toContain('received 300000 B');
    });
  }
  needs('ncat')('connect talks to ncat, which ends first', async () => {
    const path = join(folder, 'page.txt');
    writeFileSync(path, 'the page\n');
    const port = await freePort();
    const peer = startOther('ncat', ['-v', '-l', '127.0.0.1', port, '--send-only']);
    await peer.says(/Listening on 127\.0\.0\.1/);
    const client = start(['connect', '127.0.0.1', port]);
    await peer.says(/Connection from/);
    peer.type(readFileSync(path));
    await peer.end();
    await client.shows('the page\n');
    await peer.exit;
    await client.end();
    expect(await client.exit).toBe(0);
    expect(client.err).toContain('closed by: peer FIN, us FIN');
  });
});

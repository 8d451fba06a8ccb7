/** Corners of Ncat beside the real one: signals, access by ranges with a netmask, datagrams that nobody takes, programs that are not there. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { needs } from '../needs.ts';
import { alike, ended, moment, OURS_ONLY } from './ncat-side.ts';

/** Files of hosts by name. They are written once: the original reads one whenever it gets to it, also while another play begins. */
const LISTS = {
  one: '127.0.0.1\n',
  several: '10.0.0.1 127.0.0.1/32\n\n  ::1  \n',
  names: 'localhost\n',
  unended: '127.0.0.1',
  empty: '',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-ncat-'));
  for (const [name, text] of Object.entries(LISTS)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));
const HERE = ['127.0.0.1', 'PORT'] as const;

needs('ncat').describe('ncat: corners', () => {
  for (const signal of ['SIGTERM', 'SIGUSR1', 'SIGUSR2'] as const)
    alike(
      `${signal} ends it`,
      async (p) => {
        const server = await p.listening('-l', ...HERE);
        server.child.kill(signal);
        await ended(server);
      },
      OURS_ONLY,
    );

  for (const words of [[], ['--exec', '/bin/cat']])
    alike(
      `--max-conns 0 lets nobody in, also without -k ${words.join(' ')}`,
      async (p) => {
        const server = await p.listening('-v', '-l', '--max-conns', '0', ...words, ...HERE);
        const client = p.client('--recv-only', ...HERE);
        await server.says(/connection limit reached \(0\)/);
        await ended(client);
        server.child.kill();
        await ended(server);
      },
      OURS_ONLY,
    );

  alike(
    'a range may have a netmask: --allow 127.0.0.5-6/30 lets in 127.0.0.4 to 127.0.0.7',
    async (p) => {
      const server = await p.listening('-v', '-l', '-k', '--allow', '127.0.0.5-6/30', ...HERE);
      for (const source of ['127.0.0.3', '127.0.0.4', '127.0.0.8', '127.0.0.7']) {
        const client = p.client('--recv-only', '-s', source, ...HERE);
        await server.says(new RegExp(`Connection from ${source}:`));
        if (source === '127.0.0.4' || source === '127.0.0.7') {
          server.type(`to ${source}\n`);
          await client.shows(`to ${source}\n`);
          client.child.kill();
        }
        await ended(client);
      }
    },
    OURS_ONLY,
  );

  /** What is typed, and from where one comes. */
  for (const [words, ...sources] of [
    ['--allow 127.0.*.1', '127.0.7.1', '127.0.7.2'],
    ['--allow 127.0,1.0.1', '127.1.0.1', '127.0.0.1'],
    ['--allow 1.2.3.4/0', '127.0.0.1'],
    ['--deny fe80::a%1 --allow 127.0.0.1', '127.0.0.1', '127.0.0.2'],
    ['--allow localhost --allow 127.0.0.2', '127.0.0.1', '127.0.0.2', '127.0.0.3'],
    ['--deny 127.0.0.0/8 --allow 127.0.0.1', '127.0.0.1'],
    ['--allowfile one --allow 127.0.0.2', '127.0.0.1', '127.0.0.2', '127.0.0.3'],
    ['--allowfile several', '127.0.0.1', '127.0.0.2'],
    ['--allowfile names', '127.0.0.1', '127.0.0.2'],
    ['--allowfile unended', '127.0.0.1', '127.0.0.2'],
    ['--allowfile empty', '127.0.0.1'],
    ['--denyfile several', '127.0.0.1', '127.0.0.2'],
    ['--denyfile empty', '127.0.0.1'],
  ] as const)
    alike(
      `${words} lets in the same: ${sources.join(' ')}`,
      async (p) => {
        const typed = words.split(' ').map((word) => (Object.hasOwn(LISTS, word) ? join(folder, word) : word));
        await p.listening('-l', '-k', ...typed, '--sh-exec', 'echo in', ...HERE);
        for (const source of sources) await ended(p.client('--recv-only', '-s', source, ...HERE));
      },
      OURS_ONLY,
    );

  for (const words of [['127.0.0.1'], ['nobody.invalid'], ['-4', '127.0.0.1'], ['-6', '127.0.0.1'], ['-m', '1', '127.0.0.1']])
    alike(
      `as a proxy it listens on all addresses, whatever host is named: ${words.join(' ')}`,
      async (p) => {
        const server = await p.listening('-v', '-l', '--proxy-type', 'http', ...words, 'PORT');
        for (const host of ['127.0.0.1', '127.0.0.2', '::1']) {
          const client = p.client(host, 'PORT');
          client.type('PUT x\n\n');
          await client.end();
          await ended(client);
        }
        server.child.kill();
        await ended(server);
      },
      OURS_ONLY,
    );

  for (const words of [[], ['-k']])
    alike(
      `a proxy takes no notice of -m ${words.join(' ')}`,
      async (p) => {
        const server = await p.listening('-v', '-l', ...words, '-m', '1', '--proxy-type', 'http', ...HERE);
        const silent = p.client('-v', ...HERE);
        await silent.says(/Connected to/);
        const client = p.client(...HERE);
        client.type('PUT x\n\n');
        await client.end();
        await ended(client);
        for (const { child } of [silent, server]) child.kill();
        await ended(silent, server);
      },
      OURS_ONLY,
    );

  alike(
    '--chat writes what it announces to its files, too',
    async (p) => {
      const path = join(folder, `chat-${p.port}`);
      await p.listening('-l', '--chat', '-o', path, ...HERE);
      const client = p.client(...HERE);
      await client.shows('already connected: nobody.\n');
      await client.end();
      await ended(client);
      while (!readFileSync(path, 'utf8').includes('disconnected')) await moment(20);
      p.note(readFileSync(path, 'utf8'));
    },
    OURS_ONLY,
  );

  alike(
    '-w limits the handshake of TLS',
    async (p) => {
      const silent = createServer((socket) => socket.on('error', () => {}).resume());
      await once(silent.listen(Number(p.port), '127.0.0.1'), 'listening');
      await ended(p.client('--ssl', '-w', '300ms', ...HERE));
      silent.close();
    },
    OURS_ONLY,
  );

  alike(
    '-i of a client has the last word also where both sides have ended: exit code 1',
    async (p) => {
      const server = await p.listening('-l', ...HERE);
      const client = p.client('-v', '-i', '500ms', ...HERE);
      server.type('hello\n');
      await client.shows('hello\n');
      await Promise.all([server.end(), client.end()]);
      await ended(client, server);
    },
    OURS_ONLY,
  );

  for (const answer of ['here\n', ''])
    alike(
      `-zu shows what is answered: ${JSON.stringify(answer)}`,
      async (p) => {
        const socket = createSocket('udp4');
        await once(socket.bind(Number(p.port), '127.0.0.1'), 'listening');
        const asked = once(socket, 'message');
        const client = p.client('-v', '-z', '-u', '-i', '500ms', ...HERE);
        const [, { port }] = await asked;
        socket.send(answer, port, '127.0.0.1');
        await ended(client);
        socket.close();
      },
      OURS_ONLY,
    );

  alike(
    '--ssl-ciphers is told on standard output, in the end, unless the peer ended first',
    async (p) => {
      const server = await p.listening('--ssl', '-l', '-k', ...HERE);
      const one = p.client('--ssl', '--ssl-ciphers', 'ALL', '--send-only', ...HERE);
      await one.end();
      await ended(one);
      const two = p.client('--ssl', '--ssl-ciphers', 'ALL', '--recv-only', ...HERE);
      server.type('hello\n');
      await two.shows('hello\n');
      await server.end();
      await ended(two);
      server.child.kill();
      await ended(server);
    },
    OURS_ONLY,
  );

  alike('the shell of -c is called sh', async (p) => {
    const server = await p.listening('-l', '-c', 'echo $0; no-such-program', ...HERE);
    const client = p.client('--recv-only', ...HERE);
    await ended(client, server);
  });

  alike('a program has pipes, which it can open by their names', async (p) => {
    const words = 'read x < /dev/stdin; echo "got $x" > /dev/stdout; [ -p /dev/stdin ] && [ -p /dev/stdout ] && echo pipes';
    const server = await p.listening('-l', '-c', words, ...HERE);
    const client = p.client(...HERE);
    client.type('this\n');
    await client.shows('got this\npipes\n');
    await client.end();
    await ended(client, server);
  });

  alike(
    'an empty datagram ends a client, and a program that serves one peer',
    async (p) => {
      const socket = createSocket('udp4');
      await once(socket.bind(Number(p.port), '127.0.0.1'), 'listening');
      const client = p.client('-u', ...HERE);
      const asked = once(socket, 'message');
      client.type('anybody?\n');
      const [, { port }] = await asked;
      socket.send('', port, '127.0.0.1');
      await ended(client);
      await once(socket.close(), 'close');

      const server = await p.listening('-l', '-u', '-c', 'cat; echo over >&2', ...HERE);
      const other = createSocket('udp4');
      const answered = once(other, 'message');
      other.send('hello\n', Number(p.port), '127.0.0.1');
      await answered;
      other.send('', Number(p.port), '127.0.0.1');
      await server.says(/over\n/);
      await ended(server);
      other.close();
    },
    OURS_ONLY,
  );

  alike(
    '-u -k -c listens on at the address where a peer came, stays at the others, and -m limits programs',
    async (p) => {
      const server = await p.listening('-l', '-u', '-k', '-v', '-m', '1', '-c', 'cat; echo over >&2', 'PORT');
      await server.says(/Listening on 0\.0\.0\.0/);
      const [one, other] = [createSocket('udp4'), createSocket('udp4')];
      const answered = once(one, 'message');
      one.send('hello\n', Number(p.port), '127.0.0.1');
      p.note(String((await answered)[0]));
      await server.says(/Connection from [\s\S]*Listening on 0\.0\.0\.0/);
      other.send('me too\n', Number(p.port), '127.0.0.1');
      await server.says(/connection limit reached \(1\)/);
      one.send('', Number(p.port), '127.0.0.1');
      await server.says(/over\n/);
      one.close();
      other.close();
    },
    OURS_ONLY,
  );

  alike('unix datagrams to a peer who has gone end the server', async (p) => {
    const path = join(folder, `gone-${p.port}`);
    const server = await p.listening('-l', '-U', '-u', path);
    const client = p.client('-v', '-U', '-u', path);
    client.type('here\n');
    await server.shows('here\n');
    await client.end();
    await ended(client);
    server.type('too late\n');
    await ended(server);
  });

  alike('a unix datagram client whose --source is in the way says so and goes on without; a server that cannot answer ends', async (p) => {
    const [path, taken] = [join(folder, `named-${p.port}`), join(folder, `taken-${p.port}`)];
    writeFileSync(taken, 'mine');
    const server = await p.listening('-l', '-U', '-u', path);
    const client = p.client('-U', '-u', '--source', taken, path);
    client.type('here\n');
    await ended(server);
    client.type('and here\n');
    await ended(client);
  });

  alike('a UDP client whose only datagram nobody takes is told so, also where standard input ends with it', async (p) => {
    const client = p.client('-u', ...HERE);
    client.type('anybody?\n');
    await client.end();
    await ended(client);
  });

  for (const source of ['192.0.2.77', '::1'])
    alike(`UDP from ${source}, which cannot be had, goes out from elsewhere`, async (p) => {
      const server = await p.listening('-u', '-l', ...HERE);
      const client = p.client('-u', '-s', source, ...HERE);
      client.type('here\n');
      await server.shows('here\n');
      await client.end();
      await ended(client);
    });

  alike('--send-only with unix datagrams goes on after the end of standard input', async (p) => {
    const path = join(folder, `stays-${p.port}`);
    const server = await p.listening('-l', '-U', '-u', '--send-only', path);
    const client = p.client('-U', '-u', path);
    client.type('here\n');
    server.type('to you\n');
    await client.shows('to you\n');
    await server.end();
    await moment(300);
    client.type('still there?\n');
    await client.end();
    await ended(client);
  });
});

/** Ncat's modes beside the real one: who ends when, what is said, what arrives; with each of the two at either end. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { needs } from '../needs.ts';
import { alike, ended, OURS_ONLY, outputEnds } from './ncat-side.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-ncat-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const HERE = ['127.0.0.1', 'PORT'] as const;

/** Whether a socket of that table of the system has this port. */
const isBound = (table: string, port: string): boolean =>
  readFileSync(table, 'latin1').includes(`:${Number(port).toString(16).toUpperCase().padStart(4, '0')} 0000`);

needs('ncat').describe('ncat: connect and listen', () => {
  alike('listens on all addresses and says so; the client ends, the server ends with it', async (p) => {
    const server = await p.listening('-v', '-l', 'PORT');
    const client = p.client('-v', ...HERE);
    server.type('from the server\n');
    client.type('from the client\n');
    await client.shows('from the server\n');
    await server.shows('from the client\n');
    await client.end();
    await ended(client, server);
  });

  alike('the end of standard input at the server is passed on, and the client goes on', async (p) => {
    const server = await p.listening('-l', ...HERE);
    const client = p.client('-v', ...HERE);
    server.type('all there is\n');
    await client.shows('all there is\n');
    await server.end();
    await outputEnds(client);
    client.type('still sending\n');
    await server.shows('still sending\n');
    await client.end();
    await ended(client, server);
  });

  alike('--no-shutdown keeps the direction open until the peer ends', async (p) => {
    const server = await p.listening('-l', ...HERE);
    const client = p.client('--no-shutdown', ...HERE);
    client.type('last words\n');
    await client.end();
    await server.shows('last words\n');
    server.type('an answer\n');
    await client.shows('an answer\n');
    await server.end();
    await ended(client, server);
  });

  alike('--send-only ends with standard input, --recv-only with the peer', async (p) => {
    const server = await p.listening('-l', '--recv-only', ...HERE);
    const client = p.client('-v', '--send-only', ...HERE);
    client.type('one way\n');
    await client.end();
    await ended(client, server);
  });

  alike('-k serves many, standard input goes to all of them, -m turns the next one away', async (p) => {
    const server = await p.listening('-v', '-l', '-k', '-m', '2', ...HERE);
    const one = p.client(...HERE);
    await server.says(/(.*Connection from .*\n){2}/);
    const two = p.client(...HERE);
    await server.says(/(.*Connection from .*\n){4}/);
    server.type('to all\n');
    await one.shows('to all\n');
    await two.shows('to all\n');
    const three = p.client('--recv-only', ...HERE);
    await ended(three);
    await server.says(/connection limit reached/);
    one.type('one\n');
    await server.shows('one\n');
    await one.end();
    await ended(one);
    const four = p.client(...HERE);
    four.type('four\n');
    await server.shows('four\n');
    await Promise.all([two.end(), four.end()]);
    await ended(two, four);
  });

  alike('--allow and --deny turn away, and the server waits on', async (p) => {
    const server = await p.listening('-v', '-l', '-k', '--allow', '127.0.0.0/30', '--deny', '127.0.0.3', ...HERE);
    await ended(p.client('--recv-only', '-s', '127.0.0.4', ...HERE));
    await ended(p.client('--recv-only', '-s', '127.0.0.3', ...HERE));
    const good = p.client('-s', '127.0.0.2', ...HERE);
    good.type('let in\n');
    await server.shows('let in\n');
    await good.end();
    await ended(good);
  });

  alike('-i ends the silent: exit code 2 listening, 1 connecting', async (p) => {
    const server = await p.listening('-v', '-l', '-k', '-i', '700ms', ...HERE);
    const client = p.client('-v', '-i', '400ms', ...HERE);
    await ended(client);
    const other = p.client('--recv-only', ...HERE);
    await ended(other, server);
  });

  alike('-C makes CR LF of what is typed, -t answers Telnet, -d waits', async (p) => {
    const server = await p.listening('-l', ...HERE);
    const client = p.client('-C', '-t', '-d', '100ms', ...HERE);
    client.type('a\nb\r\n');
    await server.shows('a\r\nb\r\n');
    server.type(Uint8Array.of(255, 253, 3, 255, 251, 1, 111, 107, 10));
    await client.shows('ok\n');
    await server.shows(Buffer.of(255, 254, 1));
    await client.end();
    await ended(client, server);
  });

  alike('a reset ends a server that serves one, and the client too', async (p) => {
    const server = await p.listening('-v', '-l', ...HERE);
    const socket = connect(Number(p.port), '127.0.0.1');
    await server.says(/Connection from 127.0.0.1:/);
    socket.resetAndDestroy();
    await ended(server);
  });

  alike('a reader of standard output who leaves ends it with exit code 2', async (p) => {
    const server = await p.listening('-l', ...HERE);
    const client = p.client('--recv-only', ...HERE);
    server.type('one\n');
    await client.shows('one\n');
    client.child.stdout?.destroy();
    await outputEnds(client);
    server.type('two\n');
    await ended(client, server);
  });

  alike('-z says whether anybody listens', async (p) => {
    const server = await p.listening('-v', '-l', ...HERE);
    await ended(p.client('-v', '-z', ...HERE), server);
  });
});

needs('ncat').describe('ncat: programs', () => {
  alike('-c gets the connection, and is told who is there', async (p) => {
    const server = await p.listening('-v', '-l', '-c', 'env | grep ^NCAT_ | grep -v REMOTE_PORT | sort; cat; echo end', ...HERE);
    const client = p.client('--recv-only', '-v', ...HERE);
    await client.shows('NCAT_REMOTE_ADDR=127.0.0.1\n');
    client.child.kill();
    await ended(client, server);
  });

  alike(
    '-e is a path and words, without a shell; -k serves the next',
    async (p) => {
      const server = await p.listening('-v', '-l', '-k', '-e', '/bin/echo  a  "b c" f\\ g', ...HERE);
      await ended(p.client('--recv-only', ...HERE));
      await ended(p.client('--recv-only', ...HERE));
      server.child.kill();
      await ended(server);
    },
    OURS_ONLY,
  );

  alike('a program that is not there is told of on standard error', async (p) => {
    const server = await p.listening('-v', '-l', '-e', 'cat', ...HERE);
    await ended(p.client('--recv-only', ...HERE), server);
  });

  alike('connecting, the program talks to the server', async (p) => {
    const server = await p.listening('-l', ...HERE);
    const client = p.client('-v', '-c', 'echo $NCAT_PROTO $NCAT_REMOTE_ADDR; read line; echo got $line', ...HERE);
    server.type('a line\n');
    await server.shows('got a line\n');
    await ended(client, server);
  });
});

needs('ncat').describe('ncat: broker and chat', () => {
  for (const mode of ['--broker', '--chat'])
    alike(`${mode}: all hear all others and the server`, async (p) => {
      const server = await p.listening('-v', '-l', mode, '-m', '3', ...HERE);
      const [one, two] = [p.client(...HERE), await server.says(/(.*Connection from .*\n){2}/).then(() => p.client(...HERE))];
      await server.says(/(.*Connection from .*\n){4}/);
      one.type('from one\n');
      await two.shows('from one\n');
      two.type(Buffer.from('esc\x1b[1m\0\xff\t\r\n\x7f all\n', 'latin1'));
      await one.shows('all\n');
      server.type('from the server\n');
      await one.shows('from the server\n');
      await two.shows('from the server\n');
      await two.end();
      await ended(two);
      if (mode === '--chat') await one.shows('is disconnected.\n');
      await one.end();
      await ended(one);
    });
});

needs('ncat').describe('ncat: a chat in one direction', () => {
  alike('--send-only knows of nobody, and tells of nobody who leaves', async (p) => {
    const server = await p.listening('-v', '-l', '--chat', '--send-only', ...HERE);
    const one = p.client(...HERE);
    await one.shows('already connected: nobody.\n');
    const two = p.client(...HERE);
    await two.shows('already connected: nobody.\n');
    two.child.kill('SIGKILL');
    await two.exit;
    server.type('to all\n');
    await one.shows('<user0> to all\n');
  });

  alike('--recv-only says nothing to anybody', async (p) => {
    const server = await p.listening('-v', '-l', '--chat', '--recv-only', ...HERE);
    const one = p.client(...HERE);
    await server.says(/(.*Connection from .*\n){2}/);
    const two = p.client(...HERE);
    await server.says(/(.*Connection from .*\n){4}/);
    for (const client of [one, two]) {
      await client.end();
      await ended(client);
    }
  });
});

needs('ncat').describe('ncat: under TLS', () => {
  alike('--chat: many words at once', async (p) => {
    const server = await p.listening('--ssl', '-l', '--chat', ...HERE);
    const one = p.client('--ssl', ...HERE);
    await one.shows('already connected: nobody.\n');
    const two = p.client('--ssl', ...HERE);
    await two.shows('already connected: 127.0.0.1 as');
    two.type('from two\n');
    await one.shows('from two\n');
    await two.end();
    await ended(two);
    await one.shows('is disconnected.\n');
    p.note(server.child.exitCode);
  });
});

needs('ncat').describe('ncat: datagrams and unix sockets', () => {
  alike('UDP: the first peer has the server to itself', async (p) => {
    const server = await p.listening('-v', '-u', '-l', '-4', 'PORT');
    const client = p.client('-v', '-u', ...HERE);
    client.type('first\n');
    await server.shows('first\n');
    const other = p.client('-v', '-u', ...HERE);
    other.type('second\n');
    await ended(other);
    server.type('answer\n');
    await client.shows('answer\n');
    await client.end();
    await ended(client);
    server.type('to nobody\n');
    await ended(server);
  });

  alike('UDP with -k and a program: a peer who has left harms nobody', async (p) => {
    const gate = join(folder, `gate-${p.port}`);
    for (const word of ['one', 'two', 'three']) execFileSync('mkfifo', [`${gate}-${word}`]);
    const server = await p.listening('-u', '-l', '-k', '-c', `read x; read go < ${gate}-$x; echo got $x; echo told $x >&2`, ...HERE);
    for (const word of ['one', 'two']) {
      const gone = p.client('-u', ...HERE);
      gone.type(`${word}\n`);
      await gone.end();
      await ended(gone);
      await writeFile(`${gate}-${word}`, '\n');
      await server.says(new RegExp(`told ${word}\n`));
    }
    const client = p.client('-u', ...HERE);
    client.type('three\n');
    await writeFile(`${gate}-three`, '\n');
    await client.shows('got three\n');
    await client.end();
    await ended(client);
    p.note(server.child.exitCode);
  });

  alike('is there on all its addresses when it says the first of them', async (p) => {
    for (const udp of [[], ['-u']]) {
      const server = await p.listening('-v', '-l', ...udp, 'PORT');
      const bound = ['', '6'].map((v) => isBound(`/proc/net/${udp.length > 0 ? 'udp' : 'tcp'}${v}`, p.port));
      p.note(bound);
      server.child.kill();
      await server.exit;
    }
  });

  alike('unix: the socket stays behind, and is in the way of the next server', async (p) => {
    const path = join(folder, `unix-${p.port}`);
    const server = await p.listening('-v', '-l', '-U', path);
    p.note(statSync(path).mode.toString(8));
    const client = p.client('-v', '-U', path);
    client.type('over unix\n');
    await server.shows('over unix\n');
    await client.end();
    await ended(client, server);
    p.note(statSync(path).isSocket());
    await ended(p.server('-l', '-U', path), p.client('-U', path));
  });
});

needs('ncat').describe('ncat: what it writes to files', () => {
  alike(
    '-o and -x have both directions in their order',
    async (p) => {
      const [text, hex] = [join(folder, `text-${p.port}`), join(folder, `hex-${p.port}`)];
      writeFileSync(text, 'OLD\n');
      writeFileSync(hex, 'OLD\n');
      const server = await p.listening('-l', ...HERE);
      const client = p.client('-C', '-o', text, '-x', hex, '--append-output', ...HERE);
      client.type('0123456789 abcdef\n');
      await server.shows('0123456789 abcdef\r\n');
      server.type(Uint8Array.of(0, 1, 254, 255, 10));
      await client.shows('\n');
      await client.end();
      await ended(client, server);
      p.note([readFileSync(text, 'latin1'), readFileSync(hex, 'latin1')]);
    },
    OURS_ONLY,
  );
});

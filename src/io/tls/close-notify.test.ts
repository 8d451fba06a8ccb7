/** TLS: an end in order is told from a cut (T-A7), whatever the version. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { listening, listenWords, openWords, portOf, serverPort, takeFrom } from '../../../test/addresses.ts';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { needs } from '../../../test/needs.ts';
import { selfSigned } from './certificate.ts';

describe.each(['1.2', '1.3'] as const)('tls %s: T-A7 an end is told from a cut', (version) => {
  const words = (address: string | undefined, more = ''): string => `tls?insecure&max=${version}&min=${version}${more}:${address}`;
  const receive = async (
    how: (socket: Socket, raw: Socket) => void,
    more = '',
  ): Promise<{ readonly bytes: number; readonly error: string }> => {
    const raws: Socket[] = [];
    const server = createServer({ ...selfSigned(['localhost'], Date.now()) }, (socket) => {
      socket.on('error', () => {});
      socket.write(Buffer.alloc(100_000), () => setTimeout(() => how(socket, raws[0]!), 20));
    });
    server.on('connection', (raw: Socket) => raws.push(raw));
    await listening(server);
    const channel = await openWords(words(`127.0.0.1:${serverPort(server)}`, more));
    let bytes = 0;
    const error = await (async () => {
      for await (const chunk of channel.incoming) bytes += chunk.length;
      return '';
    })().catch((cause: Error) => cause.message.replace(/^tls:[\d.:]+: /, ''));
    channel.close();
    server.close();
    for (const raw of raws) raw.destroy();
    return { bytes, error };
  };

  it('in order: close_notify', async () => {
    expect(await receive((socket) => socket.end())).toEqual({ bytes: 100_000, error: '' });
  });

  it('cut: a FIN without close_notify, after two bytes that look like an alert from outside', async () => {
    const { bytes, error } = await receive((socket, raw) => socket.write('xy', () => raw.end()));
    expect(error).toContain('the peer cut the connection without close_notify after 100002 bytes');
    expect(bytes).toBe(100_002);
  });

  it('cut: taken for an end where that was asked for', async () => {
    expect(await receive((_socket, raw) => void raw.end(), '&lax-eof')).toEqual({ bytes: 100_000, error: '' });
  });

  needs('openssl')('cut: the sender was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirecat-cut-'));
    const { cert, key } = selfSigned(['localhost'], Date.now());
    writeFileSync(join(folder, 'both.pem'), cert + key);
    const listener = await listenWords(`tls?cert=${folder}/both.pem&max=${version}&min=${version}:127.0.0.1:0`);
    const sender = spawn('openssl', ['s_client', '-quiet', '-connect', `127.0.0.1:${portOf(listener)}`], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    sender.stdin.write('only the first half');
    const theirs = await takeFrom(listener);
    let got = '';
    const reading = (async () => {
      for await (const chunk of theirs.incoming) {
        got += String(Buffer.from(chunk));
        sender.kill('SIGKILL');
      }
    })();
    // A FIN; or a RST, where the killed program had not read everything (TLS 1.3 tickets).
    await expect(reading).rejects.toThrow(/the peer cut the connection/);
    expect(got).toBe('only the first half');
    expect(['ETRUNCATED', 'ECONNRESET']).toContain(((await theirs.ledger.closing).error as { code?: string } | undefined)?.code);
    await listener.close();
    rmSync(folder, { recursive: true });
  });

  it('our own end is one that others understand', async () => {
    const listener = await listenWords(words('127.0.0.1:0'));
    const halfOpen = { port: portOf(listener), rejectUnauthorized: false, allowHalfOpen: true };
    const client = connect(halfOpen);
    const theirs = await takeFrom(listener);
    await theirs.write(text('all of it'));
    await theirs.end();
    let got = '';
    client.on('data', (chunk) => (got += chunk));
    await once(client, 'end');
    client.end('and an answer');
    expect(String(await readAll(theirs))).toBe('and an answer');
    expect(got).toBe('all of it');
    expect((await theirs.ledger.closing).error).toBeUndefined();
    await listener.close();
  });
});

it('the FIN that comes behind the close_notify of a peer who ends last is told of', async () => {
  const server = createServer({ ...selfSigned(['localhost'], Date.now()), allowHalfOpen: true }, (socket) => socket.resume());
  server.on('secureConnection', (socket) => socket.on('end', () => socket.end()));
  await listening(server);
  // Passes on what the server says, and its FIN later.
  const holder = createTcpServer({ allowHalfOpen: true }, (client) => {
    const behind = connectTcp({ port: serverPort(server), allowHalfOpen: true });
    client.pipe(behind);
    behind.on('data', (chunk) => client.write(chunk)).on('end', () => setTimeout(() => client.end(), 50));
  });
  await listening(holder);
  const ended: string[] = [];
  const wire = { open: () => ({ chunk: () => {}, ended: (by: string) => ended.push(by), reset: () => {}, closed: () => {} }) };
  const ours = await openWords(`tls?insecure:127.0.0.1:${serverPort(holder)}`, { wire });
  await ours.end();
  expect((await readAll(ours)).length).toBe(0);
  ours.close();
  await ours.ledger.closing;
  expect(ended).toEqual(['us', 'peer']);
  holder.close();
  server.close();
});

it('tls 1.3: the end may come with the last message of the handshake', async () => {
  const listener = await listenWords('tls?insecure&min=1.3:127.0.0.1:0');
  // Passes on the first message of the client, and all others in one.
  const holder = createTcpServer({ allowHalfOpen: true }, (client) => {
    const server = connectTcp({ port: portOf(listener), allowHalfOpen: true });
    const held: Buffer[] = [];
    let isFirst = true;
    client.on('data', (chunk: Buffer) => {
      if (isFirst) server.write(chunk);
      else held.push(chunk);
      isFirst = false;
    });
    client.on('end', () => server.end(Buffer.concat(held)));
    server.pipe(client);
  });
  await listening(holder);
  connect({ port: serverPort(holder), rejectUnauthorized: false })
    .on('error', () => {})
    .end('all at once');
  const theirs = await takeFrom(listener);
  expect(String(await readAll(theirs))).toBe('all at once');
  theirs.close();
  expect((await theirs.ledger.closing).error).toBeUndefined();
  holder.close();
  await listener.close();
});

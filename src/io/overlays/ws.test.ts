/** ws: the handshake as both sides, closing, limits, kinds of messages; with the package `ws` as the other side. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { listeningPair, type Pair, pattern, readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { acceptAddress, openAddress, parseAddress, printAddress } from '../address/address.ts';
import type { OpenChannel } from '../base/channel.ts';
import type { AcceptOptions, Listener } from '../base/endpoint.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { closePayload, encodeFrame, Opcode } from '../ws/frames.ts';
import type { WsOptions } from '../ws/options.ts';
import { ws } from './ws.ts';

const never = new AbortController().signal;
const open = (words: string): Promise<OpenChannel> => openAddress(parseAddress(words), {}, never);
const listen = (words: string, options: AcceptOptions = {}): Promise<Listener> => acceptAddress(parseAddress(words), options, never);
const takeFrom = async (listener: Listener): Promise<OpenChannel> => (await listener[Symbol.asyncIterator]().next()).value;
const both = async ({ ours, theirs }: Pair, client: WsOptions, server: WsOptions, signal = never): Promise<Pair> => {
  const [a, b] = await Promise.all([ws.wrap(ours, 'initiator', client, signal), ws.wrap(theirs, 'acceptor', server, signal)]);
  return { ours: a, theirs: b };
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** The package's server; what it was asked, and its first client. */
const libraryServer = async (
  options: object = {},
): Promise<{ readonly port: number; readonly client: Promise<WebSocket>; readonly asked: IncomingHttpHeaders[]; stop(): void }> => {
  const http = createServer();
  const server = new WebSocketServer({ server: http, ...options });
  const asked: IncomingHttpHeaders[] = [];
  const client = new Promise<WebSocket>((resolve) => {
    server.on('connection', (socket, request) => {
      asked.push(request.headers);
      socket.on('error', () => {});
      resolve(socket);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    http.close();
    http.closeAllConnections();
  };
  return { port: (http.address() as AddressInfo).port, client, asked, stop };
};
/** Messages as the package sees them, in words. */
const messages = (socket: WebSocket): string[] => {
  const seen: string[] = [];
  socket.on('message', (data, binary) => seen.push(`${binary ? 'binary' : 'text'}:${String(data)}`));
  return seen;
};
const closing = (socket: WebSocket): Promise<string> =>
  new Promise((resolve) => socket.once('close', (code, reason) => resolve(`${code} ${reason}`.trim())));

overlayConformance(ws, {
  wrap: (below, signal) => both(below, {}, {}, signal),
  refused: { text: () => '127.0.0.1:1', code: 'ECONNREFUSED' },
});

describe('ws: its words', () => {
  it.each([
    'ws:tcp:host:80',
    'ws?path=/chat%3Fx=1&protocol=a,b&text:tcp:host:8080',
    'ws?header=Cookie%3A%20a=b|X-Y%3A%20z&lax-eof&limit=1000&origin=https%3A//lab.example&ping=30&wait=0.5:tls:tcp:host:443',
    'ws?binary:unix:/run/x.sock',
  ])('%s is printed as it was read', (words) => {
    expect(printAddress(parseAddress(words))).toBe(words);
  });

  it.each([
    ['ws://host/chat?a=b&c', 'ws?path=/chat%3Fa=b%26c:tcp:host:80'],
    ['ws://host', 'ws:tcp:host:80'],
    ['ws://[::1]:8080/', 'ws:tcp:[::1]:8080'],
    ['wss://host/chat', 'wss?path=/chat:tcp:host:443'],
  ])('the URL %s is %s', (url, words) => {
    expect(printAddress(parseAddress(url))).toBe(words);
  });

  it.each([
    ['ws?text&binary:host:80', 'expected text or binary, not both'],
    ['ws?path=chat:host:80', 'expected a path that begins with /'],
    ['ws?header=nonsense:host:80', 'expected header=NAME:VALUE'],
    ['ws?header=A%3A%0d%0aB%3A:host:80', 'expected header=NAME:VALUE'],
    ['ws?protocol=a b:host:80', 'expected the names of sub-protocols'],
    ['ws://user@host/', 'expected a host, as in ws://host/path'],
  ])('%s is refused with what to write instead', (words, message) => {
    expect(() => parseAddress(words)).toThrow(message);
  });
});

describe('ws: its end', () => {
  it.each([0, 1])('is over on either side when the connection below is, whoever ends first (%i)', async (order) => {
    const below = await listeningPair(tcp, '127.0.0.1:0', never);
    const { ours, theirs } = await both(below, {}, {});
    const ends = [below.ours, below.theirs].map(({ ledger, facts }) => {
      const ended: string[] = [];
      ledger.watch({ open: () => ({ chunk: () => {}, ended: (by) => ended.push(by), reset: () => {}, closed: () => {} }) }, facts);
      return ended;
    });
    const over = [ours, theirs].map(async ({ ledger }, i) => (await ledger.closing) && ends[i]?.toSorted());
    const [first, second] = order === 0 ? [ours, theirs] : [theirs, ours];
    const read = readAll(second);
    await first.end();
    await read;
    await Promise.all([second.end(), readAll(first)]);
    expect(await Promise.all(over)).toEqual([
      ['peer', 'us'],
      ['peer', 'us'],
    ]);
  });
});

describe('ws: a client', () => {
  it('asks as it was told to', async () => {
    const server = await libraryServer({ handleProtocols: () => 'b' });
    const words = 'ws?path=/chat%3Fx&protocol=a,b&origin=http%3A//lab.example&header=Cookie%3A%20k=v|X-Y%3Az';
    const channel = await open(`${words}:localhost:${server.port}`);
    expect(channel.facts).toMatchObject({ scheme: 'ws', ws: { path: '/chat?x', protocol: 'b' } });
    expect(server.asked[0]).toMatchObject({ host: `localhost:${server.port}`, origin: 'http://lab.example', cookie: 'k=v', 'x-y': 'z' });
    channel.close();
    server.stop();
  });

  it('sends text where it is UTF-8 and binary where not, unless told otherwise', async () => {
    for (const [kind, expected] of [
      ['', ['text:grüß', 'binary:\ufffd', 'text:']],
      ['?binary', ['binary:grüß', 'binary:\ufffd', 'binary:']],
    ] as const) {
      const server = await libraryServer();
      const channel = await open(`ws${kind}:127.0.0.1:${server.port}`);
      const seen = messages(await server.client);
      for (const bytes of [text('grüß'), Uint8Array.of(0xff), new Uint8Array(0)]) await channel.write(bytes);
      const over = closing(await server.client);
      channel.close();
      await over;
      expect(seen).toEqual(expected);
      server.stop();
    }
  });

  it('as text never cuts a character in two, and refuses what is no text', async () => {
    const server = await libraryServer();
    const channel = await open(`ws?text&wait=0:127.0.0.1:${server.port}`);
    const seen = messages(await server.client);
    const words = text('a😀b');
    for (const byte of words) await channel.write(Uint8Array.of(byte));
    while (seen.length < 3) await pause(5);
    expect(seen.join('|').replaceAll('text:', '')).toBe('a|😀|b');
    await expect(channel.write(Uint8Array.of(0xff))).rejects.toMatchObject({ code: 'EILSEQ' });
    channel.close();
    server.stop();
  });

  it('gets the answer after the end of its input, and closes in order', async () => {
    const server = await libraryServer();
    const channel = await open(`ws?wait=0.2:127.0.0.1:${server.port}`);
    const socket = await server.client;
    socket.on('message', () => setTimeout(() => socket.send('answer'), 50));
    const over = closing(socket);
    await channel.write(text('question'));
    const [got] = await Promise.all([readAll(channel), channel.end()]);
    expect(String(got)).toBe('answer');
    expect(await over).toBe('1000');
    expect((await channel.ledger.closing).error).toBeUndefined();
    server.stop();
  });

  it.each([
    [1000, '', undefined],
    [1001, 'bye', undefined],
    [1008, 'no \x1b[31mway', 'got 1008 (against its policy): "no \\\\x1b[31mway"'],
    [4321, 'own', 'got 4321 (its own code): "own"'],
  ])('is told why the server closed: %i %j', async (code, reason, message) => {
    const server = await libraryServer();
    const channel = await open(`ws:127.0.0.1:${server.port}`);
    const socket = await server.client;
    const over = closing(socket);
    socket.close(code, reason);
    const failure = await readAll(channel).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (message === undefined) expect(failure).toBeUndefined();
    else expect(failure).toContain(message);
    expect(await over).toContain(String(code));
    channel.close();
    server.stop();
  });

  it('knows a cut from an end', async () => {
    const server = await libraryServer();
    const channel = await open(`ws:127.0.0.1:${server.port}`);
    const socket = await server.client;
    socket.send('half');
    setTimeout(() => socket.terminate(), 20);
    await expect(readAll(channel)).rejects.toThrow('cut the connection');
    server.stop();
  });

  it.each([
    ['HTTP/1.1 404 Not Found\r\n\r\n', 'expected 101 Switching Protocols, got "404 Not Found"'],
    [
      'HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n',
      'the right Sec-WebSocket-Accept',
    ],
    ['HTTP/1.1 101 OK\r\nUpgrade: h2c\r\n\r\n', 'expected Upgrade: websocket'],
    ['220 smtp\r\n\r\n', 'expected an answer in HTTP'],
  ])('refuses %j', async (answer, message) => {
    const [ours, theirs] = memoryPair();
    const wrapping = ws.wrap(ours, 'initiator', {}, never);
    await theirs.write(text(answer));
    await expect(wrapping).rejects.toThrow(message);
    ours.close();
    theirs.close();
  });
});

describe('ws: a server', () => {
  it('serves the client of the package: text and binary, both ways, in order', async () => {
    const listener = await listen('ws?protocol=chat:127.0.0.1:0');
    const client = new WebSocket(`ws://${listener.addresses[0]}/room`, ['other', 'chat']);
    const seen = messages(client);
    const theirs = await takeFrom(listener);
    expect(theirs.facts.ws).toEqual({ path: '/room', protocol: 'chat' });
    if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
    client.send('hello');
    client.send(Buffer.of(1, 2));
    const got: Uint8Array[] = [];
    for await (const chunk of theirs.incoming) {
      got.push(chunk);
      if (got.length === 2) break;
    }
    expect(got.map((chunk) => Buffer.from(chunk).toString('hex'))).toEqual(['68656c6c6f', '0102']);
    await theirs.write(pattern(100_000));
    await theirs.write(text('bye'));
    const over = closing(client);
    theirs.close();
    expect(await over).toBe('1000');
    expect(seen.map((words) => words.slice(0, 8))).toEqual([expect.stringMatching(/^binary:/), 'text:bye']);
    await listener.close();
  });

  const refusedWith = async (words: string, request: string): Promise<string> => {
    const troubles: string[] = [];
    const listener = await listen(`ws${words}:127.0.0.1:0`, { onTrouble: (error) => troubles.push(error.message) });
    const client = await tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, never);
    await client.write(text(request));
    const got = String(await readAll(client));
    client.close();
    while (troubles.length === 0) await pause(5);
    await listener.close();
    expect(troubles[0]).toContain('refused with ');
    return got.split('\r\n')[0] ?? '';
  };
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  const usual = ['Host: x', 'Upgrade: websocket', 'Connection: keep-alive, Upgrade', 'Sec-WebSocket-Version: 13', key];
  const asking = (lines: readonly string[], first = 'GET / HTTP/1.1'): string => `${[first, ...lines].join('\r\n')}\r\n\r\n`;

  it.each<[string, string, string, number]>([
    ['an ordinary request', '', asking(['Host: x']), 426],
    ['another version', '', asking([...usual.filter((l) => !/Version/.test(l)), 'Sec-WebSocket-Version: 8']), 426],
    ['a key too short', '', asking([...usual.slice(0, 4), 'Sec-WebSocket-Key: AAAA']), 400],
    ['two hosts', '', asking([...usual, 'Host: y']), 400],
    ['POST', '', asking(usual, 'POST / HTTP/1.1'), 405],
    ['HTTP/1.0', '', asking(usual, 'GET / HTTP/1.0'), 405],
    ['another path', '?path=/chat', asking(usual, 'GET /chat2 HTTP/1.1'), 404],
    ['a foreign page', '', asking([...usual, 'Origin: https://evil.example']), 403],
    ['a page whose name leads here (DNS rebinding)', '', asking([...usual, 'Origin: http://x']), 403],
    ['a page without origin', '', asking([...usual, 'Origin: null']), 403],
    ['two origins', '?origin=https%3A//lab.example', asking([...usual, 'Origin: https://lab.example', 'Origin: https://lab.example']), 403],
    ['nonsense', '', 'nonsense\r\n\r\n', 400],
  ])('refuses %s', async (_name, words, request, status) => {
    expect(await refusedWith(words, request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it.each([
    ['?origin=https%3A//lab.example,https%3A//other.example', 'Origin: https://other.example'],
    ['?origin=*', 'Origin: null'],
    ['', 'Origin: http://localhost:9701'],
    ['', 'Origin: http://127.0.0.1:9701'],
    ['', 'Origin: http://[::1]:9701'],
  ])('takes pages of its own and those on its list: %j %s', async (words, origin) => {
    const listener = await listen(`ws${words}:127.0.0.1:0`);
    const client = await tcp.open(tcp.parse(listener.addresses[0] ?? ''), {}, never);
    const host = /^Origin: http:\/\/(.*)$/.exec(origin)?.[1] ?? 'x';
    await client.write(text(asking([`Host: ${host}`, ...usual.slice(1), origin])));
    const theirs = await takeFrom(listener);
    expect(theirs.facts.ws?.origin).toBe(origin.slice(8));
    for await (const chunk of client.incoming) {
      expect(String(chunk)).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo='); // RFC 6455 §1.3
      break;
    }
    client.close();
    theirs.close();
    await listener.close();
  });
});

describe('ws: T-A12 what a peer may do', () => {
  /** A server's channel and, below, the bytes that its client sends and gets. */
  const rawPair = async (options: WsOptions = {}): Promise<{ readonly channel: OpenChannel; readonly peer: OpenChannel }> => {
    const { ours: peer, theirs } = await listeningPair(tcp, '127.0.0.1:0', never);
    const lines = ['GET / HTTP/1.1', 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
    await peer.write(text(`${lines.join('\r\n')}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`));
    const channel = await ws.wrap(theirs, 'acceptor', options, never);
    for await (const _ of peer.incoming) break;
    return { channel, peer };
  };

  it.each<[string, Uint8Array, number]>([
    ['a frame without mask', encodeFrame(Opcode.text, text('x'), false), 1002],
    ['text that is no UTF-8', encodeFrame(Opcode.text, Uint8Array.of(0xff), true), 1007],
    ['a message past the limit', encodeFrame(Opcode.binary, new Uint8Array(1001), true), 1009],
    ['an opcode that nobody knows', encodeFrame(3, text('x'), true), 1002],
  ])('%s is answered with its close code, and the channel says why', async (_name, bytes, code) => {
    const { channel, peer } = await rawPair({ limit: 1000 });
    await peer.write(bytes);
    await expect(readAll(channel)).rejects.toThrow(`(${code})`);
    const answer = Buffer.from(await readAll(peer));
    expect([answer[0], answer.readUInt16BE(2)]).toEqual([0x88, code]);
    peer.close();
  });

  it('pings are answered, ten a second at most', async () => {
    const { channel, peer } = await rawPair();
    const ping = Buffer.from(encodeFrame(Opcode.ping, text('p'), true));
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_700_000_000_000 }); // all within one second
    onTestFinished(() => void vi.useRealTimers());
    await peer.write(Buffer.concat(Array.from({ length: 500 }, () => ping)));
    await peer.write(encodeFrame(Opcode.close, closePayload(1000), true));
    await readAll(channel);
    channel.close();
    const answers = (await readAll(peer)).toString('latin1').split('\x8a\x01p').length - 1;
    expect(answers).toBe(10);
    peer.close();
  });

  it('a peer that does not answer our pings is given up, one that does is not', async () => {
    const { channel, peer } = await rawPair({ ping: 0.05 });
    await expect(readAll(channel)).rejects.toThrow('no answer to a ping came in 0.05 s');
    peer.close();
    const server = await libraryServer();
    const alive = await open(`ws?ping=0.4:127.0.0.1:${server.port}`);
    setTimeout(() => alive.close(), 900);
    await readAll(alive);
    expect((await alive.ledger.closing).error).toBeUndefined();
    server.stop();
  });

  it('what is glued to the handshake is not lost', async () => {
    const [ours, theirs] = memoryPair();
    const lines = ['GET / HTTP/1.1', 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
    const head = text(`${lines.join('\r\n')}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    const frames = [encodeFrame(Opcode.text, text('early'), true), encodeFrame(Opcode.close, closePayload(1000), true)];
    await ours.write(Buffer.concat([head, ...frames]));
    expect(String(await readAll(await ws.wrap(theirs, 'acceptor', {}, never)))).toBe('early');
    ours.close();
  });
});

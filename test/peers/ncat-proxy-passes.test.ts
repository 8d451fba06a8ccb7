/** What the HTTP proxy of `-l --proxy-type http` passes on of requests and answers, byte by byte beside the real Ncat. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect } from 'vitest';
import { start, startOther } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { NCAT } from './ncat-side.ts';

interface Exchange {
  readonly request: string;
  readonly answer: string;
  /** Bytes that the server waits for before it answers. */
  readonly waits?: number;
  /** The server leaves its end open. */
  readonly stays?: true;
  /** The client ends behind its request. */
  readonly halfCloses?: true;
}

const HI = 'HTTP/1.0 200 OK\r\n\r\nhi';
const GET = 'GET http://THERE/ HTTP/1.0';
const get = (...headers: readonly string[]): Exchange => ({ request: [GET, ...headers, '', ''].join('\r\n'), answer: HI });
const line = (first: string): Exchange => ({ request: `${first}\r\n\r\n`, answer: HI });
const answered = (answer: string, more: Partial<Exchange> = {}): Exchange => ({ request: `${GET}\r\n\r\n`, answer, ...more });
const body = (method: string, headers: readonly string[], more: Partial<Exchange> = {}): Exchange => ({
  request: [`${method} http://THERE/ HTTP/1.0`, ...headers, '', 'hello'].join('\r\n'),
  answer: HI,
  waits: 60,
  ...more,
});

const EXCHANGES: readonly Exchange[] = [
  answered('HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhi'),
  answered('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi, and more', { stays: true }),
  answered('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nhihi'),
  answered('HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhi'),
  answered('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n'),
  answered('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhi'),
  answered('nonsense\r\n'),
  answered(''),
  answered('HTTP/1.0 200 OK\r\n'),
  answered('HTTP/1.0 200\r\n\r\nhi'),
  answered('HTTP/1.0 200 OK\n\nhi'),
  answered('HTTP/1.0 200 OK\r\nA: b\r\n folded\r\nKeep-Alive: 3\r\nConnection: x, A\r\nX: 1\r\n\r\nhi'),
  answered('HTTP/1.0 200 OK\r\nConnection: \r\n\r\nhi'),
  answered('HTTP/1.0 200 OK\r\nno colon\r\n\r\nhi'),
  answered('HTTP/9.9 999 Odd  thing \r\n\r\nhi'),
  answered('HTTP/1.0 304 Not\r\nContent-Length: 2\r\n\r\n'),
  answered(HI, { halfCloses: true }),
  { request: 'HEAD http://THERE/ HTTP/1.0\r\n\r\n', answer: 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n' },
  { request: 'HEAD http://THERE/ HTTP/1.0\r\n\r\n', answer: 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi' },
  line('GET http://THERE HTTP/1.0'),
  line('GET http://THERE?q#f HTTP/1.0'),
  line('GET http://THERE/a?b#c HTTP/1.1\r\nHost: lies\r\nhost: two'),
  line('GET http://THERE/'),
  line('GET http://THERE/ '),
  line('GET http://THERE/ HTTP/1.0 x'),
  line('GET http://THERE/ HTTP/9.9'),
  line('GET http://THERE/ http/1.0'),
  line('get http://THERE/ HTTP/1.0'),
  line('GET https://THERE/ HTTP/1.0'),
  line('GET //THERE/ HTTP/1.0'),
  line('GET http://%31%32%37.0.0.1:80/ HTTP/1.x'),
  line('G@T http://THERE/ HTTP/1.0'),
  line('GET'),
  { request: 'GET HTTP://THERE/%41 HTTP/1.0\n\n', answer: HI },
  { request: 'GET http://THERE/ HTTP/1.0\nA: b\nC: d\n\n', answer: HI },
  { request: `${GET}\r\n\r\n${GET}\r\n\r\n`, answer: HI },
  get('X: a, b', 'X: c', 'TE: x', 'Trailers: y', 'Trailer: z', 'Upgrade: u', 'Proxy-Connection: k'),
  get('Connection: close', 'Connection: X', 'X: 1', 'Y: 2'),
  get('Connection: ,'),
  get('Connection: a b', 'a: 1', 'b: 2'),
  get(': novalue'),
  get('A : b'),
  get(' A: b'),
  get('A: b\t\tc  d'),
  get('A: "q  q"'),
  get('A: \xe9'),
  get('A: b\rc'),
  body('POST', ['Content-Length: 5']),
  body('POST', ['Content-Length: 4']),
  body('POST', ['Content-Length: 5', 'Content-Length: 3']),
  body('POST', ['Content-Length: 5', 'Transfer-Encoding: chunked']),
  body('POST', ['Content-Length: 5', 'Expect: 100-continue']),
  body('POST', ['Content-Length: +5']),
  body('POST', ['Content-Length: 5x']),
  body('POST', ['Content-Length: 99999999999999999999']),
  body('POST', ['Content-Length:']),
  body('POST', ['Content-Length: 5, 5']),
  body('POST', ['Content-Length: 9'], { halfCloses: true }),
  body('GET', ['Content-Length: 5']),
  body('GET', ['Content-Length: 5', 'Transfer-Encoding: chunked']),
  body('HEAD', ['Content-Length: 5']),
  { request: 'CONNECT THERE HTTP/1.0\r\n\r\nhello', answer: 'hi', waits: 5 },
  { request: 'CONNECT  THERE  HTTP/1.0\r\nHost: x\r\n\r\nhello', answer: 'hi', waits: 5 },
  { request: 'CONNECT THERE\r\n\r\nhello', answer: 'hi', waits: 5 },
  { request: 'CONNECT THERE HTTP/1.1\n\nhello', answer: 'hi', waits: 5 },
  line('CONNECT http://THERE/ HTTP/1.0'),
  line('CONNECT THERE/ HTTP/1.0'),
  line('CONNECT u@THERE HTTP/1.0'),
  line('connect THERE HTTP/1.0'),
  { request: GET, answer: HI, halfCloses: true },
  { request: `${GET}\r\nA: b`, answer: HI, halfCloses: true },
  { request: '', answer: HI, halfCloses: true },
];

let server: Server;
let there = '';
let now: Exchange;
/** What the server of the exchange got, once its connection is over. */
let asked = Promise.resolve('');

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    const { answer, waits = 1, stays } = now;
    let got = '';
    let owes = true;
    asked = once(socket, 'close').then(() => got);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
      if (!owes || got.length < waits) return;
      owes = false;
      socket.write(answer, 'latin1');
      if (stays === undefined) socket.end();
    });
    socket.on('end', () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  there = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const proxy = async (which: 'real' | 'ours'): Promise<number> => {
  const port = await freePort();
  const words = ['--test', '-l', '--proxy-type', 'http', '127.0.0.1', port];
  await (which === 'real' ? startOther(NCAT, words) : start(['ncat', ...words])).says(/NCAT TEST: LISTEN\n/);
  return Number(port);
};

const play = async (exchange: Exchange, port: number): Promise<unknown> => {
  now = exchange;
  asked = Promise.resolve('');
  let got = '';
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
    socket.write(exchange.request.replaceAll('THERE', there), 'latin1');
    if (exchange.halfCloses) socket.end();
  });
  socket.on('data', (chunk) => (got += chunk.toString('latin1')));
  socket.on('end', () => socket.end());
  socket.on('error', () => {});
  await once(socket, 'close');
  return [exchange.request, exchange.answer, got, await asked];
};

needs('ncat')(
  'ncat passes requests and answers on as the real one',
  async () => {
    const [real, ours] = [await proxy('real'), await proxy('ours')];
    for (const exchange of EXCHANGES) expect(await play(exchange, ours)).toEqual(await play(exchange, real));
  },
  120_000,
);

// HTTP/1.1: connections of about 20 exchanges, several requests under way at once. Half of the segments are a whole request or a whole
// reply, the other half opens, acknowledges and closes. Bodies are text or octets, which no protocol above HTTP reads.
import { endsOf, NAMES } from './names.mjs';
import { connection } from './tcp-connection.mjs';

const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/119.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15',
  'curl/7.88.1',
  'sync-agent/3.2 (linux; amd64)',
];
const PLACES = ['index', 'articles/latest', 'static/app', 'img/logo', 'api/v2/items', 'search', 'users/profile', 'feed'];
const TYPES = ['text/html; charset=utf-8', 'text/plain', 'text/css', 'application/octet-stream'];
const SERVERS = ['nginx', 'nginx/1.24.0', 'Apache/2.4.57 (Debian)', 'envoy'];
const STATUS = [
  ...Array(16).fill('200 OK'),
  ...['304 Not Modified', '304 Not Modified', '404 Not Found', '302 Found', '204 No Content', '500 Internal Server Error'],
];
const PROSE = Buffer.from(
  '<p>The ferry leaves at nine, when the tide allows it.</p>\n<p>Bring a coat; there is wind on the upper deck.</p>\n'.repeat(20),
);

/** `from` to `to` lines of a list, in its order. */
const some = (random, list, from, to) => {
  const chosen = [...list];
  for (let wanted = random.between(from, to); chosen.length > wanted; ) chosen.splice(random.below(chosen.length), 1);
  return chosen;
};

const target = (random) => {
  const query = random.chance(40) ? `?id=${random.below(100_000)}&page=${random.below(40)}` : '';
  return `/${random.pick(PLACES)}/${random.below(10_000)}${query}`;
};

const requestHeaders = (random, host) => [
  `Accept-Language: ${random.pick(['en-GB,en;q=0.8', 'de,en;q=0.5', 'fr-FR'])}`,
  'Accept-Encoding: gzip, deflate',
  `Referer: http://${host}${target(random)}`,
  `Cookie: session=${random.hex(32)}; theme=${random.pick(['dark', 'light'])}`,
  'Cache-Control: no-cache',
  'Connection: keep-alive',
  `If-None-Match: "${random.hex(16)}"`,
  `X-Request-Id: ${random.hex(24)}`,
];

const request = (random, host, agent) => {
  const post = random.chance(20);
  const body = post ? PROSE.subarray(0, random.between(10, 60)) : PROSE.subarray(0, 0);
  const sent = post ? ['Content-Type: text/plain', `Content-Length: ${body.length}`] : [];
  const lines = [
    `${post ? 'POST' : 'GET'} ${target(random)} HTTP/1.1`,
    `Host: ${host}`,
    `User-Agent: ${agent}`,
    `Accept: ${random.pick(['*/*', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8'])}`,
    ...sent,
    ...some(random, requestHeaders(random, host), post ? 1 : 2, post ? 3 : 5),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
};

const replyHeaders = (random) => [
  'Connection: keep-alive',
  `Cache-Control: max-age=${random.below(86_400)}`,
  `ETag: "${random.hex(16)}"`,
  'Vary: Accept-Encoding',
  'X-Content-Type-Options: nosniff',
  `Set-Cookie: session=${random.hex(32)}; Path=/; HttpOnly`,
];

const reply = (random, server, micros) => {
  const status = random.pick(STATUS);
  const empty = status.startsWith('304') || status.startsWith('204');
  const type = random.pick(TYPES);
  const length = random.between(20, 600);
  const body = empty ? PROSE.subarray(0, 0) : type.startsWith('text') ? PROSE.subarray(0, length) : random.bytes(length);
  const lines = [
    `HTTP/1.1 ${status}`,
    `Date: ${new Date(Math.floor(micros / 1000)).toUTCString()}`,
    `Server: ${server}`,
    ...(empty ? [] : [`Content-Type: ${type}`, `Content-Length: ${body.length}`]),
    ...(status.startsWith('302') ? [`Location: ${target(random)}`] : []),
    ...some(random, replyHeaders(random), 2, 4),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
};

/** Frames that open and close a connection. */
const AROUND = 7;

export function* http(capture, random) {
  const ends = endsOf(random, random.pick([80, 80, 80, 8080]), random.chance(60));
  const on = connection(capture, random, ends);
  const [host, agent, server] = [random.pick(NAMES), random.pick(AGENTS), random.pick(SERVERS)];
  const exchanges = random.between(15, 25);
  let spare = AROUND;
  let left = 2 * exchanges;
  /** Every message is acknowledged but as many as make up for the frames around. */
  function* acknowledged(by) {
    if (random.below(left--) < spare) spare--;
    else yield* on.ack(by);
  }
  yield* on.open();
  for (let done = 0; done < exchanges; ) {
    const together = Math.min(exchanges - done, random.pick([1, 1, 2, 3, 4]));
    for (let i = 0; i < together; i++) {
      yield* on.data(on.client, request(random, host, agent));
      yield* acknowledged(on.server);
    }
    for (let i = 0; i < together; i++) {
      yield* on.data(on.server, reply(random, server, capture.micros));
      yield* acknowledged(on.client);
    }
    done += together;
  }
  yield* on.close(random.pick([on.client, on.server]));
}

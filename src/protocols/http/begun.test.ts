import { expect, it } from 'vitest';
import { talkRows } from '../../../test/talk-rows.ts';

const WAITS = '[TCP segment of a reassembled PDU]';
const GET = [true, 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'] as const;

it('a segment that leaves a message unfinished says its first line, as Wireshark does', () => {
  const rows = talkRows(80, GET, [false, 'HTTP/1.1 200 OK\r\n'], [false, 'Content-Length: 9\r\n\r\n'], [false, 'abc'], [false, 'defghi']);
  expect(rows).toEqual([
    'HTTP GET /a HTTP/1.1',
    `TCP HTTP/1.1 200 OK  ${WAITS}`,
    `TCP HTTP/1.1 200 OK  ${WAITS}`,
    `TCP 80 → 5000 [PSH, ACK] Seq=39 Ack=29 Win=65535 Len=3 ${WAITS}`,
    'HTTP HTTP/1.1 200 OK',
  ]);
});

it('each segment of a reply in chunks says it', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const rows = talkRows(
    80,
    GET,
    [false, head],
    [false, '5\r\nhe'],
    [false, `llo\r\n2000\r\n${'x'.repeat(8192)}`],
    [false, '\r\n0\r\n\r\n'],
  );
  expect(rows.slice(1)).toEqual([
    `TCP HTTP/1.1 200 OK  ${WAITS}`,
    `TCP HTTP/1.1 200 OK  ${WAITS}`,
    `TCP HTTP/1.1 200 OK  ${WAITS}`,
    'HTTP HTTP/1.1 200 OK',
  ]);
});

it('a first line that is not whole says nothing, and passwords in it are covered', () => {
  const rows = talkRows(80, [true, 'GET http://ann:geheim@x/'], [true, ' HTTP/1.1\r\n'], [true, 'Host: x\r\n\r\n']);
  expect(rows).toEqual([
    `TCP 5000 → 80 [PSH, ACK] Seq=1 Ack=1 Win=65535 Len=24 ${WAITS}`,
    `TCP GET http://ann:******@x/ HTTP/1.1  ${WAITS}`,
    'HTTP GET http://ann:******@x/ HTTP/1.1',
  ]);
});

it('a request without header fields is one at once, on a port that is no port of HTTP too', () => {
  const get = 'GET / HTTP/1.0\r\n\r\n';
  expect(talkRows(8000, [true, get], [false, 'HTTP/1.0 204 No Content\r\n\r\n'])).toEqual([
    'HTTP GET / HTTP/1.0',
    'HTTP HTTP/1.0 204 No Content',
  ]);
});

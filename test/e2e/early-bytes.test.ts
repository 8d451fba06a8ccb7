/** Bytes that a client sends before its proxy has answered: they are read as what they are once it is known what that is. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ACK, PUSH, pcapOf, SYN, segmentBytes } from '../captures.ts';
import { scratch, wirecat } from './program.ts';

const folder = scratch();
const GET = 'GET /early HTTP/1.0\r\n\r\n';
const OK = 'HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nhere';
const TARGET = '\x00\x50\x7f\x00\x00\x01';

it.each([
  ['tcpmux', 1, 'http\r\n', ['+\r\n']],
  ['SOCKS 4', 1080, `\x04\x01${TARGET}me\0`, [`\x00\x5a${TARGET}`]],
  ['SOCKS 5', 1080, '\x05\x01\0\x05\x01\0\x01\x7f\0\0\x01\0\x50', ['\x05\0', '\x05\0\0\x01\x7f\0\0\x01\0\x50']],
  ['CONNECT', 3128, 'CONNECT 127.0.0.1:80 HTTP/1.0\r\n\r\n', ['HTTP/1.0 200 OK\r\n\r\n']],
] as const)('%s', (name, port, asked, answers) => {
  const talk = { client: 0x0a000001, server: 0x0a000002, clientPort: 50_001, serverPort: port };
  const frames: Uint8Array[] = [segmentBytes(true, SYN, 99, 0, '', talk), segmentBytes(true, PUSH, 100, 1, `${asked}${GET}`, talk)];
  let seq = 1;
  for (const text of [...answers, OK]) {
    frames.push(segmentBytes(false, PUSH, seq, 100 + asked.length + GET.length, text, talk));
    seq += text.length;
    frames.push(segmentBytes(true, ACK, 100 + asked.length + GET.length, seq, '', talk));
  }
  const file = join(folder, `${name}.pcap`);
  writeFileSync(file, pcapOf(frames.map((bytes, i) => ({ bytes, at: 1_700_000_000 + i }))));
  const { out } = wirecat(['read', file, '-Y', 'http.request.uri == "/early" || http.content_length == 4', '-e', 'frame.number,ip.src']);
  const request = 2 + 2 * answers.length;
  expect(out).toBe(`{"frame.number":["${request}"],"ip.src":["10.0.0.1"]}\n{"frame.number":["${request + 1}"],"ip.src":["10.0.0.2"]}\n`);
});

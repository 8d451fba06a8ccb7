// Makes a capture to measure with: node bench/mkcapture.mjs FILE [FRAMES] [http|scan]
//
// http (the default): HTTP conversations of 20 frames over Ethernet, IPv4 and TCP: handshake, a GET, 8,000 bytes of answer in segments
// of 1,400, an ACK each, FIN both ways. 1,000,000 frames are 50,000 connections of 200 clients with 50 servers: 478 MB.
// scan: every frame is a SYN from another address, so there are as many conversations as frames.
// All checksums are right, times rise by 10 µs a frame, and the same words always make the same bytes.
import { closeSync, openSync, writeSync } from 'node:fs';

const [file, count = '1000000', kind = 'http'] = process.argv.slice(2);
const frames = Number(count);
if (file === undefined || !Number.isInteger(frames) || frames < 1 || !['http', 'scan'].includes(kind)) {
  process.stderr.write('usage: node bench/mkcapture.mjs FILE [FRAMES] [http|scan]\n');
  process.exit(2);
}

const SYN = 2;
const FIN = 1;
const PSH = 8;
const ACK = 16;
const HEADERS = 54;

const fd = openSync(file, 'w', 0o600);
const out = Buffer.alloc(1 << 20);
let used = 0;
let made = 0;
let micros = 1_700_000_000_000_000;

const flush = () => {
  for (let at = 0; at < used; ) at += writeSync(fd, out, at, used - at);
  used = 0;
};

const sum16 = (from, to, start) => {
  let s = start;
  let i = from;
  for (; i + 1 < to; i += 2) s += (out[i] << 8) | out[i + 1];
  if (i < to) s += out[i] << 8;
  while (s > 0xffff) s = (s & 0xffff) + Math.floor(s / 65536);
  return s;
};

/** Appends one frame; `data` is undefined where the segment is empty. */
const frame = (source, target, sport, dport, seq, ack, flags, data) => {
  if (made === frames) return;
  const length = HEADERS + (data === undefined ? 0 : data.length);
  if (used + 16 + length > out.length) flush();
  micros += 10;
  out.writeUInt32LE(Math.floor(micros / 1e6), used);
  out.writeUInt32LE(micros % 1e6, used + 4);
  out.writeUInt32LE(length, used + 8);
  out.writeUInt32LE(length, used + 12);
  const eth = used + 16;
  const ip = eth + 14;
  const tcp = ip + 20;
  const end = eth + length;
  out.fill(0, eth, eth + HEADERS);
  out.writeUIntBE(0x020304050602, eth, 6);
  out.writeUIntBE(0x020304050708, eth + 6, 6);
  out.writeUInt16BE(0x0800, eth + 12);
  out[ip] = 0x45;
  out.writeUInt16BE(end - ip, ip + 2);
  out.writeUInt16BE(made & 0xffff, ip + 4);
  out[ip + 8] = 64;
  out[ip + 9] = 6;
  out.writeUInt32BE(source, ip + 12);
  out.writeUInt32BE(target, ip + 16);
  out.writeUInt16BE(~sum16(ip, tcp, 0) & 0xffff, ip + 10);
  out.writeUInt16BE(sport, tcp);
  out.writeUInt16BE(dport, tcp + 2);
  out.writeUInt32BE(seq >>> 0, tcp + 4);
  out.writeUInt32BE(ack >>> 0, tcp + 8);
  out[tcp + 12] = 0x50;
  out[tcp + 13] = flags;
  out.writeUInt16BE(65535, tcp + 14);
  if (data !== undefined) data.copy(out, tcp + 20);
  out.writeUInt16BE(~sum16(tcp, end, sum16(ip + 12, tcp, 6 + end - tcp)) & 0xffff, tcp + 16);
  used = end;
  made++;
};

const REQUEST = Buffer.from('GET /index.html HTTP/1.1\r\nHost: www.example.org\r\nUser-Agent: x/1.0\r\nAccept: */*\r\n\r\n');
const ANSWER = Buffer.concat([
  Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8000\r\nServer: y\r\n\r\n'),
  Buffer.alloc(8000, 'x'),
]);
const SEGMENT = 1400;
const SEGMENTS = Array.from({ length: Math.ceil(ANSWER.length / SEGMENT) }, (_, i) => ANSWER.subarray(i * SEGMENT, (i + 1) * SEGMENT));

const conversation = (k) => {
  const client = 0x0a000001 + (k % 200);
  const server = 0xc0a80001 + (k % 50);
  const port = 1024 + (k % 60000);
  let c = 1000;
  let s = 5000;
  const up = (flags, data) => frame(client, server, port, 80, c, s, flags, data);
  const down = (flags, data) => frame(server, client, 80, port, s, c, flags, data);
  frame(client, server, port, 80, c++, 0, SYN);
  down(SYN | ACK);
  s++;
  up(ACK);
  up(PSH | ACK, REQUEST);
  c += REQUEST.length;
  down(ACK);
  for (const segment of SEGMENTS) {
    down(PSH | ACK, segment);
    s += segment.length;
    up(ACK);
  }
  up(FIN | ACK);
  c++;
  down(FIN | ACK);
  s++;
  up(ACK);
};

out.writeUInt32LE(0xa1b2c3d4, 0);
out.writeUInt16LE(2, 4);
out.writeUInt16LE(4, 6);
out.writeUInt32LE(262144, 16);
out.writeUInt32LE(1, 20);
used = 24;
for (let k = 0; made < frames; k++) {
  if (kind === 'scan') frame(0x0b000000 + k, 0xc0a80001, 1024 + (k % 60000), 80, k * 77, 0, SYN);
  else conversation(k);
}
flush();
closeSync(fd);

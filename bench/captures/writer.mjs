// A pcap file of Ethernet frames with IPv4 and TCP or UDP; lengths, checksums and times are made here.
import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFrom } from './random.mjs';

const ETHERNET = 14;
const IP = 20;
const RECORD = 16;
const ROUTER = 0x020000000001;
const NONE = Buffer.alloc(0);

/** Sum of 16-bit words, folded. */
const sum16 = (bytes, from, to, start) => {
  let s = start;
  let i = from;
  for (; i + 1 < to; i += 2) s += (bytes[i] << 8) | bytes[i + 1];
  if (i < to) s += bytes[i] << 8;
  while (s > 0xffff) s = (s & 0xffff) + Math.floor(s / 65536);
  return s;
};

/** Hosts of 10.0.0.0/8 are on the wire that is captured, all others behind its router. */
const mac = (address) => (address >>> 24 === 10 ? 0x024000000000 + address : ROUTER);

/** Opens a capture that is full after that many frames; what is written to a full one is left out. */
export const openCapture = (file, frames) => {
  const fd = openSync(file, 'w', 0o600);
  const out = Buffer.alloc(1 << 20);
  const steps = randomFrom(1);
  let used = 24;
  out.writeUInt32LE(0xa1b2c3d4, 0);
  out.writeUInt16LE(2, 4);
  out.writeUInt16LE(4, 6);
  out.writeUInt32LE(262144, 16);
  out.writeUInt32LE(1, 20);

  const flush = () => {
    for (let at = 0; at < used; ) at += writeSync(fd, out, at, used - at);
    used = 0;
  };

  const record = (length) => {
    if (used + RECORD + length > out.length) flush();
    capture.micros += steps.between(1, 39);
    out.writeUInt32LE(Math.floor(capture.micros / 1e6), used);
    out.writeUInt32LE(capture.micros % 1e6, used + 4);
    out.writeUInt32LE(length, used + 8);
    out.writeUInt32LE(length, used + 12);
    used += RECORD + length;
    return used - length;
  };

  /** Writes all that lies below the transport of `length` bytes, which begins at the offset returned. */
  const packet = (from, to, protocol, length) => {
    const eth = record(ETHERNET + IP + length);
    const ip = eth + ETHERNET;
    out.writeUIntBE(mac(to), eth, 6);
    out.writeUIntBE(mac(from), eth + 6, 6);
    out.writeUInt16BE(0x0800, eth + 12);
    out.writeUInt16BE(0x4500, ip);
    out.writeUInt16BE(IP + length, ip + 2);
    out.writeUInt16BE(capture.made & 0xffff, ip + 4);
    out.writeUInt16BE(0x4000, ip + 6);
    out[ip + 8] = from >>> 24 === 10 ? 64 : 54;
    out[ip + 9] = protocol;
    out.writeUInt16BE(0, ip + 10);
    out.writeUInt32BE(from, ip + 12);
    out.writeUInt32BE(to, ip + 16);
    out.writeUInt16BE(~sum16(out, ip, ip + IP, 0) & 0xffff, ip + 10);
    capture.made++;
    return ip + IP;
  };

  /** A sum of 0 means in UDP that there is none; `instead` stands for it. */
  const seal = (at, protocol, length, into, instead) => {
    const sum = sum16(out, at, at + length, sum16(out, at - 8, at, protocol + length));
    out.writeUInt16BE(~sum & 0xffff || instead, into);
  };

  const capture = {
    made: 0,
    micros: 1_700_000_000_000_000,
    full: () => capture.made >= frames,
    tcp: ({ from, to, sport, dport, seq, ack, flags, window, options = NONE, data = NONE }) => {
      if (capture.full()) return;
      const header = 20 + options.length;
      const at = packet(from, to, 6, header + data.length);
      out.writeUInt16BE(sport, at);
      out.writeUInt16BE(dport, at + 2);
      out.writeUInt32BE(seq >>> 0, at + 4);
      out.writeUInt32BE(ack >>> 0, at + 8);
      out[at + 12] = header << 2;
      out[at + 13] = flags;
      out.writeUInt16BE(window, at + 14);
      out.writeUInt32BE(0, at + 16);
      options.copy(out, at + 20);
      data.copy(out, at + header);
      seal(at, 6, header + data.length, at + 16, 0);
    },
    udp: ({ from, to, sport, dport, data }) => {
      if (capture.full()) return;
      const at = packet(from, to, 17, 8 + data.length);
      out.writeUInt16BE(sport, at);
      out.writeUInt16BE(dport, at + 2);
      out.writeUInt16BE(8 + data.length, at + 4);
      out.writeUInt16BE(0, at + 6);
      data.copy(out, at + 8);
      seal(at, 17, 8 + data.length, at + 6, 0xffff);
    },
    close: () => {
      flush();
      closeSync(fd);
    },
  };
  return capture;
};

/** Captures for tests: pcap bytes of frames that are built here. */
import { utf8 } from '../src/core/bytes.ts';
import { eth, ip, tcp } from '../src/protocols/index.ts';
import { buildStack } from '../src/wire/build.ts';

export interface Recorded {
  readonly bytes: Uint8Array;
  /** Seconds since 1970, with a fraction in microseconds. */
  readonly at: number;
}

/** A little-endian pcap file with microseconds (draft-ietf-opsawg-pcap). */
export const pcapOf = (frames: readonly Recorded[], linkType = 1): Buffer => {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(262144, 16);
  head.writeUInt32LE(linkType, 20);
  const records = frames.map(({ bytes, at }) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(Math.floor(at), 0);
    record.writeUInt32LE(Math.round((at % 1) * 1e6), 4);
    record.writeUInt32LE(bytes.length, 8);
    record.writeUInt32LE(bytes.length, 12);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([head, ...records]);
};

export interface Talk {
  readonly client: number;
  readonly server: number;
  readonly clientPort: number;
  readonly serverPort: number;
}

export const TALK: Talk = { client: 0x0a000001, server: 0x0a000002, clientPort: 5000, serverPort: 7 };

/** One TCP segment over Ethernet and IPv4; `up` goes to the server. */
export const segmentBytes = (
  up: boolean,
  flags: number,
  seq: number,
  ack: number,
  text: string | Uint8Array = '',
  talk = TALK,
): Uint8Array => {
  const macs = { src: Uint8Array.of(2, 0, 0, 0, 0, up ? 1 : 2), dst: Uint8Array.of(2, 0, 0, 0, 0, up ? 2 : 1) };
  const hosts = up ? { src: talk.client, dst: talk.server } : { src: talk.server, dst: talk.client };
  const ports = up ? { srcport: talk.clientPort, dstport: talk.serverPort } : { srcport: talk.serverPort, dstport: talk.clientPort };
  return buildStack(
    [
      [eth, macs],
      [ip, hosts],
      [tcp, { ...ports, flags, seq_raw: seq, ack_raw: ack }],
    ],
    typeof text === 'string' ? utf8(text) : text,
  );
};

export const [SYN, ACK, PUSH] = [0x02, 0x10, 0x18] as const;
const [SYN_ACK, FIN] = [0x12, 0x11] as const;

/** A whole echo conversation with these messages. */
export const echoTalk = (messages: readonly string[], talk = TALK, from = 1_700_000_000): readonly Recorded[] => {
  let [c, s] = [1000, 9000];
  let at = from;
  const frames: Recorded[] = [];
  const put = (up: boolean, flags: number, text = ''): void => {
    at += 0.001;
    frames.push({
      at,
      bytes: up ? segmentBytes(true, flags, c, flags & 16 ? s : 0, text, talk) : segmentBytes(false, flags, s, c, text, talk),
    });
    const used = utf8(text).length + (flags & 3 ? 1 : 0);
    if (up) c += used;
    else s += used;
  };
  for (const [up, flags] of [
    [true, SYN],
    [false, SYN_ACK],
    [true, ACK],
  ] as const)
    put(up, flags);
  for (const message of messages) {
    put(true, PUSH, message);
    put(false, PUSH, message);
    put(true, ACK);
  }
  for (const [up, flags] of [
    [true, FIN],
    [false, FIN],
    [true, ACK],
  ] as const)
    put(up, flags);
  return frames;
};

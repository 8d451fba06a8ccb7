/** NTP messages as plain data (RFC 5905 §7.3), for clients and services: 48 bytes, and what may stand behind them. */
import { type Bytes, u32, u64 } from '../../core/bytes.ts';

export const NTP_SIZE = 48;
export const NtpMode = { active: 1, passive: 2, client: 3, server: 4, broadcast: 5, control: 6, private: 7 } as const;

export interface NtpMessage {
  /** 0 no warning, 1 and 2 the last minute has 61 or 59 seconds, 3 the clock is not set. */
  readonly leap: number;
  readonly version: number;
  readonly mode: number;
  readonly stratum: number;
  /** Seconds between messages and of the clock's precision, as powers of two. */
  readonly poll: number;
  readonly precision: number;
  /** Seconds. */
  readonly rootDelay: number;
  readonly rootDispersion: number;
  /** Four bytes: text up to stratum 1, an address above it. */
  readonly reference: Bytes;
  /** Times: when the clock was set, when the request left, when it came, when this left. 0: not known. */
  readonly referenceTime: bigint;
  readonly origin: bigint;
  readonly receive: bigint;
  readonly transmit: bigint;
}

/** How sure one may be, 0 to 1, that b[o, end) is what a client asks or a server replies. */
export const guessNtp = (b: Bytes, o: number, end: number): number => {
  const [size, flags, stratum] = [end - o, b[o] ?? 0, b[o + 1] ?? 0];
  if (size < NTP_SIZE || size % 4 !== 0 || size > LONGEST || stratum > 16) return 0;
  const [version, mode] = [(flags >> 3) & 7, flags & 7];
  if (version < 1 || version > 4 || u64(b, o + 40) === 0n || ((b[o + 2] ?? 0) << 24) >> 24 > MOST_POLL) return 0;
  // Who asks knows little; who replies repeats the time of the question.
  const isFresh = u64(b, o + 24) === 0n && u64(b, o + 32) === 0n;
  const isNear = u64(b, o + 24) !== 0n && u64(b, o + 32) >> 40n === u64(b, o + 40) >> 40n;
  return (mode === NtpMode.client && (isFresh || isNear)) || (mode === NtpMode.server && isNear) ? 0.6 : 0;
};

/** With extension fields and a digest. */
const LONGEST = 512;
const MOST_POLL = 17;

/** Undefined where b is too short for one. */
export const readNtp = (b: Bytes): NtpMessage | undefined => {
  if (b.length < NTP_SIZE) return undefined;
  const [flags = 0, stratum = 0, poll = 0, precision = 0] = b;
  return {
    leap: flags >> 6,
    version: (flags >> 3) & 7,
    mode: flags & 7,
    stratum,
    poll: (poll << 24) >> 24,
    precision: (precision << 24) >> 24,
    rootDelay: u32(b, 4) / 65_536,
    rootDispersion: u32(b, 8) / 65_536,
    reference: b.slice(12, 16),
    referenceTime: u64(b, 16),
    origin: u64(b, 24),
    receive: u64(b, 32),
    transmit: u64(b, 40),
  };
};

export const writeNtp = (m: NtpMessage): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(NTP_SIZE);
  const view = new DataView(out.buffer);
  out.set([(m.leap << 6) | (m.version << 3) | m.mode, m.stratum, m.poll & 255, m.precision & 255]);
  view.setUint32(4, fixed(m.rootDelay));
  view.setUint32(8, fixed(m.rootDispersion));
  out.set(m.reference.subarray(0, 4), 12);
  for (const [i, time] of [m.referenceTime, m.origin, m.receive, m.transmit].entries()) view.setBigUint64(16 + 8 * i, time);
  return out;
};

/** A request of a client that tells nothing of itself but the number that the reply has to repeat (RFC 9769 §3). */
export const ntpRequest = (transmit: bigint, version = 4): Uint8Array<ArrayBuffer> =>
  writeNtp({ ...NOTHING, version, mode: NtpMode.client, transmit });

/** A message whose fields are all zero. */
export const NOTHING: NtpMessage = {
  leap: 0,
  version: 4,
  mode: 0,
  stratum: 0,
  poll: 0,
  precision: 0,
  rootDelay: 0,
  rootDispersion: 0,
  reference: new Uint8Array(4),
  referenceTime: 0n,
  origin: 0n,
  receive: 0n,
  transmit: 0n,
};

/** Seconds in 16.16 bits. */
const fixed = (seconds: number): number => Math.min(0xffff_ffff, Math.max(0, Math.round(seconds * 65_536)));

/** Seconds from 1900 to 1970. */
const EPOCH = 2_208_988_800;
const ERA = 2 ** 32;

/** Milliseconds since 1970, with a fraction, as the 64 bits of a message: seconds since 1900 in an era of 136 years, and their fraction. */
export const ntpTime = (millis: number): bigint => {
  const seconds = Math.floor(millis / 1000);
  const fraction = Math.min(ERA - 1, Math.floor(((millis - seconds * 1000) / 1000) * ERA));
  return (BigInt((seconds + EPOCH) % ERA) << 32n) | BigInt(fraction);
};

/** Milliseconds since 1970 of the time that lies nearest to `near`: messages do not say which era they mean (RFC 5905 §6). */
export const ntpMillis = (time: bigint, near: number): number => {
  const millis = (Number(time >> 32n) - EPOCH) * 1000 + (Number(time & 0xffff_ffffn) / ERA) * 1000;
  return millis + Math.round((near - millis) / (ERA * 1000)) * ERA * 1000;
};

/** What a reply tells of the server's clock (RFC 5905 §8), in milliseconds: how far it is ahead, and how long request and reply took. */
export const ntpOffset = (sent: number, reply: NtpMessage, received: number): { readonly offset: number; readonly delay: number } => {
  const [came, left] = [ntpMillis(reply.receive, sent), ntpMillis(reply.transmit, sent)];
  return { offset: (came - sent + (left - received)) / 2, delay: received - sent - (left - came) };
};

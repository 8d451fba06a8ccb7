/** What a tunnel carries: by its first bytes where they tell, else by the port that was asked for. */
import { type Bytes, u8, utf8 } from '../../core/bytes.ts';
import type { Side } from '../../wire/stream.ts';

/** The name of a protocol that has a reader; '' where nothing tells. Undefined: more bytes would tell. */
export const tunnelled = (port: number, from: Side, b: Bytes, o: number, end: number): string | undefined => {
  if (begins(RECORD, b, o, end)) return end - o < RECORD.length ? undefined : 'tls';
  const method = from === 0 ? METHODS.find((word) => begins(word, b, o, end)) : undefined;
  if (method !== undefined) return end - o < method.length ? undefined : 'http';
  return BY_PORT.get(port) ?? '';
};

/** As far as there is something. */
const begins = (word: Bytes, b: Bytes, o: number, end: number): boolean => {
  for (let i = 0; i < word.length && o + i < end; i++) if (u8(b, o + i) !== u8(word, i)) return false;
  return true;
};

/** A handshake of TLS, whatever its version. */
const RECORD = Uint8Array.of(22, 3);
const METHODS = ['GET ', 'HEAD ', 'POST ', 'PUT ', 'DELETE ', 'OPTIONS ', 'PATCH '].map(utf8);
const BY_PORT: ReadonlyMap<number, string> = new Map([
  [21, 'ftp'],
  [23, 'telnet'],
  [25, 'smtp'],
  [53, 'dns'],
  [110, 'pop'],
  [143, 'imap'],
  [587, 'smtp'],
  [6667, 'irc'],
]);

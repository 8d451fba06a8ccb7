/** What a tunnel carries: by its first bytes where they tell, else by the port that was asked for. */
import { type Bytes, u8 } from '../../core/bytes.ts';
import type { Side } from '../../wire/stream.ts';
import { startsWith } from '../shared/text.ts';

/** The name of a protocol that has a reader; '' where nothing tells. */
export const tunnelled = (port: number, from: Side, b: Bytes, o: number, end: number): string => {
  if (u8(b, o) === HANDSHAKE && (end - o < 2 || u8(b, o + 1) === MAJOR)) return 'tls';
  if (from === 0 && METHODS.some((method) => startsWith(b, o, end, method))) return 'http';
  return BY_PORT.get(port) ?? '';
};

const [HANDSHAKE, MAJOR] = [22, 3];
const METHODS = ['GET ', 'HEAD ', 'POST ', 'PUT ', 'DELETE ', 'OPTIONS ', 'PATCH '];
const BY_PORT: ReadonlyMap<number, string> = new Map([
  [21, 'ftp'],
  [23, 'telnet'],
  [25, 'smtp'],
  [53, 'dns'],
  [80, 'http'],
  [110, 'pop'],
  [143, 'imap'],
  [443, 'tls'],
  [465, 'tls'],
  [587, 'smtp'],
  [993, 'tls'],
  [995, 'tls'],
  [6667, 'irc'],
]);

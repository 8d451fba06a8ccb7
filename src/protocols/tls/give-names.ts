/** Give names: the servers' names in hellos, found without a tree where nothing is wrong with them. They are those of extensions-tree.ts. */
import { type Bytes, u8, u16, u24 } from '../../core/bytes.ts';
import type { Quick, Seen } from '../../wire/row.ts';
import { Extension } from '../shared/tls/extension-types.ts';
import { Handshake, Version } from '../shared/tls/names.ts';
import { FRAGMENT, HEADER, type TlsMessage } from './message.ts';
import { mayHave } from './quick.ts';
import { latin } from './vectors.ts';

const NAME = 'handshake.extensions_server_name';
/** Version and random; a hello has an empty session behind them at least. */
const START = 34;

const names: string[] = [];

/** Other fields are given where the record cannot have them: then there are none. */
export const giveNames: NonNullable<Quick['give']> = (keys, at, put) => {
  names.length = 0;
  for (let k = 0; k < keys.length; k++) if (mayHave(keys[k]!, at.message) && (keys[k] !== NAME || !found(at))) return false;
  for (let k = 0; k < names.length; k++) put(NAME, names[k]!);
  return true;
};

/** Whether all hellos of a record that lies open could be read; puts their names into `names`. */
const found = ({ b, o, end, wire, message }: Seen): boolean => {
  const m = message as TlsMessage;
  const to = o + HEADER + u16(b, o + 3);
  if (m.keys !== undefined || m.fragments > 0 || to > end || end < wire || m.says.some((code) => code >= FRAGMENT)) return false;
  let from = o + HEADER;
  while (from >= 0 && from < to) from = behindMessage(b, from, to, m.version === Version.tls13 ? PLAIN : BEFORE_13);
  return from === to;
};

/** The offset behind a handshake message; -1 where only a tree tells. */
const behindMessage = (b: Bytes, o: number, end: number, plain: ReadonlySet<number>): number => {
  const body = o + 4;
  const to = body <= end ? body + u24(b, o + 1) : end + 1;
  if (to > end) return -1;
  const type = u8(b, o);
  if (type === Handshake.clientHello) return behindExtensions(b, behindOffers(b, body, to), to);
  if (type === Handshake.serverHello) return behindExtensions(b, behindVector(b, body + START, 1, to, 3), to);
  return plain.has(type) ? to : -1;
};
/** Messages without extensions; before TLS 1.3 certificates had none. */
const PLAIN: ReadonlySet<number> = new Set([
  Handshake.serverKeyExchange,
  Handshake.serverHelloDone,
  Handshake.clientKeyExchange,
  Handshake.certificateStatus,
]);
const BEFORE_13: ReadonlySet<number> = new Set([...PLAIN, Handshake.certificate, Handshake.certificateRequest]);

/** Session, suites and methods. */
const behindOffers = (b: Bytes, o: number, end: number): number =>
  behindVector(b, behindVector(b, behindVector(b, o + START, 1, end), 2, end), 1, end);

/** The offset behind a vector and `more` bytes; -1 where it does not fit. */
const behindVector = (b: Bytes, o: number, size: 1 | 2, end: number, more = 0): number => {
  if (o < 0 || o + size > end) return -1;
  const to = o + size + (size === 1 ? u8(b, o) : u16(b, o)) + more;
  return to <= end ? to : -1;
};

const behindExtensions = (b: Bytes, o: number, end: number): number => {
  if (o < 0 || o === end) return o;
  const to = behindVector(b, o, 2, end);
  let at = o + 2;
  while (at >= 0 && at < to) {
    const type = at + 4 <= to ? u16(b, at) : 0;
    const next = behindVector(b, at + 2, 2, to);
    if (next >= 0 && type === Extension.serverName && next > at + 4 && !putNames(b, at + 4, next)) return -1;
    at = next;
  }
  return at === to && to >= 0 ? end : -1;
};

const putNames = (b: Bytes, o: number, end: number): boolean => {
  const to = behindVector(b, o, 2, end);
  let at = o + 2;
  while (at >= 0 && at + 3 <= to) {
    const next = behindVector(b, at + 1, 2, to);
    if (next > at + 3) names.push(latin(b, at + 3, next));
    at = next;
  }
  return to >= 0 && at >= 0;
};

/** What lists say of a message, in the words of Wireshark: `Standard query response 0x1234 A example.com A 192.0.2.1`. */
import { type Bytes, u8, u16, utf8 } from '../../../core/bytes.ts';
import type { TextBuffer } from '../../../core/text-buffer.ts';
import { type Row, type Seen, written } from '../../../wire/row.ts';
import { behindName } from '../dns-name.ts';
import { putIncomplete } from '../row-text.ts';
import { HEADER, isStateful } from './header.ts';
import type { RecordType } from './record.ts';
import { recordType } from './records.ts';
import { putIp4, putIp6, putName } from './row-values.ts';
import { OPCODES, RCODES, shownType, TYPES } from './types.ts';

/** From here on no more records are begun: one takes 350 bytes at most. */
const FULL = 540;
const SPACE = 32;
const REPLY = 0x8000;

const OPENINGS = Array.from({ length: 32 }, (_, k) =>
  utf8(`${OPCODES[k >> 1] ?? `Unknown operation (${k >> 1})`}${k & 1 ? ' response' : ''} 0x`),
);
const OUTCOMES = Array.from({ length: 16 }, (_, k) => utf8(k === 0 ? '' : ` ${RCODES[k] ?? `Unknown error (${k})`}`));
/** ` A`, by type, for those below 512. */
const SHORT_TYPES = Array.from({ length: 512 }, (_, type) => utf8(` ${shownType(type)}`));
const LONG_TYPES = new Map(Object.keys(TYPES).map((type) => [Number(type), utf8(` ${shownType(Number(type))}`)]));

const FLUSH = utf8(', cache flush');
const QU = utf8(', "QU" question');
const QM = utf8(', "QM" question');
const MORE = utf8(' …');

/** `multicast`: the uppermost bits of classes say more (RFC 6762 §10.2, §18.12). */
export const dnsRow = (multicast: boolean): Row => written((out, at) => writeMessage(out, at, multicast));

const writeMessage = (out: TextBuffer, at: Seen, multicast: boolean): void => {
  const { b, o, end } = at;
  const from = out.length;
  const flags = u16(b, o + 2);
  out.put(OPENINGS[((flags >> 10) & 0x1e) | (flags >> 15)] ?? MORE);
  out.hex(u16(b, o), 4);
  if (flags & REPLY) out.put(OUTCOMES[flags & 15] ?? MORE);
  if (end - o < HEADER) {
    putIncomplete(out, end, at.wire);
    return;
  }
  if (isStateful(b, o)) {
    if (isEntryCut(b, o + HEADER, end, end, STATEFUL_NEEDS)) putIncomplete(out, end, at.wire);
    return;
  }
  let next = o + HEADER;
  for (let left = u16(b, o + 4); left > 0 && next >= 0; left--)
    next = out.length - from > FULL ? stopFull(out) : writeQuestion(out, b, next, o, end, multicast);
  for (let left = u16(b, o + 6) + u16(b, o + 8) + u16(b, o + 10); left > 0 && next >= 0; left--)
    next = out.length - from > FULL ? stopFull(out) : writeRecord(out, b, next, o, end, multicast);
  if (next === BROKEN) putIncomplete(out, at.end, at.wire);
};

const BROKEN = -1;
const STOPPED = -2;

const stopFull = (out: TextBuffer): number => {
  out.put(MORE);
  return STOPPED;
};

const putType = (out: TextBuffer, type: number): void => {
  const text = type < SHORT_TYPES.length ? SHORT_TYPES[type] : LONG_TYPES.get(type);
  if (text !== undefined) out.put(text);
  else out.text(` ${shownType(type)}`);
};

const writeQuestion = (out: TextBuffer, b: Bytes, o: number, base: number, end: number, multicast: boolean): number => {
  const next = behindName(b, o, end);
  if (next < 0 || next + 4 > end) return BROKEN;
  const before = out.length;
  putType(out, u16(b, next));
  out.byte(SPACE);
  if (putName(out, b, o, base, end) < 0) {
    out.length = before;
    return BROKEN;
  }
  if (multicast) out.put(u8(b, next + 2) & 0x80 ? QU : QM);
  return next + 4;
};

const writeRecord = (out: TextBuffer, b: Bytes, o: number, base: number, end: number, multicast: boolean): number => {
  const name = behindName(b, o, end);
  const data = name + 10;
  if (name < 0 || data > end) return BROKEN;
  const type = u16(b, name);
  const to = data + u16(b, name + 8);
  putType(out, type);
  if (multicast && type !== OPT_TYPE && u8(b, name + 2) & 0x80) out.put(FLUSH);
  if (type === OPT_TYPE && isEntryCut(b, data, Math.min(to, end), end, OPTION_NEEDS)) return BROKEN;
  if (to > data && !writeData(out, b, type, o, base, data, Math.min(to, end))) return BROKEN;
  return to > end ? BROKEN : to;
};
const OPT_TYPE = 41;

/** Bytes that an entry has at least, by its code: an option of EDNS (RFC 7871, 7873, 8914), one of a stateful operation (RFC 8490 §7). */
const OPTION_NEEDS: Readonly<Record<number, number>> = { 8: 4, 10: 8, 15: 2 };
const STATEFUL_NEEDS: Readonly<Record<number, number>> = { 1: 8, 2: 4 };

/** Whether one of the entries [o, to), a code, a length and bytes each, goes on behind the message. */
const isEntryCut = (b: Bytes, o: number, to: number, end: number, needs: Readonly<Record<number, number>>): boolean => {
  let next = o;
  while (next < to) {
    if (next + 4 > end) return needs === OPTION_NEEDS;
    const length = u16(b, next + 2);
    if (next + 4 + Math.max(length, needs[u16(b, next)] ?? 0) > end) return true;
    next += 4 + length;
  }
  return false;
};

/** Writes what a row says of the data of a record in b[o, end), behind a blank each; nothing and false where not all of it is there. */
export const writeData = (out: TextBuffer, b: Bytes, type: number, owner: number, base: number, o: number, end: number): boolean => {
  if (type === 1 && end - o >= 4) {
    out.byte(SPACE);
    putIp4(out, b, o);
    return true;
  }
  if (type === 28 && end - o >= 16) {
    out.byte(SPACE);
    putIp6(out, b, o);
    return true;
  }
  const known = recordType(type);
  if (known === undefined || known.row === 0) return true;
  return known.row === 'owner' ? writeOwner(out, b, owner, base, end) : writeParts(out, b, known, base, o, end);
};

const writeOwner = (out: TextBuffer, b: Bytes, owner: number, base: number, end: number): boolean => {
  out.byte(SPACE);
  return putName(out, b, owner, base, end) >= 0;
};

const writeParts = (out: TextBuffer, b: Bytes, { shape, row }: RecordType<unknown>, base: number, o: number, end: number): boolean => {
  const before = out.length;
  let at = o;
  for (let i = 0; i < Number(row) && at >= 0; i++) {
    out.byte(SPACE);
    at = shape.parts[i]?.row?.(out, b, at, base, end) ?? -1;
  }
  if (at < 0) out.length = before;
  return at >= 0;
};

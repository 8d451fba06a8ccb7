/** Writes messages from plain data: names compressed, EDNS, and cut where there is no more room. */

import { type Bytes, concat } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { MessageWriter } from './cursor.ts';
import { HEADER } from './header.ts';
import { type Dialect, type DnsMessage, type DnsRecord, FLAGS, HIGH, INTERNET, OPT_TYPE, type Question } from './message.ts';
import { OPT, recordType } from './records.ts';
import { STATEFUL } from './stateful.ts';
import { Opcode, typeNumber } from './types.ts';

/** Bytes of a datagram without EDNS (RFC 1035 §4.2.1), and those that pass every network whole. */
export const LEAST_SIZE = 512;
export const SAFE_SIZE = 1232;
/** Bytes of a message over TCP. */
const MOST = 0xffff;

export interface WriteOptions extends Dialect {
  /** Bytes that the message may take: records that have no room are left out, and the message says so (RFC 2181 §9). */
  readonly most?: number;
}

export const writeMessage = (m: DnsMessage, { most = MOST, multicast = false }: WriteOptions = {}): Uint8Array<ArrayBuffer> => {
  const w = new MessageWriter();
  const writer: Writing = { w, multicast, most: Math.min(most, MOST) - lengthOf(m), counts: [0, 0, 0, 0], cut: false };
  for (let i = 0; i < HEADER / 2; i++) w.number(2, 0);
  if (m.opcode === Opcode.stateful) STATEFUL.write(w, m.stateful ?? []);
  else writeSections(writer, m);
  w.set16(0, m.id);
  w.set16(2, flagsOf(m, writer.cut));
  for (const [i, count] of writer.counts.entries()) w.set16(4 + 2 * i, count);
  return w.bytes;
};

/** Bytes that a reply to `query` may take as a datagram: what the asker can take, and not more than `own`. */
export const replySize = (query: DnsMessage, own = SAFE_SIZE): number =>
  Math.max(LEAST_SIZE, Math.min(query.edns?.size ?? LEAST_SIZE, own));

/** A message as it goes over TCP, behind its length (RFC 1035 §4.2.2). */
export const framed = (message: Bytes): Uint8Array<ArrayBuffer> => concat([Uint8Array.of(message.length >> 8, message.length), message]);

interface Writing {
  readonly w: MessageWriter;
  readonly multicast: boolean;
  /** Bytes up to which records are written. */
  readonly most: number;
  readonly counts: [number, number, number, number];
  /** Something that was needed had no room. */
  cut: boolean;
}

const flagsOf = (m: DnsMessage, cut: boolean): number => {
  const rcode = m.rcode ?? 0;
  if (rcode > 15 && m.edns === undefined) throw new UsageError('rcode', sayWrong('noEdnsCode'), String(rcode));
  const marks = Object.entries(FLAGS).reduce((n, [key, bit]) => (m[key as keyof typeof FLAGS] ? n | bit : n), 0);
  return marks | ((m.opcode ?? 0) << 11) | (rcode & 15) | (cut ? FLAGS.truncated : 0);
};

// ---- sections --------------------------------------------------------------------------------------------------------

const writeSections = (t: Writing, m: DnsMessage): void => {
  for (const question of m.questions ?? []) writeQuestion(t, question);
  writeRecords(t, 1, m.answers ?? [], true);
  if (!t.cut) writeRecords(t, 2, m.authorities ?? [], true);
  const additionals = m.additionals ?? [];
  const last = additionals.at(-1);
  const signed = last !== undefined && SIGNATURES.has(last.type) ? 1 : 0;
  if (!t.cut) writeRecords(t, 3, additionals.slice(0, additionals.length - signed), false);
  writeExtension(t, m);
  for (const signature of additionals.slice(additionals.length - signed)) writeRecord(t, 3, signature);
};

/** Stand at the end of a message and always find room (RFC 8945 §5.1, RFC 2931 §3.1). */
const SIGNATURES: ReadonlySet<string> = new Set(['TSIG', 'SIG']);

const numberOf = (type: string): number => {
  const number = typeNumber(type);
  if (number === undefined) throw new UsageError('record type', sayWrong('mnemonic'), type);
  return number;
};

const writeQuestion = (t: Writing, { name, type, class: own = INTERNET, unicast }: Question): void => {
  t.w.name(name, true);
  t.w.number(2, numberOf(type));
  t.w.number(2, own | (t.multicast && unicast ? HIGH : 0));
  t.counts[0]++;
};

const writeRecords = (t: Writing, section: 1 | 2 | 3, records: readonly DnsRecord[], needed: boolean): void => {
  for (const record of records) {
    const before = t.w.length;
    writeRecord(t, section, record);
    if (t.w.length <= t.most) continue;
    t.w.cut(before);
    t.counts[section]--;
    t.cut = needed;
    return;
  }
};

const writeRecord = ({ w, multicast, counts }: Writing, section: 1 | 2 | 3, record: DnsRecord): void => {
  const type = numberOf(record.type);
  w.name(record.name, true);
  w.number(2, type);
  w.number(2, (record.class ?? INTERNET) | (multicast && record.flush ? HIGH : 0));
  w.number(4, record.ttl);
  w.counted(2, () => {
    if ('bytes' in record) w.put(record.bytes);
    else recordType(type)?.shape.write(w, record.data);
  });
  counts[section]++;
};

// ---- EDNS ------------------------------------------------------------------------------------------------------------

/** RFC 6891 §6.1.2. */
const writeExtension = ({ w, counts }: Pick<Writing, 'w' | 'counts'>, { edns, rcode = 0 }: DnsMessage): void => {
  if (edns === undefined) return;
  w.number(1, 0);
  w.number(2, OPT_TYPE);
  w.number(2, edns.size);
  w.number(1, rcode >> 4);
  w.number(1, edns.version ?? 0);
  w.number(2, edns.dnssec ? HIGH : 0);
  w.counted(2, () => OPT.shape.write(w, { options: edns.options ?? [] }));
  counts[3]++;
};

/** Bytes that are kept for EDNS and a signature. */
const lengthOf = (m: DnsMessage): number => {
  const w = new MessageWriter();
  const t: Writing = { w, multicast: false, most: MOST, counts: [0, 0, 0, 0], cut: false };
  const last = m.additionals?.at(-1);
  writeExtension(t, m);
  if (last !== undefined && SIGNATURES.has(last.type)) writeRecord(t, 3, last);
  return w.length;
};

/** A message as a tree: its sections, their questions and records (RFC 1035 §4.1), and what became of it. */
import { u8, u16 } from '../../../core/bytes.ts';
import { TextBuffer } from '../../../core/text-buffer.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { behindName, findName, shownLength, shownName, Trouble } from '../dns-name.ts';
import { extendedFlags, multicastQuestion, multicastRecord, multicastSize } from './fields.ts';
import { HEADER, isStateful } from './header.ts';
import { allUsed, putSpan } from './part.ts';
import { putNameField } from './parts.ts';
import { recordType } from './records.ts';
import { writeData } from './row.ts';
import { putName, writtenText } from './row-values.ts';
import { STATEFUL } from './stateful.ts';
import { CLASSES, Opcode, shownType } from './types.ts';

/** `multicast`: the uppermost bits of classes say more (RFC 6762 §10.2, §18.12). */
export const putMessage = (d: Dissecting, multicast: boolean): void => {
  const flags = u16(d.b, d.start + 2);
  const opcode = (flags >> 11) & 15;
  d.header = d.end;
  if (opcode === Opcode.update) putUpdateCounts(d);
  if (isStateful(d.b, d.start)) putStateful(d);
  else putSections(d, opcode === Opcode.update ? UPDATE : QUERY, multicast);
  if (!d.stopped) putPairing(d, (flags & 0x8000) !== 0, multicast);
};

/** `Domain Name System (response)` */
export const headingOf = (d: Dissecting): string => `${d.layer.title} (${d.v['flags.response'] === 1 ? 'response' : 'query'})`;

/** What a message over TCP begins with (RFC 1035 §4.2.2). */
export const putLength = (d: Dissecting): void => {
  d.put('length', d.start - 2, 2);
};

const QUERY = ['Queries', 'Answers', 'Authoritative nameservers', 'Additional records'] as const;
const UPDATE = ['Zone', 'Prerequisites', 'Updates', 'Additional records'] as const;
const UPDATE_COUNTS = ['count.zones', 'count.prerequisites', 'count.updates', 'count.add_rr'] as const;

const putUpdateCounts = (d: Dissecting): void => {
  for (const [i, key] of UPDATE_COUNTS.entries()) d.put(key, d.start + 4 + 2 * i, 2);
};

const putStateful = (d: Dissecting): void => {
  const from = d.start + HEADER;
  const mark = d.put('dso', from, d.end - from, true);
  d.under(mark, () => STATEFUL.put(d, from, d.wire));
};

/** All messages of mDNS have the number 0, and so which is sent again is not said aloud (RFC 6762 §18.1). */
const putPairing = (d: Dissecting, isReply: boolean, multicast: boolean): void => {
  if (d.quoted) return;
  const { answered } = d;
  if (answered?.repeats) {
    d.add(isReply ? 'retransmit_response_in' : 'retransmit_request_in', answered.frame);
    d.add('retransmission', true);
    if (!multicast) d.fault('repeated', d.start, 0, `the ${isReply ? 'response' : 'query'} of frame ${answered.frame} is sent again`);
  } else if (answered !== undefined) {
    d.add('response_to', answered.frame);
    if (answered.nanos !== undefined) d.add('time', answered.nanos);
  } else if (isReply) d.add('unsolicited', true);
};

// ---- sections --------------------------------------------------------------------------------------------------------

const putSections = (d: Dissecting, titles: readonly string[], multicast: boolean): void => {
  let o = d.start + HEADER;
  for (const [i, title] of titles.entries()) {
    const count = u16(d.b, d.start + 4 + 2 * i);
    if (count > 0 && o >= 0) o = putSection(d, title, i === 0, count, o, multicast);
  }
  if (o >= 0 && o < d.wire && !d.stopped) putExtraneous(d, o);
};

const putExtraneous = (d: Dissecting, o: number): void => {
  if (o >= d.end) return;
  d.put('extraneous.data', o, d.end - o);
  d.add('extraneous.length', d.wire - o);
  d.fault('extraneous', o, d.end - o, `${d.wire - o} bytes behind the message`, 'note');
};

/** Puts the entries of a section under a line of their own; the offset behind them, or -1. */
const putSection = (d: Dissecting, title: string, questions: boolean, count: number, o: number, multicast: boolean): number => {
  if (!d.has(o, 1)) return -1;
  const section = d.put('section', o, behind(d, questions, count, o) - o, true);
  if (section) section.text = title;
  let at = o;
  d.under(section, () => {
    for (let left = count; left > 0 && at >= 0; left--) at = putEntry(d, questions, at, multicast);
  });
  return at;
};

/** Where so many entries end, as far as they were captured. */
const behind = (d: Dissecting, questions: boolean, count: number, o: number): number => {
  let at = o;
  for (let left = count; left > 0 && at < d.end; left--) at = behindEntry(d, questions, at);
  return Math.min(at, d.end);
};

const behindEntry = (d: Dissecting, questions: boolean, o: number): number => {
  const name = behindName(d.b, o, d.end);
  if (name < 0) return d.end;
  if (questions) return name + 4;
  return name + 10 <= d.end ? name + 10 + u16(d.b, name + 8) : d.end;
};

const putEntry = (d: Dissecting, questions: boolean, o: number, multicast: boolean): number => {
  if (!d.has(o, 1)) return -1;
  const entry = d.put('entry', o, Math.min(behindEntry(d, questions, o), d.end) - o, true);
  let next = -1;
  d.under(entry, () => {
    next = questions ? putQuestion(d, o, multicast) : putRecord(d, o, multicast);
  });
  if (entry && d.wants('entry')) entry.text = entryText(d, questions, o, multicast);
  return next;
};

// ---- questions -------------------------------------------------------------------------------------------------------

const putQuestion = (d: Dissecting, o: number, multicast: boolean): number => {
  const at = putNameField(d, 'qry.name', o, d.wire);
  if (at < 0) return -1;
  const name = findName(d.b, o, d.start, d.end);
  // Wireshark counts neither bytes nor labels of a name of one byte.
  const length = shownLength(name) > 1 ? shownLength(name) : 0;
  d.put('qry.name.len', o, at - o, length);
  if (d.wants('count.labels')) d.put('count.labels', o, at - o, length === 0 ? 0 : shownName(d.b, name).split('.').length);
  d.put('qry.type', at, 2);
  if (!multicast) d.put('qry.class', at + 2, 2);
  else if (d.has(at + 2, 2)) d.struct(multicastQuestion, at + 2);
  return d.stopped ? -1 : at + 4;
};

// ---- records ---------------------------------------------------------------------------------------------------------

const putRecord = (d: Dissecting, o: number, multicast: boolean): number => {
  const name = behindName(d.b, o, d.end);
  const type = name >= 0 && name + 2 <= d.end ? u16(d.b, name) : -1;
  const at = type === SRV_TYPE ? putServiceName(d, o) : putNameField(d, 'resp.name', o, d.wire);
  if (at < 0) return -1;
  d.put('resp.type', at, 2);
  if (type === OPT_TYPE) putExtension(d, at + 2, multicast);
  else putClass(d, at + 2, multicast);
  d.put('resp.len', at + 8, 2);
  if (d.stopped) return -1;
  const data = at + 10;
  const end = data + u16(d.b, at + 8);
  if (end > data) putData(d, type, data, end);
  return d.stopped ? -1 : end;
};
const SRV_TYPE = 33;
const OPT_TYPE = 41;

const putClass = (d: Dissecting, o: number, multicast: boolean): void => {
  if (!multicast) d.put('resp.class', o, 2);
  else if (d.has(o, 2)) d.struct(multicastRecord, o);
  const ttl = d.put('resp.ttl', o + 2, 4);
  if (ttl && u8(d.b, o + 2) & 0x80) d.fault('ttl', o + 2, 4, 'the uppermost bit of a time to live is set (RFC 2181 §8)');
};

/** RFC 6891 §6.1.3: class and time to live say other things. */
const putExtension = (d: Dissecting, o: number, multicast: boolean): void => {
  if (!multicast) d.put('rr.udp_payload_size', o, 2);
  else if (d.has(o, 2)) d.struct(multicastSize, o);
  d.put('resp.ext_rcode', o + 2, 1);
  d.put('resp.edns0_version', o + 3, 1);
  if (d.has(o + 4, 2)) d.struct(extendedFlags, o + 4);
};

const putData = (d: Dissecting, type: number, o: number, end: number): void => {
  const known = recordType(type);
  if (known !== undefined) allUsed(d, known.shape.put(d, o, end), end);
  else putSpan(d, 'data', o, end - o, end);
};

/** RFC 2782: the owner of a service record is `_service._protocol.name`. */
const putServiceName = (d: Dissecting, o: number): number => {
  const name = findName(d.b, o, d.start, d.end);
  if (name.trouble !== Trouble.none) return putNameField(d, 'resp.name', o, d.wire);
  const [service = '', protocol, ...rest] = shownName(d.b, name).split('.');
  const length = name.next - o;
  d.put('srv.service', o, length, service);
  if (protocol !== undefined) d.put('srv.proto', o, length, protocol);
  if (rest.length > 0) d.put('srv.name', o, length, rest.join('.'));
  return d.stopped ? -1 : o + length;
};

// ---- lines -----------------------------------------------------------------------------------------------------------

const line = new TextBuffer(2048);

/** `example.com: type MX, class IN, 10 mail.example.com` */
const entryText = (d: Dissecting, questions: boolean, o: number, multicast: boolean): string => {
  const name = behindName(d.b, o, d.end);
  line.length = 0;
  if (name < 0 || name + 4 > d.end || putName(line, d.b, o, d.start, d.end) < 0) return '';
  const type = u16(d.b, name);
  const number = u16(d.b, name + 2);
  line.text(`: type ${shownType(type)}`);
  if (type !== OPT_TYPE) line.text(`, class ${classText(number, questions, multicast)}`);
  const from = line.length;
  if (!questions && name + 10 <= d.end) putDataText(d, type, o, name + 10);
  return line.length > from + 1 ? `${writtenText(line).slice(0, from)},${writtenText(line, from)}` : writtenText(line);
};

const classText = (number: number, questions: boolean, multicast: boolean): string => {
  if (!multicast) return CLASSES[number] ?? 'Unknown';
  const high = number & 0x8000 ? ', cache flush' : '';
  const kind = questions ? `, "${number & 0x8000 ? 'QU' : 'QM'}" question` : high;
  return `${CLASSES[number & 0x7fff] ?? 'Unknown'}${kind}`;
};

const putDataText = (d: Dissecting, type: number, owner: number, o: number): void => {
  const end = o + u16(d.b, o - 2);
  if (end > o && end <= d.end && recordType(type)?.row !== 'owner') writeData(line, d.b, type, owner, d.start, o, end);
};

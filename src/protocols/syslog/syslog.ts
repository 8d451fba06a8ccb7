/**
 * Syslog (RFC 3164, RFC 5424; on streams RFC 6587): a line for the log of another machine. Fields as Wireshark has them, which gives the
 * process of the older form what is a program there, and ends no message id; what the papers call those stands beside.
 */

import { type Bytes, fromUtf8, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { dateNanos } from '../../core/time.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putIncomplete, putVisible } from '../shared/row-text.ts';
import { isDigit, LF, SPACE } from '../shared/text.ts';
import { type Part, readBegun, readPriority, readSyslog, type SyslogHead } from './message.ts';
import { FACILITIES, facilityWord, LEVELS, levelWord } from './names.ts';
import { guessHead, type SyslogLine, syslogReader } from './reader.ts';
import { sentences } from './sentences.ts';

export const syslog = layer('syslog', {
  title: 'Syslog message',
  spec: 'RFC 5424',
  label: 'Syslog',
  fields: {},
  extras: {
    length: extra('Octets of the message'),
    facility: extra('Facility', 'dec', { names: FACILITIES, width: 8 }),
    level: extra('Level', 'dec', { names: LEVELS, width: 8 }),
    msg: extra('Message', 'string'),
    version: extra('Syslog version', 'string'),
    timestamp: extra('Syslog timestamp', 'date'),
    timestamp_rfc3164: extra('Syslog timestamp (RFC3164)', 'string'),
    hostname: extra('Syslog hostname', 'string'),
    appname: extra('Syslog app name', 'string'),
    procid: extra('Syslog process id', 'string'),
    msgid: extra('Syslog message id', 'string'),
    program: extra('Program', 'string'),
    process: extra('Process', 'string'),
    structured_data: extra('Structured data', 'string'),
    text: extra('Text', 'string'),
  },
  on: { 'udp.port': 514, 'tcp.port': [514, 601] },
  stream: syslogReader,
  datagram: { guess: (b, o, end) => (b[o] === PRIORITY ? guessHead(b, o, end) : 0) },
  row: written((out, at) => writeRow(out, at)),
  heading: (d) => `Syslog message: ${headingOf(d)}`,
  frames: (d) => {
    d.put('length', d.start - (d.message?.skip ?? 0), (d.message?.skip ?? 1) - 1, d.end - d.start);
  },
  sentences,
  body: (d) => {
    putMessage(d, d.end - ((d.message as SyslogLine | undefined)?.tail ?? 0));
    d.header = d.end;
  },
});

const PRIORITY = 60;

const priorityText = (priority: number | undefined): string =>
  priority === undefined ? '' : `${facilityWord(priority >> 3)}.${levelWord(priority)}: `;

const writeRow = (out: TextBuffer, { b, o, end, wire }: Seen): void => {
  const { priority, text } = readSyslog(b, o, end, readBegun);
  if (text.from >= end) {
    putIncomplete(out, end, wire);
    return;
  }
  out.put(utf8(priorityText(priority)));
  putVisible(out, b, text.from, lineEnd(b, text.from, text.to));
};

/** Without what ends the line. */
const lineEnd = (b: Bytes, from: number, to: number): number => (to > from && (b[to - 1] === LF || b[to - 1] === 0) ? to - 1 : to);

const headingOf = (d: Dissecting): string => {
  const { priority, text } = readSyslog(d.b, d.start, d.end, readBegun);
  return `${priorityText(priority) || '(unknown): '}${fromUtf8(d.b.subarray(text.from, lineEnd(d.b, text.from, text.to))).slice(0, MOST_SHOWN)}`;
};
const MOST_SHOWN = 400;

const putMessage = (d: Dissecting, to: number): void => {
  const { priority, text, head } = readSyslog(d.b, d.start, to, readBegun);
  if (priority !== undefined) {
    if (readPriority(d.b, d.start, to) === undefined)
      d.fault('priority', d.start, text.from - d.start, 'a priority is a number between < and > (RFC 5424 §6.2.1)');
    d.put('facility', d.start, text.from - d.start, priority >> 3);
    d.put('level', d.start, text.from - d.start, priority & 7);
  }
  if (text.from >= to) d.stop('malformed', d.start, 'nothing follows the priority');
  const nul = d.b.subarray(0, to).indexOf(0, text.from);
  const message = d.put('msg', text.from, to - text.from, fromUtf8(d.b.subarray(text.from, nul < 0 ? to : nul)));
  if (head !== undefined) d.under(message, () => (head.kind === 'rfc5424' ? putModern(d, head, to) : putOld(d, text.from, to, head)));
};

const putPart = (d: Dissecting, key: string, part: Part | undefined): void => {
  if (part !== undefined && part.to > part.from) d.put(key, part.from, part.to - part.from, fromUtf8(d.b.subarray(part.from, part.to)));
};

const putModern = (d: Dissecting, head: SyslogHead, to: number): void => {
  putPart(d, 'version', head.version);
  const { timestamp: time, process } = head;
  if (time !== undefined && time.to > time.from)
    d.put('timestamp', time.from, time.to - time.from, dateOf(fromLatin1(d.b, time.from, time.to)));
  putPart(d, 'hostname', head.host);
  putPart(d, 'appname', head.program);
  putPart(d, 'procid', process);
  if (process !== undefined && process.to + 1 < to) putId(d, process.to + 1, to);
  putPart(d, 'structured_data', head.data);
  putPart(d, 'text', head.words);
};

/** Wireshark's, to the end. */
const putId = (d: Dissecting, from: number, to: number): void => {
  d.put('msgid', from, to - from, ascii(d.b, from, to));
};

const putOld = (d: Dissecting, from: number, to: number, head: SyslogHead): void => {
  putPart(d, 'timestamp_rfc3164', head.timestamp);
  const at = from + 16;
  let space = at;
  while (space < to && d.b[space] !== SPACE) space++;
  if (space < to) putTag(d, at, space, to);
  putPart(d, 'program', head.program);
  putPart(d, 'process', head.process);
  putPart(d, 'text', head.words);
};

/** Wireshark's host and process: words up to a space, then up to what is neither letter nor digit. */
const putTag = (d: Dissecting, at: number, space: number, to: number): void => {
  d.put('hostname', at, space - at);
  let tag = space + 1;
  while (tag < to && tag < space + 33 && isAlphanumeric(d.b[tag])) tag++;
  if (tag > space + 1 && tag < space + 33) d.put('procid', space + 1, tag - space - 1);
  const from = tag < space + 33 ? tag : space + 1;
  if (from < to) putId(d, from, to);
};

const isAlphanumeric = (c: number | undefined): boolean => isDigit(c) || (c !== undefined && (c | 32) >= 97 && (c | 32) <= 122);

/** A byte that is none of ASCII's is one that cannot be read. */
const ascii = (b: Bytes, from: number, to: number): string => fromLatin1(b, from, to).replace(/[\u0080-\u00ff]/g, '\ufffd');

/** What is no time is 1970. */
const dateOf = (text: string): bigint => {
  const millis = Date.parse(text.replace(/\.\d+/, ''));
  const fraction = /\.(\d{1,9})/.exec(text)?.[1] ?? '';
  return dateNanos(Number.isNaN(millis) ? 0 : Math.floor(millis / 1000), Number(fraction.padEnd(9, '0')));
};

/** TimeSources: the protocols by which a machine is asked for its time: what is sent, and what the answer says. */

import { utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { NTP_SIZE, ntpMillis, ntpRequest, ntpTime, readNtp } from '../../protocols/ntp/message.ts';

/** What an answer says of the server's clock, in milliseconds. */
export interface ToldTime {
  /** The server's time when the answer left, or somewhere in the `step` after it. */
  readonly at: number;
  readonly step: number;
  /** The server was busy so long between question and answer. */
  readonly held: number;
  /** As text, where the answer is one. */
  readonly text?: string;
}

export interface TimeSource {
  readonly name: string;
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
  /** `at`: our time in milliseconds. */
  question(at: number): Uint8Array | undefined;
  /** Whether the answer is whole before the server ends. */
  isWhole(answer: Uint8Array): boolean;
  /** Undefined: the answer is none. `near`: our time. */
  read(answer: Uint8Array, near: number): ToldTime | undefined;
}

const SECOND = 1000;

const textTime = (answer: Uint8Array): ToldTime | undefined => {
  const text = fromLatin1(answer, 0, answer.length).trim();
  const at = parseTime(text);
  return at === undefined ? undefined : { at, step: SECOND, held: 0, text };
};

/** As servers write it: C's ctime (a local time), RFC 867's example, the one of NIST, ISO 8601. Milliseconds since 1970. */
export const parseTime = (text: string): number | undefined => {
  const [, y, m, d, time] = /^\d{5} (\d\d)-(\d\d)-(\d\d) (\d\d:\d\d:\d\d) .*UTC\(NIST\)/.exec(text) ?? [];
  const at = Date.parse(y === undefined ? text.replace(/(\d)-([A-Z]{3})$/, '$1 $2') : `20${y}-${m}-${d}T${time}Z`);
  return Number.isNaN(at) ? undefined : at;
};

/** Blanks make the question as long as an answer: over UDP a server may say no more than it was asked. */
const WORD = 'reqtime';

export const timeSources: readonly TimeSource[] = [
  {
    name: 'ntp',
    transport: 'udp',
    port: 123,
    question: (at) => ntpRequest(ntpTime(at)),
    isWhole: (answer) => answer.length >= NTP_SIZE,
    read: (answer, near) => {
      const reply = readNtp(answer);
      if (reply === undefined || reply.mode !== 4 || reply.stratum === 0 || reply.transmit === 0n) return undefined;
      const [came, left] = [ntpMillis(reply.receive, near), ntpMillis(reply.transmit, near)];
      return { at: left, step: 0, held: left - came };
    },
  },
  {
    name: 'time',
    transport: 'tcp',
    port: 37,
    question: () => undefined,
    isWhole: (answer) => answer.length >= 4,
    read: (answer, near) => {
      if (answer.length !== 4) return undefined;
      const seconds = BigInt(Buffer.from(answer).readUInt32BE(0));
      return { at: ntpMillis(seconds << 32n, near), step: SECOND, held: 0 };
    },
  },
  {
    name: 'daytime',
    transport: 'tcp',
    port: 13,
    question: () => undefined,
    isWhole: () => false,
    read: textTime,
  },
  {
    name: 'reqtime',
    transport: 'tcp',
    port: 50_007,
    question: () => utf8(`${WORD}\n`),
    isWhole: (answer) => answer.includes(10),
    read: textTime,
  },
];

/** The same over UDP, where it has that: an answer is a datagram. */
export const overUdp = (source: TimeSource): TimeSource => ({
  ...source,
  transport: 'udp',
  question: (at) => (source.name === WORD ? utf8(WORD.padEnd(MOST_TEXT)) : (source.question(at) ?? new Uint8Array(MOST_TEXT))),
  isWhole: () => true,
});
const MOST_TEXT = 64;

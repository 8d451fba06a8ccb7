/** From the bytes of a question to those of a reply: what is odd is refused in as few bytes as it came in (RFC 1035 §4.1.1, RFC 6891, RFC 8906). */
import { type Bytes, u16 } from '../../../core/bytes.ts';
import type { DnsMessage, WholeMessage } from '../../../protocols/shared/dns/message.ts';
import { readMessage } from '../../../protocols/shared/dns/read-message.ts';
import { replySize, SAFE_SIZE, writeMessage } from '../../../protocols/shared/dns/write-message.ts';
import { lookUp, Rcode } from './look-up.ts';
import type { Zones } from './zone.ts';

/** Who asks, as far as it matters. */
export interface Asker {
  /** Over a stream: all of a reply has room, and the address is not forged. */
  readonly isSure: boolean;
  /** On this machine. */
  readonly isNear: boolean;
  /** Zones are given as a whole. */
  readonly takesZones?: boolean;
}

/** `reply`: none where it is no question at all. `forward`: no zone is about it, and the asker wants it looked for. */
export type Outcome =
  | { readonly kind: 'reply'; readonly bytes: Bytes | undefined }
  | { readonly kind: 'forward'; readonly query: WholeMessage };

const HEADER = 12;
const RESPONSE = 0x8000;
/** What goes to another machine over UDP is at most so many times as long as what came: nobody's mirror (T-B2). */
const MOST_TIMES = 8;

const nothing: Outcome = { kind: 'reply', bytes: undefined };
const transfers: ReadonlySet<string> = new Set(['AXFR', 'IXFR']);

export const replyTo = (zones: Zones, b: Bytes, asker: Asker): Outcome => {
  if (b.length < HEADER || u16(b, 2) & RESPONSE) return nothing;
  const opcode = (u16(b, 2) >> 11) & 15;
  if (opcode !== 0) return short(b, Rcode.notImplemented);
  const read = readMessage(b);
  if (read.kind === 'fault') return short(b, Rcode.format);
  const query = read.message;
  const [question] = query.questions;
  if (question === undefined || query.questions.length > 1) return short(b, Rcode.format);
  if ((query.edns?.version ?? 0) > 0) return written(query, { rcode: Rcode.badVersion }, b, asker);
  if (question.class !== undefined) return written(query, { rcode: Rcode.refused }, b, asker);
  if (transfers.has(question.type)) return written(query, transfer(zones, question.name, asker), b, asker);
  const found = lookUp(zones, question, asker.isSure);
  if (found !== undefined) return written(query, found, b, asker);
  return query.recursionDesired ? { kind: 'forward', query } : written(query, { rcode: Rcode.refused }, b, asker);
};

/** A header and an outcome, for what cannot be read or is not done here. */
const short = (b: Bytes, rcode: number): Outcome => ({ kind: 'reply', bytes: shortReply(b, rcode) });

export const shortReply = (b: Bytes, rcode: number): Bytes => {
  const opcode = (u16(b, 2) >> 11) & 15;
  return writeMessage({ id: u16(b, 0), response: true, opcode, rcode, recursionDesired: (u16(b, 2) & 0x100) !== 0 });
};

type Rest = Partial<DnsMessage> & { readonly rcode: number };

const written = (query: WholeMessage, rest: Rest, b: Bytes, asker: Asker): Outcome => ({
  kind: 'reply',
  bytes: writeMessage(replyOf(query, rest), { most: roomFor(query, b, asker) }),
});

export const replyOf = (query: WholeMessage, rest: Rest): DnsMessage => {
  const { id, questions, recursionDesired = false, checkingDisabled = false } = query;
  const edns = query.edns && { edns: { size: SAFE_SIZE, ...(query.edns.dnssec && { dnssec: true }) } };
  return { id, response: true, recursionDesired, checkingDisabled, questions, ...rest, ...edns };
};

/** Bytes that a reply may take. */
export const roomFor = (query: WholeMessage, b: Bytes, { isSure, isNear }: Asker): number => {
  if (isSure) return 0xffff;
  return isNear ? replySize(query) : Math.min(replySize(query), b.length * MOST_TIMES);
};

/** A whole zone (RFC 5936): only where that was asked for, to this machine alone and over a stream. */
const transfer = (zones: Zones, name: string, { isSure, isNear, takesZones = false }: Asker): Rest => {
  const zone = zones.at(name);
  const { soa } = zone ?? {};
  if (zone === undefined || soa === undefined || !takesZones || !isSure || !isNear) return { rcode: Rcode.refused };
  return { rcode: Rcode.ok, authoritative: true, answers: [...zone.all(), soa] };
};

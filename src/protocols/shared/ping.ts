/** Pings: a request has a number and data that its reply repeats (RFC 792, RFC 4443 §4). */
import { type Bytes, u8, u16, u32 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import type { Answered } from '../../wire/origin.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

/** The types of request and reply in a version of ICMP. */
interface Ping {
  readonly request: number;
  readonly reply: number;
}

export const pingFields: Fields = {
  resp_to: extra('Request frame'),
  resptime: extra('Response time', 'float', { unit: ' ms' }),
};

/** Type, code, checksum, identifier and sequence number. */
const HEADER = 8;

export const pingExchange =
  ({ request, reply }: Ping) =>
  (b: Bytes, o: number, end: number): number | undefined => {
    const type = u8(b, o);
    if (end - o < HEADER || (type !== request && type !== reply)) return undefined;
    const checksum = u16(b, o + 2);
    const key = u32(b, o + 4) * 0x1_0000 + (type === request ? repeated(checksum, (request - reply) << 8) : checksum % 0xffff);
    return type === request ? key : -1 - key;
  };

/** The checksum of a reply that repeats all of the request but its type (RFC 1624); of the two zeros of one's complement the same one. */
const repeated = (checksum: number, less: number): number => (checksum + (less < 0 ? 0xffff + less : less)) % 0xffff;

/** The request that a reply answers, where it was seen. Requests have to ask as well: so they are known. */
const requestOf = (d: Dissecting, { reply }: Ping): Answered | undefined => {
  const answered = d.quoted ? undefined : d.answered;
  return d.b[d.start] === reply && answered?.repeats === false ? answered : undefined;
};

export const putRequest = (d: Dissecting, ping: Ping): void => {
  const asked = requestOf(d, ping);
  if (asked === undefined) return;
  d.add('resp_to', asked.frame);
  if (asked.nanos !== undefined) d.add('resptime', Number(asked.nanos) / 1e6);
};

/** ` (request in 4)` */
export const requestText = (d: Dissecting, ping: Ping): string => {
  const asked = requestOf(d, ping);
  return asked === undefined ? '' : ` (request in ${asked.frame})`;
};

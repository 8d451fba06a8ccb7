/** Datagrams of a conversation: its number, its times and what their rows say of their size, the same for every transport without segments. */
import { EMPTY, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { nanosBetween } from '../../core/time.ts';
import { extra } from '../../wire/field.ts';
import type { Facts, Seen } from '../../wire/row.ts';
import type { ConversationFactsOf } from '../../wire/transport.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import type { Value } from '../../wire/value.ts';
import { putIncomplete } from './row-text.ts';

const known =
  (read: (f: ConversationFactsOf) => Value | undefined) =>
  ({ facts }: { readonly facts: Facts | undefined }): Value | undefined =>
    facts === undefined ? undefined : read(facts as ConversationFactsOf);

/** A datagram without data tells nothing of times. */
const timed =
  (read: (f: ConversationFactsOf) => Value | undefined) =>
  (at: Seen): Value | undefined =>
    at.wire > at.header ? known(read)(at) : undefined;

/** `alsoOf`: the layer under whose names they are found, too. */
export const datagramTimes = (alsoOf?: string): Fields => {
  const also = (key: string): { alsoAs?: readonly string[] } => (alsoOf === undefined ? {} : { alsoAs: [`${alsoOf}.${key}`] });
  return {
    stream: extra('Stream index', 'dec', { ...also('stream'), from: known((f) => f.stream) }),
    time_relative: extra('Time since first frame', 'time', {
      ...also('time_relative'),
      unit: ' seconds',
      from: timed((f) => nanosBetween(f.firstSeconds, f.firstNanos, f.seconds, f.nanos)),
    }),
    time_delta: extra('Time since previous frame', 'time', {
      ...also('time_delta'),
      unit: ' seconds',
      from: timed((f) => nanosBetween(f.previousSeconds, f.previousNanos, f.seconds, f.nanos)),
    }),
  };
};

/** A datagram without data, or one that an error quotes, counts for nothing. */
export const putDatagramTimes = (d: Dissecting, isEmpty: boolean): void => {
  d.know('stream');
  if (d.quoted || isEmpty) return;
  d.know('time_relative');
  d.know('time_delta');
};

/** What is there of the bytes that it says it carries. */
export const putDatagram = (d: Dissecting, length: number): void => {
  if (d.end > d.header) d.put('payload', d.header, d.end - d.header);
  else if (length > 0 && !d.quoted) d.has(d.header, 1);
};

/** How much it carries, that a sum which has to be there is not, and why nothing of what it carries is at hand. */
export const putDatagramSize = (out: TextBuffer, { header, end, wire }: Seen, length: number, isUnsummed: boolean, more = EMPTY): void => {
  out.put(LENGTH);
  out.number(length);
  out.put(more);
  if (isUnsummed) out.put(UNSUMMED);
  if (length > 0 && header >= end) putIncomplete(out, end, wire);
};
const LENGTH = utf8(' Len=');
const UNSUMMED = utf8(' [ILLEGAL CHECKSUM (0)]');

/** What is carried, as far as it was captured; undefined where that is nothing. */
export const payloadOf = ({ b, header, end }: Seen): Uint8Array | undefined => (end > header ? b.subarray(header, end) : undefined);

/**
 * Channels without IP addresses (unix sockets, pipes, programs, standard input) as frames of link type 252: tags, then the bytes. Wireshark
 * calls this an exported or upper PDU and decodes what the tags name. Tags: number and length in 16 bits each, big endian, values padded to four bytes.
 */
import { EMPTY, put16, put32, utf8 } from '../../../core/bytes.ts';
import { cut, visible } from '../../../core/text.ts';
import { fromMillis } from '../../../core/time.ts';
import { NO_PORTS, Tag, wayText } from '../../../protocols/exported-pdu/tags.ts';
import type { ChannelFacts, Direction, TappedChannel } from '../../base/tap.ts';
import type { Recording } from './repeated-chunks.ts';

/**
 * `number` tells the channels of a recording apart; `dissector`: what Wireshark decodes the bytes as. The opening and each end are frames
 * without bytes, whose info says what happened.
 */
export const pduWire = (
  { sink, repeated, repeat }: Recording,
  source: number,
  facts: ChannelFacts,
  number: number,
  dissector: string,
): TappedChannel => {
  let sentBefore = 0;
  const [local, remote] = [nameOf(facts.local), nameOf(facts.remote)];
  const head = (by: 'us' | 'peer', event?: string): Uint8Array => {
    const [direction, from, to] = by === 'us' ? [SENT, local, remote] : [RECEIVED, remote, local];
    return tags(facts.scheme, dissector, number, direction, wayText({ from, to, ...(event !== undefined && { event }) }));
  };
  const [sent, received] = [head('us'), head('peer')];
  const put = (by: 'us' | 'peer', tagged: Uint8Array, bytes: Uint8Array, at: number, bare = false): void => {
    const time = fromMillis(at);
    const [kept, missing] = bare ? [EMPTY, bytes.length] : [bytes, 0];
    const place = sink.reserve(source, time.seconds, time.nanos, tagged.length, kept, by === 'us' ? 'out' : 'in', missing);
    sink.bytes.set(tagged, place);
  };
  const event = (by: 'us' | 'peer', what: string, at: number): void => put(by, head(by, what), EMPTY, at);
  event(facts.role === 'initiator' ? 'us' : 'peer', 'opened', facts.opened);
  return {
    chunk: (direction: Direction, bytes: Uint8Array, at: number): void => {
      const [by, tagged] = direction === 'sent' ? (['us', sent] as const) : (['peer', received] as const);
      const again = by === 'us' && repeated.sent(bytes, 0).again && sentBefore > repeat;
      const bare = again || (sink.isBlind?.(fromMillis(at)) ?? false);
      if (by === 'us') sentBefore += bytes.length;
      sink.lend(bytes.length);
      if (bytes.length <= LONGEST) put(by, tagged, bytes, at, bare);
      else for (let from = 0; from < bytes.length; from += LONGEST) put(by, tagged, bytes.subarray(from, from + LONGEST), at, bare);
      sink.settle();
      if (by === 'peer' && !bare) repeated.received(bytes, 0, []);
    },
    ended: (by, at) => event(by, 'end', at),
    reset: (by, at, reason) => event(by, `cut (${cut(visible(reason), 80)})`, at),
    closed: () => {},
  };
};

/** A unix socket that connects has no name. */
const nameOf = (text: string): string => (text === '' ? '(unnamed)' : cut(visible(text), 120));

/** Bytes in one frame: two buffers of a pipe. Longer stretches are cut. */
const LONGEST = 128 << 10;

const tags = (scheme: string, dissector: string, number: number, direction: number, info: string): Uint8Array => {
  const list: readonly (readonly [tag: number, value: Uint8Array])[] = [
    [Tag.dissector, utf8(dissector)],
    [Tag.protocolColumn, utf8(scheme.toUpperCase())],
    [Tag.infoColumn, utf8(info)],
    [Tag.portType, word(NO_PORTS)],
    [Tag.sourcePort, word(number)],
    [Tag.targetPort, word(number)],
    [Tag.direction, word(direction)],
    [Tag.end, new Uint8Array(0)],
  ];
  const out = new Uint8Array(list.reduce((n, [, v]) => n + 4 + ((v.length + 3) & ~3), 0));
  let at = 0;
  for (const [tag, value] of list) {
    const padded = (value.length + 3) & ~3;
    put16(out, at, tag);
    put16(out, at + 2, padded);
    out.set(value, at + 4);
    at += 4 + padded;
  }
  return out;
};

const word = (n: number): Uint8Array => {
  const out = new Uint8Array(4);
  put32(out, 0, n);
  return out;
};

const SENT = 0;
const RECEIVED = 1;

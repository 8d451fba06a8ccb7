/** Echo Protocol (RFC 862): whatever comes is sent back. It has no messages of its own: one is what a segment or a datagram brought. */

import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Message, MORE, type Reader } from '../../wire/stream.ts';
import type { Dissecting } from '../../wire/types.ts';
import { sentences } from './sentences.ts';

const PORT = 7;

export interface EchoMessage extends Message {
  readonly reply: boolean;
}

/** How many bytes each side has sent, and where the requests end that were not yet echoed. */
export interface EchoTalk {
  readonly sent: [number, number];
  readonly ends: number[];
}

/** Requests that wait at most for their echo: where none comes, the server does not answer. */
const MOST_WAITING = 1000;

export const echoReader: Reader<EchoTalk, EchoMessage> = {
  unframed: () => true,
  open: () => ({ sent: [0, 0], ends: [] }),
  read(talk, from, _b, o, end) {
    if (end === o) return MORE;
    talk.sent[from] += end - o;
    return { kind: 'message', length: end - o, message: from === 0 ? request(talk) : reply(talk) };
  },
  resume: () => false,
};

/** Its last byte, counted from the first of the conversation, is the key: the echo is whole when as many bytes have come back. */
const request = ({ sent, ends }: EchoTalk): EchoMessage => {
  if (ends.length >= MOST_WAITING) ends.splice(0);
  ends.push(sent[0]);
  return { reply: false, asks: sent[0] };
};

const reply = ({ sent, ends }: EchoTalk): EchoMessage => {
  let last: number | undefined;
  while (ends[0] !== undefined && ends[0] <= sent[1]) last = ends.shift();
  return last === undefined ? { reply: true } : { reply: true, answers: last };
};

export const echo = layer('echo', {
  title: 'Echo',
  spec: 'RFC 862',
  fields: {},
  extras: {
    request: extra('Echo request', 'bool', { hidden: true }),
    response: extra('Echo response', 'bool', { hidden: true }),
    data: extra('Echo data', 'bytes'),
  },
  on: { 'udp.port': PORT, 'tcp.port': PORT },
  stream: echoReader,
  sentences,
  info: (d) => (isReply(d) ? 'Response' : 'Request'),
  body: (d) => {
    d.add(isReply(d) ? 'response' : 'request', true);
    if (d.end > d.start) d.put('data', d.start, d.end - d.start);
    d.header = d.end;
  },
});

/** Of datagrams the side says it: the server's. */
const isReply = (d: Dissecting): boolean =>
  (d.message as EchoMessage | undefined)?.reply ?? (d.lower?.v['srcport'] === PORT || d.lower?.facts?.['role'] === SERVER);
const SERVER = 2;

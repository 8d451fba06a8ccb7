/** The WebSocket Protocol, RFC 6455: what both sides speak behind an upgrade of HTTP. Compressed messages (RFC 7692) stay packed. */
import { concat, fromUtf8, u8, utf8 } from '../../core/bytes.ts';
import { bits, extra, flag } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { written } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { putIncomplete } from '../shared/row-text.ts';
import { COMPRESSED, type FrameParts, frameAt, headLength, Opcode, payloadOf } from './frame.ts';
import { CLOSE_CODES, OPCODES } from './names.ts';
import { type WebSocketMessage, websocketReader } from './reader.ts';
import { sentences } from './sentences.ts';

const fields = {
  fin: flag('Fin'),
  rsv: bits(3, 'Reserved', { show: 'hex', fallback: 0 }),
  opcode: bits(4, 'Opcode', { names: OPCODES }),
  mask: flag('Mask'),
  payload_length: bits(7, 'Payload length', { fallback: 0 }),
};
type WebSocketFrame = Dissecting<typeof fields>;

export const websocket = layer('websocket', {
  title: 'WebSocket',
  spec: 'RFC 6455',
  label: 'WebSocket',
  fields,
  extras: {
    pmc: extra('Per-Message Compressed', 'bool'),
    payload_length_ext_16: extra('Extended Payload length (16 bits)'),
    payload_length_ext_64: extra('Extended Payload length (64 bits)'),
    masking_key: extra('Masking-Key', 'bytes'),
    masked_payload: extra('Masked payload', 'none'),
    payload: extra('Payload', 'none'),
    'payload.continue': extra('Continue', 'bytes'),
    'payload.text': extra('Text', 'string'),
    'payload.close': extra('Close', 'none'),
    'payload.close.status_code': extra('Status code', 'dec', { names: CLOSE_CODES }),
    'payload.close.reason': extra('Reason', 'string'),
    'payload.ping': extra('Ping', 'bytes'),
    'payload.pong': extra('Pong', 'bytes'),
    'payload.unknown': extra('Unknown', 'bytes'),
    'fragment.count': extra('Fragment count'),
    'reassembled.length': extra('Reassembled websocket Payload length'),
  },
  on: { 'http.upgrade': 'websocket' },
  stream: websocketReader,
  own: () => undefined,
  stack: () => ['http', 'websocket'],
  sentences,
  body: (d) => putFrame(d),
  row: written((out, { b, o, end, wire }) => {
    out.put(NAMES[u8(b, o) & 15] ?? UNKNOWN);
    out.put(u8(b, o) & 128 ? FIN : FRAGMENT);
    if (u8(b, o + 1) & 128) out.put(MASKED);
    if (end < wire) putIncomplete(out, end, wire);
  }),
});

const NAMES = Object.fromEntries(Object.entries(OPCODES).map(([code, name]) => [code, utf8(`WebSocket ${name}`)]));
const [UNKNOWN, FIN, FRAGMENT, MASKED] = ['WebSocket Unknown Opcode', ' [FIN] ', '[FRAGMENT] ', '[MASKED]'].map((t) => utf8(t)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

const putFrame = (d: WebSocketFrame): void => {
  const { start } = d;
  if (!d.has(start, headLength(d.b, start, d.end))) return;
  const frame = frameAt(d.b, start);
  const message = d.message as WebSocketMessage | undefined;
  if (frame.reserved & COMPRESSED && message?.compressed) d.put('pmc', start, 1, true);
  if (frame.extended === 2) d.put('payload_length_ext_16', start + 2, 2, frame.length);
  if (frame.extended === 8) d.put('payload_length_ext_64', start + 2, 8, frame.length);
  if (frame.masked) d.put('masking_key', start + frame.head - 4, 4);
  d.header = Math.min(d.end, start + frame.head);
  if (frame.length > 0 && d.has(d.header, 1)) putPayload(d, frame, message);
};

const putPayload = (d: WebSocketFrame, frame: FrameParts, message: WebSocketMessage | undefined): void => {
  const from = d.header;
  const to = Math.min(d.end, from + frame.length);
  if (frame.masked) d.put('masked_payload', from, to - from, true);
  const payload = d.put('payload', from, to - from, true);
  const bytes = payloadOf(d.b, d.start, frame, d.end);
  d.header = to;
  d.under(payload, () => {
    if (frame.masked) d.within('Unmasked data', bytes, () => putContent(d, frame, message, bytes, 0));
    else putContent(d, frame, message, d.b, from);
  });
};

/** The payload lies at `o` of the bytes that are dissected now, where its message is not put together of several. */
const putContent = (d: Dissecting, frame: FrameParts, message: WebSocketMessage | undefined, b: Uint8Array, o: number): void => {
  const length = Math.min(frame.length, b.length - o);
  const opcode = frame.final ? (message?.opcode ?? frame.opcode) : frame.opcode;
  const isPart = !frame.final || (message !== undefined && message.fragments > 0);
  if (message?.compressed) return;
  if (opcode === Opcode.close) putClose(d, o, length);
  else if (opcode === Opcode.ping) d.put('payload.ping', o, length);
  else if (opcode === Opcode.pong) d.put('payload.pong', o, length);
  else if (isPart && frame.final && message?.before) putWhole(d, message, b.subarray(o, o + length));
  else if (frame.opcode === Opcode.continuation) d.put('payload.continue', o, length);
  else if (isPart) return;
  else if (opcode === Opcode.text) putText(d, o, length);
  else if (opcode === Opcode.binary) putBinary(d, frame, b, o);
  else d.put('payload.unknown', o, length);
};

const putText = (d: Dissecting, o: number, length: number): void => {
  d.put('payload.text', o, length, fromUtf8(d.b.subarray(o, o + length)));
  d.follow(d.node('data-text-lines'), o, o + length, o + length);
};

/** It is left as bytes: those of the frame, or those that were made without the mask. */
const putBinary = (d: Dissecting, frame: FrameParts, b: Uint8Array, o: number): void => {
  if (frame.masked) d.followBytes(undefined, 'Unmasked data', b);
  else d.header = o;
};

/** The last of several frames: the message that they make. */
const putWhole = (d: Dissecting, { opcode, before, fragments }: WebSocketMessage, last: Uint8Array): void => {
  const whole = concat([before ?? last, last]);
  d.add('fragment.count', fragments + 1);
  d.add('reassembled.length', whole.length);
  d.within('Reassembled WebSocket message', whole, () => {
    if (opcode === Opcode.text) putText(d, 0, whole.length);
    else d.followBytes(undefined, 'WebSocket payload', whole);
  });
};

const putClose = (d: Dissecting, o: number, length: number): void =>
  d.under(d.put('payload.close', o, length, true), () => {
    if (length >= 2) d.put('payload.close.status_code', o, 2);
    if (length > 2) d.put('payload.close.reason', o + 2, length - 2, fromUtf8(d.b.subarray(o + 2, o + length)));
  });

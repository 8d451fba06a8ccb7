/** WebSocket out of the bytes of a conversation: frames, and the messages that several of them make (RFC 6455 §5.4). */
import { type Bytes, concat, u8 } from '../../core/bytes.ts';
import { type Message, MORE, more, type Read, type Reader, type Side } from '../../wire/stream.ts';
import { COMPRESSED, type FrameParts, frameAt, headLength, Opcode, payloadOf } from './frame.ts';
import { OPCODES } from './names.ts';

export interface WebSocketMessage extends Message {
  /** Of the message that the frame belongs to: text and binary where it is a continuation. */
  readonly opcode: number;
  readonly compressed: boolean;
  /** Frames of the message before this one, and their payloads where this one completes it. */
  readonly fragments: number;
  readonly before: Bytes | undefined;
}

/** The message that a side has begun and not ended. */
interface Begun {
  opcode: number;
  compressed: boolean;
  fragments: number;
  parts: Bytes[];
  size: number;
  /** Bytes were missing in front: a frame begins only where its head looks like one. */
  unsure: boolean;
}

export type WebSocketTalk = readonly [Begun, Begun];

/** Of a message in fragments so many bytes are put together at most. */
export const LARGEST_MESSAGE = 1 << 20;

const begun = (): Begun => ({ opcode: Opcode.continuation, compressed: false, fragments: 0, parts: [], size: 0, unsure: false });

export const websocketReader: Reader<WebSocketTalk, WebSocketMessage> = {
  open: () => [begun(), begun()],
  read(talk, from, b, o, end, closed) {
    const side = talk[from];
    if (!side.unsure || end === o) return readFrame(side, b, o, end, closed);
    if (end - o < 2 && !closed) return more(2);
    if (end - o < 2 || !looksLikeFrame(b, o, from)) return { kind: 'fault', length: end - o, text: NOWHERE, severity: 'note' };
    side.unsure = false;
    return readFrame(side, b, o, end, closed);
  },
  cut(talk, from, b, o, end) {
    if (end - o < headLength(b, o, end)) return undefined;
    return messageOf(talk[from], frameAt(b, o), b, o, end);
  },
  resume(talk, from) {
    Object.assign(talk[from], begun(), { unsure: true });
    return true;
  },
};
const NOWHERE = 'part of a frame whose beginning was not captured';

/** Known opcodes, no reserved bits but that of compression, and a mask from the client alone (§5.2). */
const looksLikeFrame = (b: Bytes, o: number, from: Side): boolean => {
  const [first, second] = [u8(b, o), u8(b, o + 1)];
  return OPCODES[(first & 15) as 0] !== undefined && (first & 0x30) === 0 && second >> 7 === (from === 0 ? 1 : 0);
};

const readFrame = (side: Begun, b: Bytes, o: number, end: number, closed: boolean): Read<WebSocketMessage> => {
  const head = headLength(b, o, end);
  if (end - o < head) return closed && end > o ? cutShort(end - o) : more(head);
  const frame = frameAt(b, o);
  if (!Number.isSafeInteger(frame.length)) return { kind: 'fault', length: 0, text: 'a frame of more bytes than there can be' };
  const length = frame.head + frame.length;
  if (end - o < length) return closed ? cutShort(end - o) : more(length);
  return { kind: 'message', length, message: messageOf(side, frame, b, o, o + length) };
};

const cutShort = (length: number): Read<never> =>
  length > 0 ? { kind: 'fault', length, text: 'the connection ends inside a frame', severity: 'note' } : MORE;

/** Control frames may stand between the fragments of a message (§5.4). */
const messageOf = (side: Begun, frame: FrameParts, b: Bytes, o: number, end: number): WebSocketMessage => {
  if (frame.opcode >= Opcode.close) return { opcode: frame.opcode, compressed: false, fragments: 0, before: undefined };
  if (frame.opcode !== Opcode.continuation) Object.assign(side, begun(), { opcode: frame.opcode, compressed: isCompressed(frame) });
  const { opcode, compressed, fragments } = side;
  if (frame.final) return { opcode, compressed, fragments, before: finish(side, frame.length) };
  keep(side, payloadOf(b, o, frame, end));
  return { opcode, compressed, fragments, before: undefined };
};

const isCompressed = ({ reserved }: FrameParts): boolean => (reserved & COMPRESSED) !== 0;

const keep = (side: Begun, payload: Bytes): void => {
  side.fragments++;
  side.size += payload.length;
  if (side.size > LARGEST_MESSAGE) side.parts = [];
  else side.parts.push(payload.slice());
};

const finish = (side: Begun, last: number): Bytes | undefined => {
  const whole = side.fragments > 0 && side.size + last <= LARGEST_MESSAGE;
  const before = whole ? concat(side.parts) : undefined;
  Object.assign(side, begun());
  return before;
};

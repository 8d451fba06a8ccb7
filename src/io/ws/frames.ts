/** WebSocket frames (RFC 6455 §5), read and written. No extensions. Limits: threat A12. */

import { isUtf8 } from 'node:buffer';
import { randomFillSync } from 'node:crypto';

export const Opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export type WsEvent =
  | { readonly kind: 'message'; readonly bytes: Uint8Array; readonly text: boolean }
  | { readonly kind: 'ping' | 'pong'; readonly bytes: Uint8Array }
  /** 1005 where the peer gave no code. */
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

/** The peer broke the protocol; `code` is what it is to be told (RFC 6455 §7.4.1). */
export class WsFault extends Error {
  override readonly name = 'WsFault';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface FrameRules {
  /** Frames of a client are masked, those of a server are not. */
  readonly masked: boolean;
  /** Bytes of a message at most. */
  readonly largest: number;
}

const MOST_FRAGMENTS = 4096;
const LARGEST_CONTROL = 125;

/** Takes bytes as they come and gives what they say. After a close frame everything is ignored (§5.5.1). */
export class FrameReader {
  readonly #rules: FrameRules;
  /** The header under way; then the payload's pieces. */
  #header = Buffer.alloc(14);
  #headerLength = 0;
  #frame: Frame | undefined;
  #fragments: Uint8Array[] = [];
  #fragmentBytes = 0;
  #fragmentCount = 0;
  #opcode: number = Opcode.continuation;
  #closed = false;

  constructor(rules: FrameRules) {
    this.#rules = rules;
  }

  /** The chunk belongs to the reader from here on. Throws a WsFault; what came whole before it is lost then. */
  *push(chunk: Uint8Array): Generator<WsEvent> {
    for (let o = 0; !this.#closed && (o < chunk.length || this.#frame?.left === 0); ) {
      if (this.#frame === undefined) {
        o += this.#takeHeader(chunk, o);
        continue;
      }
      const part = chunk.subarray(o, o + this.#frame.left);
      o += part.length;
      take(this.#frame, part);
      if (this.#frame.left > 0) continue;
      const event = this.#finish(this.#frame);
      this.#frame = undefined;
      if (event !== undefined) yield event;
    }
  }

  /** Byte by byte only as far as the header goes; gives how many were taken. */
  #takeHeader(chunk: Uint8Array, from: number): number {
    let taken = 0;
    while (from + taken < chunk.length) {
      this.#header[this.#headerLength++] = chunk[from + taken++] ?? 0;
      if (this.#headerLength < headerSize(this.#header, this.#headerLength)) continue;
      this.#frame = this.#startFrame(this.#header);
      this.#headerLength = 0;
      break;
    }
    return taken;
  }

  #startFrame(h: Buffer): Frame {
    const opcode = h[0]! & 15;
    const final = (h[0]! & 0x80) !== 0;
    const masked = (h[1]! & 0x80) !== 0;
    if ((h[0]! & 0x70) !== 0) throw new WsFault(1002, 'reserved bits are set, and no extension was agreed on');
    if (masked !== this.#rules.masked) throw new WsFault(1002, masked ? 'a server must not mask' : 'a client must mask');
    const { length, size } = payloadLength(h);
    if (opcode >= 8) checkControl(opcode, final, length);
    else this.#checkData(opcode, length);
    return {
      opcode,
      final,
      length,
      left: length,
      bytes: NOTHING,
      mask: masked ? Buffer.from(h.subarray(size, size + 4)) : undefined,
      at: 0,
    };
  }

  #checkData(opcode: number, length: number): void {
    if (opcode > 2) throw new WsFault(1002, `opcode ${opcode} is reserved`);
    const inside = this.#opcode !== Opcode.continuation;
    if (opcode === Opcode.continuation && !inside) throw new WsFault(1002, 'nothing is there to be continued');
    if (opcode !== Opcode.continuation && inside) throw new WsFault(1002, 'the message before is not complete');
    if (this.#fragmentBytes + length > this.#rules.largest) throw new WsFault(1009, `a message of more than ${this.#rules.largest} bytes`);
    if (++this.#fragmentCount > MOST_FRAGMENTS) throw new WsFault(1008, `a message of more than ${MOST_FRAGMENTS} fragments`);
    if (opcode !== Opcode.continuation) this.#opcode = opcode;
  }

  #finish(frame: Frame): WsEvent | undefined {
    const { bytes } = frame;
    if (frame.opcode === Opcode.close) return this.#close(bytes);
    if (frame.opcode === Opcode.ping || frame.opcode === Opcode.pong)
      return { kind: frame.opcode === Opcode.ping ? 'ping' : 'pong', bytes };
    this.#fragments.push(bytes);
    this.#fragmentBytes += bytes.length;
    return frame.final ? this.#message() : undefined;
  }

  #message(): WsEvent {
    const bytes = joined(this.#fragments);
    const text = this.#opcode === Opcode.text;
    this.#fragments = [];
    this.#fragmentBytes = this.#fragmentCount = 0;
    this.#opcode = Opcode.continuation;
    if (text && !isUtf8(bytes)) throw new WsFault(1007, 'a text message that is no UTF-8');
    return { kind: 'message', bytes, text };
  }

  #close(bytes: Uint8Array): WsEvent {
    this.#closed = true;
    if (bytes.length === 0) return { kind: 'close', code: 1005, reason: '' };
    const code = bytes.length === 1 ? 0 : (bytes[0]! << 8) | bytes[1]!;
    if (!isCloseCode(code)) throw new WsFault(1002, `a close frame with the code ${code}`);
    const reason = bytes.subarray(2);
    if (!isUtf8(reason)) throw new WsFault(1007, 'a reason for closing that is no UTF-8');
    return { kind: 'close', code, reason: Buffer.from(reason).toString('utf8') };
  }
}

/** RFC 6455 §7.4 and the registry: what may stand in a close frame. */
export const isCloseCode = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) || (code >= 3000 && code <= 4999);

/** A whole frame in bytes of its own. */
export const encodeFrame = (opcode: number, payload: Uint8Array, masked: boolean): Uint8Array => {
  const n = payload.length;
  const extended = n < 126 ? 0 : n < 65_536 ? 2 : 8;
  const start = 2 + extended + (masked ? 4 : 0);
  const frame = Buffer.allocUnsafe(start + n);
  frame[0] = 0x80 | opcode;
  frame[1] = (masked ? 0x80 : 0) | (extended === 0 ? n : extended === 2 ? 126 : 127);
  if (extended === 2) frame.writeUInt16BE(n, 2);
  if (extended === 8) frame.writeBigUInt64BE(BigInt(n), 2);
  frame.set(payload, start);
  if (masked) {
    const key = randomFillSync(frame.subarray(start - 4, start));
    unmask(frame.subarray(start), key, 0);
  }
  return frame;
};

export const closePayload = (code: number, reason = ''): Uint8Array => {
  const text = Buffer.from(reason).subarray(0, LARGEST_CONTROL - 2);
  return Buffer.concat([Buffer.of(code >> 8, code & 255), isUtf8(text) ? text : Buffer.alloc(0)]);
};

interface Frame {
  readonly opcode: number;
  readonly final: boolean;
  readonly length: number;
  readonly mask: Uint8Array | undefined;
  /** The payload as far as it came; grows by doubling, so that neither a great length announced nor many small pieces cost much. */
  bytes: Uint8Array;
  /** How many bytes of it came. */
  at: number;
  left: number;
}

const NOTHING = new Uint8Array(0);

const take = (frame: Frame, part: Uint8Array): void => {
  if (frame.mask !== undefined) unmask(part, frame.mask, frame.at);
  if (part.length === frame.length) frame.bytes = part;
  else if (part.length > 0) {
    const needed = frame.at + part.length;
    if (needed > frame.bytes.length) frame.bytes = grown(frame.bytes, Math.min(frame.length, Math.max(needed, 2 * frame.bytes.length)));
    frame.bytes.set(part, frame.at);
  }
  frame.at += part.length;
  frame.left -= part.length;
};

const grown = (bytes: Uint8Array, length: number): Uint8Array => {
  const larger = Buffer.allocUnsafe(length);
  larger.set(bytes);
  return larger;
};

/** Applies the mask in place (§5.3), beginning at byte `at` of the payload: four bytes at a time where there are many. */
const unmask = (bytes: Uint8Array, mask: Uint8Array, at: number): void => {
  const n = bytes.length;
  let i = 0;
  if (n >= WORTH_WORDS) {
    for (; ((bytes.byteOffset + i) & 3) !== 0; i++) bytes[i]! ^= mask[(at + i) & 3]!;
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + i, (n - i) >> 2);
    const key = new Uint32Array(Uint8Array.from([0, 1, 2, 3], (k) => mask[(at + i + k) & 3]!).buffer)[0]!;
    for (let w = 0; w < words.length; w++) words[w]! ^= key;
    i += words.length * 4;
  }
  for (; i < n; i++) bytes[i]! ^= mask[(at + i) & 3]!;
};

const WORTH_WORDS = 64;

const checkControl = (opcode: number, final: boolean, length: number): void => {
  if (opcode > Opcode.pong) throw new WsFault(1002, `opcode ${opcode} is reserved`);
  if (!final) throw new WsFault(1002, 'a control frame in fragments');
  if (length > LARGEST_CONTROL) throw new WsFault(1002, `a control frame of ${length} bytes`);
};

/** How long the header is, as far as its first bytes tell. */
const headerSize = (h: Buffer, have: number): number => {
  if (have < 2) return 2;
  const short = h[1]! & 127;
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + ((h[1]! & 0x80) !== 0 ? 4 : 0);
};

const payloadLength = (h: Buffer): { readonly length: number; readonly size: number } => {
  const short = h[1]! & 127;
  if (short < 126) return { length: short, size: 2 };
  const length = short === 126 ? h.readUInt16BE(2) : Number(h.readBigUInt64BE(2));
  if (length < (short === 126 ? 126 : 65_536)) throw new WsFault(1002, 'a length written with more bytes than it needs');
  return { length, size: short === 126 ? 4 : 10 };
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => (parts.length === 1 ? parts[0]! : Buffer.concat(parts));

/** Cursors over a message: one reads numbers, names and bytes and remembers what was wrong, the other writes and compresses names. */

import { type Bytes, u8, u16, u32 } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import { findName, nameBytes, nameText, Trouble, troubleText } from '../dns-name.ts';

export class MessageReader {
  readonly b: Bytes;
  /** Where the message starts: pointers count from here. */
  readonly base: number;
  o: number;
  /** End of what is being read, and of the message. */
  end: number;
  readonly all: number;
  /** What was wrong first, and where. After it every read gives zeros and nothing. */
  wrong: { readonly text: string; readonly at: number } | undefined;

  constructor(b: Bytes, base: number, end: number) {
    this.b = b;
    this.base = base;
    this.o = base;
    this.end = end;
    this.all = end;
  }

  get left(): number {
    return this.wrong === undefined ? this.end - this.o : 0;
  }

  fail(text: string, at = this.o): void {
    this.wrong ??= { text, at: at - this.base };
    this.o = this.end;
  }

  number(bytes: 1 | 2 | 4): number {
    const o = this.#take(bytes);
    if (o < 0) return 0;
    return bytes === 1 ? u8(this.b, o) : bytes === 2 ? u16(this.b, o) : u32(this.b, o);
  }

  /** A copy, of Node's buffers too: what was read outlives the message. */
  bytes(length: number): Bytes {
    const o = this.#take(length);
    return o < 0 ? new Uint8Array(0) : new Uint8Array(this.b.subarray(o, o + length));
  }

  /** In escaped form. Pointers may only lead back (RFC 1035 §4.1.4). */
  name(): string {
    if (this.wrong !== undefined) return '.';
    const name = findName(this.b, this.o, this.base, this.all);
    if (name.trouble !== Trouble.none) this.fail(troubleText(name), name.at);
    else if (name.stray) this.fail('a pointer to where no earlier name is');
    else if (name.next > this.end) this.fail('the name goes on behind the end of its record');
    if (this.wrong !== undefined) return '.';
    this.o = name.next;
    return nameText(this.b, name);
  }

  /** Reads `length` bytes with `read`; what it leaves is skipped. */
  within<T>(length: number, read: () => T): T {
    const { end } = this;
    const stop = this.o + length;
    if (stop > end) this.fail(`needs ${length} bytes, there are ${Math.max(0, end - this.o)}`);
    this.end = Math.min(stop, end);
    const value = read();
    this.o = this.end;
    this.end = end;
    return value;
  }

  #take(length: number): number {
    const { o } = this;
    if (this.wrong !== undefined) return -1;
    if (o + length > this.end) {
      this.fail(`needs ${length} bytes, there are ${this.end - o}`);
      return -1;
    }
    this.o = o + length;
    return o;
  }
}

/** Pointers have 14 bits. */
const FARTHEST = 0x3fff;
const POINTER = 0xc000;

export class MessageWriter {
  #bytes = new Uint8Array(512);
  length = 0;
  /** Ends of names that were written, by their bytes as text, and where they are. */
  readonly #names = new Map<string, number>();

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  number(bytes: 1 | 2 | 4, value: number): void {
    const o = this.#room(bytes);
    for (let i = 0; i < bytes; i++) this.#bytes[o + i] = Math.floor(value / 256 ** (bytes - 1 - i));
  }

  put(bytes: Bytes): void {
    const o = this.#room(bytes.length);
    this.#bytes.set(bytes, o);
  }

  /** A name in escaped form; `compress` where its place allows that (RFC 3597 §4). Upper and lower case stay as they are. */
  name(text: string, compress = false): void {
    const wire = nameBytes(text);
    if (!compress) {
      this.put(wire);
      return;
    }
    const key = String.fromCharCode(...wire);
    let o = 0;
    let seen: number | undefined;
    while (o < wire.length - 1) {
      const rest = key.slice(o);
      seen = this.#names.get(rest);
      if (seen !== undefined) break;
      if (this.length + o <= FARTHEST) this.#names.set(rest, this.length + o);
      o += u8(wire, o) + 1;
    }
    this.put(wire.subarray(0, o));
    if (seen === undefined) this.number(1, 0);
    else this.number(2, POINTER | seen);
  }

  /** Writes what `fill` writes behind its length. */
  counted(bytes: 1 | 2, fill: () => void): void {
    const o = this.#room(bytes);
    fill();
    const length = this.length - o - bytes;
    if (length >= 256 ** bytes) throw new UsageError('length', sayWrong('bytesAtMost', { most: String(256 ** bytes - 1) }), String(length));
    if (bytes === 2) this.#bytes[o] = length >> 8;
    this.#bytes[o + bytes - 1] = length;
  }

  set16(o: number, value: number): void {
    this.#bytes[o] = value >> 8;
    this.#bytes[o + 1] = value;
  }

  /** Takes back everything from `length` on. */
  cut(length: number): void {
    this.length = length;
    for (const [name, at] of this.#names) if (at >= length) this.#names.delete(name);
  }

  #room(count: number): number {
    const o = this.length;
    this.length += count;
    if (this.length > this.#bytes.length) {
      const more = new Uint8Array(Math.max(this.length, this.#bytes.length * 2));
      more.set(this.#bytes);
      this.#bytes = more;
    }
    this.#bytes.fill(0, o, this.length);
    return o;
  }
}

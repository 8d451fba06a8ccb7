/** Binary messages: numbers of 32 bits, floats of 64, texts with their length; high byte first. */
import { utf8 } from '../../core/bytes.ts';

export class BinaryWriter {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  byte(value: number): this {
    this.#room(1);
    this.#view.setUint8(this.#at, value);
    this.#at += 1;
    return this;
  }
  number(value: number): this {
    this.#room(4);
    this.#view.setUint32(this.#at, value);
    this.#at += 4;
    return this;
  }
  float(value: number): this {
    this.#room(8);
    this.#view.setFloat64(this.#at, value);
    this.#at += 8;
    return this;
  }
  text(value: string): this {
    const bytes = utf8(value);
    this.number(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }
  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#at);
  }

  #room(count: number): void {
    if (this.#at + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length + count);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** Throws a RangeError where the bytes end too soon. */
export class BinaryReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.#view.getUint8(this.#at++);
  }
  number(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }
  float(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8);
  }
  text(): string {
    const length = this.number();
    if (this.#at + length > this.#bytes.length) throw new RangeError(`expected a text of ${length} bytes`);
    this.#at += length;
    return decoder.decode(this.#bytes.subarray(this.#at - length, this.#at));
  }
}

const decoder = new TextDecoder();

/** The body of a request (RFC 9112 §6 and §7), read when somebody wants it: until then a client that asks first waits (RFC 9110 §10.1.1). */
import { chunkSize, LARGEST_CHUNK_LINE } from '../../../protocols/http/chunks.ts';
import { CR, LF } from '../../../protocols/shared/text.ts';
import type { ChannelReader } from '../../http/channel-reader.ts';
import type { Request } from './request.ts';
import { badRequest, StatusError } from './status-error.ts';

export interface BodyRules {
  /** Bytes that are taken at most. */
  readonly largest: number;
  /** Tells a client that asked first to go on. */
  goOn(): Promise<void>;
  /** So many bytes came: whoever sends need not be cut off. */
  onProgress(bytes: number): void;
}

const MOST_TRAILERS = 16_384;

export class RequestBody {
  readonly #reader: ChannelReader;
  readonly #request: Request;
  readonly #rules: BodyRules;
  #asks: boolean;
  #begun = false;
  #isOver: boolean;

  constructor(reader: ChannelReader, request: Request, rules: BodyRules) {
    const { framing } = request;
    this.#reader = reader;
    this.#request = request;
    this.#rules = rules;
    this.#isOver = framing.kind === 'none' || (framing.kind === 'length' && framing.length === 0);
    this.#asks = !this.#isOver && !request.isOld && request.get('expect')?.toLowerCase() === '100-continue';
  }

  /** Undefined where it comes in chunks. */
  get length(): number | undefined {
    const { framing } = this.#request;
    return framing.kind === 'chunked' ? undefined : framing.kind === 'length' ? framing.length : 0;
  }

  /** All of it was read, or there is none. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Once. Throws a StatusError where it is too long, or no body. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    if (this.#isOver || this.#begun) return;
    this.#begun = true;
    const { largest } = this.#rules;
    if ((this.length ?? 0) > largest) throw tooLarge(largest);
    if (this.#asks) await this.#rules.goOn();
    this.#asks = false;
    let taken = 0;
    for await (const piece of this.#parts()) {
      taken += piece.length;
      if (taken > largest) throw tooLarge(largest);
      this.#rules.onProgress(piece.length);
      yield piece;
    }
    this.#isOver = true;
  }

  /** As one. */
  async all(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.pieces()) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Reads over a short rest, so that the next request can be read; false where that is not worth it. */
  async pass(most: number): Promise<boolean> {
    if (this.#isOver) return true;
    if (this.#asks || this.#begun || (this.length ?? 0) > most) return false;
    let passed = 0;
    for await (const piece of this.pieces()) {
      passed += piece.length;
      if (passed > most) return false;
    }
    return true;
  }

  #parts(): AsyncGenerator<Uint8Array> {
    return this.length === undefined ? this.#chunks() : this.#reader.stretch(this.length);
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const line = await this.#line(LARGEST_CHUNK_LINE);
      const size = isSize(line) ? chunkSize(line, 0, line.length) : -1;
      if (size < 0)
        throw badRequest('the size of a chunk is hexadecimal digits, and a line end of two bytes', { line: shown(line), at: 0 });
      if (size === 0) break;
      yield* this.#reader.stretch(size);
      if ((await this.#line(LARGEST_CHUNK_LINE)).length > 0) throw badRequest(`a chunk of ${size} bytes goes on after them`);
    }
    let left = MOST_TRAILERS;
    for (let line = await this.#line(left); line.length > 0; line = await this.#line(left)) {
      left -= line.length + 2;
      if (left < 2) throw badRequest('the trailers are too long');
    }
  }

  /** Without its end, which is CR and LF: what others take for an end too would part requests in other places. */
  async #line(most: number): Promise<Uint8Array> {
    const line = await this.#reader.until((held) => {
      const feed = held.indexOf(LF);
      if (feed < 0 && held.length > most) throw badRequest('a line of a chunked body is too long');
      return feed + 1;
    }, 'the end of a line');
    if (line.length < 2 || line[line.length - 2] !== CR)
      throw badRequest('a line of a chunked body ends with CR and LF', { line: shown(line), at: line.length - 1 });
    return line.subarray(0, line.length - 2);
  }
}

const isSize = (line: Uint8Array): boolean => line.length > 0 && !line.includes(CR) && line[0] !== 32 && line[0] !== 9;
const shown = (line: Uint8Array): string => Buffer.from(line.subarray(0, 200)).toString('latin1');
const tooLarge = (largest: number): StatusError =>
  new StatusError(413, `this server takes at most ${largest} bytes (--largest SIZE allows more)`, { ends: true });

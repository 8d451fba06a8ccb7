/**
 * A driver for readers of streams: feeds them bytes as a conversation brings them and collects what they find. It holds what no message
 * took, asks again when `more` allows it, and throws where a reader breaks its word (no progress, more taken than there is, bytes looked
 * at that it said it would not look at).
 */
import type { Tools } from '../src/core/tools.ts';
import type { Carried, ConversationFacts, Message, Reader, Side } from '../src/wire/stream.ts';

export interface FoundMessage {
  readonly side: Side;
  /** Where it starts in the stream of its side, and its bytes. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly message: Message;
  readonly carries?: Carried;
}
export interface FoundFault {
  readonly side: Side;
  readonly offset: number;
  /** 0: the side was given up. */
  readonly length: number;
  readonly text: string;
  readonly severity: string;
}
export interface Found {
  readonly messages: readonly FoundMessage[];
  readonly faults: readonly FoundFault[];
  /** What no message took, by side. */
  readonly rest: readonly [Uint8Array, Uint8Array];
  /** The protocol that both sides went on with. */
  readonly became?: string;
}

export interface Setting {
  readonly ports?: readonly [client: number, server: number];
  readonly tools?: Tools;
  readonly secrets?: ConversationFacts['secrets'];
}

export const NO_SECRETS: ConversationFacts['secrets'] = { add: () => undefined, find: () => undefined };

interface Held {
  bytes: Uint8Array;
  from: number;
  to: number;
  /** Offset of `from` in the stream. */
  offset: number;
  least: number;
  looks: number;
  over: boolean;
}

const ALL = Number.POSITIVE_INFINITY;

const held = (): Held => ({ bytes: new Uint8Array(4096), from: 0, to: 0, offset: 0, least: 0, looks: ALL, over: false });

export class Driver {
  readonly messages: FoundMessage[] = [];
  readonly faults: FoundFault[] = [];
  readonly state: unknown;
  /** Bytes that waited at most on one side, and how often the reader was asked. */
  most = 0;
  asked = 0;
  became: string | undefined;
  readonly #reader: Reader<unknown>;
  readonly #sides: readonly [Held, Held] = [held(), held()];

  constructor(reader: Reader<unknown>, { ports = [0, 0], tools = {}, secrets = NO_SECRETS }: Setting = {}) {
    this.#reader = reader;
    this.state = reader.open({ ports, tools, secrets });
  }

  feed(side: Side, bytes: Uint8Array): void {
    const h = this.#sides[side];
    if (h.over) return;
    append(h, bytes);
    this.most = Math.max(this.most, h.to - h.from);
    if (h.to - h.from >= h.least) this.#read(side, h, false);
  }

  /** No more bytes of this side. */
  close(side: Side): void {
    this.#read(side, this.#sides[side], true);
    this.#sides[side].over = true;
  }

  /** `length` bytes of this side are missing, and what waited for them is lost. Whether the side is read on. */
  gap(side: Side, length: number): boolean {
    const h = this.#sides[side];
    if (h.over) return false;
    h.offset += h.to - h.from + length;
    h.from = h.to;
    h.least = 0;
    h.looks = ALL;
    const goesOn = this.#reader.resume?.(this.state, side) ?? false;
    h.over = !goesOn;
    return goesOn;
  }

  /** Whether the side is still read. */
  isOpen(side: Side): boolean {
    return this.became === undefined && !this.#sides[side].over;
  }

  rest(side: Side): Uint8Array {
    const h = this.#sides[side];
    return h.bytes.slice(h.from, h.to);
  }

  get found(): Found {
    const { messages, faults, became } = this;
    return { messages, faults, rest: [this.rest(0), this.rest(1)], ...(became !== undefined && { became }) };
  }

  #read(side: Side, h: Held, closed: boolean): void {
    while (!h.over && this.became === undefined && (h.from < h.to || closed)) if (!this.#step(side, h, closed)) return;
  }

  /** Whether to go on. */
  #step(side: Side, h: Held, closed: boolean): boolean {
    const ends = h.looks !== ALL && h.to - h.from >= h.least;
    const end = ends ? h.from + h.least : h.to;
    const left = end - h.from;
    this.asked++;
    const read = this.#reader.read(this.state, side, withoutUnseen(h), h.from, end, closed && end === h.to);
    if (ends && !(read.kind === 'message' && read.length === left)) throw new Error(`${read.kind}: no message of ${left} bytes`);
    if (read.kind === 'more') {
      h.least = Math.max(read.least ?? 0, left + 1);
      h.looks = read.looks ?? ALL;
      return false;
    }
    h.looks = ALL;
    if (read.length > left) throw new Error(`${read.kind}: took ${read.length} bytes of ${left}`);
    const { offset } = h;
    const bytes = h.bytes.slice(h.from, h.from + read.length);
    h.from += read.length;
    h.offset += read.length;
    h.least = 0;
    if (read.kind === 'become') {
      this.became = read.protocol;
      return false;
    }
    if (read.kind === 'fault') {
      this.faults.push({ side, offset, length: read.length, text: read.text, severity: read.severity ?? 'warn' });
      h.over = read.length === 0;
      return read.length > 0;
    }
    if (read.length === 0) throw new Error('message: took nothing');
    this.messages.push({ side, offset, bytes, message: read.message, ...(read.carries && { carries: read.carries }) });
    return true;
  }
}

/** What is there, without the bytes that the reader said it would not look at. */
const withoutUnseen = ({ bytes, from, looks, least }: Held): Uint8Array =>
  looks === ALL ? bytes : bytes.slice().fill(0xaa, from + looks, from + least);

const append = (h: Held, bytes: Uint8Array): void => {
  if (h.to + bytes.length > h.bytes.length) {
    const need = h.to - h.from + bytes.length;
    const into = need <= h.bytes.length / 2 ? h.bytes : new Uint8Array(need * 2);
    into.set(h.bytes.subarray(h.from, h.to));
    h.to -= h.from;
    h.from = 0;
    h.bytes = into;
  }
  h.bytes.set(bytes, h.to);
  h.to += bytes.length;
};

/** Reads chunks in this order; at the end both sides close. */
export const readAll = (
  reader: Reader<unknown>,
  chunks: readonly (readonly [side: Side, bytes: Uint8Array])[],
  setting?: Setting,
): Found => {
  const driver = new Driver(reader, setting);
  for (const [side, bytes] of chunks) driver.feed(side, bytes);
  driver.close(0);
  driver.close(1);
  return driver.found;
};

/** Talk: one conversation's two streams and what reads them: bytes wait until their message is whole, replies find their requests. */
import { type Bytes, EMPTY } from '../core/bytes.ts';
import type { Answered } from '../wire/origin.ts';
import { mayHold } from '../wire/secret.ts';
import type { Arranged, Carried, CarriedPart, ConversationFacts, Delivered, Message, Read, Reader, Side } from '../wire/stream.ts';
import type { Segmented } from '../wire/transport.ts';
import type { Completed, CompletedMessage, Node, Registry } from '../wire/types.ts';
import { answeredOf, type Moment } from './answered.ts';
import { NO_ORIGINS } from './origins.ts';
import { type FetchBytes, PlacedMessage, UnfinishedMessage } from './placed-message.ts';
import type { Stream } from './stream.ts';
import type { StreamSegment } from './stream-segment.ts';
import { drop, type Half, half, hold, originsOf, release, type Stretch, stretchOf } from './waiting-bytes.ts';

export interface TalkLimits {
  /** Bytes of one message at most; a longer one is given up. */
  readonly message: number;
  /** Requests that wait for their replies. */
  readonly asked: number;
}

/** A request that waits for its reply. */
interface Asked {
  readonly key: number | string;
  readonly side: Side;
  readonly message: Message;
  readonly frame: number;
  readonly seconds: number;
  readonly nanos: number;
}

/** What a talk has around it. */
export interface TalkSetting {
  readonly limits: TalkLimits;
  /** A message arranges another conversation. */
  readonly arrange: (arranged: Arranged, frame: number) => void;
  /** Bytes of frames can be had again: those that nobody looks at are not kept meanwhile. */
  readonly fetch: FetchBytes | undefined;
}

/** A reader and its state; what a message carries is read by an inner one. */
class Reading {
  readonly node: Node;
  readonly reader: Reader<unknown>;
  readonly state: unknown;
  constructor(node: Node, facts: ConversationFacts, inside?: string) {
    this.node = node;
    this.reader = node.layer.stream!;
    this.state = this.reader.open(facts, inside);
  }
}

export class Talk {
  readonly #r: Registry;
  readonly #facts: ConversationFacts;
  readonly #setting: TalkSetting;
  /** Which side of the conversation is side 0. */
  readonly client: 0 | 1;
  readonly #halves: readonly [Half, Half];
  /** What waits of a side may be whole by what the other side has said since. */
  readonly #mayGoOn: [boolean, boolean] = [false, false];
  #reading: Reading;
  #asked: Asked[] = [];
  /** The last request that was answered: more than one message may be the reply to it. */
  #answered: Asked | undefined;
  #inner: Talk | undefined;
  /** What messages carry, by the name of its layer, where a message said so before. */
  #inside: string | undefined;
  #done: CompletedMessage[] = [];
  /** Of each side: what brought the bytes that wait, where messages of a reader below carry them. */
  readonly #carriers: [CarriedPart[], CarriedPart[]] = [[], []];
  /** What became of the bytes that were carried last. */
  #delivered: Delivered = DELIVERED;

  /** `isLate`: the beginning of the conversation was not seen; messages may begin anywhere. */
  constructor(r: Registry, node: Node, client: 0 | 1, facts: ConversationFacts, setting: TalkSetting, isLate = false) {
    this.#r = r;
    this.#facts = facts;
    this.#setting = setting;
    this.client = client;
    this.#halves = [half(), half()];
    this.#reading = new Reading(node, facts);
    if (isLate) for (const side of [0, 1] as const) this.#reading.reader.resume?.(this.#reading.state, side);
  }

  /** Whether both read the same conversation. */
  readsTheSame(other: Talk): boolean {
    const { transport, stream } = this.#facts;
    return other.#facts.transport === transport && other.#facts.stream === stream;
  }

  /** Nothing more will be read. */
  get isOver(): boolean {
    return this.#halves.every((h) => h.over || h.closed);
  }

  close(): void {
    for (const h of this.#halves) drop(h);
    this.#inner?.close();
  }

  /** Bytes that are kept for what is not whole yet. */
  get kept(): number {
    const [a, b] = this.#halves;
    return a.held.length + a.stream.held + b.held.length + b.stream.held + (this.#inner?.kept ?? 0);
  }

  /** Gives back room that nothing waits in. */
  trim(): void {
    for (const h of this.#halves) if (h.to === h.from) drop(h);
    this.#inner?.trim();
  }

  /** Takes a segment; what it completed. */
  segment(s: StreamSegment, seq: number, ack: number, flags: number, bits: Segmented): Completed | undefined {
    const side: Side = s.side === this.client ? 0 : 1;
    this.#takeBack();
    const h = this.#halves[side];
    const peer = this.#halves[side === 0 ? 1 : 0];
    const before = h.to - h.from;
    if (this.#mayGoOn[side]) this.#goOn(side, h, s);
    if (flags & bits.acks) this.#pieces(side === 0 ? 1 : 0, s, peer.stream.acknowledge(ack, s.frame));
    if (s.wire > s.from && (flags & bits.rst) === 0) this.#data(side, h, s, seq, (flags & bits.syn) !== 0);
    else if (flags & bits.syn) h.stream.push(seq, true, EMPTY, s.frame);
    if (flags & bits.fin) h.last = h.stream.offsetOf(seq + Math.max(0, s.wire - s.from) + (flags & bits.syn ? 1 : 0));
    if (h.last >= 0 && !h.closed && h.stream.length >= h.last) this.#end(side, s);
    const messages = this.#done.length === 0 ? NOTHING : this.#done;
    const waiting = Math.min(h.to - h.from, Math.max(0, s.to - s.from));
    if (messages.length === 0 && (waiting === 0 || h.to - h.from === before)) return undefined;
    if (messages !== NOTHING) this.#done = [];
    return {
      messages,
      waiting,
      unfinished: waiting > 0 ? this.#unfinished(side, h, waiting) : undefined,
    };
  }

  /** Secrets, and what a message is, stand at its beginning: what lies far behind it is not looked at. */
  #unfinished(side: Side, h: Half, waiting: number): UnfinishedMessage | undefined {
    const { node, reader, state } = this.#reading;
    const before = h.to - h.from - waiting;
    const begun = (reader.tellsBegun?.(state, side, before) ?? before === 0) ? node.layer.begun : undefined;
    const isNear = before < MOST_UNFINISHED && mayHold(node.layer);
    if (!isNear && begun === undefined) return undefined;
    const length = Math.min(h.to - h.from, isNear ? MOST_UNFINISHED : MOST_BEGUN);
    const message = reader.unfinished?.(state, side);
    const fetch = h.there < h.from + length ? this.#setting.fetch : undefined;
    return new UnfinishedMessage(node, message, begun, { held: h.held, origins: h.origins, from: h.from, length, fetch });
  }

  /** The messages of the segment before are not looked at any more. */
  #takeBack(): void {
    const [a, b] = this.#halves;
    a.lent = false;
    b.lent = false;
    if (this.#inner !== undefined) this.#inner.#takeBack();
  }

  /** Takes bytes that a message of the reader below carries. */
  carried(side: Side, bytes: Bytes, at: Moment): readonly CompletedMessage[] {
    const h = this.#halves[side];
    const before = h.to - h.from;
    if (!h.over) this.#feed(side, h, { b: bytes, o: 0, end: bytes.length, lacks: 0, base: -1, frame: at.frame, at, own: false });
    const messages = this.#done;
    this.#done = [];
    this.#deliver(side, before, bytes.length, messages[0]?.length ?? 0, at.frame);
    return messages;
  }

  /** Which carriers the first message came from, where `before` bytes of it waited, and what waits now. */
  #deliver(side: Side, before: number, length: number, first: number, frame: number): void {
    const { from, to } = this.#halves[side];
    const waiting = Math.min(to - from, length);
    const waited = this.#carriers[side];
    const parts = before > 0 && first > before ? [...waited, { frame, length: first - before }] : NO_PARTS;
    if (to === from) this.#carriers[side] = [];
    else if (to - from > length) waited.push({ frame, length });
    else this.#carriers[side] = [{ frame, length: waiting }];
    this.#delivered = waiting === 0 && parts.length === 0 ? DELIVERED : { waiting, parts };
  }

  #data(side: Side, h: Half, s: StreamSegment, seq: number, syn: boolean): void {
    if (h.over) return;
    if (!syn && h.stream.next(seq, s.wire - s.from)) this.#feed(side, h, stretchOf(s, s.from, s.to, s.wire - Math.max(s.from, s.to)));
    else this.#pieces(side, s, h.stream.push(seq, syn, s.b.subarray(s.from, s.to), s.frame, s.own ? s.from - s.base : -1));
  }

  #pieces(side: Side, s: StreamSegment, pieces: ReturnType<Stream['push']>): void {
    const h = this.#halves[side];
    for (const piece of pieces) {
      if (h.over) return;
      if (piece.kind === 'gap') this.#gap(side, h);
      else {
        const { bytes, length, frame, at } = piece;
        const o = bytes.byteOffset - s.b.byteOffset;
        if (bytes.buffer === s.b.buffer) this.#feed(side, h, stretchOf(s, o, o + length, 0));
        else this.#feed(side, h, { b: bytes, o: 0, end: length, lacks: 0, base: Math.min(-1, -at), frame, at: s, own: at > 0 });
      }
    }
  }

  /** Bytes are missing: what waits for them will never be whole. */
  #gap(side: Side, h: Half): void {
    drop(h);
    if (this.#inner !== undefined) this.#inner.#gap(side, this.#inner.#halves[side]);
    if (!(this.#reading.reader.resume?.(this.#reading.state, side) ?? false)) h.over = true;
  }

  #feed(side: Side, h: Half, place: Stretch): void {
    const { fetch } = this.#setting;
    // What is behind the end of the message that waits is read where it lies.
    while ((h.to > h.from || (place.own && place.base < 0)) && place.o < place.end && !h.over) {
      const end = h.looks === Number.POSITIVE_INFINITY ? place.end : Math.min(place.end, place.o + h.least - (h.to - h.from));
      hold(h, place, end, fetch);
      this.#waited(side, h, place.at, false, place.o === place.end ? place.lacks : 0);
    }
    if (!h.over && place.o < place.end) this.#read(side, h, place, false);
    if (place.lacks > 0) this.#cut(side, h, place);
    else if (!h.over && place.o < place.end) hold(h, place, place.end, fetch);
  }

  /** The capture cut the segment: of the message that goes on there is no more than this, and behind it bytes are missing. */
  #cut(side: Side, h: Half, place: Stretch): void {
    if (h.over) return;
    if (place.o < place.end) this.#read(side, h, place, true);
    else if (h.to > h.from) this.#waited(side, h, place.at, true, place.lacks);
    if (!h.over) this.#gap(side, h);
  }

  /** Its bytes came before the other side had said what makes them whole: they count as said in its next segment. */
  #goOn(side: Side, h: Half, at: Moment): void {
    this.#mayGoOn[side] = false;
    if (h.over || h.to === h.from) return;
    h.least = 0;
    this.#waited(side, h, at, h.closed);
    if (h.closed) drop(h);
  }

  /** Reads what waits, as far as it is whole. */
  #waited(side: Side, h: Half, at: Moment, closed: boolean, lacks = 0): void {
    if (!closed && h.to - h.from < h.least) {
      this.#checkLength(h);
      return;
    }
    const place: Stretch = { b: h.held, o: h.from, end: h.to, lacks, base: -1, frame: at.frame, at, own: false };
    this.#read(side, h, place, closed);
    if (h.over) drop(h);
    else release(h, place.o);
    this.#checkLength(h);
  }

  #checkLength(h: Half): void {
    if (h.to - h.from <= this.#setting.limits.message) return;
    drop(h);
    h.over = true;
  }

  #end(side: Side, at: Moment): void {
    const h = this.#halves[side];
    if (h.closed) return;
    if (!h.over) this.#waited(side, h, at, true);
    h.closed = true;
    if (h.over || this.#halves[side === 0 ? 1 : 0].closed) drop(h);
  }

  /** Takes one message after the other from the place. */
  #read(side: Side, h: Half, place: Stretch, closed: boolean): void {
    h.least = 0;
    h.looks = Number.POSITIVE_INFINITY;
    while (!h.over && (place.o < place.end || (closed && place.lacks === 0))) {
      const reading = this.#reading;
      const read = reading.reader.read(reading.state, side, place.b, place.o, place.end, closed);
      const isCut = closed && place.lacks > 0 && (read.kind === 'more' || (read.kind === 'fault' && read.length > 0));
      if (isCut) this.#rest(side, h, place, reading);
      if (isCut || !this.#took(side, h, place, reading, read)) return;
    }
  }

  /** What is left of a segment that the capture cut; that it ends there is no fault. */
  #rest(side: Side, h: Half, place: Stretch, { node, reader, state }: Reading): void {
    const message = reader.cut?.(state, side, place.b, place.o, place.end);
    if (message === undefined) return;
    reader.placed?.(state, message, place.at.frame);
    this.#message(side, h, place, node, place.end - place.o, message, undefined);
    place.o = place.end;
  }

  /** Whether to go on. */
  #took(side: Side, h: Half, place: Stretch, reading: Reading, read: Read): boolean {
    const left = place.end - place.o;
    switch (read.kind) {
      case 'more':
        h.least = Math.max(read.least ?? 0, left + 1);
        h.looks = read.looks ?? Number.POSITIVE_INFINITY;
        return false;
      case 'message': {
        const length = Math.min(read.length, left);
        reading.reader.placed?.(reading.state, read.message, place.at.frame);
        this.#letGoOn(side);
        this.#message(side, h, place, reading.node, length, read.message, read.carries);
        if (read.carries !== undefined && this.#inner !== undefined)
          reading.reader.delivered?.(reading.state, read.message, this.#inner.#delivered);
        place.o += length;
        return length > 0;
      }
      case 'fault': {
        const length = Math.min(read.length, left);
        const fault = { text: read.text, severity: read.severity ?? 'warn' };
        this.#done.push(this.#placed(h, place, reading.node, length === 0 ? left : length, NONE, fault));
        place.o += length;
        h.over = length === 0;
        return length > 0;
      }
      default:
        place.o += Math.min(read.length, left);
        this.#letGoOn(side);
        this.become(read.protocol, read.inside);
        return left > 0 || read.length > 0;
    }
  }

  #letGoOn(side: Side): void {
    const other = side === 0 ? 1 : 0;
    const { from, to } = this.#halves[other];
    if (to > from) this.#mayGoOn[other] = true;
  }

  /** Another protocol is spoken from here on. */
  become(protocol: string, inside?: string): void {
    this.#inside = inside;
    const node = protocol === '' ? undefined : this.#r.byName(protocol);
    if (node?.layer.stream) this.#reading = new Reading(node, this.#facts, inside);
    else for (const h of this.#halves) h.over = true;
  }

  #message(side: Side, h: Half, place: Stretch, node: Node, length: number, message: Message, carries: Carried | undefined): void {
    const made = this.#placed(h, place, node, length, message, undefined);
    if (message.asks !== undefined || message.answers !== undefined) made.answered = this.#answer(side, message, place.at);
    if (message.arranges !== undefined) this.#setting.arrange(message.arranges, place.at.frame);
    if (carries !== undefined) made.inner = this.#carry(side, carries, place.at);
    this.#done.push(made);
  }

  #carry(side: Side, { bytes, protocol, table = '', key = '' }: Carried, at: Moment): readonly CompletedMessage[] {
    if (this.#inner === undefined) {
      const name = protocol ?? this.#inside;
      const named = name === undefined ? this.#r.reader(table, key) : this.#r.byName(name);
      const node = named ?? this.#guess(bytes, side);
      if (node?.layer.stream === undefined) return NOTHING;
      this.#inner = new Talk(this.#r, node, this.client, this.#facts, this.#setting);
    }
    return this.#inner.carried(side, bytes, at);
  }

  #guess(bytes: Bytes, side: Side): Node | undefined {
    return this.#r.guessers(bytes[0] ?? 0, side).find((node) => (node.layer.stream?.guess?.(bytes, 0, bytes.length, side) ?? 0) >= 0.5);
  }

  /** A message's bytes and the frames that they came from; nothing of those where it lies in the segment itself. */
  #placed(
    h: Half,
    { b, o, end, lacks: behind, base }: Stretch,
    node: Node,
    length: number,
    message: Message,
    fault: CompletedMessage['fault'],
  ): CompletedMessage {
    const lacks = o + length === end ? behind : 0;
    if (base >= 0) return new PlacedMessage(node, message, undefined, o - base, length, lacks, NO_ORIGINS, '', fault);
    const kind = h.origins.length > 0 ? 'Reassembled' : 'Decrypted';
    const { fetch } = this.#setting;
    if (o + length > h.there && b === h.held && fetch !== undefined)
      return new PlacedMessage(node, message, fetch, 0, length, lacks, originsOf(h, o, length), kind, fault);
    if (b === h.held) h.lent = true;
    return new PlacedMessage(node, message, b.subarray(o, o + length), 0, length, lacks, originsOf(h, o, length), kind, fault);
  }

  #answer(side: Side, message: Message, at: Moment): Answered | undefined {
    if (message.asks !== undefined) {
      this.#asked.push({ key: message.asks, side, message, frame: at.frame, seconds: at.seconds, nanos: at.nanos });
      if (this.#asked.length > this.#setting.limits.asked) this.#asked.shift();
    }
    if (message.answers === undefined) return undefined;
    const found = this.#asked.findIndex((a) => a.side !== side && a.key === message.answers);
    if (found >= 0) [this.#answered] = this.#asked.splice(found, 1);
    const asked = this.#answered;
    return asked?.key === message.answers && asked.side !== side ? answeredOf(asked, at, asked.message) : undefined;
  }
}

/** Bytes of an unfinished message that are looked through for secrets. */
const MOST_UNFINISHED = 8192;
/** Bytes of its beginning that a segment may tell. */
const MOST_BEGUN = 1024;
const NONE: Message = {};
const NO_PARTS: readonly CarriedPart[] = [];
const DELIVERED: Delivered = { waiting: 0, parts: NO_PARTS };
const NOTHING: readonly CompletedMessage[] = [];

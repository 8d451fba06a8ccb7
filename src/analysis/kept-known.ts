/**
 * Kept known: what was known of frames beside the facts of their conversations. Of most it is nothing, or messages that are kept as a few
 * words: objects that live as long as the index cost more than all that is read. What words cannot say is kept as it is.
 */
import type { Answered, Reassembled } from '../wire/origin.ts';
import type { Message } from '../wire/stream.ts';
import type { Completed, CompletedMessage, Node } from '../wire/types.ts';
import { REPLY_WORDS, readReply, writeReply } from './answered.ts';
import type { FrameKnown } from './known.ts';
import { countIn, NO_ORIGINS, type Origins } from './origins.ts';
import { type FetchBytes, PlacedMessage, UnfinishedMessage } from './placed-message.ts';
import { MOST_WORDS, WordPages } from './word-pages.ts';

/** Of a frame of which more is known than words say. */
interface More {
  readonly messages: readonly (Completed | undefined)[];
  readonly reassembled: readonly (Reassembled | undefined)[];
  readonly answered: readonly (Answered | undefined)[];
}

/**
 * A frame's words: its head (the number of its messages, and these bits), the place of its first object, the bytes that wait; of each message
 * its own, of what is not whole yet its own; or of the datagram that it answers those of a reply.
 */
const Head = {
  count: 0xff,
  completes: 1 << 8,
  waits: 1 << 9,
  unfinished: 1 << 10,
  answers: 1 << 11,
  reply: 1 << 12,
  more: 1 << 13,
} as const;
/**
 * A message: its head (the number of its node, that of its origins, and these bits), offset, length, its origins, what it lacks, a reply. What is not whole
 * yet: its head, its origins.
 */
const Of = {
  node: 0xfff,
  origins: 12,
  mostOrigins: 0xff,
  fetched: 1 << 20,
  reply: 1 << 21,
  asked: 1 << 22,
  begun: 1 << 23,
  cut: 1 << 25,
} as const;
/** Of either reply. */
const REPEATS = 1 << 24;
const ORIGIN = 4;
/** Words of a message without its origins. */
const MESSAGE = 4 + REPLY_WORDS;

/** Where the next message of a frame is: its words, and its object. */
interface Place {
  o: number;
  object: number;
}

export class KeptKnown {
  readonly #nodes: readonly Node[];
  readonly #fetch: FetchBytes;
  readonly #words = new WordPages();
  /** What readers said of the messages, in the order of the words. */
  readonly #messages: (Message | undefined)[] = [];
  readonly #more: More[] = [];
  /** By number: where a frame's words are, + 1. */
  #at = new Uint32Array(1024);

  constructor(nodes: readonly Node[], fetch: FetchBytes) {
    this.#nodes = nodes;
    this.#fetch = fetch;
  }

  reserve(frames: number): void {
    const larger = new Uint32Array(frames + 1);
    larger.set(this.#at);
    this.#at = larger;
  }

  /** Keeps what is known of a frame now. */
  put(number: number, known: FrameKnown): void {
    if (number >= this.#at.length) this.reserve(2 * number);
    const what = knows(known);
    if (what === NOTHING) {
      this.#at[number] = 0;
      return;
    }
    const words = this.#words;
    const o = words.begin();
    this.#at[number] = words.length + 1;
    const before = this.#messages.length;
    const end = what === MUCH ? -1 : this.#put(o, known);
    if (end >= 0) {
      words.end(end);
      return;
    }
    this.#messages.length = before;
    words.page[o] = Head.more;
    words.page[o + 1] = this.#more.push(this.#moreOf(known)) - 1;
    words.end(o + 2);
  }

  /** What its `nth` layer with a conversation completes. */
  completed(number: number, nth: number): Completed | undefined {
    const o = this.#open(number);
    if (o < 0) return undefined;
    const { page } = this.#words;
    const head = page[o]!;
    if (head & Head.more) return again(this.#more[page[o + 1]!]?.messages[nth]);
    if (nth > 0 || (head & Head.completes) === 0) return undefined;
    const place = placeOf(page, o);
    const messages: CompletedMessage[] = [];
    for (let m = 0; m < (head & Head.count); m++) messages.push(this.#message(page, place));
    const waiting = head & Head.waits ? page[o + 2]! : 0;
    return { messages, waiting, unfinished: head & Head.unfinished ? this.#unfinished(page, place) : undefined };
  }

  /** Whether a message that is completed in the frame may have a field. */
  mayHave(number: number, field: MessageField): boolean {
    const o = this.#open(number);
    if (o < 0) return false;
    const { page } = this.#words;
    const head = page[o]!;
    if (head & Head.more) return this.#more[page[o + 1]!]!.messages.some((done) => done?.messages.some((m) => mayHave(m, field)) === true);
    const place = placeOf(page, o);
    for (let m = 0; m < (head & Head.count); m++) {
      const of = page[place.o]!;
      if (this.#nodes[of & Of.node] === field.node && hasKey(field, this.#messages[place.object]!)) return true;
      pass(place, of);
    }
    return false;
  }

  /** Tells of every message that is completed in the frame, those inside others too, what its reader said of it and what it answers. */
  each(number: number, visit: VisitMessage): void {
    const o = this.#open(number);
    if (o < 0) return;
    const { page } = this.#words;
    const head = page[o]!;
    if (head & Head.more) {
      for (const done of this.#more[page[o + 1]!]!.messages) for (const m of done?.messages ?? []) each(m, visit);
      return;
    }
    const place = placeOf(page, o);
    for (let m = 0; m < (head & Head.count); m++) {
      const of = page[place.o]!;
      visit(this.#nodes[of & Of.node]!, this.#messages[place.object]!, this.#answeredOf(page, place, of));
      pass(place, of);
    }
  }

  /** Puts what is known beside messages. */
  recall(number: number, known: FrameKnown): void {
    const o = this.#open(number);
    if (o < 0) return;
    const { page } = this.#words;
    const head = page[o]!;
    if (head & Head.more) {
      const more = this.#more[page[o + 1]!]!;
      known.allReassembled.push(...more.reassembled);
      known.allAnswered.push(...more.answered);
    } else if (head & Head.answers) {
      known.allAnswered.push(head & Head.reply ? readReply(page, o + 2, undefined, (head & REPEATS) !== 0) : undefined);
    }
  }

  /** Writes a frame's words; gives where they end, -1 where they cannot say it. */
  #put(o: number, known: FrameKnown): number {
    const { page } = this.#words;
    page[o + 1] = this.#messages.length;
    const done = known.transports > 0 ? known.allMessages[0] : undefined;
    if (done === undefined) return this.#putAnswered(o, known.allAnswered[0]);
    const { messages, waiting, unfinished } = done;
    if (messages.length > Head.count) return -1;
    page[o] = messages.length | Head.completes | (waiting > 0 ? Head.waits : 0) | (unfinished === undefined ? 0 : Head.unfinished);
    page[o + 2] = waiting;
    let at = placeOf(page, o).o;
    for (let m = 0; m < messages.length && at >= 0; m++) at = this.#putMessage(page, at, o + MOST_WORDS, messages[m]!);
    if (at < 0 || unfinished === undefined) return at;
    return unfinished instanceof UnfinishedMessage ? this.#putUnfinished(page, at, o + MOST_WORDS, unfinished) : -1;
  }

  /** What a frame without messages answers. */
  #putAnswered(o: number, answered: Answered | undefined): number {
    const { page } = this.#words;
    page[o] = Head.answers | (answered === undefined ? 0 : Head.reply | (answered.repeats ? REPEATS : 0));
    if (answered === undefined) return o + 2;
    return answered.message === undefined && writeReply(answered, page, o + 2) ? o + 2 + REPLY_WORDS : -1;
  }

  #putMessage(page: Uint32Array, o: number, end: number, m: CompletedMessage): number {
    if (!(m instanceof PlacedMessage) || m.fault !== undefined || m.inner.length > 0 || !(m.isOwn || m.isOfFrames)) return -1;
    const { origins, answered } = m;
    const count = countIn(origins);
    if (!hasRoom(m.node, count, end - o)) return -1;
    let head = headOf(m.node, count) | (m.isOwn ? 0 : Of.fetched);
    page[o + 1] = m.offset;
    page[o + 2] = m.length;
    if (count > 0) page.set(origins, o + 3);
    let at = o + 3 + origins.length;
    if (m.lacks > 0) {
      page[at++] = m.lacks;
      head |= Of.cut;
    }
    this.#messages.push(m.message);
    if (answered !== undefined) {
      if (!writeReply(answered, page, at)) return -1;
      at += REPLY_WORDS;
      head |= Of.reply | (answered.repeats ? REPEATS : 0);
      if (answered.message !== undefined) {
        head |= Of.asked;
        this.#messages.push(answered.message);
      }
    }
    page[o] = head;
    return at;
  }

  #putUnfinished(page: Uint32Array, o: number, end: number, unfinished: UnfinishedMessage): number {
    const { node, begun, message, originCount } = unfinished;
    if (!hasRoom(node, originCount, end - o)) return -1;
    page[o] = headOf(node, originCount) | (begun === undefined ? 0 : Of.begun);
    this.#messages.push(message);
    return unfinished.putOrigins(page, o + 1);
  }

  /** What the message at a place answers. */
  #answeredOf(page: Uint32Array, { o, object }: Place, head: number): Answered | undefined {
    if ((head & Of.reply) === 0) return undefined;
    const asked = head & Of.asked ? this.#messages[object + 1] : undefined;
    return readReply(page, replyAt(o, head), asked, (head & REPEATS) !== 0);
  }

  /** The message at a place, which goes on behind it. */
  #message(page: Uint32Array, place: Place): CompletedMessage {
    const { o, object } = place;
    const head = page[o]!;
    const answered = this.#answeredOf(page, place, head);
    pass(place, head);
    const [bytes, kind] = head & Of.fetched ? ([this.#fetch, 'Reassembled'] as const) : ([undefined, ''] as const);
    const node = this.#nodes[head & Of.node]!;
    const origins = originsAt(page, o + 3, head);
    const lacks = head & Of.cut ? page[o + 3 + origins.length]! : 0;
    const made = new PlacedMessage(node, this.#messages[object]!, bytes, page[o + 1]!, page[o + 2]!, lacks, origins, kind, undefined);
    made.answered = answered;
    return made;
  }

  #unfinished(page: Uint32Array, { o, object }: Place): UnfinishedMessage {
    const head = page[o]!;
    const node = this.#nodes[head & Of.node]!;
    const begun = head & Of.begun ? node.layer.begun : undefined;
    return new UnfinishedMessage(node, this.#messages[object], begun, { bytes: this.#fetch, origins: originsAt(page, o + 1, head) });
  }

  /** Where a frame's words begin in the page that is open; -1 where it has none. */
  #open(number: number): number {
    const at = this.#at[number] ?? 0;
    return at === 0 ? -1 : this.#words.open(at - 1);
  }

  #moreOf({ allMessages, transports, allReassembled, allAnswered }: FrameKnown): More {
    const messages: (Completed | undefined)[] = [];
    for (let nth = 0; nth < transports; nth++) messages.push(this.#kept(allMessages[nth]));
    return { messages, reassembled: [...allReassembled], answered: [...allAnswered] };
  }

  #kept(done: Completed | undefined): Completed | undefined {
    if (done === undefined) return undefined;
    const { messages, unfinished } = done;
    return {
      ...done,
      messages: messages.map((m) => PlacedMessage.kept(m, this.#fetch)),
      unfinished: unfinished instanceof UnfinishedMessage ? unfinished.with(this.#fetch) : unfinished,
    };
  }
}

const again = (done: Completed | undefined): Completed | undefined => {
  if (done === undefined) return undefined;
  const { messages, unfinished } = done;
  return {
    ...done,
    messages: messages.map(PlacedMessage.again),
    unfinished: unfinished instanceof UnfinishedMessage ? unfinished.again() : unfinished,
  };
};

/** The place of a frame's first message. */
const placeOf = (page: Uint32Array, o: number): Place => ({ o: o + (page[o]! & Head.waits ? 3 : 2), object: page[o + 1]! });

/** Where the reply of a message at `o` is. */
const replyAt = (o: number, head: number): number => o + 3 + ORIGIN * originsIn(head) + (head & Of.cut ? 1 : 0);

/** Goes on behind a message. */
const pass = (place: Place, head: number): void => {
  place.o = replyAt(place.o, head) + (head & Of.reply ? REPLY_WORDS : 0);
  place.object += head & Of.asked ? 2 : 1;
};

const headOf = ({ id }: Node, origins: number): number => id | (origins << Of.origins);
const originsIn = (head: number): number => (head >> Of.origins) & Of.mostOrigins;
const hasRoom = ({ id }: Node, origins: number, room: number): boolean =>
  id <= Of.node && origins <= Of.mostOrigins && MESSAGE + ORIGIN * origins <= room;

const originsAt = (page: Uint32Array, o: number, head: number): Origins => {
  const count = originsIn(head);
  return count === 0 ? NO_ORIGINS : page.slice(o, o + ORIGIN * count);
};

/** How much is known of a frame: nothing, what words may say, or more. */
const NOTHING = 0;
const SOME = 1;
const MUCH = 2;
const knows = ({ allMessages, transports, allReassembled, allAnswered }: FrameKnown): number => {
  if (allReassembled.length > 0) return MUCH;
  let completing = 0;
  for (let nth = 0; nth < transports; nth++) if (allMessages[nth] !== undefined) completing++;
  if (completing === 0) return allAnswered.length === 0 ? NOTHING : allAnswered.length === 1 ? SOME : MUCH;
  return allAnswered.length > 0 || completing > 1 || allMessages[0] === undefined ? MUCH : SOME;
};

/** A field of messages, by the key that its layer has it under. */
export interface MessageField {
  readonly node: Node;
  readonly key: string;
}

const hasKey = ({ node, key }: MessageField, message: Message): boolean => node.layer.quick?.mayHave?.(key, message) !== false;

const mayHave = (m: CompletedMessage, field: MessageField): boolean =>
  (m.node === field.node && hasKey(field, m.message)) || m.inner.some((inner) => mayHave(inner, field));

/** Told of a message: its layer, what its reader said of it, what it answers. */
export type VisitMessage = (node: Node, message: Message, answered: Answered | undefined) => void;

const each = (m: CompletedMessage, visit: VisitMessage): void => {
  visit(m.node, m.message, m.answered);
  for (const inner of m.inner) each(inner, visit);
};

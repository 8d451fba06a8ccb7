/**
 * Kept known: what was known of frames beside the facts of their conversations. Most have nothing, or one thing that is kept as it is: objects
 * that live as long as the index cost more than all that is read.
 */
import type { Bytes } from '../core/bytes.ts';
import type { Answered, Origin, Reassembled } from '../wire/origin.ts';
import type { Completed, CompletedMessage, Node } from '../wire/types.ts';
import type { FrameKnown } from './known.ts';
import { PlacedMessage } from './placed-message.ts';

/** Stands for bytes that are put together again from the frames that they came from. */
export const FETCHED = new Uint8Array(0);

/** Of a frame of which more than one thing is known. */
interface More {
  readonly messages: readonly (Completed | undefined)[];
  /** Bytes of some of them are fetched again. */
  readonly isFetched: boolean;
  readonly reassembled: readonly (Reassembled | undefined)[];
  readonly answered: readonly (Answered | undefined)[];
}

/** What is kept: nothing; the one message that the one segment completes; its bytes that wait for theirs; what the frame answers. */
const Kind = { nothing: 0, message: 1, waiting: 2, answered: 3, more: 4 } as const;
type Kept = CompletedMessage | number | Answered | More | undefined;

export class KeptKnown {
  /** By number. */
  #kinds = new Uint8Array(1024);
  readonly #kept: Kept[] = [];

  reserve(frames: number): void {
    const larger = new Uint8Array(frames + 1);
    larger.set(this.#kinds);
    this.#kinds = larger;
  }

  /** Keeps what is known of a frame now. */
  put(number: number, known: FrameKnown): void {
    if (number >= this.#kinds.length) this.reserve(2 * number);
    const kind = kindOf(known);
    this.#kinds[number] = kind;
    this.#kept[number] = keptOf(kind, known);
  }

  forget(number: number): void {
    this.#kinds[number] = Kind.nothing;
    this.#kept[number] = undefined;
  }

  /** What its `nth` layer with a conversation completes; bytes may have to be fetched. */
  completed(number: number, nth: number): Completed | undefined {
    const kept = this.#kept[number];
    const kind = this.#kinds[number];
    if (kind === Kind.more) return (kept as More).messages[nth];
    if (nth > 0) return undefined;
    if (kind === Kind.message) return { messages: [kept as CompletedMessage], waiting: 0 };
    return kind === Kind.waiting ? { messages: NONE, waiting: kept as number } : undefined;
  }

  /** Whether a message that is completed in the frame may have a field. */
  mayHave(number: number, field: MessageField): boolean {
    const kept = this.#kept[number];
    const kind = this.#kinds[number];
    if (kind === Kind.message) return mayHave(kept as CompletedMessage, field);
    return kind === Kind.more && (kept as More).messages.some((done) => done?.messages.some((m) => mayHave(m, field)) === true);
  }

  isFetched(number: number): boolean {
    return this.#kinds[number] === Kind.more && (this.#kept[number] as More).isFetched;
  }

  /** Puts what is known beside messages. */
  recall(number: number, known: FrameKnown): void {
    const kind = this.#kinds[number];
    if (kind === Kind.answered) known.allAnswered.push(this.#kept[number] as Answered | undefined);
    if (kind !== Kind.more) return;
    const more = this.#kept[number] as More;
    known.allReassembled.push(...more.reassembled);
    known.allAnswered.push(...more.answered);
  }
}

/** A field of messages, by the key that its layer has it under. */
export interface MessageField {
  readonly node: Node;
  readonly key: string;
}

const mayHave = (m: CompletedMessage, field: MessageField): boolean =>
  (m.node === field.node && m.node.layer.quick?.mayHave?.(field.key, m.message) !== false) ||
  m.inner.some((inner) => mayHave(inner, field));

const kindOf = ({ allMessages, transports, allReassembled, allAnswered }: FrameKnown): number => {
  if (allReassembled.length > 0) return Kind.more;
  let completing = 0;
  for (let nth = 0; nth < transports; nth++) if (allMessages[nth] !== undefined) completing++;
  if (completing === 0) return allAnswered.length === 0 ? Kind.nothing : allAnswered.length === 1 ? Kind.answered : Kind.more;
  const done = allMessages[0];
  if (allAnswered.length > 0 || completing > 1 || done === undefined || done.unfinished !== undefined) return Kind.more;
  const { messages, waiting } = done;
  if (messages.length === 0) return Kind.waiting;
  return messages.length === 1 && waiting === 0 && isOwn(messages[0]!) ? Kind.message : Kind.more;
};

const keptOf = (kind: number, known: FrameKnown): Kept => {
  const [done] = known.allMessages;
  if (kind === Kind.nothing) return undefined;
  if (kind === Kind.message) return done!.messages[0];
  if (kind === Kind.waiting) return done!.waiting;
  return kind === Kind.answered ? known.allAnswered[0] : moreOf(known);
};

const moreOf = ({ allMessages, transports, allReassembled, allAnswered }: FrameKnown): More => {
  const messages: (Completed | undefined)[] = [];
  for (let nth = 0; nth < transports; nth++) messages.push(keptWhole(allMessages[nth]));
  return {
    messages,
    isFetched: messages.some((done) => done !== undefined && (done.unfinished !== undefined || done.messages.some(isFetched))),
    reassembled: allReassembled.length === 0 ? NONE : [...allReassembled],
    answered: allAnswered.length === 0 ? NONE : [...allAnswered],
  };
};
const NONE: readonly never[] = [];

const keptWhole = (done: Completed | undefined): Completed | undefined => {
  if (done === undefined || (done.unfinished === undefined && done.messages.every(isOwn))) return done;
  return { ...done, messages: done.messages.map(kept), unfinished: done.unfinished && { ...done.unfinished, bytes: FETCHED } };
};

/** Whether a message has nothing that is used again for others. */
const isOwn = ({ bytes, inner }: CompletedMessage): boolean => bytes === undefined && inner.length === 0;

const isFetched = ({ bytes, inner }: CompletedMessage): boolean => bytes === FETCHED || inner.some(isFetched);

/** A message to be kept: its bytes are its segment's, or valid for as long as that is looked at. */
const kept = (m: CompletedMessage): CompletedMessage =>
  isOwn(m) ? m : PlacedMessage.kept(m, FETCHED, m.inner.length === 0 ? m.inner : m.inner.map(kept));

/** A message that was kept, with its bytes again once somebody asks for them. */
export class FetchedMessage implements CompletedMessage {
  readonly node: CompletedMessage['node'];
  readonly message: CompletedMessage['message'];
  readonly offset: number;
  readonly length: number;
  readonly fault: CompletedMessage['fault'];
  readonly answered: Answered | undefined;
  readonly inner: readonly CompletedMessage[];
  readonly #kept: CompletedMessage;
  readonly #fetch: (from: readonly Origin[]) => Bytes;
  #bytes: Bytes | undefined;

  constructor(m: CompletedMessage, inner: readonly CompletedMessage[], fetch: (from: readonly Origin[]) => Bytes) {
    this.node = m.node;
    this.message = m.message;
    this.offset = m.offset;
    this.length = m.length;
    this.fault = m.fault;
    this.answered = m.answered;
    this.inner = inner;
    this.#kept = m;
    this.#fetch = fetch;
  }

  get from(): readonly Origin[] {
    return this.#kept.from;
  }
  get name(): string {
    return this.#kept.name;
  }
  get bytes(): Bytes | undefined {
    if (this.#kept.bytes === FETCHED) this.#bytes ??= this.#fetch(this.from);
    return this.#bytes ?? this.#kept.bytes;
  }
}

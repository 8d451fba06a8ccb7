/** ChunkedMail: a mail that comes in counted pieces (BDAT, RFC 3030): nothing in it can be taken for its end. */
import { utf8 } from '../../../core/bytes.ts';
import { IoError } from '../../../core/fault.ts';
import { CR, LF } from '../../../protocols/shared/text.ts';
import type { Delivery, Mailbox } from '../../mail/mailbox.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceContext } from '../../serve/service.ts';
import { type Carrier, type Envelope, isFull, NO_ROOM, PATIENCE, trace } from './data.ts';

export interface Chunk {
  readonly size: number;
  readonly isLast: boolean;
}

/** `86 LAST`; undefined where it is nothing of the kind. */
export const parseChunk = (argument: string): Chunk | undefined => {
  const [, size, last] = /^(\d{1,15})( LAST)?$/i.exec(argument) ?? [];
  return size === undefined ? undefined : { size: Number(size), isLast: last !== undefined };
};

/** Reads a chunk over; false where it is too long for that. */
export const passChunk = async (talk: LineTalk, { size }: Chunk, most: number): Promise<boolean> => {
  if (size > most + PATIENCE) return false;
  for await (const _ of pieces(talk, size)) void _;
  return true;
};

export class ChunkedMail {
  readonly #delivery: Delivery;
  readonly #most: number;
  /** Not written yet. */
  #head: Uint8Array | undefined;
  #taken = 0;
  #last = 0;
  /** The reply to the chunk under way, where it is wrong. */
  #trouble: string | undefined;

  /** Throws an IoError. */
  constructor(envelope: Envelope, by: Carrier, inbox: Mailbox, { limits, now }: Pick<ServiceContext, 'limits' | 'now'>) {
    const at = now();
    this.#most = limits.message;
    this.#delivery = inbox.begin(at);
    this.#head = utf8(trace(envelope, by, at));
  }

  /** Undefined where it was taken; else the reply, and the mail is dropped. */
  async take(talk: LineTalk, { size, isLast }: Chunk): Promise<string | undefined> {
    try {
      if (this.#head !== undefined) await this.#delivery.write(this.#head);
      this.#head = undefined;
      for await (const piece of pieces(talk, size)) await this.#add(piece);
      if (isLast && this.#last === CR) this.#trouble ??= BARE;
    } finally {
      if (this.#trouble !== undefined) this.discard();
    }
    return this.#trouble;
  }

  /** Where it lies. */
  async finish(): Promise<string> {
    const { base } = await this.#delivery.finish();
    return base.split('.', 2).join('.');
  }

  discard(): void {
    this.#delivery.discard();
  }

  async #add(piece: Uint8Array): Promise<void> {
    this.#taken += piece.length;
    if (this.#taken > this.#most) this.#trouble ??= `552 5.3.4 A mail has at most ${this.#most} bytes`;
    if (this.#hasBareEnd(piece)) this.#trouble ??= BARE;
    if (this.#trouble !== undefined) return;
    try {
      await this.#delivery.write(piece);
    } catch (error) {
      if (!(error instanceof IoError) || !isFull(error)) throw error;
      this.#trouble = NO_ROOM;
    }
  }

  #hasBareEnd(piece: Uint8Array): boolean {
    let bare = false;
    for (const byte of piece) {
      bare ||= (byte === LF) !== (this.#last === CR);
      this.#last = byte;
    }
    return bare;
  }
}

const BARE = '550 5.6.0 A line ends without CR LF (RFC 5321, section 2.3.8)';

async function* pieces(talk: LineTalk, size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; ) {
    const most = left;
    const piece = await talk.take((held) => Math.min(held.length, most));
    left -= piece.length;
    yield piece;
  }
}

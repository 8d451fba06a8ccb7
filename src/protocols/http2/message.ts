/** Message: what the reader of HTTP/2 notes of one frame; its row and its tree are made of it and of the frame's bytes. */
import type { Bytes } from '../../core/bytes.ts';
import type { Message } from '../../wire/stream.ts';
import type { HeaderTable } from './header-table.ts';
import type { HeaderPiece } from './hpack.ts';

export interface Http2Message extends Message {
  readonly type: number;
  /** What its header block says, as far as it is whole with this frame. */
  readonly headers?: HeaderPiece;
  /** The body that this frame ends; `mediaType` is what it is. */
  readonly body?: BodyEnd;
  /** It is not whole: what there is of it is read with a copy of this table. */
  readonly unread?: HeaderTable;
}

export interface BodyEnd {
  /** Coding of the content, in small letters; empty where none is named. */
  readonly coding: string;
  /** Frames of data before this one, and what they had; undefined where there was none, or more than is kept. */
  readonly fragments: number;
  readonly before: Bytes | undefined;
}

/** The value of the first header of that name. */
export const headerValue = (headers: HeaderPiece | undefined, name: string): string | undefined =>
  headers?.lines.find(({ header }) => header?.name === name)?.header?.value;

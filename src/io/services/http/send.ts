/** Sends content: what is short with its head in one write, files from two buffers in turns, everything else piece by piece. */
import { IoError } from '../../../core/fault.ts';
import { writeChunk, writeLastChunk } from '../../../protocols/http/chunks.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { Content, Framed } from './reply.ts';

/** Content that is read at once and goes out with its head. */
const SHORT = 131_072;
/** Bytes of a piece of a long file. */
const PIECE = 262_144;

/**
 * Gives how many bytes of content went out; `onProgress` is called for each piece that did. Rejects where the channel breaks or the content is
 * not what was announced.
 */
export const send = async (
  channel: OpenChannel,
  { head, isChunked, hasContent }: Framed,
  content: Content | undefined,
  onProgress: () => void,
): Promise<number> => {
  if (content === undefined || !hasContent) {
    await channel.write(head);
    return 0;
  }
  if (content.kind === 'bytes') return sendShort(channel, head, content.bytes);
  if (content.kind === 'file') return sendFile(channel, head, content, onProgress);
  if (head.length > 0) await channel.write(head);
  return sendPieces(channel, content, isChunked, onProgress);
};

const sendShort = async (channel: OpenChannel, head: Uint8Array, bytes: Uint8Array): Promise<number> => {
  await channel.write(bytes.length === 0 ? head : Buffer.concat([head, bytes]));
  return bytes.length;
};

type FileContent = Extract<Content, { kind: 'file' }>;
type PiecesContent = Extract<Content, { kind: 'pieces' }>;

const sendFile = async (channel: OpenChannel, head: Uint8Array, content: FileContent, onProgress: () => void): Promise<number> => {
  const { file, from, end } = content;
  if (end - from > SHORT) return sendLong(channel, head, content, onProgress);
  const size = head.length + end - from;
  const whole = takeBuffer(size);
  const bytes = whole.length === size ? whole : whole.subarray(0, size);
  bytes.set(head);
  if (file.readNow(bytes.subarray(head.length), from) < end - from) throw shorter(channel);
  await channel.write(bytes);
  giveBuffer(whole);
  return end - from;
};

/** While one piece goes out the next is read. */
const sendLong = async (channel: OpenChannel, head: Uint8Array, content: FileContent, onProgress: () => void): Promise<number> => {
  const { file, from, end } = content;
  let [now, next] = [takeBuffer(PIECE), takeBuffer(PIECE)];
  const read = (into: Uint8Array, at: number): Promise<number> => file.read(into.subarray(0, Math.min(PIECE, end - at)), at);
  let at = from;
  let reading = read(now, at);
  try {
    await channel.write(head);
    while (at < end) {
      const count = await reading;
      if (count === 0) throw shorter(channel);
      at += count;
      if (at < end) reading = read(next, at);
      await channel.write(now.subarray(0, count));
      onProgress();
      [now, next] = [next, now];
    }
  } finally {
    await reading.catch(() => 0); // the buffers are in use until then
  }
  giveBuffer(now);
  giveBuffer(next);
  return end - from;
};

const shorter = (channel: OpenChannel): IoError =>
  new IoError(channel.remote, 'EIO', 'the file became shorter while it was sent; the connection is cut, so that nobody takes it for whole');

const sendPieces = async (channel: OpenChannel, content: PiecesContent, isChunked: boolean, onProgress: () => void): Promise<number> => {
  let sent = 0;
  for await (const piece of content.pieces) {
    sent += piece.length;
    await channel.write(isChunked ? writeChunk(piece) : piece);
    onProgress();
  }
  if (isChunked) await channel.write(writeLastChunk());
  if (content.length !== undefined && sent !== content.length) throw shorter(channel);
  return sent;
};

// ---- buffers that are used again -------------------------------------------------------------------------------------

const MOST_FREE = 8;
const free: Uint8Array[] = [];

/** At least so many bytes. What is in it was sent to somebody before, and is overwritten. */
const takeBuffer = (size: number): Uint8Array =>
  size <= PIECE ? (free.pop() ?? Buffer.allocUnsafeSlow(PIECE)) : Buffer.allocUnsafeSlow(size);

/** Not after a write that failed: the system may still read it. */
const giveBuffer = (buffer: Uint8Array): void => {
  if (buffer.length === PIECE && free.length < MOST_FREE) free.push(buffer);
};

/** sendFile: a file into a channel as fast as it is taken: while one piece is on its way, the next one is read. */
import type { Channel } from '../base/channel.ts';
import type { OpenFile } from './open-file.ts';

/** Bytes of a piece: below 100 KB the calls take longer than the bytes. */
const PIECE = 1 << 19;

/** From byte `from` up to `end`; gives how many bytes there were, fewer where the file has become shorter. Rejects with what broke either. */
export const sendFile = async (
  file: Pick<OpenFile, 'read' | 'size'>,
  channel: Pick<Channel, 'write'>,
  from = 0,
  end = file.size,
): Promise<number> => {
  const size = Math.min(PIECE, Math.max(0, end - from));
  const buffers = [new Uint8Array(size), new Uint8Array(from + size < end ? size : 0)] as const;
  let at = from;
  const read = (into: Uint8Array): Promise<number> =>
    at < end ? file.read(into.subarray(0, Math.min(into.length, end - at)), at) : Promise.resolve(0);
  let reading = read(buffers[0]);
  for (let turn = 0; ; turn++) {
    const count = await reading;
    if (count === 0) return at - from;
    at += count;
    const writing = channel.write(buffers[turn % 2 === 0 ? 0 : 1].subarray(0, count));
    reading = read(buffers[turn % 2 === 0 ? 1 : 0]);
    reading.catch(() => {}); // where writing fails first, nobody waits for it
    await writing;
  }
};

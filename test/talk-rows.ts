/** The rows of a conversation on TCP, as a track and its dissections make them: protocol and what is said. */
import { Track } from '../src/analysis/track.ts';
import { fromUtf8 } from '../src/core/bytes.ts';
import { TextBuffer } from '../src/core/text-buffer.ts';
import { protocols } from '../src/protocols/registry.ts';
import { RowWriter } from '../src/view/row-writer.ts';
import { rowLine, rowOf } from '../src/view/rows.ts';
import { batchOf } from '../src/wire/frame.ts';
import { PUSH, SYN, segmentBytes, TALK } from './captures.ts';

/**
 * What the sides say, a segment each: true is the client; one that was not captured has no row, and of one that the capture cut so many bytes
 * are there. Both kinds of row are the same, else it throws.
 */
export const talkRows = (
  serverPort: number,
  ...said: readonly (readonly [client: boolean, text: string | Uint8Array, lost?: 'lost' | number])[]
): readonly string[] => {
  const talk = { ...TALK, serverPort };
  const at: [number, number] = [1, 1];
  const track = new Track(protocols);
  const writer = new RowWriter();
  const take = (all: Uint8Array, number: number, lacks = 0): string => {
    const bytes = all.subarray(0, all.length - lacks);
    const frame = { number, mark: 'R', seconds: number, nanos: 0, linkType: 1, comments: [], bytes, original: all.length } as const;
    const batch = batchOf(frame);
    track.frame(batch, 0);
    const slow = rowLine(rowOf(track.dissect(), { seconds: 0, nanos: 0 }));
    const out = new TextBuffer(8192);
    const isQuick = writer.row(track, batch, 0, { first: { seconds: 0, nanos: 0 }, previous: undefined }, 6, out);
    if (isQuick && fromUtf8(out.bytes.subarray(0, out.length)) !== slow)
      throw new Error(`${fromUtf8(out.bytes.subarray(0, out.length))} is not ${slow}`);
    return slow.trimEnd().replace(/^.* → \S+ +(\S+) \d+ /, '$1 ');
  };
  take(segmentBytes(true, SYN, 0, 0, '', talk), 1);
  take(segmentBytes(false, SYN | 0x10, 0, 1, '', talk), 2);
  return said.flatMap(([client, text, lost], k) => {
    const [mine, other] = client ? ([0, 1] as const) : ([1, 0] as const);
    const bytes = segmentBytes(client, PUSH, at[mine], at[other], text, talk);
    at[mine] += text.length;
    return lost === 'lost' ? [] : [take(bytes, k + 3, lost === undefined ? 0 : text.length - lost)];
  });
};

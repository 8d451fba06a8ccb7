/** Messages across TCP segments: fields that tell which segments a message was put together from. */

import type { Bytes } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import type { Origin } from '../../wire/origin.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

export const segmentFields: Fields = {
  segment_data: extra('TCP segment data', 'bytes', { text: (v) => `${(v as Uint8Array).length} bytes` }),
  segments: extra('Reassembled TCP Segments', 'bytes'),
  segment: extra('TCP Segment'),
  'segment.count': extra('Segment count'),
  'reassembled.length': extra('Reassembled TCP length'),
  'reassembled.data': extra('Reassembled TCP Data', 'bytes'),
};

/** Which segments the messages that end in this one came from, and what of it waits for the rest of a message. */
export const putSegments = (d: Dissecting): void => {
  const { completed } = d;
  if (completed === undefined) return;
  for (const m of completed.messages)
    if (m.bytes !== undefined && m.from.length > 1) {
      const here = m.from.at(-1)?.length ?? 0;
      if (here <= d.end - d.header) d.put('segment_data', d.header, here);
      putMessage(d, m.bytes, m.from);
    }
  if (completed.waiting > 0) d.put('segment_data', d.end - completed.waiting, completed.waiting);
};

const putMessage = (d: Dissecting, bytes: Bytes, from: readonly Origin[]): void => {
  const all = d.add('segments', bytes);
  if (all) all.text = `${from.length}, ${bytes.length} bytes: ${from.map((o) => `#${o.frame}(${o.length})`).join(', ')}`;
  d.under(all, () => {
    for (const { frame, offset, length } of from) {
      const put = d.add('segment', frame);
      if (put) put.text = `${frame}, payload: ${offset}-${offset + length - 1} (${length} bytes)`;
    }
    d.add('segment.count', from.length);
    d.add('reassembled.length', bytes.length);
    d.add('reassembled.data', bytes);
  });
};

/** Messages across TCP segments: fields that tell which segments a message was put together from. */

import { extra } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';

export const segmentFields: Fields = {
  segment_data: extra('TCP segment data', 'bytes', { text: (v) => `${(v as Uint8Array).length} bytes` }),
  segments: extra('Reassembled TCP Segments', 'bytes'),
  segment: extra('TCP Segment'),
  'segment.count': extra('Segment count'),
  'reassembled.length': extra('Reassembled TCP length'),
  'reassembled.data': extra('Reassembled TCP Data', 'bytes'),
};

/** Content of a media type that no layer dissects, as Wireshark shows it. */
import type { Bytes } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { contentType } from '../shared/content-type.ts';

export const media = layer('media', {
  title: 'Media Type',
  spec: 'RFC 6838',
  label: 'Media',
  fields: {},
  inMessages: true,
  extras: { type: extra('Media type', 'bytes', { text: (v, d) => `${contentType(d)} (${(v as Bytes).length} bytes)` }) },
  body: (d) => {
    if (d.end > d.start) d.put('type', d.start, d.end - d.start);
    d.header = d.end;
  },
});

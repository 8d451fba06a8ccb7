/** Raw IP (LINKTYPE_RAW): no link layer; the version in the first four bits says which IP it is. */
import { bits } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

export const raw = layer('raw', {
  title: 'Raw packet data',
  spec: 'LINKTYPE_RAW',
  label: 'Raw',
  peek: true,
  fields: { version: bits(4, 'Version', { shown: false, needs: 8 }), rest: bits(4, 'Rest', { shown: false }) },
  header: of([], () => 0),
  stack: (_, below) => (below === 'mpls' ? [] : ['raw']),
  sentences,
  next: ['version'],
  on: { link: [101, 12, 14], 'mpls.bottom': 1 },
});

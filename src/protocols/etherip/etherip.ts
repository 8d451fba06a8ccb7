/** Ethernet within IP, RFC 3378. */
import { bits, extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

const VERSION = 3;

export const etherip = layer('etherip', {
  title: 'Ethernet within IP',
  spec: 'RFC 3378',
  label: 'ETHERIP',
  fields: {
    ver: bits(4, 'Version', { fallback: VERSION }),
    reserved: bits(12, 'Reserved', { show: 'hex', width: 16, fallback: 0 }),
  },
  extras: {
    'ver.not3': extra('Version must be 3', 'none'),
    'reserved.not0': extra('Reserved field must be 0', 'none'),
  },
  on: { 'ip.proto': 97 },
  deep: true,
  heading: () => 'Ethernet within IP',
  sentences,
  info: () => '',
  body: (d) => {
    if (d.v.ver !== VERSION) {
      d.add('ver.not3', true);
      d.fault('version', d.start, 2, 'a version that is not 3 (RFC 3378)');
    }
    if (d.v.reserved !== 0) d.add('reserved.not0', true);
    d.follow(d.node('eth'), d.header);
  },
});

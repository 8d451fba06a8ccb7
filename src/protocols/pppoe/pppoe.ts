/** PPP over Ethernet, session stage, RFC 2516 §4. */
import { bits, u8, u16 } from '../../wire/field.ts';
import { layer, of } from '../../wire/layer.ts';
import { sentences } from './sentences.ts';

export const pppoe = layer('pppoe', {
  title: 'PPP-over-Ethernet Session',
  spec: 'RFC 2516',
  label: 'PPPoES',
  fields: {
    version: bits(4, 'Version', { fallback: 1 }),
    type: bits(4, 'Type', { fallback: 1 }),
    code: u8('Code', { show: 'hex', fallback: 0, names: { 0: 'Session Data' } }),
    session_id: u16('Session ID', { show: 'hex' }),
    payload_length: u16('Payload Length', { auto: (c) => c.payload }),
  },
  payload: of(['payload_length'], (n) => n),
  next: ['code'],
  stack: () => ['pppoes'],
  on: { 'eth.type': 0x8864 },
  sentences,
  info: () => 'Session Data',
});

/** DNS Stateful Operations, RFC 8490 §5.4: messages of entries in place of sections. */
import { extra } from '../../../wire/field.ts';
import { type EntryOf, entries, entry } from './entries.ts';
import { STATEFUL_TYPES } from './names.ts';
import { shape } from './part.ts';
import { rest, u32 } from './parts.ts';

const TYPES = {
  keepalive: entry(
    1,
    shape({
      inactivity: u32('dso.tlv.keepalive.inactivity', 'Inactivity Timeout'),
      interval: u32('dso.tlv.keepalive.interval', 'Keepalive Interval'),
    }),
  ),
  retry: entry(2, shape({ delay: u32('dso.tlv.retrydelay.retrydelay', 'Retry Delay') })),
  padding: entry(3, shape({ bytes: rest('dso.tlv.encpad.padding', 'Padding', { empty: true }) })),
} as const;

export type StatefulEntry = EntryOf<typeof TYPES>;

export const STATEFUL = entries(
  TYPES,
  {
    mark: 'dso.tlv',
    code: 'dso.tlv.type',
    length: 'dso.tlv.length',
    data: 'dso.tlv.data',
    always: false,
    text: (_d, _mark, code) => `DSO TLV: ${STATEFUL_TYPES[code] ?? `Unknown (${code})`}`,
  },
  {
    dso: extra('DNS Stateful Operation', 'none'),
    'dso.tlv': extra('DSO TLV', 'none'),
    'dso.tlv.type': extra('Type', 'dec', { names: STATEFUL_TYPES }),
    'dso.tlv.length': extra('Length'),
    'dso.tlv.data': extra('Data', 'bytes'),
  },
);

/** Transport Layer Security, RFC 8446 (1.3), RFC 5246 (1.2), RFC 4346 (1.1), RFC 2246 (1.0). */
import { layer } from '../../wire/layer.ts';
import { seen } from '../../wire/row.ts';
import type { Dissecting } from '../../wire/types.ts';
import { tlsFields } from './fields.ts';
import { giveNames } from './give-names.ts';
import { isSure, mayHave, needs, tells } from './quick.ts';
import { tlsReader } from './reader.ts';
import { putRecord } from './record-tree.ts';
import { tlsLabel, tlsRow } from './row.ts';
import { sentences } from './sentences.ts';

/** Services that speak TLS from their first byte. */
const PORTS = [443, 465, 563, 614, 636, 853, 989, 990, 992, 993, 994, 995, 5061, 8443, 8883];

export const tls = layer('tls', {
  title: 'Transport Layer Security',
  spec: 'RFC 8446',
  formerly: 'ssl',
  fields: {},
  extras: tlsFields,
  on: { 'tcp.port': PORTS },
  stream: tlsReader,
  // Records that follow each other in a segment are one there.
  stack: (_, below) => (below === 'tls' ? [] : ['tls']),
  sentences,
  body: putRecord,
  quick: { isSure, mayHave, tells, needs, carriesSecret: () => false, give: giveNames },
  own: () => undefined,
  row: tlsRow,
  isSetOff: true,
  // As Wireshark has it: neither ports nor a record that is not whole.
  begun: () => true,
  rowLabel: tlsLabel,
  labelOf: (d) => label(d),
});

const label = (d: Dissecting): string => tlsLabel({ ...seen(d.b), o: d.start, end: d.end, message: d.message });

/** Multicast DNS, RFC 6762: messages of DNS whose classes say more with their uppermost bit. */

import { layer } from '../../wire/layer.ts';
import { dnsExtras } from '../shared/dns/fields.ts';
import { giveRecords } from '../shared/dns/give-records.ts';
import { dnsHeader } from '../shared/dns/header.ts';
import { isSure, isWhole, mayHave } from '../shared/dns/quick.ts';
import { exchange } from '../shared/dns/reader.ts';
import { dnsRow } from '../shared/dns/row.ts';
import { dnsSentences } from '../shared/dns/sentences.ts';
import { headingOf, putMessage } from '../shared/dns/tree.ts';

export const mdns = layer('mdns', {
  title: 'Multicast Domain Name System',
  spec: 'RFC 6762',
  fields: dnsHeader,
  extras: dnsExtras,
  on: { 'udp.port': 5353 },
  exchange,
  quick: { isSure, isWhole, mayHave, carriesSecret: () => false, give: giveRecords(true) },
  row: dnsRow(true),
  heading: (d) => headingOf(d),
  headingNeeds: 4,
  rowNeeds: 4,
  sentences: dnsSentences(true),
  body: (d) => putMessage(d, true),
});

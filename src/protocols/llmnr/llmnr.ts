/** Link-Local Multicast Name Resolution, RFC 4795: messages of DNS with flags of their own. */

import { layer } from '../../wire/layer.ts';
import { dnsExtras } from '../shared/dns/fields.ts';
import { giveRecords } from '../shared/dns/give-records.ts';
import { llmnrHeader } from '../shared/dns/header.ts';
import { isSure, mayHave } from '../shared/dns/quick.ts';
import { exchange } from '../shared/dns/reader.ts';
import { dnsRow } from '../shared/dns/row.ts';
import { dnsSentences } from '../shared/dns/sentences.ts';
import { headingOf, putMessage } from '../shared/dns/tree.ts';

export const llmnr = layer('llmnr', {
  title: 'Link-local Multicast Name Resolution',
  spec: 'RFC 4795',
  fields: llmnrHeader,
  extras: dnsExtras,
  on: { 'udp.port': 5355 },
  exchange,
  quick: { isSure, mayHave, carriesSecret: () => false, give: giveRecords(false) },
  row: dnsRow(false),
  heading: (d) => headingOf(d),
  headingNeeds: 4,
  rowNeeds: 4,
  sentences: dnsSentences(true),
  body: (d) => putMessage(d, false),
});

/**
 * Domain Name System, RFC 1035. Records, options and the codec for services and clients are in shared/dns, since mDNS and LLMNR have them too.
 * What Wireshark 4.0 shows otherwise: OpenPGP keys as text up to a NUL, the name of a CHAIN option with its length bytes, CAA tags in capital
 * letters as unknown; labels of RFC 2673 are read there and refused here.
 */

import { layer } from '../../wire/layer.ts';
import { behind } from '../shared/dns/behind.ts';
import { dnsExtras } from '../shared/dns/fields.ts';
import { giveRecords } from '../shared/dns/give-records.ts';
import { dnsHeader } from '../shared/dns/header.ts';
import { isSure, isWhole, mayHave } from '../shared/dns/quick.ts';
import { dnsReader, exchange, guessMessage } from '../shared/dns/reader.ts';
import { dnsRow } from '../shared/dns/row.ts';
import { dnsSentences } from '../shared/dns/sentences.ts';
import { headingOf, putLength, putMessage } from '../shared/dns/tree.ts';

export const dns = layer('dns', {
  title: 'Domain Name System',
  spec: 'RFC 1035',
  fields: dnsHeader,
  extras: dnsExtras,
  behind,
  on: { 'udp.port': 53, 'tcp.port': [53, 5353], 'tls.port': 853, 'tls.alpn': 'dot' },
  stream: dnsReader,
  exchange,
  datagram: { guess: guessMessage },
  quick: { isSure, isWhole, mayHave, carriesSecret: () => false, give: giveRecords(false) },
  row: dnsRow(false),
  heading: (d) => headingOf(d),
  headingNeeds: 4,
  rowNeeds: 4,
  frames: (d) => putLength(d),
  sentences: dnsSentences(false),
  body: (d) => putMessage(d, false),
});

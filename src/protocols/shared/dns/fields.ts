/** The fields of DNS, mDNS and LLMNR that have no fixed place. All their names begin with `dns.`. */

import { bits, extra, flag, u16 } from '../../../wire/field.ts';
import { answeredFrame, answerTime } from '../../../wire/row.ts';
import type { Fields } from '../../../wire/types.ts';
import { dnsFields } from './part.ts';
import { spanText } from './parts.ts';
import { questionName, questionType } from './quick.ts';
import { OPT, RECORDS } from './records.ts';
import { STATEFUL } from './stateful.ts';
import { CLASSES, TYPES } from './types.ts';

/** In mDNS the uppermost bit of a class says more (RFC 6762 §10.2, §18.12). */
export const multicastQuestion = dnsFields({
  'qry.qu': flag('QU question'),
  'qry.class': bits(15, 'Class', { show: 'hex', width: 16, names: CLASSES }),
});
export const multicastRecord = dnsFields({
  'resp.cache_flush': flag('Cache flush'),
  'resp.class': bits(15, 'Class', { show: 'hex', width: 16, names: CLASSES }),
});
export const multicastSize = dnsFields({
  'resp.cache_flush': flag('Cache flush'),
  'rr.udp_payload_size': bits(15, 'UDP payload size', { show: 'hex', width: 16 }),
});

/** RFC 6891 §6.1.3. */
export const extendedFlags = dnsFields({
  'resp.z': u16('Z', { show: 'hex', sub: { do: flag('DO bit'), reserved: bits(15, 'Reserved', { show: 'hex', width: 16 }) } }),
});

const common: Fields = {
  length: extra('Length'),
  section: extra('Section', 'none', { unnamed: true }),
  entry: extra('Entry', 'none', { unnamed: true }),
  'count.zones': extra('Zones'),
  'count.prerequisites': extra('Prerequisites'),
  'count.updates': extra('Updates'),
  'qry.name': extra('Name', 'string', { from: questionName }),
  'qry.name.len': extra('Name Length'),
  'count.labels': extra('Label Count'),
  'qry.type': extra('Type', 'dec', { names: TYPES, from: questionType }),
  'qry.class': extra('Class', 'hex', { width: 16, names: CLASSES }),
  'srv.service': extra('Service', 'string'),
  'srv.proto': extra('Protocol', 'string'),
  'srv.name': extra('Name', 'string'),
  'resp.name': extra('Name', 'string'),
  'resp.type': extra('Type', 'dec', { names: TYPES }),
  'resp.class': extra('Class', 'hex', { width: 16, names: CLASSES }),
  'resp.ttl': extra('Time to live', 'dec', { text: (v) => `${v} (${spanText(Number(v))})` }),
  'resp.len': extra('Data length'),
  'rr.udp_payload_size': extra('UDP payload size'),
  'resp.ext_rcode': extra('Higher bits in extended RCODE', 'hex'),
  'resp.edns0_version': extra('EDNS0 version'),
  data: extra('Data', 'bytes'),
  'extraneous.data': extra('Bytes behind the message', 'bytes'),
  'extraneous.length': extra('Bytes behind the message'),
};

const worked: Fields = {
  response_to: extra('Request in', 'dec', { from: answeredFrame }),
  response_in: extra('Response in'),
  time: extra('Time', 'time', { unit: ' seconds', from: answerTime }),
  unsolicited: extra('Unsolicited', 'bool'),
  retransmission: extra('Retransmission', 'bool'),
  retransmit_request_in: extra('Retransmitted request, first in'),
  retransmit_response_in: extra('Retransmitted response, first in'),
};

export const dnsExtras: Fields = Object.assign(
  {},
  dnsFields(common),
  multicastQuestion,
  multicastRecord,
  extendedFlags,
  ...[...Object.values(RECORDS), OPT].map(({ shape }) => shape.fields),
  STATEFUL.fields,
  dnsFields(worked),
) as Fields;

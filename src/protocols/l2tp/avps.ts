/** What attributes of L2TP's control messages hold: RFC 2661 §4.4, and those of RFC 3931 §5.4 that are numbers or bytes. */
import { bits, extra, flag, u8, u16, u32 } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';

/** Types of control messages, as they are called for short (RFC 2661 §3.2, RFC 3931 §3.1). */
export const MESSAGES: Readonly<Record<number, string>> = {
  1: 'SCCRQ',
  2: 'SCCRP',
  3: 'SCCCN',
  4: 'StopCCN',
  6: 'Hello',
  7: 'OCRQ',
  8: 'OCRP',
  9: 'OCCN',
  10: 'ICRQ',
  11: 'ICRP',
  12: 'ICCN',
  14: 'CDN',
  15: 'WEN',
  16: 'SLI',
  18: 'SRRQ',
  19: 'SRRP',
  20: 'ACK',
  21: 'FSQ',
  22: 'FSR',
  23: 'MSRQ',
  24: 'MSRP',
  25: 'MSE',
  26: 'MSI',
  27: 'MSEN',
  28: 'CSUN',
  29: 'CSURQ',
};

/** What an attribute holds: fields of fixed length, then a text or bytes that go to its end. */
export interface Avp {
  readonly title: string;
  readonly fields?: Fields;
  /** Fields that are only there where the attribute is longer. */
  readonly more?: Fields;
  readonly rest?: string;
}

const reserved = (count: number) => ({ ignored: bits(count, 'Reserved', { unnamed: true }) });
const one = (title: string, key: string, field: Fields[string]): Avp => ({ title, fields: { [key]: field } });
const text = (title: string, rest: string): Avp => ({ title, rest });
const two = (title: string, high: string, low: string, names: readonly [string, string]): Avp => ({
  title,
  fields: { ...reserved(30), [high]: flag(names[0]), [low]: flag(names[1]) },
});

export const AVPS: Readonly<Record<number, Avp>> = {
  0: one('Control Message', 'avp.message_type', u16('Message Type', { names: MESSAGES })),
  1: {
    title: 'Result-Error Code',
    fields: { result_code: u16('Result code') },
    more: { 'avp.error_code': u16('Error code') },
    rest: 'avp.error_message',
  },
  2: { title: 'Protocol Version', fields: { 'avp.protocol_version': u8('Version'), 'avp.protocol_revision': u8('Revision') } },
  3: two('Framing Capabilities', 'avp.async_framing_supported', 'avp.sync_framing_supported', [
    'Async Framing Supported',
    'Sync Framing Supported',
  ]),
  4: two('Bearer Capabilities', 'avp.analog_access_supported', 'avp.digital_access_supported', [
    'Analog Access Supported',
    'Digital Access Supported',
  ]),
  5: text('Tie Breaker', 'tie_breaker'),
  6: one('Firmware Revision', 'avp.firmware_revision', u16('Firmware Revision')),
  7: text('Host Name', 'avp.host_name'),
  8: text('Vendor Name', 'avp.vendor_name'),
  9: one('Assigned Tunnel ID', 'avp.assigned_tunnel_id', u16('Assigned Tunnel ID')),
  10: one('Receive Window Size', 'avp.receive_window_size', u16('Receive Window Size')),
  11: text('Challenge', 'avp.chap_challenge'),
  12: {
    title: 'Q.931 Cause Code',
    fields: { 'avp.cause_code': u16('Cause Code'), 'avp.cause_msg': u8('Cause Msg') },
    rest: 'avp.advisory_msg',
  },
  13: text('Challenge Response', 'avp.chap_challenge_response'),
  14: one('Assigned Session ID', 'avp.assigned_session_id', u16('Assigned Session ID')),
  15: one('Call Serial Number', 'avp.call_serial_number', u32('Call Serial Number')),
  16: one('Minimum BPS', 'avp.minimum_bps', u32('Minimum BPS')),
  17: one('Maximum BPS', 'avp.maximum_bps', u32('Maximum BPS')),
  18: two('Bearer Type', 'avp.analog_bearer_type', 'avp.digital_bearer_type', ['Analog Bearer Type', 'Digital Bearer Type']),
  19: two('Framing Type', 'avp.async_framing_type', 'avp.sync_framing_type', ['Async Framing Type', 'Sync Framing Type']),
  21: text('Called Number', 'avp.called_number'),
  22: text('Calling Number', 'avp.calling_number'),
  23: text('Sub-Address', 'avp.sub_address'),
  24: one('Connect Speed', 'avp.connect_speed', u32('Connect Speed')),
  25: one('Physical Channel', 'avp.physical_channel', u32('Physical Channel')),
  26: text('Initial Received LCP CONFREQ', 'avp.initial_received_lcp_confreq'),
  27: text('Last Sent LCP CONFREQ', 'avp.last_sent_lcp_confreq'),
  28: text('Last Received LCP CONFREQ', 'avp.last_received_lcp_confreq'),
  29: one('Proxy Authen Type', 'avp.proxy_authen_type', u16('Proxy Authen Type')),
  30: text('Proxy Authen Name', 'avp.proxy_authen_name'),
  31: text('Proxy Authen Challenge', 'avp.proxy_authen_challenge'),
  32: { title: 'Proxy Authen ID', fields: { ...reserved(8), 'avp.proxy_authen_id': u8('Proxy Authen ID') } },
  33: text('Proxy Authen Response', 'avp.proxy_authen_response'),
  34: {
    title: 'Call status AVPs',
    fields: {
      ...reserved(16),
      'avp.crc_errors': u32('CRC Errors'),
      'avp.framing_errors': u32('Framing Errors'),
      'avp.hardware_overruns': u32('Hardware Overruns'),
      'avp.buffer_overruns': u32('Buffer Overruns'),
      'avp.time_out_errors': u32('Time-out Errors'),
      'avp.alignment_errors': u32('Alignment Errors'),
    },
  },
  35: { title: 'ACCM', fields: { ...reserved(16), 'avp.send_accm': u32('Send ACCM'), 'avp.receive_accm': u32('Receive ACCM') } },
  36: text('Random Vector', 'avp.random_vector'),
  37: text('Private group ID', 'avp.private_group_id'),
  38: one('RxConnect Speed', 'avp.rx_connect_speed', u32('Rx Connect Speed')),
  39: { title: 'Sequencing Required' },
  60: one('Router ID', 'avp.router_id', u32('Router ID')),
  61: one('Assigned Control Connection ID', 'avp.assigned_control_conn_id', u32('Assigned Control Connection ID')),
  63: one('Local Session ID', 'avp.local_session_id', u32('Local Session ID')),
  64: one('Remote Session ID', 'avp.remote_session_id', u32('Remote Session ID')),
  65: text('Assigned Cookie', 'avp.assigned_cookie'),
  66: text('Remote End ID', 'avp.remote_end_id'),
  68: one('Pseudowire Type', 'avp.pseudowire_type', u16('Pseudowire Type')),
  69: one('Layer2 Specific Sublayer', 'avp.layer2_specific_sublayer', u16('Layer2 Specific Sublayer')),
  70: one('Data Sequencing', 'avp.data_sequencing', u16('Data Sequencing')),
};

/** Texts, bytes and one long number that go to the end of an attribute. */
export const rests = {
  tie_breaker: extra('Tie Breaker', 'hex', { width: 64 }),
  'avp.error_message': extra('Error Message', 'string'),
  'avp.host_name': extra('Host Name', 'string'),
  'avp.vendor_name': extra('Vendor Name', 'string'),
  'avp.chap_challenge': extra('CHAP Challenge', 'bytes'),
  'avp.advisory_msg': extra('Advisory Msg', 'string'),
  'avp.chap_challenge_response': extra('CHAP Challenge Response', 'bytes'),
  'avp.called_number': extra('Called Number', 'string'),
  'avp.calling_number': extra('Calling Number', 'string'),
  'avp.sub_address': extra('Sub-Address', 'string'),
  'avp.initial_received_lcp_confreq': extra('Initial Received LCP CONFREQ', 'bytes'),
  'avp.last_sent_lcp_confreq': extra('Last Sent LCP CONFREQ', 'bytes'),
  'avp.last_received_lcp_confreq': extra('Last Received LCP CONFREQ', 'bytes'),
  'avp.proxy_authen_name': extra('Proxy Authen Name', 'string'),
  'avp.proxy_authen_challenge': extra('Proxy Authen Challenge', 'bytes'),
  'avp.proxy_authen_response': extra('Proxy Authen Response', 'bytes', { secret: true }),
  'avp.random_vector': extra('Random Vector', 'bytes'),
  'avp.private_group_id': extra('Private Group ID', 'bytes'),
  'avp.assigned_cookie': extra('Assigned Cookie', 'bytes'),
  'avp.remote_end_id': extra('Remote End ID', 'string'),
} satisfies Fields;

/** The fields of fixed length of all attributes. */
export const avpFields: Fields = Object.assign({}, ...Object.values(AVPS).map(({ fields, more }) => ({ ...fields, ...more })));

/** Fields of DHCPv6 messages and their options, with Wireshark's names. */
import { hexNumber } from '../../core/bytes.ts';
import { bits, extra, flag, u8 } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';
import { DUIDS, MESSAGES, NTP_PARTS, OPTIONS, STATUSES } from './names.ts';
import { rareFields } from './rare-fields.ts';

const HARDWARE = { 1: 'Ethernet', 6: 'IEEE 802', 27: 'EUI-64', 32: 'InfiniBand' };

const flagsOf = (parts: Fields) => u8('Flags', { show: 'hex', as: 'dhcpv6.client_fqdn_flags', sub: parts });

/** The client's own, and a server's. */
export const CLIENT_FLAGS: Fields = {
  client_fqdn_flags: flagsOf({
    reserved: bits(5, 'Reserved', { unnamed: true }),
    n: flag('N bit', { as: 'dhcpv6.clientfqdn.client.n' }),
    unused: bits(1, 'Reserved', { unnamed: true }),
    s: flag('S bit', { as: 'dhcpv6.clientfqdn.client.s' }),
  }),
};
export const SERVER_FLAGS: Fields = {
  server_fqdn_flags: flagsOf({
    reserved: bits(5, 'Reserved', { unnamed: true }),
    n: flag('N bit', { as: 'dhcpv6.clientfqdn.server.n' }),
    o: flag('O bit', { as: 'dhcpv6.clientfqdn.server.o' }),
    s: flag('S bit', { as: 'dhcpv6.clientfqdn.server.s' }),
  }),
};

export const messageFields: Fields = {
  inner: extra('Message type', 'dec', { as: 'dhcpv6.msgtype', names: MESSAGES }),
  xid: extra('Transaction ID', 'hex', { width: 24 }),
  hopcount: extra('Hopcount'),
  linkaddr: extra('Link address', 'ip6'),
  peeraddr: extra('Peer address', 'ip6'),
  'option.type_str': extra('Option', 'string'),
  'option.type': extra('Option', 'dec', { names: OPTIONS }),
  'option.length': extra('Length'),
  'option.value': extra('Value', 'bytes'),
  'duid.bytes': extra('DUID', 'bytes'),
  'duid.type': extra('DUID Type', 'dec', { names: DUIDS }),
  'duidllt.hwtype': extra('Hardware type', 'dec', { names: HARDWARE }),
  'duidllt.time': extra('DUID Time', 'date'),
  'duidllt.link_layer_addr': extra('Link-layer address', 'string'),
  'duidll.hwtype': extra('Hardware type', 'dec', { names: HARDWARE }),
  'duidll.link_layer_addr': extra('Link-layer address', 'string'),
  'duiden.enterprise': extra('Enterprise ID'),
  'duiden.identifier': extra('Identifier', 'bytes'),
  'duiduuid.bytes': extra('UUID', 'bytes'),
  iaid: extra('IAID', 'string'),
  'iaid.t1': extra('T1'),
  'iaid.t2': extra('T2'),
  iata: extra('IATA', 'string'),
  'iaaddr.ip': extra('IPv6 address', 'ip6'),
  'iaaddr.pref_lifetime': extra('Preferred lifetime'),
  'iaaddr.valid_lifetime': extra('Valid lifetime'),
  'iaprefix.pref_lifetime': extra('Preferred lifetime'),
  'iaprefix.valid_lifetime': extra('Valid lifetime'),
  'iaprefix.pref_len': extra('Prefix length'),
  'iaprefix.pref_addr': extra('Prefix address', 'ip6'),
  requested_option_code: extra('Requested Option code', 'dec', { names: OPTIONS }),
  option_preference: extra('Pref-value'),
  elapsed_time: extra('Elapsed time', 'dec', { unit: 'ms' }),
  'auth.protocol': extra('Protocol'),
  'auth.algorithm': extra('Algorithm'),
  'auth.rdm': extra('RDM'),
  'auth.replay_detection': extra('Replay Detection', 'bytes'),
  'auth.info': extra('Authentication Information', 'bytes'),
  'auth.realm': extra('DHCP realm', 'string'),
  'auth.key_id': extra('Key ID'),
  'auth.md5_data': extra('HMAC-MD5 data', 'bytes'),
  unicast: extra('IPv6 address', 'ip6'),
  status_code: extra('Status Code', 'dec', { names: STATUSES }),
  status_msg: extra('Status Message', 'string'),
  user_class: extra('User Class suboption', 'none', { unnamed: true }),
  'userclass.length': extra('Length'),
  'userclass.opaque_data': extra('Suboption', 'bytes'),
  'vendorclass.enterprise': extra('Enterprise ID'),
  'vendorclass.data': extra('vendor-class-data', 'string'),
  'vendoropts.enterprise': extra('Enterprise ID'),
  vendor_option: extra('option', 'none', { unnamed: true }),
  'vendoropts.enterprise.option_code': extra('Option code'),
  'vendoropts.enterprise.option_length': extra('Option length'),
  'vendoropts.enterprise.option_data': extra('Option data', 'bytes'),
  interface_id: extra('Interface-ID', 'bytes'),
  reconf_msg: extra('Reconfigure message type', 'dec', { names: { 5: 'Renew', 6: 'Rebind', 11: 'Information-request' } }),
  sip_server_domain_search_fqdn: extra('SIP Server Domain Search FQDN', 'string'),
  sip_server_a: extra('SIP server address', 'ip6'),
  dns_server: extra('DNS server address', 'ip6'),
  search_list_entry: extra('List entry', 'string'),
  nis_server: extra('NIS server address', 'ip6'),
  nisp_server: extra('NISP server address', 'ip6'),
  nis_fqdn: extra('NIS FQDN', 'string'),
  nisp_fqdn: extra('NISP FQDN', 'string'),
  sntp_server: extra('SNTP server address', 'ip6'),
  lifetime: extra('Lifetime'),
  'remoteid.enterprise': extra('Enterprise ID'),
  remoteid_enterprise_id: extra('Remote-ID', 'bytes'),
  subscriber_id: extra('Subscriber-ID', 'string'),
  client_domain: extra('Client Domain Name', 'string'),
  timezone: extra('Time-zone', 'string'),
  tzdb: extra('TZ-database', 'string'),
  clt_time: extra('Clt_time'),
  aftr_name: extra('DS-Lite AFTR Name', 'string'),
  ntp_part: extra('NTP server', 'none', { unnamed: true }),
  'ntpserver.option.type': extra('Suboption', 'dec', { names: NTP_PARTS }),
  'ntpserver.option.length': extra('Length'),
  'ntpserver.addr': extra('NTP Server Address', 'ip6'),
  'ntpserver.mc_addr': extra('NTP Multicast Address', 'ip6'),
  'ntpserver.fqdn': extra('NTP Server FQDN', 'string'),
  captive_portal: extra('Captive Portal', 'string'),
  relay_port: extra('Downstream Source Port'),
  mudurl: extra('MUDURL', 'string'),
  ...CLIENT_FLAGS,
  ...SERVER_FLAGS,
  ...rareFields,
};

export const messageText = (type: number): string => MESSAGES[type] ?? `Message Type ${type}`;
export const optionText = (code: number): string => OPTIONS[code] ?? `DHCP option ${code}`;
export const xidText = (xid: number): string => `XID: ${hexNumber(xid, 6)}`;

/** Options of PPP's control protocols: LCP RFC 1661 §6 (others: RFC 1570, 1662, 1990), IPCP RFC 1332 and 1877, IPV6CP RFC 5072. */
import { bits, extra, flag, ip4, prefixed, u8, u16, u32 } from '../../wire/field.ts';
import type { ControlOptions } from '../shared/ppp-control.ts';

/** Characters that an asynchronous line may need to be escaped, from the highest bit down. */
const CONTROLS = 'us rs gs fs esc sub em can etb syn nak dc4 dc3 dc2 dc1 dle si so cr ff vt lf ht bs bel ack enq eot etx stx soh nul'.split(
  ' ',
);
const ALGORITHMS = { 5: 'CHAP with MD5', 6: 'SHA-1', 128: 'MS-CHAP', 129: 'MS-CHAP-2' };
const AUTHENTICATION = { 0xc023: 'Password Authentication Protocol', 0xc223: 'Challenge Handshake Authentication Protocol', 0xc227: 'EAP' };
const CLASSES = { 0: 'none', 1: 'of its own', 2: 'IPv4 address', 3: 'MAC address', 4: 'magic numbers', 5: 'telephone number' };

export const lcpOptions: ControlOptions = {
  1: { title: 'Maximum Receive Unit', mark: 'opt.mtu_bytes', fields: { 'opt.mru': u16('Maximum Receive Unit') } },
  2: {
    title: 'Async Control Character Map',
    mark: 'opt.asyncmap_bytes',
    fields: {
      'opt.asyncmap': u32('Async Control Character Map', {
        show: 'hex',
        sub: prefixed('lcp', Object.fromEntries(CONTROLS.map((name) => [`opt.asyncmap.${name}`, flag(name.toUpperCase())]))),
      }),
    },
  },
  3: {
    title: 'Authentication Protocol',
    mark: 'opt.auth_protocol_bytes',
    fields: { 'opt.auth_protocol': u16('Authentication Protocol', { show: 'hex', names: AUTHENTICATION }) },
    rest: 'opt.algorithm',
  },
  4: {
    title: 'Quality Protocol',
    mark: 'opt.quality_protocol_bytes',
    fields: { 'opt.quality_protocol': u16('Quality Protocol', { show: 'hex', names: { 0xc025: 'Link Quality Report' } }) },
    rest: 'opt.data',
  },
  5: { title: 'Magic Number', mark: 'opt.magic_number_bytes', fields: { 'opt.magic_number': u32('Magic Number', { show: 'hex' }) } },
  7: { title: 'Protocol Field Compression', mark: 'opt.field_compress' },
  8: { title: 'Address and Control Field Compression', mark: 'opt.addr_field_compress' },
  13: { title: 'Callback', mark: 'opt.callback', fields: { 'opt.operation': u8('Operation') }, rest: 'opt.message' },
  17: { title: 'Multilink MRRU', mark: 'opt.multilink_mrru', fields: { 'opt.mrru': u16('MRRU') } },
  18: { title: 'Multilink Short Sequence Number Header', mark: 'opt.multilink_ssnh' },
  19: {
    title: 'Multilink Endpoint Discriminator',
    mark: 'opt.multilink_ep_disc',
    fields: { 'opt.ep_disc_class': u8('Class', { names: CLASSES }) },
    rest: 'opt.ep_disc',
  },
};

/** Fields that go to the end of an option of LCP. */
export const lcpRests = {
  'opt.algorithm': extra('Algorithm', 'dec', { names: ALGORITHMS }),
  'opt.data': extra('Data', 'bytes'),
  'opt.message': extra('Message', 'bytes'),
  'opt.ep_disc': extra('Address', 'bytes', { unnamed: true }),
};

const address = (title: string, mark: string, key: string, what = title): ControlOptions[number] => ({
  title,
  mark,
  fields: { [key]: ip4(what) },
});
const COMPRESSION = { 0x2d: 'VJ compression', 0x61: 'IP header compression', 0x03: 'Robust header compression' };

export const ipcpOptions: ControlOptions = {
  1: {
    title: 'IP Addresses (deprecated)',
    mark: 'opt.addrs',
    fields: { 'opt.src_address': ip4('Source IP Address'), 'opt.dst_address': ip4('Destination IP Address') },
  },
  2: {
    title: 'IP Compression Protocol',
    mark: 'opt.compress',
    fields: {
      'opt.compress_proto': u16('IP Compression Protocol', { show: 'hex', names: COMPRESSION }),
      'opt.max_slot_id': u8('Max Slot ID'),
      'opt.slot_unused': bits(7, 'Reserved', { unnamed: true }),
      'opt.comp_slot_id': flag('Comp Slot ID'),
    },
  },
  3: address('IP Address', 'opt.addr', 'opt.ip_address'),
  4: address("Mobile Node's Home IP Address", 'opt.mobileipv4', 'opt.mobilenodehomeaddress'),
  129: address('Primary DNS Server IP Address', 'opt.pri_dns', 'opt.pri_dns_address'),
  130: address('Primary NBNS Server IP Address', 'opt.pri_nbns', 'opt.pri_nbns_address'),
  131: address('Secondary DNS Server IP Address', 'opt.sec_dns', 'opt.sec_dns_address'),
  132: address('Secondary NBNS Server IP Address', 'opt.sec_nbns', 'opt.sec_nbns_address'),
};

export const ipv6cpOptions: ControlOptions = {
  1: { title: 'Interface Identifier', mark: 'opt.interface_identifier', rest: 'interface_identifier' },
};

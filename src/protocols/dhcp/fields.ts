/** Fields that the options of DHCP put, with Wireshark's names. */
import { bits, extra, flag, u8 } from '../../wire/field.ts';
import type { FieldSpec, Fields } from '../../wire/types.ts';
import { AGENT_PARTS, ARCHITECTURES, AUTOMATIC, DUIDS, HARDWARE, MESSAGES, NODES, OVERLOADS } from './names.ts';
import { OPTION_NAMES, type OptionKind, PLAIN } from './options.ts';
import { rareFields } from './rare-values.ts';

const NAMES: Readonly<Record<string, FieldSpec['names']>> = {
  dhcp: MESSAGES,
  netbios_over_tcpip_node_type: NODES,
  dhcp_auto_configuration: AUTOMATIC,
  client_system_architecture: ARCHITECTURES,
  'forcerenew_nonce.algorithm': { 1: 'HMAC-MD5' },
};

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  all_subnets_are_local: ['No', 'Yes'],
  mask_supplier: ['No', 'Yes'],
};

/** `(90061s) 1 day, 1 hour, 1 minute, 1 second`. */
export const secondsText = (seconds: number): string => `(${seconds}s) ${seconds === 0xffff_ffff ? 'infinity' : spoken(seconds)}`;

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

const spoken = (seconds: number): string => {
  let left = Math.abs(seconds);
  const parts = UNITS.flatMap(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  return `${seconds < 0 ? '-' : ''}${parts.join(', ') || '0 seconds'}`;
};

const ofKind = (kind: OptionKind, key: string, title: string): FieldSpec => {
  const names = NAMES[key];
  const [off, on] = WORDS[key] ?? ['Disabled', 'Enabled'];
  switch (kind) {
    case 'address':
    case 'addresses':
      return extra(title, 'ip4');
    case 'text':
      return extra(title, 'string');
    case 'seconds':
      return extra(title, 'dec', { text: (v) => secondsText(Number(v)) });
    case 'flag':
      return extra(title, 'bool', { text: (v) => (v === true || Number(v) !== 0 ? on : off) });
    default:
      return extra(title, 'dec', names && { names });
  }
};

const plainFields: Fields = Object.fromEntries(
  Object.entries(PLAIN).map(([code, [kind, key, title]]) => [
    `option.${key}`,
    ofKind(kind, key, title ?? OPTION_NAMES[Number(code)] ?? key),
  ]),
);

/** `(12) Host Name`. */
export const optionText = (code: number): string => `(${code}) ${OPTION_NAMES[code] ?? (code < 224 ? 'Unassigned' : 'Private')}`;

const fqdn: Fields = {
  'fqdn.flags': u8('Flags', {
    show: 'hex',
    sub: {
      mbz: bits(4, 'Reserved flags', { as: 'dhcp.fqdn.mbz', show: 'hex', width: 8 }),
      n: flag('Server DDNS', { as: 'dhcp.fqdn.n' }),
      e: flag('Encoding', { as: 'dhcp.fqdn.e' }),
      o: flag('Server overrides', { as: 'dhcp.fqdn.o' }),
      s: flag('Server', { as: 'dhcp.fqdn.s' }),
    },
  }),
  'fqdn.rcode1': u8('A-RR result'),
  'fqdn.rcode2': u8('PTR-RR result'),
};

export const FQDN = fqdn;
const AGENT = 'option.agent_information_option';

export const optionFields: Fields = {
  'option.type': extra('Option', 'dec', { text: (v) => optionText(Number(v)) }),
  'option.length': extra('Length'),
  'option.value': extra('Value', 'bytes'),
  'option.hidden': extra('Value', 'bytes', { as: 'dhcp.option.value', hidden: true }),
  'option.end': extra('Option End'),
  'option.padding': extra('Padding', 'bytes'),
  ...plainFields,
  'option.request_list_item': extra('Parameter Request List Item', 'dec', { text: (v) => optionText(Number(v)) }),
  'option.option_overload': extra('Option Overload', 'dec', { names: OVERLOADS }),
  'option.dhcp_name_service_search_option': extra('Name Service', 'string'),
  'option.policy_filter.ip': extra('IP Address', 'ip4'),
  'option.policy_filter.subnet_mask': extra('Subnet Mask', 'ip4'),
  'option.static_route.ip': extra('Destination IP Address', 'ip4'),
  'option.static_route.router': extra('Destination Router', 'ip4'),
  'option.classless_static_route': extra('Route', 'bytes'),
  'option.dhcp_dns_domain_search_list_fqdn': extra('FQDN', 'string'),
  'option.vendor.value': extra('Value', 'bytes'),
  'option.lost_server_domain_name': extra('LoST Server Domain Name', 'string'),
  'option.user_class': extra('Instance of User Class', 'dec', { text: (v) => `[${v}]` }),
  'option.user_class.length': extra('User Class Length'),
  'option.user_class.data': extra('User Class Data', 'bytes'),
  'option.slp_directory_agent.value': extra('Value', 'dec', { names: { 0: 'Dynamic Discovery', 1: 'Static Discovery' } }),
  'option.slp_directory_agent.slpda_address': extra('IP Address', 'ip4'),
  'option.slp_service_scope.value': extra('Value', 'dec', { names: { 0: 'Preferred Scope', 1: 'Mandatory Scope' } }),
  'option.slp_service_scope.string': extra('SLP Service Scope', 'string'),
  'option.sip_server.encoding': extra('SIP Server Encoding', 'dec', { names: { 0: 'Fully Qualified Domain Name', 1: 'IPv4 Address' } }),
  'option.sip_server.name': extra('SIP Server Name', 'string'),
  'option.sip_server.address': extra('SIP Server Address', 'ip4'),
  'option.vi_class.enterprise': extra('Enterprise'),
  'option.vi_class.length': extra('Length'),
  'option.vi_class.data': extra('Data', 'string'),
  'option.vi.enterprise': extra('Enterprise'),
  'option.vi.length': extra('Length'),
  'option.suboption_length': extra('Length'),
  'vendor.suboption': extra('Option 125 Suboption'),
  'vendor.data': extra('Data', 'bytes'),
  [`${AGENT}.suboption`]: extra('Option 82 Suboption', 'dec', { text: (v) => `(${v}) ${AGENT_PARTS[Number(v)] ?? 'Unknown'}` }),
  [`${AGENT}.hidden`]: extra('Value', 'bytes', { as: `dhcp.${AGENT}.value`, hidden: true }),
  [`${AGENT}.value`]: extra('Value', 'bytes'),
  [`${AGENT}.agent_circuit_id`]: extra('Agent Circuit ID', 'bytes'),
  [`${AGENT}.agent_remote_id`]: extra('Agent Remote ID', 'bytes'),
  [`${AGENT}.link_selection`]: extra('Link selection', 'ip4'),
  [`${AGENT}.subscriber_id`]: extra('Subscriber ID', 'string'),
  [`${AGENT}.flags`]: extra('Flags', 'hex', { width: 8 }),
  [`${AGENT}.server_id_override`]: extra('Server ID Override', 'ip4'),
  [`${AGENT}.vi.enterprise`]: extra('Enterprise'),
  [`${AGENT}.vi.data_length`]: extra('Data Length'),
  'option.civic_location.what': extra('What', 'dec', {
    names: { 0: 'Location of the DHCP server', 1: 'Location of the network element', 2: 'Location of the client' },
  }),
  'option.civic_location.country': extra('Country', 'string'),
  'option.dhcp_authentication.protocol': extra('Protocol', 'dec', { names: { 0: 'configuration token', 1: 'delayed authentication' } }),
  'option.dhcp_authentication.alg_delay': extra('Delay Algorithm', 'dec', { names: { 1: 'HMAC_MD5' } }),
  'option.dhcp_authentication.rdm': extra('Replay Detection Method', 'dec', { names: { 0: 'Monotonically-increasing counter' } }),
  'option.dhcp_authentication.rdm_replay_detection': extra('RDM Replay Detection Value', 'hex', { width: 64 }),
  'option.dhcp_authentication.secret_id': extra('Secret ID', 'hex', { width: 32 }),
  'option.dhcp_authentication.hmac_md5_hash': extra('HMAC MD5 Hash', 'bytes'),
  'option.dhcp_authentication.information': extra('Authentication Information', 'bytes'),
  ...rareFields,
  ...fqdn,
  'fqdn.name': extra('Client name', 'string'),
  'client_id.type': extra('Type'),
  'client_id.undef': extra('Client Identifier', 'string'),
  'client_id.iaid': extra('IAID', 'string'),
  'client_id.duid_type': extra('DUID Type', 'dec', { names: DUIDS }),
  'client_id.duid_llt_hw_type': extra('Hardware type', 'dec', { names: HARDWARE }),
  'client_id.duid_ll_hw_type': extra('Hardware type', 'dec', { names: HARDWARE }),
  'client_id.time': extra('Time'),
  'client_id.link_layer_address': extra('Link layer address', 'string'),
  'client_id.enterprise_num': extra('Enterprise-number'),
  client_id: extra('Identifier', 'bytes'),
  'client_id.uuid': extra('Client Identifier (UUID)', 'string'),
  client_network_id_major: extra('Major Version'),
  client_network_id_minor: extra('Minor Version'),
};

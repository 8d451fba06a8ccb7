/** Fields of DHCPv6 options of softwires (RFC 7598), of servers that share their leases (RFC 8156) and of those that ask for them (RFC 5007). */
import { bits, extra, flag, ip4, u8, u16 } from '../../wire/field.ts';
import type { Fields } from '../../wire/types.ts';

export const RULE: Fields = {
  's46_rule.flags': u8('Flags', {
    show: 'hex',
    sub: { reserved: bits(7, 'Reserved', { show: 'bool' }), fmr: flag('Forwarding Mapping Rule') },
  }),
  's46_rule.ea_len': u8('EA-bit length'),
  's46_rule.ipv4_pref_len': u8('IPv4 prefix length'),
  's46_rule.ipv4_prefix': ip4('IPv4 prefix'),
  's46_rule.ipv6_prefix_len': u8('IPv6 prefix length'),
};

export const BINDING: Fields = { 's46_v4v6bind.ipv4_address': ip4('IPv4 Address'), 's46_v4v6bind.ipv6_pref_len': u8('IPv6 prefix length') };

export const PORTS: Fields = {
  's46_portparam.offset': u8('Offset'),
  's46_portparam.psid_len': u8('PSID length'),
};

export const CONNECT_FLAGS: Fields = {
  'failover.connect.flags': u16('Flags', {
    show: 'hex',
    sub: { reserved: bits(15, 'Reserved', { show: 'bool' }), f: flag('Fixed PD Length (F)') },
  }),
};

export const DNS_FLAGS: Fields = {
  'failover.dns.flags': u16('Flags', {
    show: 'hex',
    sub: {
      reserved: bits(12, 'Reserved', { show: 'bool' }),
      u: flag('Using Requested FQDN (U)'),
      s: flag('Synthesized Name (S)'),
      r: flag('Rev Uptodate (R)'),
      f: flag('Fwd Uptodate (F)'),
    },
  }),
};

export const PARTNER_FLAGS: Fields = {
  'failover.server.flags': u8('Flags', {
    show: 'hex',
    sub: {
      reserved: bits(5, 'Reserved', { show: 'bool' }),
      a: flag('Ack Startup (A)'),
      s: flag('Startup (S)'),
      c: flag('Communicated (C)'),
    },
  }),
};

export const VERSION: Fields = {
  'failover.protocol.major_version': u16('Protocol Major Version'),
  'failover.protocol.minor_version': u16('Protocol Minor Version'),
};

export const rareFields: Fields = {
  ...RULE,
  ...BINDING,
  ...PORTS,
  ...CONNECT_FLAGS,
  ...DNS_FLAGS,
  ...PARTNER_FLAGS,
  ...VERSION,
  's46_portparam.psid': extra('PSID'),
  bcmcs_server_fqdn: extra('BCMCS server FQDN', 'string'),
  bcmcs_server_a: extra('BCMCS server address', 'ip6'),
  pana_agent: extra('PANA agents address', 'ip6'),
  capwap_ac_v6: extra('CAPWAP Access Controllers address', 'ip6'),
  lq_query: extra('Query-type'),
  lq_query_link_address: extra('Link address', 'ip6'),
  lq_relay_data_peer_addr: extra('Peer address', 'ip6'),
  lq_relay_data_msg: extra('DHCPv6 relay message', 'string'),
  lq_client_link: extra('LQ client links address', 'ip6'),
  'pd_exclude.pref_len': extra('Prefix length'),
  'pd_exclude.subnet_id': extra('IPv6 subnet ID', 'bytes'),
  option_code: extra('S46 Option code', 'hex', { width: 16 }),
  's46_rule.ipv6_prefix': extra('IPv6 prefix', 'ip6'),
  's46_br.address': extra('BR address', 'ip6'),
  's46_dmr.dmr_pref_len': extra('IPv6 prefix length'),
  's46_dmr.dmr_prefix': extra('IPv6 prefix', 'ip6'),
  's46_v4v6bind.ipv6_prefix': extra('IPv6 prefix', 'ip6'),
  'failover.binding_status': extra('Failover Binding Status', 'dec', {
    names: {
      0: 'reserved',
      1: 'ACTIVE',
      2: 'EXPIRED',
      3: 'RELEASED',
      4: 'PENDING-FREE',
      5: 'FREE',
      6: 'FREE-BACKUP',
      7: 'ABANDONED',
      8: 'RESET',
    },
  }),
  'failover.dns_hostname': extra('DNS Hostname', 'string'),
  'failover.dns_zonename': extra('DNS Zone Name', 'string'),
  'failover.expiration_time': extra('Expiration Time'),
  'failover.max_unacked_bndupd': extra('Max number of unacked BNDUPD messages'),
  'failover.mclt': extra('Maximum Client Lead Time (MCLT)'),
  'failover.partner_lifetime': extra('Partner Lifetime'),
  'failover.partner_lifetime_sent': extra('Partner Lifetime Sent'),
  'failover.partner_down_time': extra('Partner Down Time'),
  'failover.partner_raw_clt_time': extra('Partner Raw Client Time'),
  'failover.keepalive_time': extra('Keepalive Time'),
  'failover.reconfigure_time': extra('Reconfigure Time'),
  'failover.reconfigure_key': extra('Reconfigure Key', 'bytes'),
  'failover.relationship_name': extra('Relationship Name', 'string'),
  'failover.server_state': extra('Server State', 'dec', {
    names: {
      0: 'reserved',
      1: 'Startup state (1)',
      2: 'Normal state',
      3: 'Communications interrupted',
      4: 'Partner down',
      5: 'Synchronizing',
      6: 'Recovering bindings from partner',
      7: 'Waiting out MCLT after RECOVER',
      8: 'Interlock state prior to NORMAL',
      9: 'Comm. failed during resolution',
      10: 'Primary resolved its conflicts',
    },
  }),
  'failover.start_time_of_state': extra('Start Time of State'),
  'failover.state_expiration_time': extra('State Expiration Time'),
};

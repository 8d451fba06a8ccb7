/** Values of DHCPv6's options (RFC 8415 §21 and others). */

import { macText } from '../../core/address.ts';
import { type Bytes, hex, u16, u32 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import { dateNanos } from '../../core/time.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { behindName, findName, nameText } from '../shared/dns-name.ts';
import { CLIENT_FLAGS, SERVER_FLAGS } from './fields.ts';
import { NTP_PARTS } from './names.ts';
import { BINDING, CONNECT_FLAGS, DNS_FLAGS, PARTNER_FLAGS, PORTS, RULE, VERSION } from './rare-fields.ts';

/** The value in [o, end) of an option of a message of this type; `inner` puts the options that lie in it. */
export interface OptionAt {
  readonly o: number;
  readonly end: number;
  readonly type: number;
  inner(o: number, end: number): void;
}
export interface ReadOption {
  /** Bytes that it has at least. */
  readonly least: number;
  read(d: Dissecting, at: OptionAt): void;
}

const option = (least: number, read: ReadOption['read']): ReadOption => ({ least, read });

const number = (key: string, size: number): ReadOption => option(size, (d, { o }) => void d.put(key, o, size));

const text = (key: string): ReadOption =>
  option(0, (d, { o, end }) => {
    if (end > o) d.put(key, o, end - o, fromLatin1(d.b, o, end));
  });

const bytes = (key: string): ReadOption =>
  option(0, (d, { o, end }) => {
    if (end > o) d.put(key, o, end - o);
  });

const addresses = (key: string): ReadOption =>
  option(16, (d, { o, end }) => {
    for (let at = o; at + 16 <= end; at += 16) d.put(key, at, 16);
  });

/** With the dot of the root. */
const names = (key: string, dot = '.'): ReadOption =>
  option(1, (d, { o, end }) => {
    for (let at = o; at < end; ) {
      const next = behindName(d.b, at, end);
      if (next <= at) return d.fault('option', at, end - at, 'a name that does not end in its option (RFC 8415 §10)');
      d.put(key, at, next - at, `${shownName(d.b, at, end).slice(0, -1)}${dot}`);
      at = next;
    }
  });

const shownName = (b: Bytes, at: number, end: number): string => {
  const name = nameText(b, findName(b, at, at, end));
  return name.endsWith('.') ? name : `${name}.`;
};

const identifier = option(2, (d, { o, end }) => {
  const type = u16(d.b, o);
  d.put('duid.bytes', o, end - o);
  d.put('duid.type', o, 2);
  const needs = [0, 8, 6, 4, 3][type] ?? 0;
  if (end - o < needs) return d.fault('option', o, end - o, `a DUID of type ${type} has at least ${needs} bytes (RFC 8415 §11)`, 'error');
  if (type === 1) {
    d.put('duidllt.hwtype', o + 2, 2);
    d.put('duidllt.time', o + 4, 4, dateOf(u32(d.b, o + 4)));
    putAddress(d, 'duidllt.link_layer_addr', o + 8, end);
  } else if (type === 2) {
    d.put('duiden.enterprise', o + 2, 4);
    if (end > o + 6) d.put('duiden.identifier', o + 6, end - o - 6);
  } else if (type === 3) {
    d.put('duidll.hwtype', o + 2, 2);
    putAddress(d, 'duidll.link_layer_addr', o + 4, end);
  } else if (type === 4) d.put('duiduuid.bytes', o + 2, end - o - 2);
});

/** Seconds since 2000. */
const dateOf = (seconds: number): bigint => dateNanos(Date.UTC(2000, 0) / 1000 + seconds);

const putAddress = (d: Dissecting, key: string, o: number, end: number): void => {
  if (end > o) d.put(key, o, end - o, macText(d.b.subarray(o, end)));
};

const association = option(12, (d, { o, end, inner }) => {
  d.put('iaid', o, 4, hex(d.b.subarray(o, o + 4)));
  d.put('iaid.t1', o + 4, 4);
  d.put('iaid.t2', o + 8, 4);
  inner(o + 12, end);
});

const temporary = option(4, (d, { o, end, inner }) => {
  d.put('iata', o, 4, hex(d.b.subarray(o, o + 4)));
  inner(o + 4, end);
});

const address = option(24, (d, { o, end, inner }) => {
  d.put('iaaddr.ip', o, 16);
  d.put('iaaddr.pref_lifetime', o + 16, 4);
  d.put('iaaddr.valid_lifetime', o + 20, 4);
  inner(o + 24, end);
});

const prefix = option(25, (d, { o, end, inner }) => {
  d.put('iaprefix.pref_lifetime', o, 4);
  d.put('iaprefix.valid_lifetime', o + 4, 4);
  d.put('iaprefix.pref_len', o + 8, 1);
  d.put('iaprefix.pref_addr', o + 9, 16);
  inner(o + 25, end);
});

const wanted = option(2, (d, { o, end }) => {
  for (let at = o; at + 2 <= end; at += 2) d.put('requested_option_code', at, 2);
});

const elapsed = option(2, (d, { o }) => void d.put('elapsed_time', o, 2, u16(d.b, o) * 10));

const status = option(2, (d, { o, end }) => {
  d.put('status_code', o, 2);
  if (end > o + 2) d.put('status_msg', o + 2, end - o - 2);
});

/** Lengths of two bytes, each before its data. */
const runs = (d: Dissecting, from: number, end: number, put: (at: number, to: number) => void): void => {
  for (let at = from; at + 2 <= end; ) {
    const to = at + 2 + u16(d.b, at);
    if (to > end) d.fault('option', at, end - at, 'a part that ends beyond its option (RFC 8415)', 'error');
    else put(at, to);
    at = to;
  }
};

const userClass = option(0, (d, { o, end }) =>
  runs(d, o, end, (at, to) =>
    d.under(d.put('user_class', at, to - at, true), () => {
      d.put('userclass.length', at, 2);
      if (to > at + 2) d.put('userclass.opaque_data', at + 2, to - at - 2);
    }),
  ),
);

const vendorClass = option(4, (d, { o, end }) => {
  d.put('vendorclass.enterprise', o, 4);
  runs(d, o + 4, end, (at, to) => {
    if (to > at + 2) d.put('vendorclass.data', at + 2, to - at - 2, fromLatin1(d.b, at + 2, to));
  });
});

const vendorOptions = option(4, (d, { o, end }) => {
  d.put('vendoropts.enterprise', o, 4);
  for (let at = o + 4; at + 4 <= end; ) {
    const to = at + 4 + u16(d.b, at + 2);
    if (to > end) return d.fault('option', at, end - at, 'a part that ends beyond its option (RFC 8415)', 'error');
    const from = at;
    d.under(d.put('vendor_option', at, to - at, true), () => {
      d.put('vendoropts.enterprise.option_code', from, 2);
      d.put('vendoropts.enterprise.option_length', from + 2, 2);
      if (to > from + 4) d.put('vendoropts.enterprise.option_data', from + 4, to - from - 4);
    });
    at = to;
  }
});

const AUTH_HEAD = 11;
const DIGEST = 20;

const authentication = option(AUTH_HEAD, (d, { o, end, type }) => {
  d.put('auth.protocol', o, 1);
  d.put('auth.algorithm', o + 1, 1);
  d.put('auth.rdm', o + 2, 1);
  d.put('auth.replay_detection', o + 3, 8);
  const from = o + AUTH_HEAD;
  const isDelayed = d.b[o] === 2 && type !== 1 && end - from >= DIGEST;
  if (!isDelayed) return void (end > from && d.put('auth.info', from, end - from));
  const key = end - DIGEST;
  if (key > from) d.put('auth.realm', from, key - from);
  d.put('auth.key_id', key, 4);
  d.put('auth.md5_data', key + 4, DIGEST - 4);
});

const SERVERS: ReadonlySet<number> = new Set([2, 7]);

const clientName = option(1, (d, { o, end, type }) => {
  d.struct(SERVERS.has(type) ? SERVER_FLAGS : CLIENT_FLAGS, o);
  if (end > o + 1) d.put('client_domain', o + 1, end - o - 1, shownName(d.b, o + 1, end));
});

const remote = option(4, (d, { o, end }) => {
  d.put('remoteid.enterprise', o, 4);
  if (end > o + 4) d.put('remoteid_enterprise_id', o + 4, end - o - 4);
});

const timeServers = option(4, (d, { o, end }) => {
  for (let at = o; at + 4 <= end; ) {
    const to = at + 4 + u16(d.b, at + 2);
    if (to > end) return d.fault('option', at, end - at, 'a part that ends beyond its option (RFC 5908)', 'error');
    putTimeServer(d, at, to);
    at = to;
  }
});

const putTimeServer = (d: Dissecting, at: number, to: number): void => {
  const mark = d.put('ntp_part', at, to - at, true);
  const kind = u16(d.b, at);
  if (mark) mark.text = NTP_PARTS[kind] ?? 'NTP server';
  d.under(mark, () => {
    d.put('ntpserver.option.type', at, 2);
    d.put('ntpserver.option.length', at + 2, 2);
    if (kind === 3 && to > at + 4) d.put('ntpserver.fqdn', at + 4, to - at - 4, shownName(d.b, at + 4, to));
    else if (to - at === 20 && (kind === 1 || kind === 2)) d.put(kind === 1 ? 'ntpserver.addr' : 'ntpserver.mc_addr', at + 4, 16);
  });
};

const containing = option(0, (_, { o, end, inner }) => inner(o, end));

/** A prefix without the bytes that it does not need; no more than its option has. */
const putPrefix = (d: Dissecting, key: string, o: number, end: number, bits: number): number => {
  const size = Math.min(16, (bits + 7) >> 3, end - o);
  if (size > 0 && d.has(o, size)) {
    const address = new Uint8Array(16);
    address.set(d.b.subarray(o, o + size));
    d.put(key, o, size, address);
  }
  return o + size;
};

// ---- softwires, RFC 7598 -----------------------------------------------------------------------------------------------

const rule = option(8, (d, { o, end, inner }) => {
  if (d.struct(RULE, o) === undefined) return;
  const at = putPrefix(d, 's46_rule.ipv6_prefix', o + 8, end, d.v['s46_rule.ipv6_prefix_len'] ?? 0);
  if (at < end) inner(at, end);
});
const defaultRule = option(1, (d, { o, end }) => {
  if (d.put('s46_dmr.dmr_pref_len', o, 1)) putPrefix(d, 's46_dmr.dmr_prefix', o + 1, end, d.b[o] ?? 0);
});
const binding = option(5, (d, { o, end, inner }) => {
  if (d.struct(BINDING, o) === undefined) return;
  const at = putPrefix(d, 's46_v4v6bind.ipv6_prefix', o + 5, end, d.v['s46_v4v6bind.ipv6_pref_len'] ?? 0);
  if (at < end) inner(at, end);
});
const struct = (least: number, fields: Fields): ReadOption => option(least, (d, { o }) => void d.struct(fields, o));

const ports = option(4, (d, { o }) => {
  if (d.struct(PORTS, o) !== undefined) d.put('s46_portparam.psid', o + 2, 2, u16(d.b, o + 2) >> Math.max(0, 16 - (d.b[o + 1] ?? 0)));
});

/** RFC 6603: a part of a lent prefix that stays where it was. */
const excluded = option(2, (d, { o, end }) => {
  d.put('pd_exclude.pref_len', o, 1);
  d.put('pd_exclude.subnet_id', o + 1, end - o - 1);
});

// ---- what other servers ask, RFC 5007 ------------------------------------------------------------------------------------

const query = option(17, (d, { o, end, inner }) => {
  d.put('lq_query', o, 1);
  d.put('lq_query_link_address', o + 1, 16);
  if (end > o + 17) inner(o + 17, end);
});
const relayed = option(16, (d, { o, end }) => {
  d.put('lq_relay_data_peer_addr', o, 16);
  if (end > o + 16) d.put('lq_relay_data_msg', o + 16, end - o - 16);
});

/** By option; of others the value is put as bytes. */
export const VALUES: Readonly<Record<number, ReadOption>> = {
  1: identifier,
  2: identifier,
  3: association,
  4: temporary,
  5: address,
  6: wanted,
  7: number('option_preference', 1),
  8: elapsed,
  11: authentication,
  12: number('unicast', 16),
  13: status,
  14: option(0, () => {}),
  15: userClass,
  16: vendorClass,
  17: vendorOptions,
  18: bytes('interface_id'),
  19: number('reconf_msg', 1),
  20: option(0, () => {}),
  21: names('sip_server_domain_search_fqdn'),
  22: addresses('sip_server_a'),
  23: addresses('dns_server'),
  24: names('search_list_entry'),
  25: association,
  26: prefix,
  27: addresses('nis_server'),
  28: addresses('nisp_server'),
  29: names('nis_fqdn'),
  30: names('nisp_fqdn'),
  31: addresses('sntp_server'),
  32: number('lifetime', 4),
  33: names('bcmcs_server_fqdn'),
  34: addresses('bcmcs_server_a'),
  37: remote,
  38: text('subscriber_id'),
  39: clientName,
  40: addresses('pana_agent'),
  41: text('timezone'),
  42: text('tzdb'),
  43: wanted,
  44: query,
  45: containing,
  46: number('clt_time', 4),
  47: relayed,
  48: addresses('lq_client_link'),
  52: addresses('capwap_ac_v6'),
  53: identifier,
  56: timeServers,
  64: names('aftr_name'),
  67: excluded,
  89: rule,
  90: number('s46_br.address', 16),
  91: defaultRule,
  92: binding,
  93: ports,
  94: containing,
  95: containing,
  96: containing,
  103: text('captive_portal'),
  111: option(2, (d, { o, end }) => {
    for (let at = o; at + 2 <= end; at += 2) d.put('option_code', at, 2);
  }),
  112: text('mudurl'),
  114: number('failover.binding_status', 1),
  115: struct(2, CONNECT_FLAGS),
  117: names('failover.dns_hostname', ''),
  118: names('failover.dns_zonename', ''),
  119: struct(2, DNS_FLAGS),
  120: number('failover.expiration_time', 4),
  121: number('failover.max_unacked_bndupd', 4),
  122: number('failover.mclt', 4),
  123: number('failover.partner_lifetime', 4),
  124: number('failover.partner_lifetime_sent', 4),
  125: number('failover.partner_down_time', 4),
  126: number('failover.partner_raw_clt_time', 4),
  127: struct(4, VERSION),
  128: number('failover.keepalive_time', 4),
  129: option(4, (d, { o, end }) => {
    d.put('failover.reconfigure_time', o, 4);
    if (end > o + 4) d.put('failover.reconfigure_key', o + 4, end - o - 4);
  }),
  130: text('failover.relationship_name'),
  131: struct(1, PARTNER_FLAGS),
  132: number('failover.server_state', 1),
  133: number('failover.start_time_of_state', 4),
  134: number('failover.state_expiration_time', 4),
  135: number('relay_port', 2),
};
